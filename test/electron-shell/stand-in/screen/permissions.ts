// The shell's permissions, told to Chromium before its pages ask: Chromium cannot ask the shell itself, so each permission is
// put to both handlers beforehand, and the page then gets what they said.
import type { CDPSession } from 'playwright-core'
import type { Ask } from '../questions.ts'
import type { SessionName } from '../shell-record.ts'

/** Electron's word for it, and Chromium's. */
const permissions: readonly (readonly [electron: string, chromium: string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['display-capture', 'display-capture'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['persistent-storage', 'persistent-storage'],
  ['storage-access', 'storage-access'],
  ['background-sync', 'background-sync'],
  ['idle-detection', 'idle-detection'],
  ['local-fonts', 'local-fonts'],
  ['window-management', 'window-management'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['payment-handler', 'payment-handler'],
  ['sensors', 'accelerometer'],
  ['sensors', 'gyroscope'],
  ['nfc', 'nfc'],
]

export const tellPermissions = async (cdp: CDPSession, ask: Ask, session: SessionName): Promise<void> => {
  for (const [permission, name] of permissions) {
    const checked = await ask('permission-check', { permission, session })
    const requested = await ask('permission-request', { permission, session })
    // Most of the web's calls are checked first, and requested where the check refuses.
    const setting = checked.allowed || requested.allowed ? 'granted' : 'denied'
    await cdp.send('Browser.setPermission', { permission: { name }, setting })
  }
}
