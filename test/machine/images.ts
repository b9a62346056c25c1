// Images of disks on this computer: empty, filled, looked into. Whatever the target sees of them is in description.ts.
import { closeSync, createReadStream, ftruncateSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const mebibyte = 2 ** 20

export type Images = {
  /** A disk of zeros, which takes no space. Answers its file. */
  readonly empty: (name: string, megabytes: number) => string
  /** A disk full of somebody's data: no byte of it is zero. */
  readonly full: (name: string, megabytes: number) => string
  readonly fileOf: (name: string) => string
  readonly remove: () => Promise<void>
}

export const imagesInFolder = async (): Promise<Images> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-target-disks-'))
  const fileOf = (name: string) => join(folder, `${name}.img`)
  const make = (name: string, megabytes: number, block: Uint8Array | null) => {
    const path = fileOf(name)
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
    fileOf,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Whether the image holds nothing but zeros, as this computer sees it: no driver and no cache of the target between. */
export const isBlank = async (image: string): Promise<boolean> => {
  for await (const chunk of createReadStream(image, { highWaterMark: mebibyte })) {
    const bytes = chunk as Buffer // a stream without an encoding
    if (!bytes.equals(Buffer.alloc(bytes.length))) return false
  }
  return true
}
