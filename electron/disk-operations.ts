// The station's operations about disks: which are attached, what is ordered and how far it is, what was brought as evidence,
// and what became of each disk. Erasing itself is disks/jobs/disk-work.ts'; the rules are domain/erasure's.
import {
  type DiskIdentity,
  diskLabel,
  hasName,
  identityOf,
  isSameNamedDisk,
  sharesName,
} from '../domain/erasure/disk-identity.ts'
import { type DiskJob, type DiskOwner, type ErasureOrder, isSerialEnd } from '../domain/erasure/disk-job.ts'
import { findingsOf, formOfFile } from '../domain/erasure/evidence/findings.ts'
import { nwipeLogLengthAtMost } from '../domain/erasure/nwipe/log.ts'
import type { Settlement } from '../domain/erasure/settlement.ts'
import { conclusionOf } from '../domain/erasure/settlement-doubts.ts'
import type { Entry } from '../domain/journal/frame.ts'
import { attestationSubject, erasureSubject, settlementsSubject } from '../domain/supervision/subject.ts'
import { reason } from '../domain/words/reason.ts'
import { eraseAndReadBack, readBackAlone, type WorkDeps } from './disks/jobs/disk-work.ts'
import type { DiskHelper } from './disks/helper/client.ts'
import type { DiskJobs } from './disks/jobs/jobs.ts'
import { cryptography } from './documents/cryptography.ts'
import { evidenceOfStay } from './documents/evidence-of-stay.ts'
import { refuse, StationError } from './failure.ts'
import { zoneMinutes } from './local-zone.ts'
import type { Handler } from './station.ts'
import {
  confirmationUsed,
  headAfter,
  headOf,
  requireOperator,
  requireSettings,
  requireStay,
  requireStayOfDisk,
} from './station-rules.ts'
import { issuingVault } from './vault/issuing.ts'
import type { Vault } from './vault/vault.ts'

type DiskOperation =
  | 'disks.inventory'
  | 'disks.erase'
  | 'disks.readBack'
  | 'disks.jobs'
  | 'disks.cancel'
  | 'disks.receive'
  | 'disks.settle'
  | 'disks.attest'
  | 'evidence.import'

export type DiskRooms = { readonly vault: Vault; readonly jobs: DiskJobs; readonly helper: DiskHelper }

const { sha256 } = cryptography

/** UTF-8 has at most three bytes for one UTF-16 unit. */
const evidenceBytesAtMost = nwipeLogLengthAtMost * 3
/** Between the window that opens a loose disk's file and the station that takes it. */
const arrivalOffAtMost = 5 * 60_000
/** What one file may name. */
const evidenceDisksAtMost = 256

/** Every name under which the disks of a machine (or a loose disk) are known: reports, openings, settlements. */
export const disksOfOwner = async (owner: DiskOwner, vault: Vault): Promise<readonly DiskIdentity[]> => {
  const { ledger } = vault
  const issuing = issuingVault(vault)
  const reports = await Promise.all(
    ledger.reportsOfStay(owner.machineId, owner.stayId).map(({ hash }) => issuing.report(hash)),
  )
  const ofStay = ({ what }: { readonly what: { readonly stayId: string } }) => what.stayId === owner.stayId
  const loose = ledger.looseDisk(owner.machineId)
  return [
    ...reports.flatMap((report) => report?.disks.map(identityOf) ?? []),
    ...ledger
      .attestations(owner.machineId)
      .filter(ofStay)
      .flatMap(({ what }) => what.found),
    ...ledger
      .settlements(owner.machineId)
      .filter(ofStay)
      .map(({ what }) => what.disk),
    ...(loose === null ? [] : [loose.disk]),
  ]
}

/** A UUID (version 8, RFC 9562 §5.8) of the leading digits of a hash. */
const transactionOf = (hash: string): string =>
  `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`

const requireOwned = (disk: DiskIdentity, owned: readonly DiskIdentity[]): void => {
  if (!owned.some((one) => isSameNamedDisk(one, disk))) {
    refuse(reason('disks.not-of-machine', { disk: diskLabel(disk) }))
  }
}

/** It says what became of the data, not where the disk is. */
const isAboutData = ({ outcome }: Settlement) => outcome.kind === 'declared' || outcome.kind === 'evidence'

/** Evidence counts from the arrival on: it is now, by the station's own clock. */
const requireOfNow = (startedAt: string, now: Date): void => {
  if (Math.abs(Date.parse(startedAt) - now.getTime()) > arrivalOffAtMost) {
    refuse(reason('disks.arrival-not-now'))
  }
}

const requireTyped = ({ disk: { identity }, typedSerial }: ErasureOrder): void => {
  const serial = identity.serial ?? identity.wwn
  if (serial === null) return refuse(reason('disks.nameless', { disk: diskLabel(identity) }))
  if (!isSerialEnd(typedSerial, serial)) refuse(reason('disks.typed-otherwise', { disk: diskLabel(identity) }))
}

/**
 * A settlement by evidence claims no more than what the evidence comes to when it is judged here and now, after the
 * settlements of the journal and those before it in the same request.
 */
const requireProof = async (
  settlement: Settlement,
  before: readonly Settlement[],
  ownWork: boolean,
  vault: Vault,
): Promise<void> => {
  const { outcome, disk, machineId, stayId } = settlement
  if (outcome.kind !== 'evidence') return
  const stay = requireStayOfDisk(vault.ledger, settlement, disk)
  const owned = await disksOfOwner({ machineId, stayId }, vault)
  // What the settlement leaves out of the disk's identity, its size above all, is still the disk's.
  const identity = owned.find((one) => one.sizeBytes !== null && isSameNamedDisk(one, disk)) ?? disk
  const known = await evidenceOfStay(machineId, [disk, identity], issuingVault(vault), [...before, settlement])
  const now = vault.clock.now().toISOString()
  const conclusion = conclusionOf(settlement, { ...known, machineId, stay, now, identity })
  if (conclusion?.via == null || (outcome.via === 'witnessed' && conclusion.via === 'log')) {
    refuse(...(conclusion?.reasons ?? [reason('erasure.evidence-unknown', { disk: diskLabel(disk) })]))
  }
  // Who did the work and who confirms it are two people: one alone could give any log to any disk.
  const isSomebody = vault.people.list().some(({ code, active }) => code === settlement.operator && active)
  if (outcome.link !== null && (ownWork || !isSomebody))
    refuse(reason('erasure.link-needs-two-people', { disk: diskLabel(disk) }))
}

export const diskOperations = ({ vault, jobs, helper }: DiskRooms): { readonly [N in DiskOperation]: Handler<N> } => {
  const { journal, ledger, blobs, confirmations } = vault
  const work: WorkDeps = { vault, helper }

  const requireNewJob = (job: string): void => {
    if (journal.knows(job) || ledger.erasure(job) !== null || jobs.has(job)) {
      throw new StationError('conflict', `Job ${job} was begun already`, [reason('disks.job-begun')])
    }
  }

  /**
   * Journals that an erasure begins; the first of the list uses the confirmation up, the others stand under the same. A
   * transaction that stands already would be answered without asking anything: it begins nothing.
   */
  const begin = async (
    order: ErasureOrder,
    owner: DiskOwner,
    operator: string,
    confirmation: string,
    check: () => Promise<void>,
  ): Promise<void> => {
    const { job, choice, disk } = order
    const { again } = await journal.append(job, async () => {
      requireNewJob(job)
      jobs.requireFree(disk.identity)
      await check()
      return { kind: 'erasure-begun', v: 1, job, owner, disk: disk.identity, choice, operator, confirmation }
    })
    if (again) throw new StationError('conflict', `Job ${job} was begun already`, [reason('disks.job-begun')])
  }

  /** A loose disk's file is of one disk; no other can be settled under its name. */
  const requireOfLooseDisk = ({ machineId, disk }: Settlement): void => {
    const loose = ledger.looseDisk(machineId)
    if (loose === null) return
    const isIt = hasName(loose.disk) ? isSameNamedDisk(loose.disk, disk) : !hasName(disk)
    if (!isIt) refuse(reason('disks.not-of-machine', { disk: diskLabel(disk) }))
  }

  /** Each disk that is taken out opens a file of its own. */
  const requireNewLooseDisk = ({ outcome, disk }: Settlement): void => {
    if (outcome.kind !== 'removed') return
    const taken = ledger.allSettlements.some(
      ({ what }) =>
        what.outcome.kind === 'removed' &&
        what.outcome.looseDiskId === outcome.looseDiskId &&
        !sharesName(what.disk, disk),
    )
    if (taken || ledger.machine(outcome.looseDiskId) !== null) refuse(reason('disks.identifier-taken'))
  }

  return {
    'disks.inventory': (_, { signal }) => helper.inventory(signal),

    'disks.jobs': () => Promise.resolve(jobs.list()),

    'disks.cancel': ({ job }) => Promise.resolve(jobs.cancel(job)),

    'disks.erase': async ({ orders: asked, confirmation }) => {
      requireSettings(ledger)
      const { owner, orders, operator } = asked
      const owned = await disksOfOwner(owner, vault)
      const disks = orders.map(({ disk }) => disk.identity)
      const requireDisksHere = () => {
        for (const disk of disks) requireStayOfDisk(ledger, owner, disk)
      }
      requireDisksHere()
      for (const [index, order] of orders.entries()) {
        requireOwned(order.disk.identity, owned)
        requireTyped(order)
        jobs.requireFree(order.disk.identity)
        const isTwice = disks.slice(0, index).some((disk) => isSameNamedDisk(disk, order.disk.identity))
        if (isTwice) refuse(reason('disks.ordered-twice', { disk: diskLabel(order.disk.identity) }))
        requireNewJob(order.job)
        if (orders.slice(0, index).some(({ job }) => job === order.job)) refuse(reason('disks.job-begun'))
      }
      const subject = await erasureSubject(asked, sha256)
      const permit = async () => {
        requireDisksHere()
        const { machineId } = owner
        const row = await confirmations.usable(confirmation, () => ({ kind: 'erase-disks', machineId, disks, subject }))
        requireOperator(row.confirmation.operator, operator)
      }
      const begun: DiskJob[] = []
      for (const [index, order] of orders.entries()) {
        await begin(order, owner, operator, confirmation, index === 0 ? permit : () => Promise.resolve())
        const { job: id, disk, choice, readBack } = order
        // At once: what is journalled as begun is never without its job.
        begun.push(
          jobs.begin({ id, kind: 'erasure', owner, disk: disk.identity, choice, readBack }, (run) =>
            eraseAndReadBack(order, { owner, operator, confirmation }, work, run),
          ),
        )
      }
      return { jobs: begun, head: journal.head }
    },

    'disks.readBack': async ({ order }) => {
      requireSettings(ledger)
      const { job: id, owner, disk, mode: readBack } = order
      requireStayOfDisk(ledger, owner, disk.identity)
      requireOwned(disk.identity, await disksOfOwner(owner, vault))
      jobs.requireFree(disk.identity)
      requireNewJob(id)
      return jobs.begin({ id, kind: 'read-back', owner, disk: disk.identity, choice: null, readBack }, (run) =>
        readBackAlone(order, work, run),
      )
    },

    'disks.receive': async ({ disk }) => {
      requireSettings(ledger)
      const entry: Entry = { kind: 'loose-disk', v: 1, disk }
      const appended = await journal.append(disk.id, () => {
        if (ledger.machine(disk.id) !== null) refuse(reason('disks.identifier-taken'))
        requireOfNow(disk.stay.startedAt, vault.clock.now())
        return entry
      })
      return { head: headAfter(appended, entry, reason('journal.other-transaction')) }
    },

    'evidence.import': async ({ name, base64 }) => {
      requireSettings(ledger)
      const bytes = Buffer.from(base64, 'base64')
      if (bytes.length > evidenceBytesAtMost) {
        return refuse(reason('erasure.log-too-large', { limit: nwipeLogLengthAtMost / 1024 ** 2 }))
      }
      const text = new TextDecoder('utf-8').decode(bytes)
      const form = formOfFile(text)
      if (typeof form !== 'string') return refuse(...form)
      const hash = await blobs.put(bytes)
      if (ledger.evidence(hash) !== null) return { hash, form, again: true, head: journal.head }
      const clock = { now: vault.clock.now().toISOString(), zoneMinutes: zoneMinutes() }
      const held = { hash, form, source: 'file' as const, text, position: null, owner: null }
      const disks = findingsOf(held, clock).map((finding) => finding.disk)
      if (disks.length > evidenceDisksAtMost)
        refuse(reason('erasure.log-too-many-disks', { limit: evidenceDisksAtMost }))
      // Brought twice at once, it is one: the transaction is the evidence's own.
      const appended = await journal.append(transactionOf(hash), () => ({
        kind: 'evidence',
        v: 1,
        hash,
        form,
        source: 'file',
        name,
        bytes: bytes.length,
        job: null,
        owner: null,
        disks,
      }))
      return { hash, form, again: appended.again, head: headOf(appended) }
    },

    'disks.settle': async ({ settlements, confirmation }) => {
      const entry: Entry = { kind: 'settlement', v: 1, settlements, confirmation }
      const appended = await journal.append(confirmation, async () => {
        const [first] = settlements
        if (first === undefined) return refuse(reason('journal.nothing-settled'))
        const { machineId, operator } = first
        const settled = new Set(ledger.settlements(machineId).map(({ what }) => what.id))
        for (const settlement of settlements) {
          if (settlement.machineId !== machineId) refuse(reason('journal.several-machines'))
          if (settlement.operator !== operator) refuse(reason('journal.several-operators'))
          if (settled.has(settlement.id)) refuse(reason('journal.settled-already', { id: settlement.id }))
          requireStayOfDisk(ledger, settlement, settlement.disk)
          requireOfLooseDisk(settlement)
          requireNewLooseDisk(settlement)
          // Nothing is said of a disk while it is being written or read.
          if (isAboutData(settlement)) jobs.requireFree(settlement.disk)
          settled.add(settlement.id)
        }
        const subject = await settlementsSubject(settlements, sha256)
        const disks = settlements.map(({ disk }) => disk)
        const row = await confirmations.usable(confirmation, () => ({
          kind: 'settle-disks',
          machineId,
          disks,
          subject,
        }))
        requireOperator(row.confirmation.operator, operator)
        for (const [index, settlement] of settlements.entries()) {
          await requireProof(settlement, settlements.slice(0, index), row.confirmation.ownWork, vault)
        }
        return entry
      })
      return { head: headAfter(appended, entry, confirmationUsed) }
    },

    'disks.attest': async ({ attestation, confirmation }) => {
      const entry: Entry = { kind: 'attestation', v: 1, attestation, confirmation }
      const appended = await journal.append(confirmation, async () => {
        const { machineId, stayId, reportHash, operator } = attestation
        requireStay(ledger, { machineId, stayId })
        if (reportHash !== null && ledger.report(reportHash) === null) {
          refuse(reason('journal.unknown-report', { hash: reportHash }))
        }
        const subject = await attestationSubject(attestation, sha256)
        const row = await confirmations.usable(confirmation, () => ({ kind: 'attest-disks', machineId, subject }))
        requireOperator(row.confirmation.operator, operator)
        return entry
      })
      return { head: headAfter(appended, entry, confirmationUsed) }
    },
  }
}
