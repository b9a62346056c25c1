// A package file from what lies where: the same contents, control file and date give the same bytes, by the same dpkg-deb.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Placed } from './contents.ts'
import { controlFile, type Publisher } from './control.ts'

const run = promisify(execFile)
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const place = async (tree: string, { place, from, executable }: Placed): Promise<void> => {
  const file = join(tree, place)
  await mkdir(dirname(file), { recursive: true })
  if ('file' in from) await copyFile(from.file, file)
  else await writeFile(file, from.bytes)
  await chmod(file, executable === true ? 0o755 : 0o644)
}

const sumOf = async (file: string): Promise<string> =>
  createHash('md5') // the only one that dpkg knows; it finds damage, it proves nothing
    .update(await readFile(file))
    .digest('hex')

export type DebFile = {
  readonly contents: readonly Placed[]
  readonly version: string
  readonly publisher: Publisher
  readonly builtAt: Date
  /** xz as Debian has it; none for packages that are only tried. */
  readonly compression: 'xz' | 'none'
}

/** `work`: an empty folder. */
export const writeDeb = async (work: string, target: string, deb: DebFile): Promise<void> => {
  const tree = join(work, 'tree')
  for (const placed of deb.contents) await place(tree, placed)
  const places = deb.contents.map((placed) => placed.place).toSorted()
  let kibibytes = 0
  const sums: string[] = []
  for (const each of places) {
    const file = join(tree, each)
    kibibytes += Math.ceil((await stat(file)).size / 1024)
    sums.push(`${await sumOf(file)}  ${each}\n`)
  }
  await mkdir(join(tree, 'DEBIAN'))
  await writeFile(join(tree, 'DEBIAN/control'), controlFile(deb.version, deb.publisher, kibibytes))
  await writeFile(join(tree, 'DEBIAN/md5sums'), sums.join(''))
  await copyFile(path('./control/prerm'), join(tree, 'DEBIAN/prerm'))
  await chmod(join(tree, 'DEBIAN/prerm'), 0o755)
  // Whatever mask this runs under, folders are readable by all.
  await run('find', [tree, '-type', 'd', '-exec', 'chmod', '755', '{}', '+'])
  const seconds = Math.floor(deb.builtAt.getTime() / 1000)
  await run('find', [tree, '-exec', 'touch', '--no-dereference', `--date=@${String(seconds)}`, '{}', '+'])
  await run('dpkg-deb', ['--root-owner-group', `-Z${deb.compression}`, '--build', tree, target], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(seconds) },
  })
}
