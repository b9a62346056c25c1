// A tiny honest station for tests of the renderer: a hash-chained journal in memory that answers by the contract and
// checks what a real one checks of revisions, transactions, PINs and confirmations. It signs nothing.
import {
  operations,
  type ErrorCode,
  type Input,
  type OperationName,
  type Output,
  type Reply,
  type Send,
} from '../../domain/contract.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import { documentTypes } from '../../domain/documents/document.ts'
import { isSerialEnd, type DiskJob } from '../../domain/erasure/disk-job.ts'
import type { EvidenceForm, EvidenceSource } from '../../domain/erasure/evidence/form.ts'
import { findingsOf, formOfFile } from '../../domain/erasure/evidence/findings.ts'
import type { DiskInventory } from '../../domain/erasure/station-disk.ts'
import type { Entry, Frame, JournalHead, ReadFrame } from '../../domain/journal/frame.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { reportFromText } from '../../domain/machine/report-from-file.ts'
import type { Person, StationSettings } from '../../domain/station/station.ts'
import type { Confirmation } from '../../domain/supervision/confirmation.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { sha256 } from '../../renderer/stores/sha256.ts'

export const DID = 'did:key:z6MkTest'
export const PIN = '2468'

export const workshop: StationSettings = {
  name: 'Banc 1',
  code: 'AT1',
  organisation: { name: 'Atelier des Essais', address: '', phone: '', email: '', logo: null },
  activities: ['refurbishing'],
  language: 'fr',
  erasureMinimum: 'declared',
  scanner: null,
  profileId: 'refurbishing',
  rubricId: 'default',
  keyCopiedAt: null,
}

export const people: readonly Person[] = [
  { code: 'AAAA', name: 'Ana', role: 'operator', simplified: false, active: true, pausedUntil: null },
  { code: 'SSSS', name: 'Sacha', role: 'supervisor', simplified: false, active: true, pausedUntil: null },
]

type Refusal = { readonly code: ErrorCode; readonly message: string; readonly reasons?: readonly Reason[] }
class Refused extends Error {
  readonly code: ErrorCode
  readonly reasons: readonly Reason[]

  constructor({ code, message, reasons = [] }: Refusal) {
    super(message)
    this.code = code
    this.reasons = reasons
  }
}

type Handlers = {
  readonly [N in OperationName]?: (input: ReturnType<(typeof operations)[N]['input']['parse']>) => Promise<Output<N>>
}

/** A document of the envelope's form, without a signature: enough for what the renderer does with it. */
export const unsignedDocument = (parts: {
  readonly kind: 'refurbishment-certificate' | 'erasure-certificate' | 'dismantling-sheet' | 'withdrawal'
  readonly number: string
  readonly subject?: Readonly<Record<string, unknown>>
  readonly validFrom?: string
  readonly issuer?: string
}): Record<string, unknown> => ({
  type: ['VerifiableCredential', documentTypes[parts.kind]],
  issuer: { id: parts.issuer ?? DID, name: 'Atelier des Essais' },
  validFrom: parts.validFrom ?? '2026-11-20T10:00:00Z',
  credentialSubject: { kind: parts.kind, version: 1, number: parts.number, replaces: null, ...parts.subject },
})

export const createJournalInMemory = async ({ settings = workshop as StationSettings | null } = {}) => {
  let frames: readonly ReadFrame[] = []
  let writable = true
  let reachable = true
  /** What `journal.adopt` says of a document. */
  let verifies: (document: Readonly<Record<string, unknown>>) => boolean = () => true
  let appended: () => Promise<void> = () => Promise.resolve()
  const calls: OperationName[] = []
  const blobs = new Map<string, string>()
  const used = new Set<string>()
  let inventory: DiskInventory = { disks: [], gaps: [] }
  let jobs: readonly DiskJob[] = []

  const head = (): JournalHead => ({ position: frames.length, hash: frames.at(-1)?.hash ?? null })
  const entries = <K extends Entry['kind']>(kind: K) =>
    frames.map((read) => read.frame.entry).filter((entry) => entry.kind === kind) as Extract<Entry, { kind: K }>[]

  const append = async (entry: Entry, transaction: string = crypto.randomUUID()): Promise<JournalHead> => {
    if (!writable) throw new Refused({ code: 'read-only', message: 'The journal is damaged' })
    if (frames.some((read) => read.frame.transaction === transaction)) return head()
    const frame: Frame = {
      position: frames.length + 1,
      previous: head().hash,
      at: new Date().toISOString(),
      transaction,
      entry,
    }
    frames = [...frames, { hash: await hashOf(frame, sha256), frame }]
    await appended()
    return head()
  }

  const currentSettings = () => entries('settings').at(-1)?.settings ?? null
  const machineOf = (id: string): MachineFile | undefined =>
    entries('machine').findLast(({ machine }) => machine.id === id)?.machine

  /** By the last frame that says anything of it. */
  const isOrdered = (machineId: string, stayId: string): boolean => {
    const isOfThisStay = (one: { machineId: string; stayId: string }) =>
      one.machineId === machineId && one.stayId === stayId
    const last = frames
      .map((read) => read.frame.entry)
      .findLast(
        (entry) =>
          (entry.kind === 'dismantling-order' && entry.order.machines.some(isOfThisStay)) ||
          (entry.kind === 'dismantling-rescinded' && entry.rescission.machines.some(isOfThisStay)),
      )
    return last?.kind === 'dismantling-order'
  }

  const use = async (id: string, kind: Confirmation['action']['kind'], subject: unknown) => {
    const confirmation = entries('confirmation').find((entry) => entry.confirmation.id === id)?.confirmation
    if (confirmation?.action.kind !== kind || used.has(id))
      throw new Refused({ code: 'refused', message: 'Not confirmed' })
    if (confirmation.action.subject !== (await hashOf(subject, sha256)))
      throw new Refused({ code: 'refused', message: 'Something else was confirmed' })
    used.add(id)
  }

  const putBlob = async (text: string) => {
    const hash = await sha256(text)
    blobs.set(hash, btoa(String.fromCharCode(...new TextEncoder().encode(text))))
    return hash
  }

  const addEvidence = async (
    evidence: {
      readonly form: EvidenceForm
      readonly source: EvidenceSource
      readonly text: string
      readonly name?: string
    },
    job: DiskJob | null = null,
  ) => {
    const hash = await putBlob(evidence.text)
    const again = entries('evidence').some((entry) => entry.hash === hash)
    const disks = findingsOf(
      { ...evidence, hash, position: null, owner: job?.owner ?? null },
      { now: new Date().toISOString(), zoneMinutes: -new Date().getTimezoneOffset() },
    ).map(({ disk }) => disk)
    if (!again)
      await append({
        kind: 'evidence',
        v: 1,
        hash,
        form: evidence.form,
        source: evidence.source,
        name: evidence.name ?? null,
        bytes: evidence.text.length,
        job: job?.id ?? null,
        owner: job?.owner ?? null,
        disks,
      })
    return { hash, again }
  }

  const jobOf = (id: string): DiskJob => {
    const found = jobs.find((job) => job.id === id)
    if (found === undefined) throw new Refused({ code: 'not-found', message: 'No such job' })
    return found
  }
  const change = (id: string, changes: Partial<DiskJob>): DiskJob => {
    const changed = { ...jobOf(id), ...changes }
    jobs = jobs.map((job) => (job.id === id ? changed : job))
    return changed
  }
  const began = (job: Pick<DiskJob, 'id' | 'kind' | 'owner' | 'disk' | 'choice' | 'readBack'>): DiskJob => {
    const started = { ...job, startedAt: new Date().toISOString(), progress: null, cancelling: false, ended: null }
    jobs = [started, ...jobs]
    return started
  }
  const endedNow = (ended: Partial<NonNullable<DiskJob['ended']>>): NonNullable<DiskJob['ended']> => ({
    at: new Date().toISOString(),
    outcome: 'holds',
    reasons: [],
    evidence: [],
    settlement: null,
    speeds: [],
    spoiled: [],
    unreadable: [],
    ...ended,
  })

  const handlers: Handlers = {
    'station.describe': async () => ({
      version: '0.0.0',
      shell: 'memory',
      demo: false,
      dataFolder: '/memory',
      settings: currentSettings(),
      did: frames.length === 0 ? null : DID,
      head: head(),
      clock: { state: 'trusted' },
      notices: [],
      writable,
    }),
    'station.saveSettings': async ({ settings: changed, confirmation }) => {
      await use(confirmation, 'change-settings', changed)
      return { head: await append({ kind: 'settings', v: 1, settings: changed, confirmation }) }
    },
    'people.list': async () => [...people],
    'supervision.confirm': async ({ action, supervisor, secret, operator }) => {
      if (secret !== PIN) throw new Refused({ code: 'wrong-secret', message: 'Wrong PIN' })
      const confirmation: Confirmation = {
        id: crypto.randomUUID(),
        action,
        supervisor,
        operator,
        ownWork: supervisor === operator,
        byRecoveryCode: false,
        at: new Date().toISOString(),
      }
      await append({ kind: 'confirmation', v: 1, confirmation })
      return confirmation
    },
    'journal.read': async ({ after, limit }) => ({ frames: frames.slice(after, after + limit), head: head() }),
    'journal.hashAt': async ({ position }) => ({ hash: frames[position - 1]?.hash ?? null }),
    'journal.adopt': async ({ documents }) => {
      if (!writable) throw new Refused({ code: 'read-only', message: 'The journal is damaged' })
      const adopted: string[] = []
      const refused: Output<'journal.adopt'>['refused'] = []
      for (const [index, document] of documents.entries()) {
        const hash = await hashOf(document, sha256)
        if (verifies(document)) {
          await append({ kind: 'adopted-document', v: 1, hash, document })
          adopted.push(hash)
        } else refused.push({ index, reasons: [reason('documents.proof-fails')] })
      }
      return { adopted, refused, head: head() }
    },
    'machines.save': async ({ transaction, machine }) => {
      const known = frames.some((read) => read.frame.transaction === transaction)
      if (!known && machine.revision !== (machineOf(machine.id)?.revision ?? 0) + 1)
        throw new Refused({ code: 'conflict', message: 'Another revision' })
      const knownReports = new Set(entries('report').map((entry) => entry.report))
      if (machine.reports.some(({ hash }) => !knownReports.has(hash)))
        throw new Refused({ code: 'refused', message: 'An unknown report' })
      return { head: await append({ kind: 'machine', v: 1, machine }, transaction) }
    },
    'intakes.save': async ({ transaction, intake }) => {
      const known = frames.some((read) => read.frame.transaction === transaction)
      const before = entries('intake').findLast((entry) => entry.intake.id === intake.id)?.intake.revision ?? 0
      if (!known && intake.revision !== before + 1) throw new Refused({ code: 'conflict', message: 'Another revision' })
      return { head: await append({ kind: 'intake', v: 1, intake }, transaction) }
    },
    'dismantling.order': async ({ order, confirmation }) => {
      for (const { machineId, stayId } of order.machines) {
        if (machineOf(machineId)?.stay.id !== stayId) throw new Refused({ code: 'refused', message: 'Another stay' })
        if (isOrdered(machineId, stayId)) throw new Refused({ code: 'refused', message: 'Ordered already' })
      }
      await use(confirmation, 'dismantle-machines', order)
      return { head: await append({ kind: 'dismantling-order', v: 1, order, confirmation }) }
    },
    'dismantling.rescind': async ({ rescission, confirmation }) => {
      if (rescission.machines.some(({ machineId, stayId }) => !isOrdered(machineId, stayId)))
        throw new Refused({ code: 'refused', message: 'Not ordered' })
      await use(confirmation, 'rescind-dismantling', rescission)
      return { head: await append({ kind: 'dismantling-rescinded', v: 1, rescission, confirmation }) }
    },
    'dismantling.save': async ({ transaction, file }) => {
      const known = frames.some((read) => read.frame.transaction === transaction)
      const all = entries('dismantling').map((entry) => entry.file)
      const before = all.findLast(({ id }) => id === file.id)
      if (!known && file.revision !== (before?.revision ?? 0) + 1)
        throw new Refused({ code: 'conflict', message: 'Another revision' })
      const isOfThisStay = (one: { machineId: string; stayId: string }) =>
        one.machineId === file.machineId && one.stayId === file.stayId
      if (all.some((one) => one.id !== file.id && isOfThisStay(one)))
        throw new Refused({ code: 'refused', message: 'A second file' })
      if (!isOrdered(file.machineId, file.stayId)) throw new Refused({ code: 'refused', message: 'Not ordered' })
      return { head: await append({ kind: 'dismantling', v: 1, file }, transaction) }
    },
    'wasteCodes.change': async ({ change: put, confirmation }) => {
      await use(confirmation, 'change-waste-codes', put)
      return { head: await append({ kind: 'waste-code', v: 1, change: put, confirmation }) }
    },
    'parts.save': async ({ transaction, part }) => {
      const known = frames.some((read) => read.frame.transaction === transaction)
      const all = entries('part').map((entry) => entry.part)
      const before = all.findLast(({ id }) => id === part.id)
      if (!known && part.revision !== (before?.revision ?? 0) + 1)
        throw new Refused({ code: 'conflict', message: 'Another revision' })
      if (!known && all.some(({ id, number }) => id !== part.id && number === part.number))
        throw new Refused({ code: 'conflict', message: 'The number is taken' })
      return { head: await append({ kind: 'part', v: 1, part }, transaction) }
    },
    'blobs.get': async ({ hash }) => {
      const base64 = blobs.get(hash)
      if (base64 === undefined) throw new Refused({ code: 'not-found', message: 'No such blob' })
      return { base64, mediaType: 'application/json' }
    },
    'hardware.open': async ({ name, text }) => {
      const opened = reportFromText(name, text, new Date().toISOString())
      if (!opened.ok) throw new Refused({ code: 'refused', message: 'Not opened', reasons: opened.reasons })
      const hash = await putBlob(JSON.stringify(opened.report))
      await append({ kind: 'report', v: 1, report: hash, readings: null, source: 'file' })
      return { hash, report: opened.report, head: head() }
    },
    'disks.inventory': async () => inventory,
    'disks.jobs': async () => [...jobs],
    'disks.erase': async ({ orders, confirmation }) => {
      await use(confirmation, 'erase-disks', orders)
      const { owner, operator } = orders
      const begun: DiskJob[] = []
      for (const { job: id, disk, choice, readBack, typedSerial } of orders.orders) {
        const job = began({ id, kind: 'erasure', owner, disk: disk.identity, choice, readBack })
        if (isSerialEnd(typedSerial, disk.identity.serial ?? disk.identity.wwn ?? '')) {
          await append({
            kind: 'erasure-begun',
            v: 1,
            job: id,
            owner,
            disk: disk.identity,
            choice,
            operator,
            confirmation,
          })
          begun.push(job)
        } else begun.push(change(id, { ended: endedNow({ outcome: 'refused' }) }))
      }
      return { jobs: begun, head: head() }
    },
    'disks.readBack': async ({ order: { job: id, owner, disk, mode } }) =>
      began({ id, kind: 'read-back', owner, disk: disk.identity, choice: null, readBack: mode }),
    'disks.cancel': async ({ job }) => change(job, { cancelling: true }),
    'disks.receive': async ({ disk }) => ({ head: await append({ kind: 'loose-disk', v: 1, disk }) }),
    'evidence.import': async ({ name, base64 }) => {
      const text = new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
      const form = formOfFile(text)
      if (typeof form !== 'string') throw new Refused({ code: 'refused', message: 'No evidence', reasons: form })
      const { hash, again } = await addEvidence({ form, source: 'file', text, name })
      return { hash, form, again, head: head() }
    },
    'disks.settle': async ({ settlements, confirmation }) => {
      await use(confirmation, 'settle-disks', settlements)
      return { head: await append({ kind: 'settlement', v: 1, settlements, confirmation }) }
    },
    'disks.attest': async ({ attestation, confirmation }) => {
      await use(confirmation, 'attest-disks', attestation)
      return { head: await append({ kind: 'attestation', v: 1, attestation, confirmation }) }
    },
    'grades.override': async ({ override, confirmation }) => {
      await use(confirmation, 'override-grade', override)
      return { head: await append({ kind: 'override', v: 1, override, confirmation }) }
    },
    'documents.issue': async ({ draft }) => {
      const number = `AT1-${String(entries('document').length + 1).padStart(6, '0')}`
      const document =
        draft.kind === 'withdrawal'
          ? unsignedDocument({
              kind: 'withdrawal',
              number,
              subject: { withdraws: { document: draft.document, number: 'AT1-000001' } },
            })
          : unsignedDocument({
              kind: draft.kind === 'dismantling-sheet' ? 'refurbishment-certificate' : draft.kind,
              number,
              subject: {
                replaces: draft.replaces,
                machineId: draft.kind === 'erasure-certificate' ? draft.looseDiskId : draft.machineId,
              },
            })
      if (draft.kind === 'withdrawal')
        await use(draft.confirmation, 'withdraw-document', { ...draft, confirmation: null })
      const hash = await hashOf(document, sha256)
      await append({ kind: 'document', v: 1, draftId: draft.draftId, hash, document, confirmations: [] })
      return { hash, document, head: head() }
    },
  }

  const answer = async (name: OperationName, input: unknown): Promise<Reply<unknown>> => {
    calls.push(name)
    const failure = (code: ErrorCode, message: string, reasons: readonly Reason[] = []): Reply<never> => ({
      ok: false,
      error: { code, message, reasons: [...reasons] },
    })
    if (!reachable) return failure('unreachable', 'Nobody answers')
    const handler = handlers[name]
    if (handler === undefined) return failure('unknown-operation', name)
    const parsed = operations[name].input.safeParse(input)
    if (!parsed.success) return failure('bad-input', parsed.error.message)
    try {
      // The table of handlers ties each name to its own input; here they are only joined.
      return { ok: true, value: structuredClone(await handler(parsed.data as never)) }
    } catch (error) {
      if (error instanceof Refused) return failure(error.code, error.message, error.reasons)
      throw error
    }
  }

  if (settings !== null) {
    await append({ kind: 'station', v: 1, did: DID, created: new Date().toISOString() })
    await append({ kind: 'settings', v: 1, settings, confirmation: null })
  }

  return {
    // `answer` parses by the table that Send is derived from.
    send: ((name: OperationName, input: Input<OperationName>) => answer(name, input)) as Send,
    append,
    calls,
    head,
    frames: () => frames,
    /** The journal as it was earlier: a backup that was put back, a lost end. */
    cutTo: (position: number) => {
      frames = frames.slice(0, position)
    },
    /** Runs between a frame's append and its acknowledgement. */
    onAppended: (look: () => Promise<void>) => {
      appended = look
    },
    setWritable: (can: boolean) => {
      writable = can
    },
    setReachable: (can: boolean) => {
      reachable = can
    },
    verifyBy: (rule: typeof verifies) => {
      verifies = rule
    },
    addDocument: async (document: Record<string, unknown>) => {
      const hash = await hashOf(document, sha256)
      await append({ kind: 'document', v: 1, draftId: crypto.randomUUID(), hash, document, confirmations: [] })
      return hash
    },
    attach: (disks: DiskInventory['disks'], gaps: DiskInventory['gaps'] = []) => {
      inventory = { disks, gaps }
    },
    jobs: () => jobs,
    progressOf: (id: string, progress: DiskJob['progress']) => change(id, { progress }),
    /** A job comes to its end, with what it leaves in the journal. */
    endJob: async (
      id: string,
      left: readonly { readonly form: EvidenceForm; readonly text: string }[],
      ended: Partial<NonNullable<DiskJob['ended']>> = {},
    ) => {
      const evidence: string[] = []
      for (const one of left) evidence.push((await addEvidence({ ...one, source: 'station' }, jobOf(id))).hash)
      return change(id, { ended: endedNow({ evidence, ...ended }) })
    },
    addReport: async (report: HardwareReport, source: 'this-machine' | 'file' = 'file') => {
      const hash = await putBlob(JSON.stringify(report))
      await append({ kind: 'report', v: 1, report: hash, readings: null, source })
      return hash
    },
  }
}
export type JournalInMemory = Awaited<ReturnType<typeof createJournalInMemory>>

/** For what a test has just put there. */
export const present = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('It is not there')
  return value
}

let received = 0
/** A machine file as reception makes it, with what a test wants otherwise. */
export const machineFile = (changed: Partial<MachineFile> = {}): MachineFile => ({
  kind: 'machine-file',
  version: 1,
  id: crypto.randomUUID(),
  inventoryNumber: `PC-${String(++received).padStart(4, '0')}`,
  equipment: 'laptop',
  stay: { id: crypto.randomUUID(), startedAt: '2026-11-02T08:00:00Z' },
  createdAt: '2026-11-02T08:00:00Z',
  updatedAt: '2026-11-02T08:00:00Z',
  revision: 1,
  operator: 'AAAA',
  reports: [],
  checklist: { profileId: 'refurbishing', profileVersion: 1, results: {} },
  aspect: null,
  installedSystem: null,
  repairs: '',
  reservations: '',
  accessories: '',
  onBench: true,
  ...changed,
})
