// The files on a key, from this computer's side: with mtools, which read a FAT file system in an image without mounting it.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { fileSystemIn } from '../../build/live-key/disk-image.ts'

const run = promisify(execFile)
const env = { ...process.env, MTOOLSRC: '/dev/null', LC_ALL: 'C.UTF-8' }

const mtools = async (program: 'mcopy' | 'mdir', image: string, ...words: string[]): Promise<string> =>
  (await run(program, ['-i', fileSystemIn(image), ...words], { env, maxBuffer: 2 ** 26 })).stdout

/** Names in a folder of the key. */
export const namesOnKey = async (image: string, folder: string): Promise<readonly string[]> =>
  (await mtools('mdir', image, '-b', `::/${folder}`))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(`::/${folder}/`.length))

export const textOnKey = (image: string, path: string): Promise<string> => mtools('mcopy', image, `::/${path}`, '-')

export const putOnKey = async (image: string, path: string, text: string, draft: string): Promise<void> => {
  await writeFile(draft, text)
  await mtools('mcopy', image, draft, `::/${path}`)
}
