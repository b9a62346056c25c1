// Starting the Windows installer, which then waits for Établi to end. It asks for the administrator's right itself, and Windows lets
// only its own desktop start such a program for somebody. Not tried on Windows.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

type Command = { readonly program: string; readonly words: readonly string[] }

export const installerCommand = (
  copy: string,
  platform: NodeJS.Platform = process.platform,
  windows: string = process.env['SystemRoot'] ?? 'C:\\Windows',
): Command =>
  platform === 'win32'
    ? { program: join(windows, 'explorer.exe'), words: [copy] }
    : // Nowhere else is there such an installer; what is run is what was given.
      { program: copy, words: [] }

/** Resolves once it has begun; how it ends, the next start sees. */
export const startInstaller = async (copy: string): Promise<void> => {
  const { program, words } = installerCommand(copy)
  const installer = spawn(program, words, { detached: true, stdio: 'ignore' })
  await new Promise<void>((resolve, reject) => {
    installer.once('spawn', resolve)
    installer.once('error', reject)
  })
  installer.unref()
}
