// The ways of erasing that are offered for a medium, the proposed one first, and what a check by samples promises of it.
import type { ErasureChoice } from '../../../../domain/erasure/disk-job.ts'
import {
  type AttachedMedium,
  methodsToRun,
  proposedChoice,
  type RunnableMethod,
} from '../../../../domain/erasure/running/plan.ts'
import type { ErasureProgram } from '../../../../domain/erasure/running/record.ts'
import { nistEdition } from '../../../../domain/erasure/method.ts'
import { detectionOf, samplingPlan } from '../../../../domain/erasure/read-back/sampling.ts'

export type ErasureOption = {
  /** Names it among the options of one medium. */
  readonly value: string
  readonly choice: ErasureChoice
  readonly program: ErasureProgram
  readonly erasedBy: RunnableMethod['erasedBy']
  readonly tried: RunnableMethod['tried']
  readonly proposed: boolean
}

/** How an overwrite is filled; other techniques know nothing of it. */
export const fillOf = ({ method, fill, blank }: ErasureChoice): 'zeros' | 'random-blank' | 'random' | null => {
  if (method.technique !== 'overwrite') return null
  if (fill === 'zeros') return 'zeros'
  return blank ? 'random-blank' : 'random'
}

const valueOf = (choice: ErasureChoice) =>
  [choice.method.category, choice.method.technique, fillOf(choice) ?? ''].join(' ').trim()

export const erasureOptions = (medium: AttachedMedium): readonly ErasureOption[] => {
  const proposed = valueOf(proposedChoice(medium.kind))
  return methodsToRun(medium)
    .flatMap(({ technique, category, program, erasedBy, tried }) => {
      const method = { technique, category, edition: nistEdition }
      const choices: readonly ErasureChoice[] =
        technique === 'overwrite'
          ? [
              { method, fill: 'zeros', blank: false },
              { method, fill: 'random', blank: true },
            ]
          : [{ method, fill: 'zeros', blank: false }]
      return choices.map((choice) => ({
        value: valueOf(choice),
        choice,
        program,
        erasedBy,
        tried,
        proposed: valueOf(choice) === proposed,
      }))
    })
    .toSorted((one, other) => Number(other.proposed) - Number(one.proposed))
}

/** From this size on, a forgotten region of the disk is found by samples for certain. */
export const foundFromBytes = (disk: { readonly sizeBytes: number; readonly sectorBytes: number }): number =>
  detectionOf(samplingPlan({ ...disk, seed: 0 }), disk.sectorBytes).certainFromBytes
