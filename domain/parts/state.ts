// Where a part stands, as its history says it; and whether a history can be told at all. Nothing of it is stored.
import type { NamedMachine, Part, PartEvent } from './part.ts'

export type PartState =
  | { readonly kind: 'in-stock' }
  | { readonly kind: 'fitted'; readonly machine: NamedMachine }
  | { readonly kind: 'discarded' }

/** After one event; null where it cannot follow on what was. */
const after = (before: PartState | null, event: PartEvent): PartState | null => {
  const isInStock = before?.kind === 'in-stock'
  switch (event.what) {
    case 'taken-out':
    case 'received':
      return before === null ? { kind: 'in-stock' } : null
    case 'tested':
    case 'moved':
      return isInStock ? before : null
    case 'fitted':
      return isInStock ? { kind: 'fitted', machine: event.machine } : null
    case 'taken-back':
      return before?.kind === 'fitted' && before.machine.machineId === event.machine.machineId
        ? { kind: 'in-stock' }
        : null
    case 'discarded':
      return isInStock ? { kind: 'discarded' } : null
    case 'restored':
      return before?.kind === 'discarded' ? { kind: 'in-stock' } : null
  }
}

/** Where the part is; null for a history that nobody can have lived through. */
export const told = (history: readonly PartEvent[]): PartState | null => {
  let state: PartState | null = null
  for (const event of history) {
    state = after(state, event)
    if (state === null) return null
  }
  return state
}

/** A history that cannot be told says nothing of where the part is: it is not offered. */
export const stateOf = ({ history }: Pick<Part, 'history'>): PartState => told(history) ?? { kind: 'discarded' }

export const isInStock = (part: Pick<Part, 'history'>): boolean => stateOf(part).kind === 'in-stock'

/** What the last test said; null: nobody tried it since it came, or since it came back from a machine. */
export const worksOf = ({ history }: Pick<Part, 'history'>): boolean | null => {
  const last = history.findLast(({ what }) => what === 'tested' || what === 'taken-back')
  return last?.what === 'tested' ? last.works : null
}

/** The machine it was first taken out of; null where it came by itself. */
export const originOf = ({ history: [first] }: Pick<Part, 'history'>): NamedMachine | null =>
  first?.what === 'taken-out' ? first.machine : null

/** Every machine that it was in, the first one first. */
export const machinesOf = ({ history }: Pick<Part, 'history'>): readonly NamedMachine[] =>
  history.flatMap((event) => (event.what === 'taken-out' || event.what === 'fitted' ? [event.machine] : []))
