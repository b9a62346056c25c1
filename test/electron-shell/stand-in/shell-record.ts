// What the Electron shell asked of Electron since it started, as plain data that a test holds against the checklist. It
// judges nothing.

/** A session of Electron: the default one, or one of a partition. */
export type SessionName = 'default' | `partition:${string}`

export type SessionRecord = {
  readonly permissionRequestHandler: boolean
  readonly permissionCheckHandler: boolean
  readonly devicePermissionHandler: boolean
  readonly displayMediaRequestHandler: boolean
  readonly usbProtectedClassesHandler: boolean
  readonly bluetoothPairingHandler: boolean
  readonly certificateVerifyProc: boolean
  /** Chromium's default is on. */
  readonly spellChecker: boolean
  /** Schemes that `protocol.handle` was called for. */
  readonly schemes: readonly string[]
  /** Stages of requests that the shell looks at, such as `onBeforeRequest`. */
  readonly webRequest: readonly string[]
  /** Events that somebody listens to, such as `will-download` and `select-usb-device`. */
  readonly listens: readonly string[]
}

export type WindowRecord = {
  readonly id: number
  /** As passed to the constructor; a session in `webPreferences` is its name. */
  readonly options: Readonly<Record<string, unknown>>
  readonly webPreferences: Readonly<Record<string, unknown>>
  readonly session: SessionName
  /** Addresses given to `loadURL`, in order. */
  readonly loaded: readonly string[]
  readonly shown: boolean
  readonly destroyed: boolean
  readonly windowOpenHandler: boolean
  readonly listens: readonly string[]
  readonly contentsListen: readonly string[]
  readonly prints: readonly Readonly<Record<string, unknown>>[]
}

/** A question put to the shell: a page really tried, a test asked, or the stand-in asked beforehand for Chromium. */
export type AskedRecord = {
  readonly by: 'page' | 'test' | 'stand-in'
  readonly question: string
  /** The address, or the permission's name. */
  readonly about: string
  readonly allowed: boolean
}

export type ShellRecord = {
  /** `app.enableSandbox()` was called, and before Electron was ready. */
  readonly sandboxEnabled: boolean
  readonly paths: Readonly<Record<string, string>>
  readonly schemes: readonly { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> }[]
  readonly sessions: Readonly<Partial<Record<SessionName, SessionRecord>>>
  /** Every window ever made, printing windows too. */
  readonly windows: readonly WindowRecord[]
  /** `default`: none was set, so that Electron's own menu stays. */
  readonly menu: 'default' | 'none' | 'own'
  readonly appListens: readonly string[]
  readonly ipcListens: readonly string[]
  readonly ipcHandles: readonly string[]
  readonly singleInstanceLock: boolean | null
  readonly errorBoxes: readonly { readonly title: string; readonly content: string }[]
  /** Calls into `shell` (openExternal, openPath, …) and other parts that nothing stands behind here. */
  readonly otherCalls: readonly { readonly what: string; readonly words: readonly unknown[] }[]
  /** Command-line switches of Chromium that were appended. */
  readonly switches: readonly { readonly name: string; readonly value: string }[]
  readonly asked: readonly AskedRecord[]
}
