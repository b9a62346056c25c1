// Attacks on what lets a window in: the session's token and the code of the opening file, guessed, cut, or carried where
// they do not belong.
import { call, look, type Attack, type Family, type Target } from './attack.ts'

const turned = (text: string): string => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`)
const swappedCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))

const wrong: readonly (readonly [string, (secret: string) => string])[] = [
  ['empty', () => ''],
  ['of another start', () => 'x'.repeat(43)],
  ['cut by one letter', (secret) => secret.slice(0, -1)],
  ['its first half', (secret) => secret.slice(0, 21)],
  ['one letter longer', (secret) => `${secret}A`],
  ['twice over', (secret) => secret + secret],
  ['with another first letter', turned],
  ['with another last letter', (secret) => [...turned([...secret].reverse().join(''))].reverse().join('')],
  ['in the other case', swappedCase],
  ['backwards', (secret) => [...secret].reverse().join('')],
  ['in quotes', (secret) => `"${secret}"`],
  ['padded', (secret) => `${secret}=`],
  ['in hexadecimal', (secret) => Buffer.from(secret, 'base64url').toString('hex')],
  ['with a word before it', (secret) => `Bearer ${secret}`],
  ['a pattern for all', () => '*'],
  ['null', () => 'null'],
  ['true', () => 'true'],
  ['very long', () => 'x'.repeat(9_000)],
]

const withToken = (what: string, headers: (target: Target) => Parameters<typeof call>[1]): Attack => ({
  what,
  bytes: (target) => call(target, headers(target)),
  refusedBy: [401],
})

const letIn = (body: string) => (target: Target) =>
  call(target, { 'X-Etabli-Session': null }, { address: '/session', body })

const elsewhere: readonly (readonly [string, (target: Target) => Parameters<typeof call>[1]])[] = [
  ['in a cookie', ({ token }) => ({ Cookie: `x-etabli-session=${token}` })],
  ['as a bearer', ({ token }) => ({ Authorization: `Bearer ${token}` })],
  ['as a password', ({ token }) => ({ Authorization: `Basic ${Buffer.from(`etabli:${token}`).toString('base64')}` })],
  ['in a header that begins alike', ({ token }) => ({ 'X-Etabli-Session-Id': token })],
  ['in a header with an underscore', ({ token }) => ({ X_Etabli_Session: token })],
  ['in the referrer', ({ token, origin }) => ({ Referer: `${origin}/?token=${token}` })],
]

export const secrets: readonly Family[] = [
  {
    name: 'the token',
    attacks: [
      ...wrong.map(([what, spoil]) => withToken(what, ({ token }) => ({ 'X-Etabli-Session': spoil(token) }))),
      withToken('none', () => ({ 'X-Etabli-Session': null })),
      withToken('the right one, twice', ({ token }) => ({ 'X-Etabli-Session': [token, token] })),
      withToken('a wrong one, then the right one', ({ token }) => ({ 'X-Etabli-Session': ['x', token] })),
      withToken('the code instead', ({ code }) => ({ 'X-Etabli-Session': code })),
      ...elsewhere.map(([what, headers]) =>
        withToken(what, (target) => ({ 'X-Etabli-Session': null, ...headers(target) })),
      ),
      ...['/op/journal.hashAt?token=', '/op/journal.hashAt?x-etabli-session=', '/op/journal.hashAt#token='].map(
        (address): Attack => ({
          what: `in an address, ${address}`,
          bytes: (target) => call(target, { 'X-Etabli-Session': null }, { address: address + target.token }),
          refusedBy: [400, 401],
        }),
      ),
      ...['/presence', '/op/', '/op/station.describe', '/nowhere'].map((address): Attack => ({
        what: `none, for ${address}`,
        bytes: (target) => call(target, { 'X-Etabli-Session': null }, { address, body: '{}' }),
        refusedBy: [401],
      })),
    ],
  },
  {
    name: 'the code',
    attacks: [
      ...wrong.map(([what, spoil]): Attack => ({
        what,
        bytes: (target) => letIn(JSON.stringify({ code: spoil(target.code) }))(target),
        refusedBy: [403, 413],
      })),
      ...[
        ['a number', '{"code":1}'],
        ['a list', '{"code":["a"]}'],
        ['null for a code', '{"code":null}'],
        ['an object', '{"code":{"toString":"a"}}'],
        ['nothing', '{}'],
        ['null', 'null'],
        ['a list instead of a form', '[]'],
        ['a text instead of a form', '"x"'],
        ['a prototype', '{"__proto__":{"code":"x"}}'],
      ].map(([what = '', body = '']): Attack => ({ what, bytes: letIn(body), refusedBy: [403] })),
      ...[
        ['the right one with something beside it', (code: string) => `{"code":"${code}","also":1}`],
        ['the right one in a list', (code: string) => `{"code":["${code}"]}`],
        ['the right one under another name', (code: string) => `{"Code":"${code}"}`],
      ].map(([what, body]): Attack => ({
        what: String(what),
        bytes: (target) => letIn((body as (code: string) => string)(target.code))(target),
        refusedBy: [403],
      })),
      {
        what: 'the token instead',
        bytes: (target) => letIn(JSON.stringify({ code: target.token }))(target),
        refusedBy: [403],
      },
      { what: 'no JSON', bytes: letIn('code=x'), refusedBy: [400] },
      { what: 'no bytes', bytes: letIn(''), refusedBy: [400] },
      { what: 'a thousand letters', bytes: letIn(JSON.stringify({ code: 'x'.repeat(1_100) })), refusedBy: [413] },
      {
        what: 'the right one by GET',
        bytes: (target) => look(target, `/session?code=${target.code}`),
        refusedBy: [404],
      },
      {
        what: 'the right one in the address of a POST',
        bytes: (target) =>
          call(target, { 'X-Etabli-Session': null }, { address: `/session?code=${target.code}`, body: '{}' }),
        refusedBy: [401],
      },
      {
        what: 'the right one from a foreign page',
        bytes: (target) =>
          call(
            target,
            { Origin: 'https://evil.example' },
            { address: '/session', body: JSON.stringify({ code: target.code }) },
          ),
        refusedBy: [403],
      },
    ],
  },
]
