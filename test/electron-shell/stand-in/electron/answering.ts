// What a page, the system or a test asks of the shell, put to the handlers that the shell set, as Electron would put it.
import type { AskedOfShell, WindowId } from '../line.ts'
import type { QuestionName, Questions } from '../questions.ts'
import type { ShellRecord } from '../shell-record.ts'
import { app } from './app.ts'
import { ipcMain, type IpcEvent } from './ipc-main.ts'
import { emitPreventable, noted } from './noted.ts'
import { answerWith } from './screen.ts'
import { everySession, sessionNamed, type Session } from './sessions.ts'
import { BrowserWindow, everyWindow } from './windows.ts'

type By = AskedOfShell['question']['input']['by']
type Asker = { readonly by: By; readonly window: BrowserWindow }
type Answering = {
  readonly [Name in QuestionName]: (
    input: Questions[Name]['input'],
    asker: Asker,
  ) => Questions[Name]['output'] | Promise<Questions[Name]['output']>
}

/** The one that asks, or the first that is open; a test may ask of one that was closed. */
const windowOf = (id: WindowId | null): BrowserWindow => {
  const window = everyWindow().find((each) => each.id === id) ?? BrowserWindow.getAllWindows()[0] ?? everyWindow()[0]
  if (window === undefined) throw new Error('The shell has opened no window yet')
  return window
}

const note = (by: By, question: string, about: string, allowed: boolean): void => {
  noted.asked.push({ by, question, about, allowed })
}

const OWN = 'etabli://app/'
const mainFrame = { isMainFrame: true, requestingUrl: OWN }

const answering: Answering = {
  navigation: ({ event, url, isMainFrame = true }, { by, window }) => {
    const frame = { url: window.webContents.getURL(), parent: isMainFrame ? null : { url: OWN } }
    const details = { url, isMainFrame, isSameDocument: false, frame, initiator: frame }
    const allowed = !emitPreventable(window.webContents, event, details, url).prevented
    note(by, event, url, allowed)
    return { allowed }
  },
  'window-open': ({ url }, { by, window }) => {
    const { openHandler } = window.webContents
    const details = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: '' } }
    const action = openHandler?.(details).action ?? 'allow'
    note(by, 'window-open', url, action === 'allow')
    return { action }
  },
  webview: ({ src }, { by, window }) => {
    // Without the preference the element is an unknown one, and nobody is asked.
    const enabled = window.preferences['webviewTag'] === true || by === 'test'
    const allowed = enabled && !emitPreventable(window.webContents, 'will-attach-webview', {}, {}, { src }).prevented
    note(by, 'webview', src, allowed)
    return { allowed }
  },
  'permission-request': async ({ permission, origin = OWN, session = 'default' }, { by, window }) => {
    const details = { ...mainFrame, requestingUrl: origin }
    const allowed = await sessionNamed(session).requests(window.webContents, permission, details)
    note(by, 'permission-request', permission, allowed)
    return { allowed }
  },
  'permission-check': ({ permission, origin = OWN, session = 'default' }, { by, window }) => {
    const details = { ...mainFrame, requestingUrl: origin }
    const allowed = sessionNamed(session).checks(window.webContents, permission, origin, details)
    note(by, 'permission-check', permission, allowed)
    return { allowed }
  },
  'device-permission': ({ deviceType, session = 'default' }, { by }) => {
    const details = { deviceType, origin: OWN, device: { deviceId: '1', name: 'A device' } }
    const allowed = sessionNamed(session).handlers.device?.(details) ?? true
    note(by, 'device-permission', deviceType, allowed)
    return { allowed }
  },
  'display-media': async ({ session = 'default' }, { by }) => {
    const handler = sessionNamed(session).handlers.displayMedia
    const streams = await new Promise<unknown>((resolve) => {
      if (handler === null) resolve(null)
      else handler({ frame: { url: OWN, parent: null }, securityOrigin: OWN, videoRequested: true }, resolve)
    })
    const allowed = typeof streams === 'object' && streams !== null && Object.keys(streams).length > 0
    note(by, 'display-media', '', allowed)
    return { allowed }
  },
  'select-device': async ({ event, session = 'default' }, { by, window }) => {
    const bluetooth = event === 'select-bluetooth-device'
    const device = { deviceId: '1', portId: '1', deviceName: 'A device', productId: 1, vendorId: 1 }
    const chosen = await new Promise<unknown>((resolve) => {
      const emitter = bluetooth ? window.webContents : sessionNamed(session)
      const words = { 'select-serial-port': [[device], window.webContents], 'select-bluetooth-device': [[device]] }
      const given = event === 'select-serial-port' || bluetooth ? words[event] : [{ deviceList: [device] }]
      const { listened, prevented } = emitPreventable(emitter, event, {}, ...given, resolve)
      // Where nobody chooses, Electron does.
      if (!listened || !prevented) resolve(bluetooth ? '1' : '')
    })
    const listened = (bluetooth ? window.webContents : sessionNamed(session)).listenerCount(event) > 0
    const allowed = typeof chosen === 'string' && chosen !== ''
    note(by, event, '', allowed)
    return { listened, allowed }
  },
  scheme: async ({ url, method = 'GET', headers = {}, body, session = 'default' }) => {
    const handler = sessionNamed(session).protocol.handlers.get(url.slice(0, url.indexOf(':')).toLowerCase())
    if (handler === undefined) return { answer: null }
    const answer = await handler(new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }))
    return {
      answer: {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: new Uint8Array(await answer.arrayBuffer()),
      },
    }
  },
  request: async ({ url, session, resourceType = 'other' }, { by }) => {
    const allowed = await sessionNamed(session).lets({ id: 1, url, method: 'GET', resourceType, webContentsId: 1 })
    // Only what was held back is worth a line: every page of a day asks for hundreds.
    if (!allowed || by === 'test') note(by, 'request', url, allowed)
    return { allowed }
  },
  ipc: async ({ frame, message, channel = 'etabli', silent = false }, { window }) => {
    const said: unknown[] = []
    const sending = (what: unknown, from: typeof frame) =>
      new Promise<void>((resolve) => {
        const listened = ipcMain.emit(
          channel,
          eventOf(window, from, (_channel, answer) => {
            if (what === message) said.push(answer)
            if ((answer as { readonly kind?: unknown } | null)?.kind === 'reply') resolve()
          }),
          what,
        )
        if (!listened || (silent && what === message)) resolve()
      })
    await sending(message, frame)
    if (silent) {
      // What is answered later than this was never going to be answered.
      const later = { kind: 'call', id: crypto.randomUUID(), name: 'no.such.operation', input: {} }
      await sending(later, { url: OWN, parent: null })
    }
    return { said }
  },
  'app-event': ({ event, words = [] }) => emitPreventable(app, event, {}, ...words),
}

const eventOf = (window: BrowserWindow, senderFrame: IpcEvent['senderFrame'], reply: IpcEvent['reply']): IpcEvent => ({
  processId: 1,
  frameId: 1,
  senderFrame,
  sender: window.webContents,
  reply,
})

const record = (): ShellRecord => ({
  sandboxEnabled: noted.sandboxEnabled,
  paths: noted.paths,
  schemes: noted.schemes,
  sessions: Object.fromEntries(everySession().map((each: Session) => [each.name, each.record()])),
  windows: everyWindow().map((window) => window.record()),
  menu: noted.menu,
  appListens: app.eventNames().map(String),
  ipcListens: ipcMain.eventNames().map(String),
  ipcHandles: [...ipcMain.handlers.keys()],
  singleInstanceLock: noted.singleInstanceLock,
  errorBoxes: noted.errorBoxes,
  otherCalls: noted.otherCalls,
  switches: noted.switches,
  asked: noted.asked,
})

export const answerTheScreen = (): void => {
  answerWith({
    question: ({ name, input, by, id }) =>
      // The table ties a question to its input; the line carries them all.
      (answering[name] as (input: unknown, asker: Asker) => Questions[QuestionName]['output'])(input, {
        by,
        window: windowOf(id),
      }),
    ipc: ({ id, frame, channel, message }) => {
      const { webContents } = windowOf(id)
      const reply = (answerChannel: string, answer: unknown) => {
        webContents.send(answerChannel, answer)
      }
      ipcMain.emit(channel, eventOf(windowOf(id), frame, reply), message)
      return undefined
    },
    'close-window': ({ id }) => {
      windowOf(id).close()
      return undefined
    },
    crashed: ({ id }) => {
      const { webContents } = windowOf(id)
      const details = { reason: 'crashed', exitCode: 139 }
      webContents.emit('render-process-gone', {}, details)
      app.emit('render-process-gone', {}, webContents, details)
      return undefined
    },
    painted: ({ id }) => {
      const window = windowOf(id)
      window.webContents.emit('dom-ready', {})
      window.emit('ready-to-show')
      return undefined
    },
    quit: () => {
      app.quit()
      return undefined
    },
    'second-instance': ({ argv, cwd }) => {
      app.emit('second-instance', {}, argv, cwd, null)
      return undefined
    },
    record: record,
  })
}
