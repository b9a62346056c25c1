// Attacks by form: what a page of another site can send without being asked first (simple requests), and methods that
// have no business here.
import { call, look, type Family } from './attack.ts'

/** What a form or a beacon may claim without a preflight, and what resembles JSON. */
const contentTypes = [
  'text/plain',
  'text/plain; charset=utf-8',
  'text/plain;application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-8',
  'application/json, text/plain',
  'application/json;',
  'application/jsonp',
  'application/ld+json',
  'text/json',
  'text/html',
  'text/xml',
  'application/octet-stream',
  'APPLICATION/JSON',
  '',
]
const multipart = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n{"position":1}\r\n--x--\r\n'
const methods = 'PUT DELETE PATCH HEAD OPTIONS TRACE PROPFIND MKCOL COPY MOVE LOCK SEARCH REPORT PURGE LINK'.split(' ')

export const formsAndMethods: readonly Family[] = [
  {
    name: 'simple forms',
    attacks: [
      ...contentTypes.map((type) => ({
        what: type === '' ? 'an empty content type' : type,
        bytes: (target: Parameters<typeof call>[0]) => call(target, { 'Content-Type': type }),
        refusedBy: [415],
      })),
      { what: 'no content type', bytes: (target) => call(target, { 'Content-Type': null }), refusedBy: [415] },
      {
        what: 'two content types',
        bytes: (target) => call(target, { 'Content-Type': ['application/json', 'text/plain'] }),
        refusedBy: [415],
      },
      {
        what: 'a form’s own body',
        bytes: (target) =>
          call(
            target,
            { 'Content-Type': 'multipart/form-data; boundary=x', 'X-Etabli-Session': null },
            { body: multipart },
          ),
        refusedBy: [415],
      },
      {
        what: 'a form that asks to be let in',
        bytes: (target) =>
          call(
            target,
            { 'Content-Type': 'text/plain', 'X-Etabli-Session': null },
            { address: '/session', body: `{"code":"${target.code}","=":"="}` },
          ),
        refusedBy: [415],
      },
      {
        what: 'a form of another site that asks to be let in',
        bytes: (target) =>
          call(
            target,
            { 'Content-Type': 'text/plain', 'X-Etabli-Session': null, Origin: 'https://evil.example' },
            { address: '/session', body: `{"code":"${target.code}"}` },
          ),
        refusedBy: [403],
      },
    ],
  },
  {
    name: 'methods',
    attacks: [
      ...methods.flatMap((method) => [
        {
          what: `${method} for a page`,
          bytes: (target: Parameters<typeof call>[0]) => look(target, '/', {}, method),
          refusedBy: [400, 405],
        },
        {
          what: `${method} for an operation, with everything else in order`,
          bytes: (target: Parameters<typeof call>[0]) => call(target, {}, { method }),
          refusedBy: [400, 405],
        },
      ]),
      { what: 'a tunnel', bytes: (target) => look(target, 'evil.example:443', {}, 'CONNECT'), refusedBy: [null] },
      {
        what: 'a tunnel to this computer',
        bytes: (target) => look(target, `127.0.0.1:${String(target.port)}`, {}, 'CONNECT'),
        refusedBy: [null],
      },
      { what: 'a method nobody knows', bytes: (target) => look(target, '/', {}, 'ETABLI'), refusedBy: [400] },
      { what: 'a method in small letters', bytes: (target) => call(target, {}, { method: 'post' }), refusedBy: [400] },
      {
        what: 'another method behind a POST’s back',
        bytes: (target) => look(target, '/op/journal.hashAt', { 'X-HTTP-Method-Override': 'POST' }),
        refusedBy: [404],
      },
    ],
  },
  {
    name: 'effects by GET',
    attacks: [
      '/op/journal.hashAt',
      '/op/journal.hashAt?input=%7B%22position%22%3A1%7D',
      '/op/station.describe',
      '/session',
      '/presence',
    ].flatMap((address) => [
      { what: address, bytes: (target) => look(target, address), refusedBy: [404] },
      {
        what: `${address} with a token and a body`,
        bytes: (target) => call(target, {}, { method: 'GET', address }),
        refusedBy: [400],
      },
    ]),
  },
  {
    name: 'preflights',
    attacks: ['/op/journal.hashAt', '/session', '/presence', '/', '*'].flatMap((address) =>
      ['https://evil.example', 'null'].map((origin) => ({
        what: `${address} for ${origin}`,
        bytes: (target) =>
          look(
            target,
            address,
            {
              Origin: origin,
              'Access-Control-Request-Method': 'POST',
              'Access-Control-Request-Headers': 'content-type,x-etabli-session',
              'Access-Control-Request-Private-Network': 'true',
            },
            'OPTIONS',
          ),
        refusedBy: [403],
      })),
    ),
  },
  {
    name: 'other protocols on the same port',
    attacks: [
      {
        what: 'a web socket',
        bytes: (target) =>
          look(target, '/', {
            Origin: target.origin,
            Connection: 'Upgrade',
            Upgrade: 'websocket',
            'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
            'Sec-WebSocket-Version': '13',
          }),
        refusedBy: [null],
      },
      {
        what: 'an upgrade to HTTP/2',
        bytes: (target) =>
          look(target, '/', {
            Connection: 'Upgrade, HTTP2-Settings',
            Upgrade: 'h2c',
            'HTTP2-Settings': 'AAMAAABkAAQAAP__',
          }),
        refusedBy: [null],
      },
      {
        what: 'an upgrade of a call',
        bytes: (target) => call(target, { Connection: 'Upgrade', Upgrade: 'etabli' }),
        refusedBy: [null],
      },
      { what: 'HTTP/2 from the first byte', bytes: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', refusedBy: [400] },
      { what: 'HTTP/0.9', bytes: () => 'GET /\r\n', refusedBy: [400, 408] },
      { what: 'HTTP/1.0 without a name', bytes: () => 'GET / HTTP/1.0\r\n\r\n', refusedBy: [505] },
      {
        what: 'HTTP/1.0 with everything else in order',
        bytes: (target) => call(target, {}, { version: 'HTTP/1.0' }),
        refusedBy: [505],
      },
      {
        what: 'HTTP/2.0 in words',
        bytes: (target) => call(target, {}, { version: 'HTTP/2.0' }),
        refusedBy: [400, 505],
      },
      { what: 'HTTP/1.2', bytes: (target) => call(target, {}, { version: 'HTTP/1.2' }), refusedBy: [400] },
      { what: 'RTSP', bytes: (target) => call(target, {}, { version: 'RTSP/1.0' }), refusedBy: [400, 505] },
      { what: 'no version', bytes: (target) => call(target, {}, { version: '' }), refusedBy: [400] },
      {
        what: 'TLS',
        bytes: () => Buffer.from('1603010200010001fc0303', 'hex'),
        refusedBy: [400],
      },
      { what: 'a mail', bytes: () => 'EHLO evil.example\r\nMAIL FROM:<a@evil.example>\r\n', refusedBy: [400] },
      { what: 'Redis', bytes: () => '*1\r\n$4\r\nPING\r\n', refusedBy: [400] },
      {
        what: 'nothing but noise',
        bytes: () => Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 89) % 256)),
        refusedBy: [400],
      },
    ],
  },
]
