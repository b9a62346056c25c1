// Which folder a station uses when nobody names one. Preparing it, and keeping a second writer out, is the vault's.
import { homedir } from 'node:os'
import { join } from 'node:path'

type Surroundings = {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() })

/** The demo has a folder of its own: nothing of it ever stands beside real work. */
export const defaultDataFolder = (demo: boolean, surroundings: Surroundings = here()): string => {
  const { platform, env, home } = surroundings
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), demo ? 'Etabli-demo' : 'Etabli')
  }
  const name = demo ? 'etabli-demo' : 'etabli'
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name)
  // XDG Base Directory Specification: a relative path is invalid and has to be ignored.
  const data = env['XDG_DATA_HOME']
  return join(data?.startsWith('/') === true ? data : join(home, '.local', 'share'), name)
}
