// Images of disks on this computer: empty, filled, looked into. Whatever the target sees of them is in description.ts.
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, ftruncateSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const mebibyte = 2 ** 20

export type Images = {
  /** A disk of zeros, which takes no space. Answers its file. */
  readonly empty: (name: string, megabytes: number) => string
  /** A disk full of somebody's data: no byte of it is zero. */
  readonly full: (name: string, megabytes: number) => string
  readonly remove: () => Promise<void>
}

export const imagesInFolder = async (): Promise<Images> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-target-disks-'))
  const make = (name: string, megabytes: number, block: Uint8Array | null) => {
    const path = join(folder, `${name}.img`)
    const file = openSync(path, 'w')
    ftruncateSync(file, megabytes * mebibyte)
    if (block !== null) for (let at = 0; at < megabytes; at++) writeSync(file, block, 0, mebibyte, at * mebibyte)
    closeSync(file)
    return path
  }
  const data = Uint8Array.from({ length: mebibyte }, (_, index) => (index % 255) + 1)
  return {
    empty: (name, megabytes) => make(name, megabytes, null),
    full: (name, megabytes) => make(name, megabytes, data),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export const hashOf = async (image: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(image), hash)
  return hash.digest('hex')
}
