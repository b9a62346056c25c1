// What the shell asked of Electron once and for all, noted where it asked: windows and sessions keep their own.
import { EventEmitter } from 'node:events'
import type { AskedRecord } from '../shell-record.ts'

export const noted = {
  sandboxEnabled: false,
  paths: {} as Record<string, string>,
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  menu: 'default' as 'default' | 'none' | 'own',
  singleInstanceLock: null as boolean | null,
  errorBoxes: [] as { title: string; content: string }[],
  otherCalls: [] as { what: string; words: readonly unknown[] }[],
  switches: [] as { name: string; value: string }[],
  asked: [] as AskedRecord[],
}

/** Functions and windows cannot travel in a record: only that they were there. */
export const plain = (value: unknown): unknown => {
  if (typeof value === 'function') return '(function)'
  if (value instanceof EventEmitter) return `(${value.constructor.name})`
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]))
}

export const noteCall = (what: string, ...words: readonly unknown[]): void => {
  noted.otherCalls.push({ what, words: words.map(plain) })
}

/** Emits an event that its listeners may prevent. */
export const emitPreventable = (
  emitter: EventEmitter,
  event: string,
  details: Readonly<Record<string, unknown>> = {},
  ...words: readonly unknown[]
): { readonly listened: boolean; readonly prevented: boolean } => {
  let prevented = false
  const given = {
    ...details,
    preventDefault: () => {
      prevented = true
    },
    get defaultPrevented() {
      return prevented
    },
  }
  const listened = emitter.emit(event, given, ...words)
  return { listened, prevented }
}
