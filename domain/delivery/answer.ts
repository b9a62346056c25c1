// What came of asking a server once, as plain values: an answer, or why there was none. Who asked and how is electron/delivery's.

export type NoAnswer =
  /** No network, or no such name. */
  | 'unreachable'
  /** The computer is there, and nobody listens. */
  | 'nobody-listens'
  | 'timed-out'
  | 'cut-off'
  /** Its certificate is not one that can be believed. */
  | 'certificate'
  /** Its certificate is not valid on this computer's date. */
  | 'certificate-date'
  | 'not-https'
  /** The office's own proxy let nothing through. */
  | 'proxy'
  /** More than is read of any answer. */
  | 'too-large'

export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly kind: 'none'; readonly why: NoAnswer }
export type Answered = Extract<Answer, { kind: 'answer' }>

export const isGood = ({ status }: Answered): boolean => status >= 200 && status < 300

/** A portal that wants a password first, or an error page dressed as success, answers in HTML. */
export const isPage = ({ headers, body }: Answered): boolean =>
  /\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype html|html)/i.test(body)

/** What the body says, where it is JSON. */
export const jsonOf = ({ body }: Answered): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
