// What lies where once the package is installed, and with which rights: each place, and the file or text that goes there.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { PACKAGE } from './control.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export type Placed = {
  /** From the root, without a leading stroke. */
  readonly place: string
  readonly from: { readonly file: string } | { readonly bytes: string | Uint8Array }
  readonly executable?: boolean
}

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

const ourFile = (place: string, name: string, executable = false): Placed => ({
  place,
  from: { file: path(`./files/${name}`) },
  executable,
})

/** Debian has manuals and changelogs compressed; no name and no time go in. */
const compressed = (place: string, bytes: string | Uint8Array): Placed => ({
  place: `${place}.gz`,
  from: { bytes: gzipSync(bytes, { level: 9 }) },
})

const COMMANDS = ['etabli', 'etabli-sonde', 'etabli-verifier'] as const

const manuals = async (): Promise<readonly Placed[]> =>
  Promise.all(
    COMMANDS.flatMap((command) =>
      (['en', 'fr'] as const).map(async (language) => {
        const folder = language === 'en' ? 'usr/share/man/man1' : `usr/share/man/${language}/man1`
        const text = await readFile(path(`./files/man/${language}/${command}.1`))
        return compressed(`${folder}/${command}.1`, text)
      }),
    ),
  )

const ICONS = path('../packages/icons')

/** What `icons/` holds of one picture: the drawing, and by size. */
const iconsOf = async (name: 'etabli' | 'etabli-file', kind: 'apps' | 'mimetypes'): Promise<readonly Placed[]> => {
  const hicolor = 'usr/share/icons/hicolor'
  const sized = await filesIn(join(ICONS, name))
  return [
    { place: `${hicolor}/scalable/${kind}/${name}.svg`, from: { file: join(ICONS, `${name}.svg`) } },
    ...sized.map((file) => {
      const size = relative(join(ICONS, name), file).replace(/\.png$/, '')
      return { place: `${hicolor}/${size}/${kind}/${name}.png`, from: { file } }
    }),
  ]
}

/** `built`: the folder in which the parts of the program were built; `copyright`: the text of that file. */
export const contents = async (built: string, copyright: string): Promise<readonly Placed[]> => {
  const doc = `usr/share/doc/${PACKAGE}`
  const program = await filesIn(built)
  return [
    ...COMMANDS.map((command) => ourFile(`usr/bin/${command}`, command, true)),
    ...program.map((file) => ({
      place: `usr/lib/etabli/${relative(built, file)}`,
      from: { file },
      executable: relative(built, file) === 'node',
    })),
    ourFile('usr/lib/etabli/disk-helper', 'disk-helper', true),
    ourFile('usr/lib/etabli/update-installer', 'update-installer', true),
    ourFile('usr/share/applications/etabli.desktop', 'etabli.desktop'),
    ourFile('usr/share/metainfo/fr.etabli.poste.metainfo.xml', 'fr.etabli.poste.metainfo.xml'),
    { place: 'usr/share/mime/packages/etabli.xml', from: { file: path('../packages/etabli.mime.xml') } },
    ourFile('usr/share/polkit-1/actions/fr.etabli.poste.policy', 'fr.etabli.poste.policy'),
    ourFile(`usr/share/lintian/overrides/${PACKAGE}`, 'lintian-overrides'),
    ...(await iconsOf('etabli', 'apps')),
    ...(await iconsOf('etabli-file', 'mimetypes')),
    ...(await manuals()),
    compressed(`${doc}/changelog`, await readFile(path('./files/changelog'))),
    { place: `${doc}/copyright`, from: { bytes: copyright } },
  ]
}
