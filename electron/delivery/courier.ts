// What the outbox asks of every kind of target: to try the connection, and to send one thing. Each kind has a file of its own.
import type { Answer } from '../../domain/delivery/answer.ts'
import type { Outcome } from '../../domain/delivery/outcome.ts'
import type { IssuedDocument } from '../../domain/delivery/owed.ts'
import type { DeliveryTarget } from '../../domain/delivery/target.ts'
import type { Reason } from '../../domain/words/reason.ts'
import type { Ask, Asked } from './ask.ts'

/** What a try of the connection found, in order. */
export type Trial = { readonly works: boolean; readonly found: readonly Reason[] }

export type Courier = {
  /** Sends nothing that counts. */
  readonly test: (signal: AbortSignal) => Promise<Trial>
  /** Sent twice it is there once. Fails with a StoppedError where the signal ended it. */
  readonly send: (
    item: IssuedDocument,
    signal: AbortSignal,
    /** How much of a large one has gone out, 0 to 1. */
    onSent: (part: number) => void,
  ) => Promise<Outcome>
}

export type CourierParts = {
  readonly target: DeliveryTarget
  /** null where none is needed. */
  readonly secret: string | null
  readonly ask: Ask
  readonly now: () => number
}

export const works = (...found: readonly Reason[]): Trial => ({ works: true, found })
export const fails = (...found: readonly Reason[]): Trial => ({ works: false, found })

/** The same as the outcome of something sent, for a try of the connection. */
export const trialOf = (outcome: Outcome): Trial => (outcome.kind === 'delivered' ? works() : fails(...outcome.reasons))

/** A place below the target's address, whichever way that ends. */
export const below = ({ url }: Pick<DeliveryTarget, 'url'>, path: string): URL =>
  new URL(path, url.endsWith('/') ? url : `${url}/`)

export const basic = (user: string, secret: string): string =>
  `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}`

const HIDDEN = '•••'

/** JSON has several spellings for one text: what it means is what is looked through. */
const hiddenInJson = (text: string, hide: (said: string) => string): string => {
  if (!text.includes('\\')) return text
  try {
    const read: unknown = JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? hide(value) : value))
    return JSON.stringify(read)
  } catch {
    return text
  }
}

/** A server may repeat in its answer what it was given to believe us: nobody is shown that. */
export const askWithout =
  (ask: Ask, secrets: () => readonly string[]): Ask =>
  async (asked: Asked): Promise<Answer> => {
    const answer = await ask(asked)
    if (answer.kind === 'none') return answer
    const hidden = secrets()
      .filter((secret) => secret !== '')
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
    const hide = (text: string) => hidden.reduce((said, secret) => said.replaceAll(secret, HIDDEN), text)
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, hide(value)]))
    return { ...answer, headers, body: hiddenInJson(hide(answer.body), hide) }
  }
