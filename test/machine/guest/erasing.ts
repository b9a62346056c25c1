// Steps of erasing and reading back, with the same code that the disk helper runs.
import type { DiskProgress } from '../../../domain/erasure/disk-job.ts'
import type { ErasureRecord } from '../../../domain/erasure/running/record.ts'
import { type ErasureMethod, nistEdition } from '../../../domain/erasure/method.ts'
import type { Expectation, ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import type { DiskHandle } from '../../../domain/erasure/station-disk.ts'
import { eraseDisk } from '../../../electron/disks/erasing/erase.ts'
import { findReadable } from '../../../electron/disks/listing/inventory.ts'
import { readBack } from '../../../electron/disks/reading/read-back.ts'

const options = { dataFolder: null, testLoopDevices: false }
const tool = { name: 'etabli', version: 'target' }

type Refused = { readonly refused: readonly string[] }

let erasingHasBegun = Promise.withResolvers<null>()

export const erase = async (
  handle: DiskHandle,
  technique: ErasureMethod['technique'],
): Promise<ErasureRecord | Refused> => {
  const method: ErasureMethod = { category: 'clear', technique, edition: nistEdition }
  const onProgress = ({ phase, bytesDone }: DiskProgress) => {
    if (phase === 'erasing' && bytesDone > 0) erasingHasBegun.resolve(null)
  }
  const answer = await eraseDisk(
    { handle, choice: { method, fill: 'zeros', blank: false }, job: crypto.randomUUID() },
    { options, tool, now: () => new Date(), signal: new AbortController().signal, onProgress },
  )
  erasingHasBegun = Promise.withResolvers<null>()
  return 'refused' in answer ? { refused: answer.refused.map(({ code }) => code) } : answer
}

/** Ends once an erasure that was asked for before has written something. */
export const untilErasing = (): Promise<null> => erasingHasBegun.promise

let reading: AbortController | null = null
let hasBegun = Promise.withResolvers<null>()

export const readWhole = async (handle: DiskHandle, expectation: Expectation): Promise<ReadBackRecord | Refused> => {
  const found = await findReadable(handle, options)
  if ('refused' in found) return { refused: found.refused.map(({ code }) => code) }
  reading = new AbortController()
  const answer = await readBack(
    { found, plan: { mode: 'full' }, expectation, tool },
    {
      now: () => new Date(),
      signal: reading.signal,
      onProgress: ({ bytesDone }) => {
        if (bytesDone > 0) hasBegun.resolve(null)
      },
    },
  )
  hasBegun = Promise.withResolvers<null>()
  return 'refused' in answer ? { refused: answer.refused.map(({ code }) => code) } : answer
}

/** Ends once a reading that was asked for before is under way. */
export const untilReading = (): Promise<null> => hasBegun.promise
