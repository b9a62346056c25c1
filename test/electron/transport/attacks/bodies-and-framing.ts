// Attacks on where a request ends: two lengths, lines folded or half ended, bodies that hide another request, and bodies
// that are no JSON, too large or too deep.
import { call, look, type Family, type Target } from './attack.ts'

const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`
const input = '{"position":1}'

/** The call with one line more, just as it stands. */
const withLine = (target: Target, line: string): string => call(target).replace('\r\n\r\n', `\r\n${line}\r\n\r\n`)
const inChunks = (target: Target, body: string, headers: Parameters<typeof call>[1] = {}): string =>
  call(target, { 'Content-Length': null, 'Transfer-Encoding': 'chunked', ...headers }, { body })

const lengths: readonly (readonly [string, string | readonly string[]])[] = [
  ['negative', '-1'],
  ['with a plus', '+14'],
  ['in hexadecimal', '0xE'],
  ['with a comma', '14,14'],
  ['a fraction', '14.0'],
  ['with an exponent', '1e1'],
  ['endless', '99999999999999999999999'],
  ['no number', 'fourteen'],
  ['empty', ''],
  ['two that differ', ['14', '0']],
  ['two that agree', ['14', '14']],
  ['two blanks within', '1 4'],
]
const encodings: readonly (readonly [string, string | readonly string[]])[] = [
  ['gzip', 'gzip'],
  ['chunked, then gzip', 'chunked, gzip'],
  ['identity', 'identity'],
  ['misspelt', 'xchunked'],
  ['twice', ['chunked', 'chunked']],
  ['with a colon’s blank', '\vchunked'],
  ['in quotes', '"chunked"'],
  ['empty', ''],
]
const brokenLines: readonly (readonly [string, (target: Target) => string])[] = [
  ['a folded line', (target) => withLine(target, 'X-Folded: a\r\n b')],
  ['a folded Host', (target) => call(target).replace('Host: ', 'Host:\r\n ')],
  ['a blank before the colon', (target) => withLine(target, 'Content-Length : 0')],
  ['a line without a colon', (target) => withLine(target, 'nothing')],
  ['an empty name', (target) => withLine(target, ': nothing')],
  ['a name with a blank', (target) => withLine(target, 'X Folded: a')],
  ['a NUL in a value', (target) => withLine(target, 'X-Nothing: a\0b')],
  ['a lone CR in a value', (target) => withLine(target, 'X-Nothing: a\rContent-Length: 0')],
  ['lines that end with LF alone', (target) => call(target).replaceAll('\r\n', '\n')],
  ['one line that ends with LF alone', (target) => call(target).replace('\r\nOrigin', '\nOrigin')],
  ['a blank before the first header', (target) => call(target).replace('\r\nHost', '\r\n Host')],
  ['headers of 20 kB', (target) => withLine(target, `X-Long: ${'x'.repeat(20_000)}`)],
  ['five thousand headers', (target) => withLine(target, Array.from({ length: 5_000 }, () => 'a: b').join('\r\n'))],
  // Few bytes, so that only their number speaks against them.
  ['two hundred headers', (target) => withLine(target, Array.from({ length: 200 }, () => 'a:b').join('\r\n'))],
  [
    'a foreign Host behind eighty headers',
    (target) => withLine(target, `${Array.from({ length: 80 }, () => 'a:b').join('\r\n')}\r\nHost: evil.example`),
  ],
  [
    'a second token behind eighty headers',
    (target) => withLine(target, `${Array.from({ length: 80 }, () => 'a:b').join('\r\n')}\r\nX-Etabli-Session: x`),
  ],
]
const brokenChunks: readonly (readonly [string, string])[] = [
  ['a size that is no number', `zz\r\n${input}\r\n0\r\n\r\n`],
  ['a negative size', `-e\r\n${input}\r\n0\r\n\r\n`],
  ['a size in C’s way', `0xe\r\n${input}\r\n0\r\n\r\n`],
  ['an endless size', `fffffffffffffffff\r\n${input}\r\n0\r\n\r\n`],
  ['more than the size says', `1\r\n${input}\r\n0\r\n\r\n`],
  ['sizes that end with LF alone', `e\n${input}\n0\n\n`],
  ['a lone CR behind a size', `e\r${input}\r\n0\r\n\r\n`],
  ['an extension of 20 kB', `e;a=${'x'.repeat(20_000)}\r\n${input}\r\n0\r\n\r\n`],
]
const notJson: readonly (readonly [string, string | Buffer])[] = [
  ['nothing', ''],
  ['half of it', '{"position":'],
  ['deep lists', '['.repeat(90_000)],
  ['two values', '{"position":1}{"position":2}'],
  ['a comment', '{"position":1}//'],
  ['no number', '{"position":NaN}'],
  ['a form', 'position=1'],
  ['XML with an entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
]
const otherForms: readonly (readonly [string, string])[] = [
  ['null', 'null'],
  ['a list', '[1]'],
  ['a text', '"position"'],
  ['a number too large', '{"position":1e400}'],
  ['a negative number', '{"position":-1}'],
  ['a prototype', '{"__proto__":{"position":1}}'],
  ['a constructor', '{"constructor":{"prototype":{"position":1}}}'],
  ['deep lists that end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['something beside it', '{"position":1,"also":2}'],
]

/** A body in which another call stands whole, for a host that loses count of bytes. */
const hidden = (target: Target): string => call(target, {}, { body: '{"position":2}' })

export const bodiesAndFraming: readonly Family[] = [
  {
    name: 'two ways to say where a body ends',
    attacks: [
      ...lengths.map(([what, length]) => ({
        what: `a length ${what}`,
        bytes: (target: Target) => call(target, { 'Content-Length': length }),
        refusedBy: [400, 413],
      })),
      ...encodings.map(([what, encoding]) => ({
        what: `an encoding ${what}`,
        bytes: (target: Target) =>
          call(target, { 'Content-Length': null, 'Transfer-Encoding': encoding }, { body: chunked(input) }),
        refusedBy: [400],
      })),
      {
        what: 'chunks and a length',
        bytes: (target) => call(target, { 'Transfer-Encoding': 'chunked' }, { body: chunked(input) }),
        refusedBy: [400],
      },
      {
        what: 'a length, and chunks that hide a call',
        bytes: (target) =>
          call(
            target,
            { 'Content-Length': '4', 'Transfer-Encoding': 'chunked' },
            { body: `0\r\n\r\n${hidden(target)}` },
          ),
        refusedBy: [400],
      },
      {
        what: 'chunks that an underscore hides',
        bytes: (target) => call(target, { 'Content-Length': '0', Transfer_Encoding: 'chunked' }, { body: '' }),
        refusedBy: [200],
      },
      {
        what: 'a page with a body',
        bytes: (target) => look(target, '/', { 'Content-Length': '5' }).concat('GET /'),
        refusedBy: [400],
      },
      {
        what: 'a page with a body that is a call',
        bytes: (target) =>
          look(target, '/', { 'Content-Length': String(Buffer.byteLength(hidden(target))) }).concat(hidden(target)),
        refusedBy: [400],
      },
      {
        what: 'a page in chunks',
        bytes: (target) => look(target, '/', { 'Transfer-Encoding': 'chunked' }).concat(chunked('x')),
        refusedBy: [400],
      },
      {
        what: 'a promise to send the body later',
        bytes: (target) => call(target, { Expect: '100-continue' }, { body: '' }),
        refusedBy: [417],
      },
      {
        what: 'another expectation',
        bytes: (target) => call(target, { Expect: 'the-unexpected' }),
        refusedBy: [417],
      },
    ],
  },
  {
    name: 'broken lines and chunks',
    attacks: [
      ...brokenLines.map(([what, bytes]) => ({ what, bytes, refusedBy: [400, 401, 403, 431] })),
      ...brokenChunks.map(([what, body]) => ({
        what,
        bytes: (target: Target) => inChunks(target, body),
        refusedBy: [400, 413],
      })),
      {
        what: 'a trailer that brings the token',
        bytes: (target) =>
          inChunks(target, `e\r\n${input}\r\n0\r\nX-Etabli-Session: ${target.token}\r\n\r\n`, {
            'X-Etabli-Session': null,
            Trailer: 'X-Etabli-Session',
          }),
        refusedBy: [401],
      },
    ],
  },
  {
    name: 'one request inside another',
    attacks: [
      {
        what: 'in the body of a foreign page’s form',
        bytes: (target) =>
          call(target, { Origin: 'https://evil.example', 'Content-Type': 'text/plain' }, { body: hidden(target) }),
        refusedBy: [403],
      },
      {
        what: 'behind a request that was refused',
        bytes: (target) => look(target, '/', { Host: 'evil.example' }) + hidden(target).replace(target.token, 'x'),
        refusedBy: [403],
      },
      {
        what: 'a second one with a foreign Host behind a page',
        bytes: (target) => look(target, '/nowhere') + call(target, { Host: 'evil.example' }),
        refusedBy: [404],
      },
      {
        what: 'two hundred refused ones at once',
        bytes: (target) => call(target, { 'X-Etabli-Session': 'x' }).repeat(200),
        refusedBy: [401],
      },
    ],
  },
  {
    name: 'bodies that are no input',
    attacks: [
      ...notJson.map(([what, body]) => ({
        what,
        bytes: (target: Target) => call(target, {}, { body: String(body) }),
        refusedBy: [200],
      })),
      ...otherForms.map(([what, body]) => ({
        what,
        bytes: (target: Target) => call(target, {}, { body }),
        refusedBy: [200],
      })),
      {
        what: 'bytes that are no UTF-8',
        bytes: (target) => Buffer.from(call(target, { 'Content-Length': '2' }, { body: '\xff\xfe' }), 'latin1'),
        refusedBy: [400],
      },
      {
        what: 'more than is taken, as it says',
        bytes: (target) => call(target, { 'Content-Length': '100001' }, { body: '' }),
        refusedBy: [413],
      },
      {
        what: 'more than is taken, as it does not say',
        bytes: (target) => inChunks(target, chunked('x'.repeat(60_000)).slice(0, -5) + chunked('x'.repeat(60_000))),
        refusedBy: [413],
      },
      {
        what: 'compressed',
        bytes: (target) => call(target, { 'Content-Encoding': 'gzip' }),
        refusedBy: [415],
      },
    ],
  },
]
