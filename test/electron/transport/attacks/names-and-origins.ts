// Attacks by name: a page of somebody else's, or a name of somebody else's that was made to lead here (DNS rebinding).
import { call, look, type Family } from './attack.ts'

const names: readonly (readonly [string, (port: number) => string | readonly string[] | null])[] = [
  ['a foreign name', (port) => `evil.example:${String(port)}`],
  ['a foreign name without a port', () => 'evil.example'],
  ['localhost', (port) => `localhost:${String(port)}`],
  ['a name that begins like localhost', (port) => `localhost.evil.example:${String(port)}`],
  ['a name that begins with the address', (port) => `127.0.0.1.evil.example:${String(port)}`],
  ['a name that ends with the address', (port) => `evil.127.0.0.1:${String(port)}`],
  ['a public name of this computer', (port) => `127.0.0.1.nip.io:${String(port)}`],
  ['0.0.0.0', (port) => `0.0.0.0:${String(port)}`],
  ['another loopback address', (port) => `127.0.0.2:${String(port)}`],
  ['the address cut short', (port) => `127.1:${String(port)}`],
  ['the address as one number', (port) => `2130706433:${String(port)}`],
  ['the address in hexadecimal', (port) => `0x7f000001:${String(port)}`],
  ['the address in octal', (port) => `0177.0.0.1:${String(port)}`],
  ['the address of version 6', (port) => `[::1]:${String(port)}`],
  ['the address of version 4 in one of version 6', (port) => `[::ffff:127.0.0.1]:${String(port)}`],
  ['no name', () => ''],
  ['blanks for a name', () => '   '],
  ['no Host at all', () => null],
  ['the right one, twice', (port) => [`127.0.0.1:${String(port)}`, `127.0.0.1:${String(port)}`]],
  ['the right one, then a foreign one', (port) => [`127.0.0.1:${String(port)}`, 'evil.example']],
  ['a foreign one, then the right one', (port) => ['evil.example', `127.0.0.1:${String(port)}`]],
  ['two in one', (port) => `127.0.0.1:${String(port)}, evil.example`],
  ['another port', (port) => `127.0.0.1:${String(port + 1)}`],
  ['the port of a plain site', () => '127.0.0.1:80'],
  ['no port', () => '127.0.0.1'],
  ['an empty port', () => '127.0.0.1:'],
  ['the port with a nought before it', (port) => `127.0.0.1:0${String(port)}`],
  ['a dot behind the address', (port) => `127.0.0.1.:${String(port)}`],
  ['somebody’s name before it', (port) => `evil@127.0.0.1:${String(port)}`],
  ['a path behind it', (port) => `127.0.0.1:${String(port)}/`],
  ['the scheme before it', (port) => `http://127.0.0.1:${String(port)}`],
  ['a NUL behind it', (port) => `127.0.0.1:${String(port)}\0`],
  ['a blank within it', (port) => `127.0.0.1: ${String(port)}`],
]

/** Beside the real name only: whoever believed these would believe what any client writes. */
const believed: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a proxy’s word for the host', { Host: 'evil.example', 'X-Forwarded-Host': '127.0.0.1' }],
  ['a proxy’s word for the client', { Host: 'evil.example', Forwarded: 'for=127.0.0.1;host=127.0.0.1' }],
  ['an original host', { Host: 'evil.example', 'X-Original-Host': '127.0.0.1' }],
]

const origins: readonly (readonly [string, (port: number) => string | readonly string[] | null])[] = [
  ['a foreign site', () => 'https://evil.example'],
  ['a foreign site of the same port', (port) => `http://evil.example:${String(port)}`],
  ['an origin that hides itself', () => 'null'],
  ['a file', () => 'file://'],
  ['an extension', () => 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'],
  ['another port', (port) => `http://127.0.0.1:${String(port + 1)}`],
  ['no port', () => 'http://127.0.0.1'],
  ['localhost', (port) => `http://localhost:${String(port)}`],
  ['the secure form', (port) => `https://127.0.0.1:${String(port)}`],
  ['a slash behind it', (port) => `http://127.0.0.1:${String(port)}/`],
  ['capitals', (port) => `HTTP://127.0.0.1:${String(port)}`],
  ['a name that begins alike', (port) => `http://127.0.0.1:${String(port)}.evil.example`],
  ['somebody’s name before it', (port) => `http://evil@127.0.0.1:${String(port)}`],
  ['the right one, twice', (port) => [`http://127.0.0.1:${String(port)}`, `http://127.0.0.1:${String(port)}`]],
  ['the right one, then a foreign one', (port) => [`http://127.0.0.1:${String(port)}`, 'https://evil.example']],
  ['a foreign one, then the right one', (port) => ['https://evil.example', `http://127.0.0.1:${String(port)}`]],
  ['two in one', (port) => `http://127.0.0.1:${String(port)} https://evil.example`],
  ['an empty one', () => ''],
]

/** What a browser says of who asks; only navigating to the page as a whole is anybody's. */
const asking = (site: string, mode: string, destination: string) => ({
  'Sec-Fetch-Site': site,
  'Sec-Fetch-Mode': mode,
  'Sec-Fetch-Dest': destination,
})
const inclusions: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a script', asking('cross-site', 'no-cors', 'script')],
  ['a script of a page on another port', asking('same-site', 'no-cors', 'script')],
  ['a module', { ...asking('cross-site', 'cors', 'script'), Origin: 'https://evil.example' }],
  ['a picture', asking('cross-site', 'no-cors', 'image')],
  ['a style sheet', asking('cross-site', 'no-cors', 'style')],
  ['a typeface', { ...asking('cross-site', 'cors', 'font'), Origin: 'https://evil.example' }],
  ['a frame', asking('cross-site', 'navigate', 'iframe')],
  ['a frame of a page on another port', asking('same-site', 'navigate', 'frame')],
  ['an object', asking('cross-site', 'navigate', 'object')],
  ['an embedded page', asking('cross-site', 'navigate', 'embed')],
  ['a sound', asking('cross-site', 'no-cors', 'audio')],
  ['a worker', asking('cross-site', 'same-origin', 'worker')],
  ['something to read blindly', asking('cross-site', 'no-cors', 'empty')],
]

export const namesAndOrigins: readonly Family[] = [
  {
    name: 'host names, a call',
    attacks: names.map(([what, host]) => ({
      what,
      bytes: (target) => call(target, { Host: host(target.port) }),
      refusedBy: [400, 403],
    })),
  },
  {
    name: 'host names, a page',
    attacks: [
      ...names.map(([what, host]) => ({
        what,
        bytes: (target: Parameters<typeof look>[0]) => look(target, '/', { Host: host(target.port) }),
        refusedBy: [400, 403],
      })),
      ...believed.map(([what, headers]) => ({
        what,
        bytes: (target: Parameters<typeof look>[0]) => look(target, '/', headers),
        refusedBy: [403],
      })),
    ],
  },
  {
    name: 'origins, a call',
    attacks: [
      ...origins.map(([what, origin]) => ({
        what,
        bytes: (target: Parameters<typeof call>[0]) => call(target, { Origin: origin(target.port) }),
        refusedBy: [403],
      })),
      { what: 'none', bytes: (target) => call(target, { Origin: null }), refusedBy: [403] },
      {
        what: 'none, but a referrer of ours',
        bytes: (target) => call(target, { Origin: null, Referer: `${target.origin}/` }),
        refusedBy: [403],
      },
    ],
  },
  {
    name: 'origins, a page',
    attacks: origins.map(([what, origin]) => ({
      what,
      bytes: (target) => look(target, '/', { Origin: origin(target.port) }),
      refusedBy: [403],
    })),
  },
  {
    name: 'inclusion by a foreign page, as a browser says it',
    attacks: inclusions.flatMap(([what, headers]) =>
      ['/', '/assets/app-1234.js', '/etabli.json'].map((address) => ({
        what: `${what} from ${address}`,
        bytes: (target) => look(target, address, headers),
        refusedBy: [403],
      })),
    ),
  },
]
