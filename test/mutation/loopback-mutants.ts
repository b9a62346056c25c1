// The facts that guard the loopback host and its window, each taken out once.
import type { Mutant } from './mutants.ts'

const ATTACKS = 'test/electron/transport/attacks/attacks.test.ts'
const PATIENCE = 'test/electron/transport/attacks/many-and-slow.test.ts'
const HOST = 'test/electron/transport/http.test.ts'
const ANOTHER_USER = 'test/electron/browser-shell/another-user.test.ts'

const door = (item: string, from: string, to: string): Mutant => ({
  item,
  file: 'electron/transport/door.ts',
  from,
  to,
  tests: [ATTACKS],
})
const http = (item: string, from: string, to: string, test = ATTACKS): Mutant => ({
  item,
  file: 'electron/transport/http.ts',
  from,
  to,
  tests: [test],
})
const startCode = (item: string, from: string, to: string, test = HOST): Mutant => ({
  item,
  file: 'electron/transport/start-code.ts',
  from,
  to,
  tests: [test],
})

export const mutants: readonly Mutant[] = [
  door(
    'loopback: exact Host',
    `one(request, 'host') === origin.slice('http://'.length)`,
    `one(request, 'host')?.startsWith(origin.slice('http://'.length)) === true`,
  ),
  door('loopback: any Host (DNS rebinding)', '!namesUs(request, origin) || ', ''),
  door('loopback: one header, not the first of several', 'values?.length === 1 ? values[0] : undefined', 'values?.[0]'),
  door('loopback: a foreign Origin', 'comesFromElsewhere(request, origin) || ', ''),
  door('loopback: a missing Origin', `  if (!has(request, 'origin')) return 403\n`, ''),
  door('loopback: inclusion by another page', ' || isIncluded(request)', ''),
  door(
    'loopback: pages of another port are others',
    `site === 'same-origin' ||`,
    `site === 'same-site' || site === 'same-origin' ||`,
  ),
  door('loopback: frames', ` || one(request, 'sec-fetch-dest') !== 'document'`, ''),
  door('loopback: only GET and POST', `  if (request.method !== 'POST') return 405\n`, ''),
  door('loopback: no body with a GET', 'hasBody(request) ? 400 : null', 'null'),
  door(
    'loopback: JSON only',
    `one(request, 'content-type') === 'application/json'`,
    `one(request, 'content-type')?.startsWith('application/json') === true`,
  ),
  door('loopback: simple forms', 'return isPlainJson(request) ? null : 415', 'return null'),
  door('loopback: nothing compressed', ` && !has(request, 'content-encoding')`, ''),
  door('loopback: one version of HTTP', `  if (request.httpVersion !== '1.1') return 505\n`, ''),
  door('loopback: no more headers than a browser sends', '  if (hasTooManyHeaders(request)) return 431\n', ''),
  http(
    'loopback: the session’s token',
    `if (!sameSecret(one(request, SESSION_HEADER) ?? '', doors.token))`,
    `if (one(request, SESSION_HEADER) === undefined)`,
  ),
  http('loopback: listening on 127.0.0.1 only', 'server.listen({ host: LOOPBACK, port', 'server.listen({ port', HOST),
  http('loopback: web sockets', `server.on('upgrade', (_request, socket) => socket.destroy())`, ''),
  http(
    'loopback: tunnels',
    `server.on('connect', (_request, socket) => socket.destroy())`,
    `server.on('connect', (_request, socket) => socket.end('HTTP/1.1 200 OK\\r\\n\\r\\n'))`,
  ),
  http('loopback: no promise to take a body', `  server.on('checkContinue', refuseExpectation)\n`, ''),
  http('loopback: strict parsing', 'insecureHTTPParser: false', 'insecureHTTPParser: true'),
  http('loopback: bodies have a limit', 'if (size > maximum) throw new BodyTooLarge()', ''),
  http(
    'loopback: too large is told before it is read',
    `  if (Number(request.headers['content-length'] ?? 0) > maximum) throw new BodyTooLarge()\n`,
    '',
  ),
  http('loopback: UTF-8 only', `{ fatal: true }`, '{}'),
  http(
    'loopback: pages that nobody reads',
    'setTimeout(() => response.destroy(), limits.readingMs)',
    'setTimeout(() => undefined, limits.readingMs)',
    PATIENCE,
  ),
  http(
    'loopback: slow requests',
    'headersTimeout: limits.headersMs,\n      requestTimeout: limits.requestMs,',
    'headersTimeout: 0,\n      requestTimeout: 0,',
    PATIENCE,
  ),
  ...[
    ['loopback: not for other sites’ pages', `  'Cross-Origin-Resource-Policy': 'same-origin',\n`],
    ['loopback: nothing is guessed at', `  'X-Content-Type-Options': 'nosniff',\n`],
  ].map(([item = '', from = '']): Mutant => ({
    item,
    file: 'electron/transport/content-security-policy.ts',
    from,
    to: '',
    tests: [HOST],
  })),
  {
    item: 'loopback: no other window has a hold on ours',
    file: 'electron/transport/content-security-policy.ts',
    from: `  'Cross-Origin-Opener-Policy': 'same-origin',\n`,
    to: '',
    tests: ['test/electron/transport/attacks/foreign-pages.test.ts'],
  },
  startCode('loopback: the code is for one use', '      code = newSecret()\n', ''),
  startCode('loopback: any code', 'if (!sameSecret(given, code)) return null', ''),
  startCode('loopback: the opening file is this user’s only', `'wx', 0o600`, `'wx', 0o644`),
  startCode(
    'loopback: the code does not lead to the token',
    'return timingSafeEqual(digest(given), digest(expected))',
    'return timingSafeEqual(digest(given.slice(0, 42)), digest(expected.slice(0, 42)))',
    ATTACKS,
  ),
  {
    item: 'loopback: the built pages are a list, not a folder',
    file: 'electron/transport/pages.ts',
    from: 'entry.isFile() ? [path] : []',
    to: '[path]',
    tests: [ATTACKS],
  },
  {
    item: 'another user: a data folder that others may write into',
    file: 'electron/vault/data-folder.ts',
    from: '    if (open !== null) refuse(',
    to: '    if (open === null) return real\n    if (open === "") refuse(',
    tests: ['test/electron/vault/data-folder.test.ts'],
  },
  {
    item: 'another user: whoever took the address of a killed station',
    file: 'electron/browser-shell.ts',
    from: 'if (await isAnotherUsers(',
    to: 'if (false && await isAnotherUsers(',
    tests: [ANOTHER_USER],
  },
]
