// What one attack on the loopback host is: bytes that somebody else's program or page could send, and what has to come
// of them. The tables beside this file hold the attacks; attacks.test.ts sends them.

/** What an attacker may know: the address. The token stands here for attacks by somebody who has it and breaks another rule. */
export type Target = {
  readonly port: number
  readonly origin: string
  readonly token: string
  /** The code that would let in a window now. */
  readonly code: string
}

export type Attack = {
  /** What is tried, as one would say it. */
  readonly what: string
  readonly bytes: (target: Target) => string | Buffer
  /** The statuses that refuse it; `null`: the connection ends without an answer. */
  readonly refusedBy: readonly (number | null)[]
}

export type Family = { readonly name: string; readonly attacks: readonly Attack[] }

type Headers = Readonly<Record<string, string | readonly string[] | null>>

/** A call in order in every respect, but for what `headers` changes (null leaves one out, a list repeats one). */
export const call = (
  target: Target,
  headers: Headers = {},
  { method = 'POST', address = '/op/journal.hashAt', body = '{"position":1}', version = 'HTTP/1.1' } = {},
): string => {
  const usual: Headers = {
    Host: `127.0.0.1:${String(target.port)}`,
    Origin: target.origin,
    'Content-Type': 'application/json',
    'X-Etabli-Session': target.token,
    'Content-Length': String(Buffer.byteLength(body)),
  }
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((each) => `${name}: ${each}`),
  )
  return `${[`${method} ${address} ${version}`, ...lines].join('\r\n')}\r\n\r\n${body}`
}

/** A page asked for, as a browser asks for it. */
export const look = (target: Target, address: string, headers: Headers = {}, method = 'GET'): string =>
  call(
    target,
    { Origin: null, 'Content-Type': null, 'X-Etabli-Session': null, 'Content-Length': null, ...headers },
    { method, address, body: '' },
  )
