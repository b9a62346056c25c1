// The licences of what others wrote and Établi carries, as one text: each package's own words, for every package that is
// really bundled. A licence that nobody has looked at stops the build.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the build leaves the text; the pages show it under this name too. */
export const LICENCES_FILE = 'THIRD-PARTY-LICENCES.txt'

/** Licences that let a workshop install, copy and pass on Établi, as long as their text goes along. */
const accepted: readonly string[] = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1', '0BSD']

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string() })

export type Licence = {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

/** The licence of the package in `folder`. Throws where it has none, or one that is not accepted. */
export const licenceOf = async (folder: string): Promise<Licence> => {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
  const { name, version, license: licence } = manifest
  if (!accepted.includes(licence)) throw new Error(`${name}: the licence ${licence} was not looked at`)
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)([-.]|$)/i.test(file)).toSorted()
  if (files.length === 0) throw new Error(`${name} brings no text of its licence`)
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return { name, version, licence, text: texts.map((text) => text.replace(/\r\n/g, '\n').trim()).join('\n\n') }
}

const line = '-'.repeat(80)

const head = `Établi contient des composants écrits par d’autres, sous des licences libres. Leurs textes suivent.
Établi contains what others wrote, under free licences. Their texts follow.

Node.js : LICENSE.node, à côté du programme. Electron et Chromium, dans les paquets qui les contiennent :
LICENSE.electron.txt et LICENSES.chromium.html, au même endroit.
Node.js: LICENSE.node, beside the program. Electron and Chromium, in the packages that contain them:
LICENSE.electron.txt and LICENSES.chromium.html, in the same place.
`

/** The text for the packages in `folders`; the same folders give the same text. */
export const thirdPartyLicences = async (folders: Iterable<string>): Promise<string> => {
  const licences = await Promise.all([...folders].map(licenceOf))
  // Two copies of one version are one.
  const byName = new Map(licences.map((each) => [`${each.name} ${each.version}`, each]))
  const names = [...byName.keys()].toSorted()
  const sections = names.map((name) => {
    const { licence = '', text = '' } = byName.get(name) ?? {}
    return `${line}\n${name} (${licence})\n${line}\n\n${text}\n`
  })
  return [head, ...sections].join('\n')
}
