// Images of disks on this computer: empty, filled, as somebody left them, looked into. Whatever the target sees of them is in
// description.ts.
import { createCipheriv } from 'node:crypto'
import { closeSync, createReadStream, ftruncateSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type WindowsDisk, windowsDisk, type Written } from './windows-disk.ts'

const mebibyte = 2 ** 20

export type Images = {
  /** A disk of zeros, which takes no space. Answers its file. */
  readonly empty: (name: string, megabytes: number) => string
  /** A disk full of somebody's data: no byte of it is zero. */
  readonly full: (name: string, megabytes: number) => string
  /** A disk of any size as Windows left it: it takes some megabytes here. */
  readonly windows: (name: string, megabytes: number, disk: WindowsDisk) => string
  readonly fileOf: (name: string) => string
  readonly remove: () => Promise<void>
}

const dataBlock = Uint8Array.from({ length: mebibyte }, (_, index) => (index % 255) + 1)

/** So many places are written, evenly over a whole disk: who reads it here and there meets them. */
const placesOfUse = 256
const bytesOfUse = 128 * 1024

/** In use from its beginning on, encrypted or not; what is written is the same every time. */
const inUse = ({ used, volumes }: WindowsDisk, sizeBytes: number): readonly Written[] => {
  const plain = Buffer.from(dataBlock.subarray(0, bytesOfUse))
  const isEncrypted = volumes.some(({ kind }) => kind === 'bitlocker')
  const contentAt = (place: number) =>
    isEncrypted ? createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16, place)).update(plain) : plain
  // Not at its very beginning, where its tables are.
  return Array.from({ length: Math.floor(placesOfUse * used) }, (_, index) => ({
    at: Math.floor(((index + 1) * sizeBytes) / placesOfUse / 4096) * 4096,
    bytes: contentAt(index),
  }))
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
  return {
    empty: (name, megabytes) => make(name, megabytes, null),
    full: (name, megabytes) => make(name, megabytes, dataBlock),
    windows: (name, megabytes, disk) => {
      const path = make(name, megabytes, null)
      const sizeBytes = megabytes * mebibyte
      const file = openSync(path, 'r+')
      for (const { at, bytes } of [...inUse(disk, sizeBytes), ...windowsDisk(disk, sizeBytes)])
        writeSync(file, bytes, 0, bytes.length, at)
      closeSync(file)
      return path
    },
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
