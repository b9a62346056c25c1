// The line between the process of the shell and the test that shows its windows in Chromium: questions both ways over the
// channel of a forked process, whose values are cloned as Electron clones them between its own processes.
import type { ChildProcess } from 'node:child_process'
import type { Ask, QuestionName, Questions } from './questions.ts'
import type { SessionName, ShellRecord } from './shell-record.ts'

export type WindowId = number

/** What of a window's preferences the stand-in follows. */
export type Followed = {
  readonly contextIsolation: boolean
  readonly nodeIntegration: boolean
  readonly sandbox: boolean
  readonly javascript: boolean
  readonly webviewTag: boolean
}

export type NewWindow = {
  readonly id: WindowId
  readonly session: SessionName
  /** Where the default session keeps its data. */
  readonly userData: string
  /** Source of the preload; null: none. */
  readonly preload: string | null
  readonly followed: Followed
  readonly size: { readonly width: number; readonly height: number }
}

export type SecondInstance = { readonly userData: string; readonly argv: readonly string[]; readonly cwd: string }

type Told<Input, Output = undefined> = { readonly input: Input; readonly output: Output }

/** What the shell's process asks of Chromium's side. */
export type AskedOfScreen = {
  open: Told<NewWindow>
  load: Told<{ readonly id: WindowId; readonly url: string }>
  /** `closed`: the page did not hold it back. */
  close: Told<{ readonly id: WindowId; readonly force: boolean }, { readonly closed: boolean }>
  shown: Told<{ readonly id: WindowId }>
  print: Told<{ readonly id: WindowId; readonly options: Readonly<Record<string, unknown>> }, Uint8Array>
  send: Told<{ readonly id: WindowId; readonly channel: string; readonly message: unknown }>
  locked: Told<{ readonly userData: string }>
  'second-instance': Told<SecondInstance>
}

/** What Chromium's side and the test ask of the shell's process. */
export type AskedOfShell = {
  question: Told<
    {
      readonly name: QuestionName
      readonly input: Questions[QuestionName]['input']
      readonly by: 'page' | 'test' | 'stand-in'
      /** The window whose page asks; the first one where a test asks. */
      readonly id: WindowId | null
    },
    Questions[QuestionName]['output']
  >
  ipc: Told<{
    readonly id: WindowId
    readonly frame: { readonly url: string; readonly parent: null }
    readonly channel: string
    readonly message: unknown
  }>
  'close-window': Told<{ readonly id: WindowId }>
  crashed: Told<{ readonly id: WindowId }>
  /** The page can be seen for the first time; it may still load. */
  painted: Told<{ readonly id: WindowId }>
  quit: Told<null>
  'second-instance': Told<SecondInstance>
  record: Told<null, ShellRecord>
}

type Table = Record<string, { readonly input: unknown; readonly output: unknown }>
export type Answers<T extends Table> = {
  readonly [Name in keyof T]: (input: T[Name]['input']) => T[Name]['output'] | Promise<T[Name]['output']>
}
export type Asking<T extends Table> = <Name extends keyof T & string>(
  name: Name,
  input: T[Name]['input'],
) => Promise<T[Name]['output']>

type Parcel =
  | { readonly kind: 'ask'; readonly number: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'fault'; readonly number: number; readonly message: string }

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (fault: Error) => void }

/** Both processes are ours and hold the same table: what arrives is of its form. */
export const openLine = <Out extends Table, In extends Table>(
  port: ChildProcess | NodeJS.Process,
  answers: Answers<In>,
): { readonly ask: Asking<Out>; readonly flushed: () => Promise<void> } => {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let sent: Promise<void> = Promise.resolve()

  const post = (parcel: Parcel): void => {
    if (!port.connected) return
    const leaving = new Promise<void>((resolve) => {
      port.send?.(parcel, undefined, {}, () => {
        resolve()
      })
    })
    sent = sent.then(() => leaving)
  }

  const answer = async ({ number, name, input }: Extract<Parcel, { kind: 'ask' }>) => {
    try {
      // The table ties a name to its input and output; here they are only carried.
      const value = await (answers[name] as (input: unknown) => unknown)(input)
      post({ kind: 'answer', number, value })
    } catch (fault) {
      post({ kind: 'fault', number, message: fault instanceof Error ? fault.message : String(fault) })
    }
  }

  const hear = (raw: unknown) => {
    const parcel = raw as Parcel
    if (parcel.kind === 'ask') {
      void answer(parcel)
      return
    }
    const asked = waiting.get(parcel.number)
    waiting.delete(parcel.number)
    if (parcel.kind === 'answer') asked?.resolve(parcel.value)
    else asked?.reject(new Error(parcel.message))
  }
  ;(port as ChildProcess).on('message', hear)
  ;(port as ChildProcess).on('disconnect', () => {
    for (const { reject } of waiting.values()) reject(new Error('The other side of the stand-in has ended'))
    waiting.clear()
  })

  return {
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        if (!port.connected) {
          reject(new Error('The other side of the stand-in has ended'))
          return
        }
        const number = ++last
        waiting.set(number, { resolve: resolve as Waiting['resolve'], reject })
        post({ kind: 'ask', number, name, input })
      }),
    flushed: () => sent,
  }
}

/** The test's own way of asking the shell. */
export const askBy =
  (ask: Asking<AskedOfShell>, by: 'page' | 'test' | 'stand-in', id: WindowId | null): Ask =>
  async (name, input) =>
    // One name, one output: the line carries them all.
    (await ask('question', { name, input, by, id })) as Questions[typeof name]['output']
