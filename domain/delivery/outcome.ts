// What an answer means for what was sent: delivered, refused, to be tried again, or nothing more before a person looked. The
// answers that mean the same for every kind of target are judged here; what success is, each target's own file says.
import { z } from 'zod'
import { reason, type Reason } from '../words/reason.ts'
import { type Answer, type Answered, isGood, isPage, jsonOf, type NoAnswer } from './answer.ts'
import { retryAfterSeconds } from './retry.ts'

export type Outcome =
  | { readonly kind: 'delivered'; readonly reference: string }
  /** The server will not have this one: it is not sent again before a person asks for it. */
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  | {
      readonly kind: 'again'
      readonly reasons: readonly Reason[]
      /** What the server asked for; null where it did not say. */
      readonly afterSeconds: number | null
      /** It is not about this one: nothing else would fare better now. */
      readonly everything: boolean
    }
  /** Address or password are wrong: nothing is sent to this target before a person changed something. */
  | { readonly kind: 'halted'; readonly reasons: readonly Reason[] }

export const delivered = (reference = ''): Outcome => ({ kind: 'delivered', reference: reference.slice(0, 300) })
export const refused = (...reasons: readonly Reason[]): Outcome => ({ kind: 'refused', reasons })
export const halted = (...reasons: readonly Reason[]): Outcome => ({ kind: 'halted', reasons })
export const again = (why: Reason, how: { everything: boolean; afterSeconds?: number | null }): Outcome => ({
  kind: 'again',
  reasons: [why],
  afterSeconds: how.afterSeconds ?? null,
  everything: how.everything,
})

/** A time-out and a cut may be this one's own size; the rest is the network's or the server's. */
const isAboutOne: Readonly<Record<NoAnswer, boolean>> = {
  unreachable: false,
  'nobody-listens': false,
  'timed-out': true,
  'cut-off': true,
  certificate: false,
  'certificate-date': false,
  'not-https': false,
  proxy: false,
  'too-large': false,
}

/** RFC 9457's members, GLPI's, and what else servers call it. */
const Said = z.looseObject({
  detail: z.string().optional(),
  message: z.string().optional(),
  title: z.string().optional(),
  error: z.string().optional(),
})

/** The server's own words, one line of them; empty where it has none. */
export const wordsOf = (answer: Answered): string => {
  const said = Said.safeParse(jsonOf(answer)).data
  const words = said?.detail ?? said?.message ?? said?.title ?? said?.error ?? ''
  return words
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

const hostOf = (location: string | undefined): string => {
  const host = location === undefined ? null : (/^[a-z]+:\/\/([^/?#]+)/i.exec(location)?.[1] ?? null)
  return host?.replace(/^.*@/, '').slice(0, 200) ?? '?'
}

/** The server said no to this one, in its own words where it has any. */
export const saidNo = (answer: Answered): Outcome => {
  const said = wordsOf(answer)
  const { status } = answer
  return refused(
    said === '' ? reason('delivery.refused', { status }) : reason('delivery.refused-saying', { status, said }),
  )
}

/** null: the target's own file says what this answer means. `now`: of this computer, in milliseconds. */
export const commonOutcome = (answer: Answer, now: number): Outcome | null => {
  if (answer.kind === 'none') return again(reason(`delivery.${answer.why}`), { everything: !isAboutOne[answer.why] })
  const { status, headers } = answer
  const afterSeconds = retryAfterSeconds(headers, now)
  if (status >= 300 && status < 400)
    return again(reason('delivery.redirected', { host: hostOf(headers['location']) }), { everything: true })
  if (isGood(answer)) return isPage(answer) ? again(reason('delivery.not-the-service'), { everything: true }) : null
  switch (status) {
    case 401:
    case 403:
    case 407:
      return halted(reason('delivery.not-allowed', { status }))
    case 404:
    case 405:
    case 410:
      return halted(reason('delivery.not-there', { status }))
    case 409:
    case 412:
      return null
    case 408:
    case 425:
      return again(reason('delivery.timed-out'), { everything: false, afterSeconds })
    case 423:
      return again(reason('delivery.locked'), { everything: false, afterSeconds })
    case 429:
      return again(reason('delivery.too-many'), { everything: true, afterSeconds })
    case 503:
      return again(reason('delivery.server-busy'), { everything: true, afterSeconds })
    case 507:
      return again(reason('delivery.server-full'), { everything: true, afterSeconds })
    default:
      if (status >= 400 && status < 500) return saidNo(answer)
      return again(reason('delivery.server-fault', { status }), { everything: false, afterSeconds })
  }
}
