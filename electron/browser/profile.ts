// The browser's own profile within the data folder: quiet from its first start, and never blocked by a lock that a
// computer of another name left behind.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { removeForeignLock } from './foreign-lock.ts'

const preferences = {
  translate: { enabled: false },
  signin: { allowed: false, allowed_on_next_startup: false },
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: { password_manager_enabled: false, default_content_setting_values: { notifications: 2, geolocation: 2 } },
  browser: { enable_spellchecking: false, check_default_browser: false, has_seen_welcome_page: true },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  safebrowsing: { enabled: false, enhanced: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  search: { suggest_enabled: false },
  alternate_error_pages: { enabled: false },
  net: { network_prediction_options: 2 },
  distribution: { skip_first_run_ui: true, suppress_first_run_default_browser_prompt: true },
}

/** Makes the profile where there is none yet. The caller owns the data folder, so nobody else uses this profile. */
export const prepareProfile = async (dataFolder: string): Promise<string> => {
  const profile = join(dataFolder, 'browser')
  await mkdir(join(profile, 'Default'), { recursive: true, mode: 0o700 })
  try {
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences), { mode: 0o600, flag: 'wx' })
  } catch (fault) {
    // Chromium has written its own since: it keeps what ours said.
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
  }
  removeForeignLock(profile)
  return profile
}
