// The live key's system as one archive that the kernel unpacks into memory: it runs from there, and the key may be pulled out.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { constants, gunzipSync, zstdCompressSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { cpioArchive, type Entry } from '../debian-system/cpio.ts'
import { entriesOf, folder, oldPlaces, textFile } from '../debian-system/unpacked-root.ts'
import { withSign } from './console-font.ts'
import { isLeftOut } from './contents.ts'

const onTheKey = (name: string) => fileURLToPath(new URL(`on-the-key/${name}`, import.meta.url))

/** By the height of a letter: the widest that leaves 80 columns is taken (on-the-key/console.sh). */
const fonts = { 16: 'Lat15-TerminusBold16', 24: 'Lat15-TerminusBold24x12', 32: 'Lat15-TerminusBold32x16' } as const

const fontEntries = (programs: string): Promise<readonly (readonly [string, Entry])[]> =>
  Promise.all(
    Object.entries(fonts).map(async ([height, name]) => {
      const packed = await readFile(join(programs, `usr/share/consolefonts/${name}.psf.gz`))
      const bytes = withSign(gunzipSync(packed), '✔', '•')
      return [`usr/lib/etabli/${height}.psf`, { kind: 'file', bytes, executable: false }] as const
    }),
  )

export type Parts = {
  /** Unpacked packages. */
  readonly programs: string
  /** As in Kernel. */
  readonly modules: string
  /** The single executable of the probe. */
  readonly probe: string
}

/** The archive as the kernel takes it, compressed. */
export const buildSystem = async ({ programs, modules, probe }: Parts): Promise<Buffer> => {
  const script = async (name: string) => textFile(await readFile(onTheKey(name), 'utf8'), true)
  const archive = cpioArchive(
    new Map<string, Entry>([
      ...['dev', 'proc', 'sys', 'run', 'tmp', 'var/lock', 'var/log', 'mnt', 'root'].map(folder),
      ...oldPlaces,
      ...(await entriesOf(programs, isLeftOut)),
      ...(await entriesOf(modules, () => false)),
      ...(await fontEntries(programs)),
      // Not busybox's shell: that one takes its own small programs before Debian's.
      ['usr/bin/sh', { kind: 'link', to: 'dash' }],
      ['usr/bin/etabli-probe', { kind: 'file', bytes: await readFile(probe), executable: true }],
      ['usr/lib/etabli/console.sh', await script('console.sh')],
      ['usr/lib/etabli/menu.sh', await script('menu.sh')],
      ['etc/passwd', textFile('root:x:0:0:root:/root:/bin/bash\n')],
      ['etc/group', textFile('root:x:0:\ntty:x:5:\ndisk:x:6:\nkmem:x:15:\ninput:x:104:\n')],
      // By this the probe knows that it may show the menu.
      ['etc/etabli-live-key', textFile('')],
      ['etc/hostname', textFile('etabli\n')],
      ['etc/mtab', { kind: 'link', to: '../proc/self/mounts' }],
      ['etc/inittab', textFile(await readFile(onTheKey('inittab'), 'utf8'))],
      ['init', await script('init.sh')],
    ]),
  )
  return zstdCompressSync(archive, {
    // The higher levels take minutes here for a tenth less.
    params: { [constants.ZSTD_c_compressionLevel]: 9, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}
