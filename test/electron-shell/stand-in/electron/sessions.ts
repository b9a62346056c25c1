// Electron's sessions and their `protocol`: which handlers the shell set, and what Electron does where it set none.
import { EventEmitter } from 'node:events'
import type { SessionName, SessionRecord } from '../shell-record.ts'
import { noted } from './noted.ts'
import { nowReady, onlyAfter, onlyBefore } from './ready.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>
type Decide = (granted: boolean) => void
type RequestHandler = (contents: unknown, permission: string, decide: Decide, details: unknown) => void
type CheckHandler = (contents: unknown, permission: string, origin: string, details: unknown) => boolean
type DeviceHandler = (details: unknown) => boolean
type MediaHandler = (request: unknown, decide: (streams: unknown) => void) => void
type BeforeRequest = (details: unknown, decide: (answer: { readonly cancel?: boolean }) => void) => void

type Handlers = {
  permissionRequest: RequestHandler | null
  permissionCheck: CheckHandler | null
  device: DeviceHandler | null
  displayMedia: MediaHandler | null
  usbProtectedClasses: unknown
  bluetoothPairing: unknown
  certificateVerify: unknown
}

class SessionProtocol {
  readonly handlers = new Map<string, SchemeHandler>()

  handle(scheme: string, handler: SchemeHandler): void {
    onlyAfter('protocol.handle')
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme} is handled already`)
    this.handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme)
  }
}

export class Session extends EventEmitter {
  readonly name: SessionName
  readonly protocol = new SessionProtocol()
  readonly stages = new Map<string, BeforeRequest>()
  readonly handlers: Handlers = {
    permissionRequest: null,
    permissionCheck: null,
    device: null,
    displayMedia: null,
    usbProtectedClasses: null,
    bluetoothPairing: null,
    certificateVerify: null,
  }
  spellChecker = true

  constructor(name: SessionName) {
    super()
    this.name = name
  }

  readonly webRequest = Object.fromEntries(
    [
      'onBeforeRequest',
      'onBeforeSendHeaders',
      'onSendHeaders',
      'onHeadersReceived',
      'onResponseStarted',
      'onBeforeRedirect',
      'onCompleted',
      'onErrorOccurred',
    ].map((stage) => [
      stage,
      (...words: readonly unknown[]) => {
        const listener = words.at(-1)
        // With a filter before it, or alone: the last word is the listener.
        if (typeof listener === 'function') this.stages.set(stage, listener as BeforeRequest)
        else this.stages.delete(stage)
      },
    ]),
  )

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.handlers.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.handlers.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.handlers.device = handler
  }
  setDisplayMediaRequestHandler(handler: MediaHandler | null): void {
    this.handlers.displayMedia = handler
  }
  setUSBProtectedClassesHandler(handler: unknown): void {
    this.handlers.usbProtectedClasses = handler
  }
  setBluetoothPairingHandler(handler: unknown): void {
    this.handlers.bluetoothPairing = handler
  }
  setCertificateVerifyProc(handler: unknown): void {
    this.handlers.certificateVerify = handler
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled
  }

  /** Without a handler Electron grants. */
  requests(contents: unknown, permission: string, details: unknown): Promise<boolean> {
    const handler = this.handlers.permissionRequest
    return handler === null
      ? Promise.resolve(true)
      : new Promise((resolve) => {
          handler(contents, permission, resolve, details)
        })
  }
  checks(contents: unknown, permission: string, origin: string, details: unknown): boolean {
    return this.handlers.permissionCheck?.(contents, permission, origin, details) ?? true
  }

  lets(details: unknown): Promise<boolean> {
    const handler = this.stages.get('onBeforeRequest')
    return handler === undefined
      ? Promise.resolve(true)
      : new Promise((resolve) => {
          handler(details, ({ cancel = false }) => {
            resolve(!cancel)
          })
        })
  }

  record(): SessionRecord {
    const { permissionRequest, permissionCheck, device, displayMedia } = this.handlers
    const { usbProtectedClasses, bluetoothPairing, certificateVerify } = this.handlers
    return {
      permissionRequestHandler: permissionRequest !== null,
      permissionCheckHandler: permissionCheck !== null,
      devicePermissionHandler: device !== null,
      displayMediaRequestHandler: displayMedia !== null,
      usbProtectedClassesHandler: usbProtectedClasses !== null,
      bluetoothPairingHandler: bluetoothPairing !== null,
      certificateVerifyProc: certificateVerify !== null,
      spellChecker: this.spellChecker,
      schemes: [...this.protocol.handlers.keys()],
      webRequest: [...this.stages.keys()],
      listens: this.eventNames().map(String),
    }
  }
}

const sessions = new Map<SessionName, Session>()

export const sessionNamed = (name: SessionName): Session => {
  const known = sessions.get(name)
  if (known !== undefined) return known
  const made = new Session(name)
  sessions.set(name, made)
  return made
}

export const everySession = (): readonly Session[] => [...sessions.values()]

export const session = {
  get defaultSession(): Session {
    if (!nowReady()) throw new Error('Session can only be received when app is ready')
    return sessionNamed('default')
  },
  fromPartition: (partition: string): Session => {
    if (!nowReady()) throw new Error('Session can only be received when app is ready')
    return sessionNamed(`partition:${partition}`)
  },
}

let registered = false

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly { scheme: string; privileges?: Record<string, boolean> }[]): void => {
    onlyBefore('protocol.registerSchemesAsPrivileged')
    if (registered) throw new Error('protocol.registerSchemesAsPrivileged can be used only once')
    registered = true
    noted.schemes.push(...schemes.map(({ scheme, privileges = {} }) => ({ scheme, privileges: { ...privileges } })))
  },
  handle: (scheme: string, handler: SchemeHandler): void => {
    session.defaultSession.protocol.handle(scheme, handler)
  },
  unhandle: (scheme: string): void => {
    session.defaultSession.protocol.unhandle(scheme)
  },
  isProtocolHandled: (scheme: string): boolean => session.defaultSession.protocol.isProtocolHandled(scheme),
}
