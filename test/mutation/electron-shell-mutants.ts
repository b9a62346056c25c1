// The facts of Electron's security checklist (its 20 items, the fuses, and what goes into a package), each taken out once.
import type { Mutant } from './mutants.ts'

const checklist = (name: string) => `test/electron-shell/checklist/${name}.test.ts`

const preferences = (item: string, from: string, to: string): Mutant => ({
  item,
  file: 'electron/window/web-preferences.ts',
  from,
  to,
  tests: [checklist('window-options')],
})

const permission = (item: string, from: string, to = ''): Mutant => ({
  item,
  file: 'electron/window/permissions.ts',
  from,
  to,
  tests: [checklist('permissions')],
})

const confinement = (item: string, from: string, to: string): Mutant => ({
  item,
  file: 'electron/window/confine.ts',
  from,
  to,
  tests: [checklist('navigation')],
})

/** `named`: what the page tries then, in the words of its test. */
const policy = (item: string, from: string, to: string, named: string): Mutant => ({
  item,
  file: 'electron/transport/content-security-policy.ts',
  from,
  to,
  tests: [checklist('content-security-policy')],
  named,
})

const sender = (item: string, from: string, to: string): Mutant => ({
  item,
  file: 'electron/transport/ipc.ts',
  from,
  to,
  tests: [checklist('sender')],
})

const pages = (item: string, from: string, to: string): Mutant => ({
  item,
  file: 'electron/window/own-pages.ts',
  from,
  to,
  tests: [checklist('scheme'), checklist('sender'), checklist('navigation')],
})

const packaging = (item: string, from: string, to: string): Mutant => ({
  item,
  file: 'build/packages/electron-builder.ts',
  from,
  to,
  tests: [checklist('package')],
})

const inPreload = (item: string, from: string, to: string): Mutant => ({
  item,
  file: 'electron/preload.ts',
  from,
  to,
  tests: [checklist('package'), checklist('sender')],
})

const inMain = (item: string, tests: Mutant['tests'], from: string, to = ''): Mutant => ({
  item,
  file: 'electron/main.ts',
  from,
  to,
  tests,
})

export const mutants: readonly Mutant[] = [
  {
    item: '1. only the application’s own pages: the window loads another',
    file: 'electron/window/own-pages.ts',
    from: 'export const HOME = `${SCHEME}://app/`',
    to: 'export const HOME = `https://app/`',
    tests: [checklist('window-options')],
    stopsTheStart: true,
  },
  inMain(
    '1. requests of the page reach its own scheme only',
    [checklist('permissions')],
    'reachOnly(session.defaultSession, app.isPackaged',
    'reachOnly(session.fromPartition("nobody"), app.isPackaged',
  ),
  inMain(
    '1. an installed program reaches no developer tools',
    [checklist('permissions')],
    'app.isPackaged ? ownSchemes : [',
    'false ? ownSchemes : [',
  ),
  {
    item: '1. requests of a printed page reach nothing',
    file: 'electron/window/printing.ts',
    from: '  reachOnly(alone,',
    to: '  void ((_of: Session, _schemes: readonly string[]) => undefined)(alone,',
    tests: [checklist('permissions')],
  },
  permission('1. a request is looked at by its scheme', 'cancel: !schemes.some(', 'cancel: false && !schemes.some('),

  preferences('2. nodeIntegration', 'nodeIntegration: false', 'nodeIntegration: true'),
  preferences('2. nodeIntegrationInWorker', 'nodeIntegrationInWorker: false', 'nodeIntegrationInWorker: true'),
  preferences('2. nodeIntegrationInSubFrames', 'nodeIntegrationInSubFrames: false', 'nodeIntegrationInSubFrames: true'),
  preferences('3. contextIsolation', 'contextIsolation: true', 'contextIsolation: false'),
  preferences('4. the sandbox of a window', 'sandbox: true', 'sandbox: false'),
  inMain('4. the sandbox of every process', [checklist('window-options')], 'app.enableSandbox()\n'),

  inMain(
    '5. the permissions of the page',
    [checklist('permissions')],
    'denyPermissions(session.defaultSession)',
    'denyPermissions(session.fromPartition("nobody"))',
  ),
  {
    item: '5. the permissions of a printed page',
    file: 'electron/window/printing.ts',
    from: '  denyPermissions(alone)\n',
    to: '',
    tests: [checklist('permissions')],
  },
  permission('5. a permission that is asked for', 'decide(false)', "decide(_permission !== 'media')"),
  permission(
    '5. a permission that is looked at',
    'setPermissionCheckHandler(() => false)',
    'setPermissionCheckHandler(() => true)',
  ),
  permission('5. no check at all', '  of.setPermissionCheckHandler(() => false)\n'),
  permission(
    '5. a device chosen before',
    'setDevicePermissionHandler(() => false)',
    'setDevicePermissionHandler(() => true)',
  ),
  permission(
    '5. the screen',
    `  of.setDisplayMediaRequestHandler((_request, decide) => {
    decide(null)
  })
`,
  ),
  permission('5. HID devices', "'select-hid-device'", "'hid-device-added' as 'select-hid-device'"),
  permission('5. USB devices', 'choose()', 'choose(_details.deviceList[0]?.deviceId)'),
  permission('5. serial ports', "choose('')", "choose(_ports[0]?.portId ?? '')"),
  {
    item: '5. Bluetooth devices',
    file: 'electron/window/confine.ts',
    from: "choose('')",
    to: "choose(_devices[0]?.deviceId ?? '')",
    tests: [checklist('permissions')],
  },
  permission('5. dictionaries', 'setSpellCheckerEnabled(false)', 'setSpellCheckerEnabled(true)'),

  preferences('6. webSecurity', 'webSecurity: true', 'webSecurity: false'),

  policy('7. default-src', `"default-src 'none'"`, `"default-src 'self'"`, 'itself in a frame is refused'),
  policy(
    '7. default-src, for objects and frames',
    `"default-src 'none'"`,
    `"default-src *"`,
    'is refused by object-src',
  ),
  policy(
    '7. script-src: scripts within the page',
    `"script-src 'self'"`,
    `"script-src 'self' 'unsafe-inline'"`,
    'a script within the page is refused',
  ),
  policy(
    '7. script-src: code from texts',
    `"script-src 'self'"`,
    `"script-src 'self' 'unsafe-eval'"`,
    'code from a text',
  ),
  policy(
    '7. script-src: scripts of other sites',
    `"script-src 'self'"`,
    `"script-src 'self' http:"`,
    'a script of another site is refused',
  ),
  policy(
    '7. script-src: scripts the page made',
    `"script-src 'self'"`,
    `"script-src 'self' blob: data:"`,
    'a script that the page made is refused',
  ),
  policy(
    '7. style-src',
    "`style-src 'self' ${viewportStyles.map(hash).join(' ')}`",
    `"style-src 'self' 'unsafe-inline'"`,
    'is refused by style-src',
  ),
  policy('7. img-src', `"img-src 'self' blob: data:"`, `"img-src * blob: data:"`, 'is refused by img-src'),
  policy(
    '7. font-src: other sites',
    `"font-src 'self'"`,
    `"font-src 'self' http:"`,
    'a font of another site is refused',
  ),
  policy(
    '7. font-src: addresses that hold the font',
    `"font-src 'self'"`,
    `"font-src 'self' data:"`,
    'a font in its address is refused',
  ),
  policy('7. connect-src', `"connect-src 'self'"`, `"connect-src 'self' http: ws:"`, 'is refused by connect-src'),
  policy('7. media-src', `"media-src 'self' blob:"`, `"media-src * blob:"`, 'is refused by media-src'),
  policy('7. worker-src', `"worker-src 'none'"`, `"worker-src 'self'"`, 'is refused by worker-src'),
  policy('7. base-uri', `"base-uri 'none'"`, `"base-uri *"`, 'is refused by base-uri'),
  policy('7. form-action', `"form-action 'none'"`, `"form-action *"`, 'is refused by form-action'),
  policy(
    '7. frame-ancestors',
    `"frame-ancestors 'none'"`,
    `"frame-ancestors *"`,
    'another site that would show the application in a frame',
  ),
  policy('7. nosniff', "  'X-Content-Type-Options': 'nosniff',\n", '', 'beside it goes X-Content-Type-Options'),
  policy('7. the policy itself', "  'Content-Security-Policy': contentSecurityPolicy,\n", '', 'goes with every answer'),
  policy(
    '7. Cross-Origin-Resource-Policy',
    "  'Cross-Origin-Resource-Policy': 'same-origin',\n",
    '',
    'beside it goes Cross-Origin-Resource-Policy',
  ),
  policy(
    '7. Cross-Origin-Opener-Policy',
    "  'Cross-Origin-Opener-Policy': 'same-origin',\n",
    '',
    'beside it goes Cross-Origin-Opener-Policy',
  ),
  policy('7. Referrer-Policy', "  'Referrer-Policy': 'no-referrer',\n", '', 'beside it goes Referrer-Policy'),
  policy('7. Permissions-Policy', "  'camera',\n", '', 'the page gives up the devices'),
  {
    item: '7. the headers of a page',
    file: 'electron/window/own-pages.ts',
    from: 'headers: { ...pageHeaders, ',
    to: 'headers: { ',
    tests: [checklist('content-security-policy')],
    named: 'goes with every answer',
  },
  {
    item: '7. the headers of what is not found',
    file: 'electron/window/own-pages.ts',
    from: 'status: 404, headers: pageHeaders',
    to: 'status: 404',
    tests: [checklist('content-security-policy')],
    named: 'goes with every answer',
  },

  preferences(
    '8. allowRunningInsecureContent',
    'allowRunningInsecureContent: false',
    'allowRunningInsecureContent: true',
  ),
  preferences('9. experimentalFeatures', 'experimentalFeatures: false', 'experimentalFeatures: true'),
  preferences(
    '10. enableBlinkFeatures',
    '  webviewTag: false,',
    "  webviewTag: false,\n  enableBlinkFeatures: 'Serial',",
  ),
  preferences('11. webviewTag', 'webviewTag: false', 'webviewTag: true'),
  confinement('12. will-attach-webview', "'will-attach-webview'", "'did-attach-webview' as 'will-attach-webview'"),

  confinement('13. will-navigate', 'if (!isOurs(event.url)) event.preventDefault()', 'void event'),
  confinement(
    '13. will-frame-navigate',
    'if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault()',
    'void event',
  ),
  confinement('13. frames', '!event.isMainFrame || ', ''),
  confinement(
    '13. will-redirect',
    `'will-redirect', (event) => {
    event.preventDefault()`,
    `'will-redirect', (event) => {
    void event`,
  ),
  preferences('13. files that are dropped', 'navigateOnDragDrop: false', 'navigateOnDragDrop: true'),
  inMain(
    '13. nobody is confined',
    [checklist('navigation')],
    '      confine(contents)\n',
    '      void [contents, confine]\n',
  ),
  confinement('14. new windows', "action: 'deny'", "action: 'allow'"),
  confinement('14. no handler of new windows', "  contents.setWindowOpenHandler(() => ({ action: 'deny' }))\n", ''),
  {
    item: '15. openExternal',
    file: 'electron/window/confine.ts',
    from: "contents.setWindowOpenHandler(() => ({ action: 'deny' }))",
    to: "contents.setWindowOpenHandler(({ url }) => { void import('electron').then(({ shell }) => shell.openExternal(url)); return { action: 'deny' } })",
    tests: [checklist('package')],
  },
  {
    item: '16. the version of Electron: a range',
    file: 'package.json',
    from: '"electron": "',
    to: '"electron": "^',
    tests: [checklist('package')],
  },
  {
    item: '16. the version of Electron: one that gets no more fixes',
    file: 'build/packages/electron-support.ts',
    from: 'end !== null && ',
    to: 'end === null || ',
    tests: [checklist('package')],
  },

  sender('17. the frame’s address', '!isOurs(frame.url)', 'false'),
  sender('17. the frame’s place', 'frame?.parent !== null || ', 'frame === null || '),
  sender(
    '17. a frame that is gone',
    'frame?.parent !== null || !isOurs(frame.url)',
    'frame !== null && (frame.parent !== null || !isOurs(frame.url))',
  ),
  sender(
    '17. the form of a message',
    "z.strictObject({ kind: z.literal('call'), id: z.uuid()",
    "z.object({ kind: z.literal('call'), id: z.uuid()",
  ),
  sender('17. the length of a name', 'z.string().max(200)', 'z.string()'),
  pages(
    '17. the address is compared to its host’s end',
    'address.startsWith(HOME)',
    'address.startsWith(HOME.slice(0, -1))',
  ),
  pages('17. the address is compared from its beginning', 'address.startsWith(HOME)', 'address.includes(HOME)'),
  pages('17. the address is compared as it is', 'address.startsWith(HOME)', 'address.toLowerCase().startsWith(HOME)'),

  pages(
    '18. the scheme is a standard one',
    'standard: true, secure: true, supportFetchAPI',
    'secure: true, supportFetchAPI',
  ),
  pages('18. the scheme passes by no policy', 'codeCache: true', 'codeCache: true, bypassCSP: true'),
  pages('18. the scheme has one host', 'isOurs(request.url) && ', ''),
  pages('18. the scheme is only read', " && request.method === 'GET'", ''),
  {
    item: '18. an address is no path',
    file: 'electron/window/own-pages.ts',
    from: 'pages.get(new URL(request.url).pathname)',
    to: 'pages.get(decodeURIComponent(new URL(request.url).pathname).toLowerCase())',
    tests: [checklist('scheme')],
  },

  packaging('19. runAsNode', 'runAsNode: false', 'runAsNode: true'),
  packaging(
    '19. enableNodeOptionsEnvironmentVariable',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeOptionsEnvironmentVariable: true',
  ),
  packaging(
    '19. enableNodeCliInspectArguments',
    'enableNodeCliInspectArguments: false',
    'enableNodeCliInspectArguments: true',
  ),
  packaging('19. enableCookieEncryption', 'enableCookieEncryption: true', 'enableCookieEncryption: false'),
  packaging(
    '19. enableEmbeddedAsarIntegrityValidation',
    'enableEmbeddedAsarIntegrityValidation: true',
    'enableEmbeddedAsarIntegrityValidation: false',
  ),
  packaging('19. onlyLoadAppFromAsar', 'onlyLoadAppFromAsar: true', 'onlyLoadAppFromAsar: false'),
  packaging(
    '19. loadBrowserProcessSpecificV8Snapshot',
    'loadBrowserProcessSpecificV8Snapshot: false',
    'loadBrowserProcessSpecificV8Snapshot: true',
  ),
  packaging(
    '19. grantFileProtocolExtraPrivileges',
    'grantFileProtocolExtraPrivileges: false',
    'grantFileProtocolExtraPrivileges: true',
  ),
  packaging('19. a fuse that nobody sets', '    grantFileProtocolExtraPrivileges: false,\n', ''),
  packaging('19. the archive', '  asar: true,', '  asar: false,'),
  packaging('the archive holds what the window needs', "'dist/electron/main.js',", "'dist/electron/**',"),
  packaging('the archive holds no maps', "'dist/renderer/**',", "'dist/renderer/**',\n    'build/**',"),
  {
    item: 'no map back to the sources',
    file: 'build/electron.config.ts',
    from: '    minify: false,',
    to: "    minify: false,\n    sourcemap: 'inline',",
    tests: [checklist('package')],
  },

  inPreload('20. Electron’s own channel', 'createBridge(ipcRenderer)', '{ ...createBridge(ipcRenderer), ipcRenderer }'),
  inPreload(
    '20. a second way in',
    "contextBridge.exposeInMainWorld('etabli', createBridge(ipcRenderer))",
    "contextBridge.exposeInMainWorld('etabli', createBridge(ipcRenderer))\ncontextBridge.exposeInMainWorld('electron', { send: ipcRenderer.send })",
  ),
  {
    item: '20. a preload for the printed page',
    file: 'electron/window/printing.ts',
    from: 'javascript: false, devTools: false',
    to: "javascript: false, devTools: false, preload: '/preload.cjs'",
    tests: [checklist('window-options')],
  },
  {
    item: 'a printed page runs no script',
    file: 'electron/window/printing.ts',
    from: 'javascript: false',
    to: 'javascript: true',
    tests: [checklist('window-options')],
  },
  {
    item: 'a printed page has a policy of its own',
    file: 'electron/window/printing.ts',
    from: 'toPrint.set(id, confined(html))',
    to: 'toPrint.set(id, html)',
    tests: ['test/electron-shell/printing.test.ts'],
  },
  {
    item: 'a printed page is gone afterwards',
    file: 'electron/window/printing.ts',
    from: '      toPrint.delete(id)\n',
    to: '',
    tests: ['test/electron-shell/printing.test.ts'],
  },
  {
    item: 'a page that reaches out is not printed',
    file: 'electron/window/printing.ts',
    from: 'if (refused !== null) refuse(refused)',
    to: 'void [refused, refuse]',
    tests: ['test/electron-shell/printing.test.ts'],
  },
  {
    item: 'the window of the station has these preferences',
    file: 'electron/window/lifetime.ts',
    from: '{ ...safePreferences, preload:',
    to: '{ devTools: safePreferences.devTools, preload:',
    tests: [checklist('window-options')],
  },
  {
    item: 'the window of a printed page has these preferences',
    file: 'electron/window/printing.ts',
    from: '{ ...safePreferences, session: alone',
    to: '{ spellcheck: safePreferences.spellcheck, session: alone',
    tests: [checklist('window-options')],
  },
  inMain(
    'no words for tests in an installed program',
    [checklist('window-options')],
    'readShellOptions(words, app.isPackaged)',
    'readShellOptions(words, false)',
  ),
  preferences('no developer tools in an installed program', 'devTools: !app.isPackaged', 'devTools: true'),
  inMain('no menu', [checklist('window-options')], '  Menu.setApplicationMenu(null)\n', '  void Menu\n'),
]
