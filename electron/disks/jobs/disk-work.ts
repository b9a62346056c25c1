// One job from its order to the journal: erase, read back, keep the evidence whole, and settle the disk where the rules
// find that the station witnessed it. Nothing is settled here that evidence/conclusion.ts does not conclude.
import { randomInt, randomUUID } from 'node:crypto'
import { canonical } from '../../../domain/documents/canonical.ts'
import type { DiskOwner, ErasureOrder, ReadBackOrder } from '../../../domain/erasure/disk-job.ts'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import type { ErasureRecord } from '../../../domain/erasure/running/record.ts'
import type { EvidenceForm } from '../../../domain/erasure/evidence/form.ts'
import { concludeFrom } from '../../../domain/erasure/evidence/conclusion.ts'
import { judgeReadBack, ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import { reason } from '../../../domain/words/reason.ts'
import { evidenceOfStay } from '../../documents/evidence-of-stay.ts'
import { issuingVault } from '../../vault/issuing.ts'
import type { Vault } from '../../vault/vault.ts'
import { refuse } from '../../failure.ts'
import { requireStayOfDisk } from '../../station-rules.ts'
import type { DiskHelper, ReadBackTask } from '../helper/client.ts'
import { type JobEnd, type JobRun, nothingLeft } from './jobs.ts'

export type WorkDeps = { readonly vault: Vault; readonly helper: DiskHelper }

/** Who ordered it and who confirmed it; the settlement that may follow bears both. */
export type Ordered = { readonly owner: DiskOwner; readonly operator: string; readonly confirmation: string }

/** Drawn, so that nobody can know before which places will be read. */
const drawSeed = () => randomInt(2 ** 48 - 1)

/** Kept as a file by its hash, and named in the journal, before anything rests on it. */
const keepRecord = async (
  form: Exclude<EvidenceForm, 'nwipe-log'>,
  record: ErasureRecord | ReadBackRecord,
  { job, owner }: { readonly job: string; readonly owner: DiskOwner },
  { vault }: WorkDeps,
): Promise<string> => {
  const bytes = Buffer.from(canonical(record), 'utf8')
  const hash = await vault.blobs.put(bytes)
  await vault.journal.append(randomUUID(), () => ({
    kind: 'evidence',
    v: 1,
    hash,
    form,
    source: 'station',
    name: null,
    bytes: bytes.length,
    job,
    owner,
    disks: [record.medium.identity],
  }))
  return hash
}

const endOfReading = (
  record: ReadBackRecord,
): Pick<JobEnd, 'outcome' | 'reasons' | 'speeds' | 'spoiled' | 'unreadable'> => {
  const { outcome, reasons } = judgeReadBack(record)
  return {
    outcome: record.ended === 'cancelled' ? 'cancelled' : outcome,
    reasons: reasons.slice(0, 50),
    speeds: record.speeds,
    spoiled: record.spoiled.ranges.slice(0, 20),
    unreadable: record.unreadable.ranges.slice(0, 20),
  }
}

/** Journals what the evidence comes to; null where it is not witnessed, with the reasons. */
const settleWitnessed = async (
  disk: DiskIdentity,
  evidence: readonly string[],
  { owner, operator, confirmation }: Ordered,
  { vault }: WorkDeps,
): Promise<{ readonly settlement: string | null; readonly reasons: JobEnd['reasons'] }> => {
  const settlement: Settlement = {
    id: randomUUID(),
    ...owner,
    disk,
    outcome: { kind: 'evidence', via: 'witnessed', evidence: [...evidence], link: null, notes: '' },
    operator,
    at: vault.clock.now().toISOString(),
  }
  const stay = requireStayOfDisk(vault.ledger, owner, disk)
  if (vault.ledger.confirmation(confirmation)?.confirmation.action.kind !== 'erase-disks') {
    return { settlement: null, reasons: [reason('supervision.confirmation-unknown')] }
  }
  const known = await evidenceOfStay(owner.machineId, [disk], issuingVault(vault))
  const conclusion = concludeFrom({
    ...known,
    owner,
    settlement: null,
    disk,
    stay,
    now: settlement.at,
    named: evidence,
    link: null,
  })
  if (conclusion.via !== 'witnessed') return { settlement: null, reasons: [...conclusion.reasons] }
  await vault.journal.append(settlement.id, () => ({
    kind: 'settlement',
    v: 1,
    settlements: [settlement],
    confirmation,
  }))
  return { settlement: settlement.id, reasons: [] }
}

/**
 * Runs an order whose beginning is in the journal already: erases, reads back where the erasure went to its end, settles
 * where both hold. A helper that dies leaves the erasure without an end, and so unfinished.
 */
export const eraseAndReadBack = async (
  order: ErasureOrder,
  ordered: Ordered,
  deps: WorkDeps,
  { signal, onProgress }: JobRun,
): Promise<JobEnd> => {
  const { vault, helper } = deps
  const { disk, job } = order
  const of = { job, owner: ordered.owner }
  const erased = await helper.erase({ handle: disk, method: order.choice, job }, { signal, onProgress })
  if ('refused' in erased) {
    const reasons = erased.refused.slice(0, 50)
    await vault.journal.append(randomUUID(), () => ({ kind: 'erasure-refused', v: 1, job, reasons }))
    return { ...nothingLeft, outcome: 'refused', reasons }
  }
  const erasure = await keepRecord('erasure', erased, of, deps)
  if (erased.ended !== 'complete') {
    const outcome = erased.ended === 'cancelled' ? 'cancelled' : 'fails'
    return { ...nothingLeft, outcome, reasons: erased.reasons, evidence: [erasure] }
  }

  const task: ReadBackTask = {
    handle: disk,
    plan: order.readBack === 'full' ? { mode: 'full' } : { mode: 'sample', seed: drawSeed() },
    expectation: erased.leaves,
    resume: null,
    countedFrom: erased.countAtEnd ?? null,
  }
  const read = await helper.readBack(task, { signal, onProgress })
  if ('refused' in read) {
    return { ...nothingLeft, outcome: 'unknown', reasons: read.refused.slice(0, 50), evidence: [erasure] }
  }
  const readBack = await keepRecord('read-back', read, of, deps)
  const end = { ...endOfReading(read), evidence: [erasure, readBack], settlement: null }
  if (end.outcome !== 'holds') return end
  const settled = await settleWitnessed(disk.identity, end.evidence, ordered, deps)
  return settled.settlement === null
    ? { ...end, outcome: 'unknown', reasons: settled.reasons }
    : { ...end, settlement: settled.settlement }
}

/** The unfinished reading that an order wants to continue: one that this station kept. */
const readingToResume = async ({ resume }: ReadBackOrder, { vault }: WorkDeps): Promise<ReadBackRecord | null> => {
  if (resume === null) return null
  const row = vault.ledger.evidence(resume)
  if (row?.form !== 'read-back' || row.source !== 'station') return refuse(reason('disks.nothing-to-resume'))
  return ReadBackRecord.parse(JSON.parse((await vault.blobs.get(resume)).toString('utf8')))
}

/** Reads one disk back and keeps the record; whether it settles anything is left to people. */
export const readBackAlone = async (
  order: ReadBackOrder,
  deps: WorkDeps,
  { signal, onProgress }: JobRun,
): Promise<JobEnd> => {
  const resume = await readingToResume(order, deps)
  const seed = resume?.plan.mode === 'sample' ? resume.plan.sampling.seed : drawSeed()
  const read = await deps.helper.readBack(
    {
      handle: order.disk,
      plan: order.mode === 'full' ? { mode: 'full' } : { mode: 'sample', seed },
      expectation: order.expectation,
      resume,
    },
    { signal, onProgress },
  )
  if ('refused' in read) return { ...nothingLeft, outcome: 'refused', reasons: read.refused.slice(0, 50) }
  const hash = await keepRecord('read-back', read, order, deps)
  return { ...endOfReading(read), evidence: [hash], settlement: null }
}
