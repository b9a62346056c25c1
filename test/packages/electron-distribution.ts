// A stand-in for an unpacked Electron, as far as packing looks at it: its program with Electron's fuses in it, its
// languages and its licences. It starts nothing; what is packed with it is read back and not run.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

/** By this text @electron/fuses finds the fuses in a program. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const WIRE_VERSION = 1
/** As Electron is delivered (build/fuses/fuses.json5), in the order of the wire; the last is newer than @electron/fuses. */
const delivered = '101100011'

export const fusesOf = (program: Buffer): string => {
  const at = program.indexOf(SENTINEL) + SENTINEL.length
  return program.subarray(at + 2, at + 2 + (program[at + 1] ?? 0)).toString('latin1')
}

const fuses = Buffer.concat([
  Buffer.from(SENTINEL),
  Buffer.from([WIRE_VERSION, delivered.length]),
  Buffer.from(delivered),
])

const languages = ['de', 'en-GB', 'en-US', 'es', 'fr', 'ja']

const around = async (folder: string): Promise<void> => {
  await mkdir(join(folder, 'locales'), { recursive: true })
  await mkdir(join(folder, 'resources'))
  for (const language of languages) await writeFile(join(folder, 'locales', `${language}.pak`), language)
  await writeFile(join(folder, 'resources', 'default_app.asar'), 'what Electron shows when it has no application')
  await writeFile(join(folder, 'LICENSE'), 'The licence of Electron')
  await writeFile(join(folder, 'LICENSES.chromium.html'), '<p>The licences of Chromium</p>')
  await writeFile(join(folder, 'version'), '0.0.0')
}

export const linuxDistribution = async (folder: string): Promise<void> => {
  await around(folder)
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from('\x7fELF, says this stand-in'), fuses]), {
    mode: 0o755,
  })
  await writeFile(join(folder, 'chrome-sandbox'), 'the sandbox', { mode: 0o755 })
}

/** A Windows program that holds nothing but its own description, which packing adds to. */
export const windowsDistribution = async (folder: string): Promise<void> => {
  await around(folder)
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const description = Resource.VersionInfo.createEmpty()
  description.setStringValues({ lang: 0x409, codepage: 1200 }, { ProductName: 'Electron', FileDescription: 'Electron' })
  description.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  program.setExtraData(new Uint8Array(fuses).buffer)
  await writeFile(join(folder, 'electron.exe'), Buffer.from(program.generate()))
}
