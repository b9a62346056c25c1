// What a page or the system may ask of the Electron shell, and what it answers: the questions that a test puts without a
// page, where no page can be brought to ask them. Nothing is decided here.
import type { SessionName } from './shell-record.ts'

/** The frame that an IPC message comes from. null: it navigated away or is gone. */
export type SenderFrame = { readonly url: string; readonly parent: { readonly url: string } | null } | null

export type Questions = {
  /** An event of the first window's contents. `allowed`: nobody prevented it. */
  navigation: {
    readonly input: {
      readonly event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect'
      readonly url: string
      readonly isMainFrame?: boolean
    }
    readonly output: { readonly allowed: boolean }
  }
  /** `deny` and `allow` are what the handler said; without a handler Electron opens the window. */
  'window-open': { readonly input: { readonly url: string }; readonly output: { readonly action: 'deny' | 'allow' } }
  webview: { readonly input: { readonly src: string }; readonly output: { readonly allowed: boolean } }
  /** Without a handler Electron grants. `origin` defaults to the application's own. */
  'permission-request': {
    readonly input: { readonly permission: string; readonly origin?: string; readonly session?: SessionName }
    readonly output: { readonly allowed: boolean }
  }
  'permission-check': {
    readonly input: { readonly permission: string; readonly origin?: string; readonly session?: SessionName }
    readonly output: { readonly allowed: boolean }
  }
  /** Without a handler Electron grants what the person chose before. */
  'device-permission': {
    readonly input: { readonly deviceType: 'hid' | 'serial' | 'usb'; readonly session?: SessionName }
    readonly output: { readonly allowed: boolean }
  }
  /** Without a handler, or where it gives no stream, nothing is shared. */
  'display-media': {
    readonly input: { readonly session?: SessionName }
    readonly output: { readonly allowed: boolean }
  }
  /**
   * A page asks for a device and the system knows one of that kind. `allowed`: one was chosen. Without a listener, and
   * where it does not prevent the default, Electron chooses none (HID, serial, USB) or the first (Bluetooth).
   */
  'select-device': {
    readonly input: {
      readonly event: 'select-hid-device' | 'select-serial-port' | 'select-usb-device' | 'select-bluetooth-device'
      readonly session?: SessionName
    }
    readonly output: { readonly listened: boolean; readonly allowed: boolean }
  }
  /** A request to a scheme that the shell serves. `answer` is null where nothing handles the scheme. */
  scheme: {
    readonly input: {
      readonly url: string
      readonly method?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      readonly session?: SessionName
    }
    readonly output: {
      readonly answer: {
        readonly status: number
        readonly headers: Readonly<Record<string, string>>
        readonly body: Uint8Array
      } | null
    }
  }
  /** A request of a window in that session, before it is sent. */
  request: {
    readonly input: { readonly url: string; readonly session: SessionName; readonly resourceType?: string }
    readonly output: { readonly allowed: boolean }
  }
  /**
   * A message over IPC as if from that frame. Answers with all that was said back to it: up to the reply, or, where the
   * message is one that nobody can answer (`silent`), until a later message was answered.
   */
  ipc: {
    readonly input: {
      readonly frame: SenderFrame
      readonly message: unknown
      readonly channel?: string
      readonly silent?: boolean
    }
    readonly output: { readonly said: readonly unknown[] }
  }
  /** An event of `app`, such as `open-file` with its path or `certificate-error`. */
  'app-event': {
    readonly input: { readonly event: string; readonly words?: readonly unknown[] }
    readonly output: { readonly listened: boolean; readonly prevented: boolean }
  }
}

export type QuestionName = keyof Questions
export type Ask = <Name extends QuestionName>(
  question: Name,
  input: Questions[Name]['input'],
) => Promise<Questions[Name]['output']>
