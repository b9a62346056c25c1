// Reading the machine's own disks back where they are, with the station's code: each record is a paper for the station, which
// takes it as evidence from a file. The disks are opened for reading only.
import { randomInt } from 'node:crypto'
import { diskLabel } from '../../domain/erasure/disk-identity.ts'
import { judgeReadBack, type ReadBackPlan, type ReadBackRecord } from '../../domain/erasure/read-back/read-back.ts'
import { samplingPlan } from '../../domain/erasure/read-back/sampling.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { isInternal } from '../../domain/machine/internal-disk.ts'
import { inFileName } from '../../domain/machine/report-file-name.ts'
import { type Language, reason } from '../../domain/words/reason.ts'
import { say } from '../../domain/words/sentences.ts'
import { findMedium } from '../disks/listing/medium.ts'
import { readBack } from '../disks/reading/read-back.ts'
import type { Paper } from './destination.ts'
import type { ProbeOptions } from './options.ts'
import type { Screen } from './terminal.ts'

type Reading = {
  readonly report: HardwareReport
  readonly verify: NonNullable<ProbeOptions['verify']>
  readonly tool: ReadBackRecord['tool']
  readonly language: Language
  readonly signal: AbortSignal
}

const paperOf = (record: ReadBackRecord, stem: string): Paper => ({
  what: 'record',
  stem: `${stem}-${inFileName(record.medium.identity.serial ?? '') || 'no-serial'}`,
  ending: '.read-back.json',
  text: `${JSON.stringify(record)}\n`,
})

/** Each record as soon as its disk is read; answers whether every disk was read and is as expected. */
export const verifyDisks = async (
  { report, verify: { mode, expectation }, tool, language, signal }: Reading,
  stem: string,
  screen: Screen,
  give: (paper: Paper) => Promise<void>,
): Promise<boolean> => {
  const paths = report.disks.filter(isInternal).flatMap(({ path }) => path ?? [])
  if (paths.length === 0) screen.tell(reason('probe.verify-none'))
  let allHold = paths.length > 0
  for (const path of paths) {
    const found = await findMedium(path, false)
    if ('code' in found) {
      screen.tell(found)
      allHold = false
      continue
    }
    const { sizeBytes, sectorBytes, identity } = found.medium
    const disk = diskLabel(identity)
    screen.tell(reason('probe.verifying', { disk, path }))
    // Drawn, so that nobody can know before which places will be read.
    const plan: ReadBackPlan =
      mode === 'full'
        ? { mode }
        : { mode, sampling: samplingPlan({ sizeBytes, sectorBytes, seed: randomInt(2 ** 48 - 1) }) }
    const record = await readBack(
      { found, plan, expectation, tool, evenInUse: true },
      {
        now: () => new Date(),
        signal,
        onProgress: ({ bytesDone, bytesPlanned, bytesPerSecond }) => {
          const percent = Math.floor((100 * bytesDone) / bytesPlanned)
          const speed = Math.round(bytesPerSecond / 1e6)
          screen.pass?.(say(reason('probe.verify-progress', { percent, speed }), language))
        },
      },
    )
    if ('refused' in record) {
      screen.tell(...record.refused)
      allHold = false
      continue
    }
    const { outcome, reasons } = judgeReadBack(record)
    screen.tell(reason('probe.verified', { disk, outcome: `read-back-${outcome}` }), ...reasons)
    allHold &&= outcome === 'holds'
    await give(paperOf(record, stem))
    if (signal.aborted) return false
  }
  return allHold
}
