// Findings as evidence gives them, good unless a test says otherwise: what the station read back, what a log shows.
import type { ErasureFinding, ReadBackFinding } from '../../../../domain/erasure/evidence/findings.ts'
import { anIdentity, hashOf } from '../a-report.ts'

const common = {
  disk: anIdentity(),
  place: null,
  slackMs: 0,
  outcome: 'good' as const,
  reasons: [],
  needsLink: false,
  position: null,
  owner: null,
  hidesSectors: null,
}

/** The station read the whole disk back, and it holds zeros. */
export const aReadBackFinding = (changes: Partial<ReadBackFinding> = {}): ReadBackFinding => ({
  ...common,
  kind: 'read-back',
  hash: hashOf('read-back'),
  source: 'station',
  startedAt: '2026-11-10T12:00:00Z',
  endedAt: '2026-11-10T14:00:00Z',
  usage: changes.hash ?? hashOf('read-back'),
  tool: { name: 'etabli', version: '1.0.0' },
  mode: 'full',
  expectation: { kind: 'zero' },
  bytesRead: 500_107_862_016,
  coveragePercent: 100,
  ...changes,
})

/** An nwipe log that was brought: zeros, verified. */
export const aLogFinding = (changes: Partial<ErasureFinding> = {}): ErasureFinding => ({
  ...common,
  kind: 'erasure',
  hash: hashOf('log'),
  source: 'file',
  disk: anIdentity({ wwn: null }),
  place: { run: 1, device: '/dev/sda' },
  startedAt: '2026-11-10T08:00:00Z',
  endedAt: '2026-11-10T11:00:00Z',
  slackMs: 60 * 60 * 1000,
  usage: 'nwipe S3Z8NB0K 2026-11-10T09:00:00 2026-11-10T12:00:00',
  method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
  methodName: 'Fill With Zeros',
  rounds: 1,
  tool: { name: 'nwipe', version: '0.34' },
  bytesWritten: 500_107_862_016,
  bytesRead: 500_107_862_016,
  verified: true,
  leavesRandom: false,
  leaves: null,
  countsBytes: true,
  ...changes,
})

/** The station ran nwipe. */
export const anErasureFinding = (changes: Partial<ErasureFinding> = {}): ErasureFinding =>
  aLogFinding({
    hash: hashOf('erasure'),
    source: 'station',
    place: null,
    slackMs: 0,
    usage: 'erasure job',
    leaves: changes.leavesRandom === true ? { kind: 'random' } : { kind: 'zero' },
    ...changes,
  })
