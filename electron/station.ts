// The operations of a station, each bound to the room that does it. It knows no shell: what a shell alone can do
// (printing) is handed in.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type OperationName, type operations, type Progress, type StationDescription } from '../domain/contract.ts'
import { canonical } from '../domain/documents/canonical.ts'
import { examine } from '../domain/documents/verify.ts'
import type { Entry } from '../domain/journal/frame.ts'
import type { Note } from '../domain/log/event.ts'
import type { HardwareReport } from '../domain/machine/hardware-report.ts'
import type { Readings } from '../domain/machine/readings.ts'
import { reportFromText } from '../domain/machine/report-from-file.ts'
import type { Person, StationSettings } from '../domain/station/station.ts'
import {
  headSubject,
  overrideSubject,
  peopleSubject,
  recoveryCodeSubject,
  settingsSubject,
} from '../domain/supervision/subject.ts'
import { reason, type Reason } from '../domain/words/reason.ts'
import { BackingUp } from './backup/backing-up.ts'
import { startDailyBackup } from './backup/daily.ts'
import { backupOperations, todayBy } from './backup-operations.ts'
import { batchOperations } from './batch-operations.ts'
import { requireFolder } from './batches/folder-of-settings.ts'
import { sweepOutgoing } from './batches/held.ts'
import { type Delivering, openDelivery } from './delivery/delivery.ts'
import { deliveryOperations } from './delivery-operations.ts'
import { diagnosticOperations } from './diagnostic-operations.ts'
import { cryptography } from './documents/cryptography.ts'
import { examineHere } from './documents/held-against-evidence.ts'
import { issue } from './documents/issue.ts'
import { dismantlingOperations } from './dismantling-operations.ts'
import { diskOperations } from './disk-operations.ts'
import { type DiskHelper, startDiskHelper } from './disks/helper/client.ts'
import { DiskJobs } from './disks/jobs/jobs.ts'
import { refuse, StationError } from './failure.ts'
import { gather, type SectionArrival } from './hardware/gather.ts'
import { startForgetting } from './handover/forgetting.ts'
import { refuseNameIn } from './handover/name-of-slip.ts'
import { handoverOperations } from './handover-operations.ts'
import { forgetGiven } from './opening/given-files.ts'
import { openingOperations } from './opening-operations.ts'
import { partsOperations } from './parts-operations.ts'
import {
  confirmationUsed,
  headAfter,
  headOf,
  requireHere,
  requireOperator,
  requireSettings,
  requireStay,
} from './station-rules.ts'
import { transferOperations } from './transfer-operations.ts'
import { requireNewStay } from './transfers/coming-back.ts'
import { trustOperations } from './trust-operations.ts'
import { startDailySearch } from './update/daily-search.ts'
import { type UpdateSurroundings, Updating } from './update/updating.ts'
import { updateOperations } from './update-operations.ts'
import { evidenceText, issuingVault, keyOfJournal } from './vault/issuing.ts'
import type { NewFrame } from './vault/journal.ts'
import { openVault, type Vault } from './vault/vault.ts'

type Operations = typeof operations
export type Context<N extends OperationName> = {
  readonly onProgress: (event: Progress<N>) => void
  readonly signal: AbortSignal
}
type Handlers = {
  readonly [N in OperationName]: Handler<N>
}
export type Handler<N extends OperationName> = (
  input: z.output<Operations[N]['input']>,
  context: Context<N>,
) => Promise<z.input<Operations[N]['output']>>

export type StationOptions = {
  readonly dataFolder: string
  readonly shell: StationDescription['shell']
  readonly demo: boolean
  readonly version: string
  /** When this version was made, an ISO instant: a clock before it is in doubt. */
  readonly builtAt: string
  readonly now: () => Date
  /** Offers loop devices to be erased: for tests; packaged builds cannot ask for it. */
  readonly testLoopDevices?: boolean
  /** Reads a recorded machine instead of the one this runs on. */
  readonly gather?: typeof gather
  /** A self-contained page to the bytes of a PDF. */
  readonly print: (
    html: string,
    options: { readonly title: string; readonly signal: AbortSignal },
  ) => Promise<Uint8Array>
  /** What this installation is to updates; without it, none that takes any. */
  readonly updates?: UpdateSurroundings
  /** Faults of ours, for the log. */
  readonly report: (fault: unknown) => void
  /** Tells the log what happens. */
  readonly note?: Note
}

export type Station = {
  readonly operations: Handlers
  readonly report: (fault: unknown) => void
  /** Tells a second start where this station's window may be found. */
  readonly announce: (address: string) => void
  /** Resolves when no job is at work on a disk. */
  readonly atRest: () => Promise<void>
  /** Stops what is at work on disks, and lets the folder go. */
  readonly close: () => Promise<void>
}

const { sha256 } = cryptography

const progressOf = ({ section, complete, report }: SectionArrival): Progress<'hardware.read'> => ({
  section,
  state: complete ? report.sections[section].state : 'started',
  report,
})

const otherTransaction = reason('journal.other-transaction')

/** Opens the data folder and everything in it. Fails with a StationError that says what stands in the way. */
export const createStation = async (options: StationOptions): Promise<Station> => {
  const vault = await openVault(options)
  await sweepOutgoing(vault)
  await forgetGiven(vault.folder)
  const jobs = new DiskJobs(options)
  const helper = startDiskHelper({
    ...options,
    dataFolder: vault.folder,
    testLoopDevices: options.testLoopDevices === true,
  })
  const forgetting = await startForgetting(vault, options.report)
  const delivery = openDelivery(vault, options)
  const backingUp = new BackingUp(vault, { now: options.now, today: todayBy(options.now), note: options.note })
  const dailyBackup = startDailyBackup(vault, backingUp, options)
  const updating = new Updating({
    ...options,
    vault,
    isAtWork: () => jobs.running.length > 0,
    hold: (why) => jobs.hold(why),
    surroundings: options.updates ?? { key: null, installation: null, leave: () => undefined },
  })
  // A station that cannot note what became of an update works nevertheless.
  await updating.begin().catch(options.report)
  const dailySearch = startDailySearch(vault, updating, options)
  return {
    operations: handlersOf(vault, { jobs, helper, delivery, backingUp, updating }, options),
    report: options.report,
    announce: vault.announce,
    atRest: () => jobs.settled(),
    close: async () => {
      await dailySearch.stop()
      await dailyBackup.stop()
      await delivery.close()
      await jobs.close()
      await helper.close()
      await forgetting.stop()
      await vault.close()
    },
  }
}

const handlersOf = (
  vault: Vault,
  {
    jobs,
    helper,
    delivery,
    backingUp,
    updating,
  }: {
    readonly jobs: DiskJobs
    readonly helper: DiskHelper
    readonly delivery: Delivering
    readonly backingUp: BackingUp
    readonly updating: Updating
  },
  options: StationOptions,
): Handlers => {
  const { journal, ledger, blobs, people, tries, clock, confirmations, settingUp } = vault
  /** Media types of what was put before set-up (the logo): there is no journal yet to say them. */
  const beforeSetUp = new Map<string, string>()

  const describe = (): StationDescription => ({
    version: options.version,
    shell: options.shell,
    demo: options.demo,
    dataFolder: vault.folder,
    settings: ledger.settings,
    did: ledger.did,
    head: journal.head,
    clock: clock.state,
    notices: vault.notices(),
    writable: journal.writable,
  })

  const logoOf = (settings: StationSettings): string | null => {
    const { logo } = settings.organisation
    if (logo !== null && ledger.mediaType(logo) === null && !beforeSetUp.has(logo)) {
      refuse(reason('station.logo-missing'))
    }
    return logo
  }

  const blobEntry = async (hash: string, mediaType: string): Promise<Entry> => ({
    kind: 'blob',
    v: 1,
    hash,
    mediaType,
    bytes: (await blobs.get(hash)).length,
  })

  const keepReport = async (report: HardwareReport, readings: Readings | null, source: 'this-machine' | 'file') => {
    requireSettings(ledger)
    // What is kept is the canonical form, so that the file's hash is the value's (domain/documents/canonical.ts).
    const put = (value: unknown) => blobs.put(Buffer.from(canonical(value), 'utf8'))
    const hash = await put(report)
    const entry: Entry = {
      kind: 'report',
      v: 1,
      report: hash,
      readings: readings === null ? null : await put(readings),
      source,
    }
    return { hash, report, head: headOf(await journal.append(randomUUID(), () => entry)) }
  }

  const withPause = (row: Omit<Person, 'pausedUntil'>): Person => ({ ...row, pausedUntil: tries.pausedUntil(row.code) })

  /** A change of people leaves no frame but this: that its confirmation was used. */
  const permitPeople = (subjectOf: Promise<string>, confirmation: string) => async (): Promise<void> => {
    await journal.append(randomUUID(), async () => {
      const subject = await subjectOf
      await confirmations.usable(confirmation, () => ({ kind: 'change-people', subject }))
      return { kind: 'used-confirmation', v: 1, confirmation }
    })
  }

  return {
    'station.describe': () => Promise.resolve(describe()),

    'station.setUp': ({ settings, people: newPeople, passphrase }) =>
      settingUp.take(async () => {
        if (ledger.settings !== null) {
          throw new StationError('conflict', 'The station is set up already', [reason('station.set-up-already')])
        }
        if (!journal.writable) throw new StationError('read-only', 'The journal is damaged', journal.notices)
        const logo = logoOf(settings)
        const recoveryCode = await people.begin(newPeople)
        const { did } = await vault.makeKey(passphrase)
        const entries: Entry[] = [
          { kind: 'station', v: 1, did, created: options.now().toISOString() },
          { kind: 'settings', v: 1, settings, confirmation: null },
        ]
        if (logo !== null) entries.push(await blobEntry(logo, beforeSetUp.get(logo) ?? 'application/octet-stream'))
        await journal.begin(entries.map((entry): NewFrame => ({ transaction: randomUUID(), entry })))
        return { description: describe(), recoveryCode }
      }),

    'station.saveSettings': async ({ settings, confirmation }) => {
      const entry: Entry = { kind: 'settings', v: 1, settings, confirmation }
      const appended = await journal.append(confirmation, async () => {
        const before = requireSettings(ledger)
        logoOf(settings)
        const folders = { wanted: settings.exchange?.folder ?? null, before: before.exchange?.folder ?? null }
        await requireFolder(folders, vault)
        if (before.code !== settings.code && ledger.ownDocuments.length > 0) {
          refuse(reason('station.code-fixed', { code: before.code }))
        }
        const subject = await settingsSubject(settings, sha256)
        await confirmations.usable(confirmation, () => ({ kind: 'change-settings', subject }))
        return entry
      })
      return { head: headAfter(appended, entry, confirmationUsed) }
    },

    'station.copyKey': async ({ passphrase, confirmation }) => {
      const now = options.now().toISOString()
      const text = await keyOfJournal(vault).copy(passphrase)
      await journal.append(randomUUID(), async () => {
        await confirmations.usable(confirmation, async (headBefore) => ({
          kind: 'copy-key',
          subject: await headSubject(headBefore, sha256),
        }))
        return { kind: 'settings', v: 1, settings: { ...requireSettings(ledger), keyCopiedAt: now }, confirmation }
      })
      return { fileName: `etabli-cle-${requireSettings(ledger).code}-${now.slice(0, 10)}.json`, text }
    },

    'station.unlock': async ({ passphrase }) => {
      await keyOfJournal(vault).unlock(passphrase)
      return {}
    },

    'clock.confirm': async ({ confirmation }) => {
      if (clock.state.state !== 'doubtful') return clock.state
      const { frame } = await journal.append(randomUUID(), async () => {
        await confirmations.usable(confirmation, async (headBefore) => ({
          kind: 'correct-clock',
          subject: await headSubject(headBefore, sha256),
        }))
        return { kind: 'clock', v: 1, now: options.now().toISOString(), confirmation }
      })
      return clock.declare(frame.at)
    },

    'people.list': () => Promise.resolve(people.list().map(withPause)),

    'people.add': async ({ person, confirmation }) =>
      withPause(await people.add(person, permitPeople(peopleSubject({ person }, sha256), confirmation))),

    'people.change': async ({ confirmation, ...change }) => {
      const row = await people.change(change, permitPeople(peopleSubject(change, sha256), confirmation))
      if (change.pin !== null) await tries.forget(change.code)
      return withPause(row)
    },

    'people.erase': async ({ code, confirmation }) => {
      await people.erase(code, permitPeople(peopleSubject({ code }, sha256), confirmation))
      await tries.forget(code)
      return {}
    },

    'people.renewRecoveryCode': async ({ confirmation }) => ({
      recoveryCode: await people.renewRecoveryCode(permitPeople(recoveryCodeSubject(sha256), confirmation)),
    }),

    'supervision.confirm': (request) => confirmations.confirm(request),

    'journal.read': async ({ after, limit }) => ({ frames: await journal.read(after, limit), head: journal.head }),

    'journal.hashAt': async ({ position }) => ({ hash: (await journal.at(position))?.hash ?? null }),

    'journal.adopt': async ({ documents }) => {
      requireSettings(ledger)
      const adopted: string[] = []
      const refused: { index: number; reasons: Reason[] }[] = []
      for (const [index, document] of documents.entries()) {
        const { verification: said } = await examine(document, cryptography)
        const { hash } = said
        if (!said.holds || hash === null) {
          refused.push({ index, reasons: said.checks.flatMap((check) => check.reasons).slice(0, 100) })
          continue
        }
        if (ledger.document(hash) === null) {
          await journal.append(randomUUID(), () => ({ kind: 'adopted-document', v: 1, hash, document }))
        }
        adopted.push(hash)
      }
      return { adopted, refused, head: journal.head }
    },

    'machines.save': async ({ transaction, machine }) => {
      const entry: Entry = { kind: 'machine', v: 1, machine }
      const appended = await journal.append(transaction, async () => {
        const before = ledger.machine(machine.id)
        const expected = (before?.revision ?? 0) + 1
        if (machine.revision !== expected) {
          throw new StationError('conflict', `Revision ${String(machine.revision)} instead of ${String(expected)}`, [
            reason('journal.other-revision', { expected, given: machine.revision }),
          ])
        }
        // Disks are accounted for by stay: another stay, or one that began earlier, would forget what this one saw.
        const { stay } = machine
        const isSameStay = before?.stayId === stay.id && before.stayStartedAt === stay.startedAt
        if (before !== null && !isSameStay) await requireNewStay(vault, machine, before)
        requireHere(ledger, machine.id, stay.id)
        if (ledger.looseDisk(machine.id) !== null) refuse(reason('disks.identifier-taken'))
        const missing = machine.reports.find(({ hash }) => ledger.report(hash) === null)
        if (missing !== undefined) refuse(reason('journal.unknown-report', { hash: missing.hash }))
        // It shows the machine as it was then: what was put in since would be seen by nobody.
        if (machine.reports.some(({ hash }) => ledger.isOfFormerStay(machine.id, stay.id, hash)))
          refuse(reason('journal.report-of-former-stay'))
        return entry
      })
      return { head: headAfter(appended, entry, otherTransaction) }
    },

    'blobs.put': async ({ base64, mediaType }) => {
      const hash = await blobs.put(Buffer.from(base64, 'base64'))
      if (ledger.settings === null) beforeSetUp.set(hash, mediaType)
      else if (ledger.mediaType(hash) === null) {
        const entry = await blobEntry(hash, mediaType)
        await journal.append(randomUUID(), () => entry)
      }
      return { hash, head: journal.head }
    },

    'blobs.get': async ({ hash }) => {
      const mediaType = ledger.mediaType(hash) ?? beforeSetUp.get(hash) ?? null
      if (mediaType === null) {
        throw new StationError('not-found', `No blob ${hash}`, [reason('station.blob-missing', { hash })])
      }
      return { base64: (await blobs.get(hash)).toString('base64'), mediaType }
    },

    'hardware.read': async (_, context) => {
      requireSettings(ledger)
      const { report, readings } = await (options.gather ?? gather)({
        tool: { name: 'etabli', version: options.version },
        now: options.now,
        signal: context.signal,
        onSection: (arrival) => {
          context.onProgress(progressOf(arrival))
        },
      })
      return keepReport(report, readings, 'this-machine')
    },

    'hardware.open': async ({ name, text }) => {
      requireSettings(ledger)
      const opened = reportFromText(name, text, options.now().toISOString())
      if (!opened.ok) return refuse(...opened.reasons)
      return keepReport(opened.report, opened.readings, 'file')
    },

    ...diskOperations({ vault, jobs, helper }),

    ...dismantlingOperations(vault),
    ...partsOperations(vault),
    ...openingOperations(vault),
    ...batchOperations(vault, { demonstration: options.demo }),
    ...trustOperations(vault),
    ...transferOperations({ vault, jobs, demonstration: options.demo }),
    ...handoverOperations(vault, { demonstration: options.demo }),
    ...deliveryOperations(vault, delivery),
    ...backupOperations(vault, backingUp, options),
    ...updateOperations(vault, updating),
    ...diagnosticOperations({ vault, jobs, outbox: delivery.outbox, backingUp, about: options, now: options.now }),

    // A closed form, and counted there: a window that is out of its mind fills no disk.
    'log.fault': ({ fault }) => {
      options.note?.({ event: 'fault', where: 'window', fault })
      return Promise.resolve({})
    },

    'grades.override': async ({ override, confirmation }) => {
      const entry: Entry = { kind: 'override', v: 1, override, confirmation }
      const appended = await journal.append(confirmation, async () => {
        const { machineId, stayId, operator } = override
        requireStay(ledger, { machineId, stayId })
        const subject = await overrideSubject(override, sha256)
        const row = await confirmations.usable(confirmation, () => ({ kind: 'override-grade', machineId, subject }))
        requireOperator(row.confirmation.operator, operator)
        return entry
      })
      return { head: headAfter(appended, entry, confirmationUsed) }
    },

    'documents.issue': async ({ draft }) => {
      if (draft.kind === 'withdrawal') await refuseNameIn(vault, draft.document, draft.reason)
      return issue(draft, {
        vault: issuingVault(vault, (disk) => jobs.isAtWorkOn(disk)),
        demonstration: options.demo,
        ...cryptography,
      })
    },

    'documents.verify': async ({ text }) => {
      const kept = { evidence: ledger.allEvidence, evidenceText: (hash: string) => evidenceText(vault, hash) }
      return (await examineHere(text, kept, cryptography)).verification
    },

    'paper.toPdf': async ({ html, title }, { signal }) => ({
      base64: Buffer.from(await options.print(html, { title, signal })).toString('base64'),
    }),
  }
}
