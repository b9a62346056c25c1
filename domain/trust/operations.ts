// The operation by which other stations are accepted and distrusted.
import { z } from 'zod'
import { JournalHead } from '../journal/frame.ts'
import { StationTrust } from './trust.ts'

export const trustOperations = {
  /** Under a confirmation `trust-station`. The last decision about a station counts. */
  'stations.trust': {
    input: z.strictObject({ trust: StationTrust, confirmation: z.uuid() }),
    progress: null,
    output: z.strictObject({ head: JournalHead }),
  },
} as const
