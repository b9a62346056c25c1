// Steps around the disks as such: which ones the guest sees, and what is done to them behind Établi's back.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a program of the target; answers what it printed. */
export const run = async (program: string, ...words: string[]): Promise<string> =>
  (await execute(program, words, { maxBuffer: 2 ** 24 })).stdout

export type SeenDisk = {
  readonly name: string
  readonly serial: string | null
  readonly wwn: string | null
  readonly model: string | null
  readonly size: number
  readonly tran: string | null
  readonly rota: boolean
}

export const seen = async (): Promise<readonly SeenDisk[]> => {
  const said = await run('lsblk', '-J', '-b', '-d', '-o', 'NAME,SERIAL,WWN,MODEL,SIZE,TRAN,ROTA')
  return (JSON.parse(said) as { readonly blockdevices: readonly SeenDisk[] }).blockdevices // util-linux's own form
}

/** As if the cable had been pulled. */
export const unplug = (name: string): Promise<void> => writeFile(`/sys/block/${name}/device/delete`, '1')

export const kernelLog = (): Promise<string> => run('dmesg')

export const readText = (path: string): Promise<string> => readFile(path, 'utf8')
