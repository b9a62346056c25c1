// Whether a disk may be trusted, from its own figures. "PASSED" alone is not enough: one drive in thirty that passes its
// self-assessment has sectors it cannot read. Each rule is one line, so that the bench can show which one spoke.
import type { Disk, DiskDoubt } from './hardware-report.ts'
import type { SmartFigures } from './smart.ts'

/** From here on a disk is replacing sectors as a habit; below, it did what spare sectors are for. */
const MANY_REALLOCATED = 50
const WORN_OUT = 100
const NEARLY_WORN_OUT = 90

/** NVMe base specification, SMART log, critical warning: bit 1 is the temperature of the moment, not a fault of the disk. */
const TEMPERATURE_NOW = 0b10

type Rule = { readonly doubt: DiskDoubt; readonly failing: boolean; readonly holds: (figures: SmartFigures) => boolean }

const moreThan = (limit: number, count: number | undefined) => count !== undefined && count > limit
const atLeast = (limit: number, count: number | undefined) => count !== undefined && count >= limit

const RULES: readonly Rule[] = [
  { doubt: 'self-assessment-failed', failing: true, holds: (figures) => figures.selfAssessmentPassed === false },
  {
    doubt: 'critical-warning',
    failing: true,
    holds: (figures) => ((figures.criticalWarning ?? 0) & ~TEMPERATURE_NOW) !== 0,
  },
  { doubt: 'attribute-failing', failing: true, holds: (figures) => figures.attributeFailing },
  { doubt: 'spare-exhausted', failing: true, holds: (figures) => figures.spareExhausted },
  // Data on these sectors is already lost. Overwriting the disk may settle pending ones: then a new reading says so.
  { doubt: 'pending-sectors', failing: true, holds: (figures) => moreThan(0, figures.pendingSectors) },
  { doubt: 'uncorrectable-sectors', failing: true, holds: (figures) => moreThan(0, figures.uncorrectableSectors) },
  {
    doubt: 'many-reallocated-sectors',
    failing: true,
    holds: (figures) => atLeast(MANY_REALLOCATED, figures.reallocatedSectors),
  },
  {
    doubt: 'reallocated-sectors',
    failing: false,
    holds: (figures) =>
      moreThan(0, figures.reallocatedSectors) && !atLeast(MANY_REALLOCATED, figures.reallocatedSectors),
  },
  { doubt: 'media-errors', failing: false, holds: (figures) => moreThan(0, figures.mediaErrors) },
  { doubt: 'worn-out', failing: true, holds: (figures) => atLeast(WORN_OUT, figures.wearPercent) },
  {
    doubt: 'nearly-worn-out',
    failing: false,
    holds: (figures) => atLeast(NEARLY_WORN_OUT, figures.wearPercent) && !atLeast(WORN_OUT, figures.wearPercent),
  },
]

/** Without a self-assessment and without a single counter nothing can be said, and saying "good" would be a guess. */
const saysNothing = (figures: SmartFigures) =>
  [
    figures.selfAssessmentPassed,
    figures.reallocatedSectors,
    figures.pendingSectors,
    figures.uncorrectableSectors,
    figures.mediaErrors,
    figures.wearPercent,
  ].every((one) => one === undefined)

export const diskHealth = (figures: SmartFigures): Pick<Disk, 'health' | 'doubts'> => {
  const spoken = RULES.filter((rule) => rule.holds(figures))
  const doubts = spoken.map((rule) => rule.doubt)
  if (spoken.some((rule) => rule.failing)) return { health: 'failing', doubts }
  if (spoken.length > 0) return { health: 'warning', doubts }
  return { health: saysNothing(figures) ? null : 'good', doubts }
}
