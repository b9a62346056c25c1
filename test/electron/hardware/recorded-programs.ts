// Programs of the field as a recorded machine would have them: scripts in a folder that is put first on PATH.
import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Name → body of a shell script. Returns the PATH to run under. */
export const pathWith = async (programs: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-programs-'))
  for (const [name, body] of Object.entries(programs)) {
    const file = join(folder, name)
    await writeFile(file, `#!/bin/sh\n${body}\n`)
    await chmod(file, 0o755)
  }
  return [folder, process.env['PATH'] ?? ''].join(delimiter)
}

export const printing = (text: string) => `cat <<'END'\n${text}\nEND`
