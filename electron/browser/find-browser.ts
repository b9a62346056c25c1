// Which browser of the Chromium family is installed on this computer.
import { access, constants } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]

const windowsPaths = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
]

const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

type Surroundings = {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
}

const candidates = ({ platform, env }: Surroundings): string[] => {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
    return roots.flatMap((root) => (root === undefined ? [] : windowsPaths.map((parts) => join(root, ...parts))))
  }
  if (platform === 'darwin') return macPaths
  // A snap cannot read the hidden folder that the data lies in, so it could not open our page.
  const folders = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !folder.startsWith('/snap/'))
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Absolute path of the first that can be run, ETABLI_CHROMIUM before all; null where there is none. */
export const findBrowser = async (
  surroundings: Surroundings = { platform: process.platform, env: process.env },
): Promise<string | null> => {
  const chosen = surroundings.env['ETABLI_CHROMIUM']
  for (const path of [...(chosen === undefined || chosen === '' ? [] : [chosen]), ...candidates(surroundings)]) {
    try {
      await access(path, constants.X_OK)
      return path
    } catch {
      // Not here: the next one.
    }
  }
  return null
}
