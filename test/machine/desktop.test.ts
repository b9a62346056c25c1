// An old desktop with two hard disks, whose makers left fillers for its name and serial: its report, and then the whole way
// from nwipe on the machine to a certificate that a stranger verifies with its evidence at hand.
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import { canonical, hashOf } from '../../domain/documents/canonical.ts'
import type { CertificateDraft } from '../../domain/documents/draft.ts'
import type { RefurbishmentSubject } from '../../domain/documents/refurbishment-certificate.ts'
import type { ReadBackRecord } from '../../domain/erasure/read-back/read-back.ts'
import type { Settlement } from '../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import { type Disk, HardwareReport } from '../../domain/machine/hardware-report.ts'
import { certificateSubject, settlementsSubject } from '../../domain/supervision/subject.ts'
import { verifyCommand } from '../../electron/verify.ts'
import { machineFile, newFolder, setUpForm, sha256 } from '../electron/vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../electron/vault/workshop.ts'
import { boot, type RunningMachine } from './boot.ts'
import { isBlank } from './images.ts'
import { oldDesktop } from './known-machines.ts'
import { libraryFunctions } from './library-fields.ts'
import { type MadeMachine, make } from './made-machine.ts'
import { differing, held, libraryComparison, tableOf } from './side-by-side.ts'

let made: MadeMachine
let machine: RunningMachine
let report: HardwareReport

beforeAll(async () => {
  made = await make(oldDesktop)
  machine = await boot(made.machine)
  report = HardwareReport.parse(await machine.ask('probing', 'read'))
})
afterAll(async () => {
  await machine.end()
  await made.remove()
})

describe('an old desktop whose maker filled nothing in', () => {
  test('every configured field of it stands in the report as it was configured, and fillers as missing', () => {
    const compared = held(report, oldDesktop)
    console.log(
      `desktop: ${String(compared.length)} configured fields, ${String(differing(compared).length)} different`,
    )
    expect(differing(compared)).toEqual([])
  })

  test('the fields that plain systeminformation has wrong in the same place', async () => {
    const answers = await machine.ask('probing', 'askLibraryFor', libraryFunctions)
    const comparison = libraryComparison(answers, oldDesktop)
    console.log(`desktop: of ${String(comparison.compared)} fields, ${String(comparison.wrong.length)} are wrong`)
    console.log(tableOf(comparison, report))
    expect(comparison.compared - comparison.wrong.length).toBeGreaterThan(20)
  })
})

describe('from nwipe on the machine to a certificate', () => {
  const diskBySerial = (serial: string): Disk => {
    const disk = report.disks.find((each) => each.serial === serial)
    if (disk === undefined) throw new Error(`the report lists no disk ${serial}`)
    return disk
  }
  const disks = () => oldDesktop.disks.map(({ attachment }) => diskBySerial(attachment.serial))

  let log: string
  /** What Établi read back on the machine, as a file, by the disk's serial. */
  let records: ReadonlyMap<string | null, string>

  test('nwipe erases both disks, and the reading of each, and this computer, find zeros only', async () => {
    const paths = disks().map(({ path }) => path ?? '')
    const how = ['--autonuke', '--nogui', '--nowait', '--method=zero', '--verify=last', '--rounds=1', '--noblank']
    await machine.ask('disks', 'run', 'nwipe', ...how, '--logfile=/tmp/nwipe.log', ...paths)
    log = await machine.ask('disks', 'readText', '/tmp/nwipe.log')
    const { disks: listed } = await machine.ask('guards', 'inventory')
    const read: ReadBackRecord[] = []
    for (const { handle } of listed) {
      const record = await machine.ask('erasing', 'readWhole', handle, { kind: 'zero' })
      if ('refused' in record) throw new Error(record.refused.join())
      expect(record).toMatchObject({ ended: 'complete', bytesRead: handle.identity.sizeBytes, spoiled: { bytes: 0 } })
      read.push(record)
    }
    expect(read).toHaveLength(oldDesktop.disks.length)
    for (const { name } of oldDesktop.disks) expect(await isBlank(made.imageOf(name))).toBe(true)
    records = new Map(read.map((record) => [record.medium.identity.serial, canonical(record)]))
  })

  describe('at a station of the workshop', () => {
    let folder: Awaited<ReturnType<typeof newFolder>>
    let workshop: Workshop
    let operator: string

    beforeEach(async () => {
      folder = await newFolder()
      workshop = await openWorkshop(folder.path)
      const chosen = { code: 'ROM', profileId: defaultProfile.id, rubricId: defaultRubric.id }
      const settings = { ...setUpForm.settings, ...chosen, erasureMinimum: 'log' as const }
      await workshop.get('station.setUp', { ...setUpForm, settings })
      operator = await codeOf(workshop, 'Samir')
    })
    afterEach(async () => {
      await workshop.station.close()
      await folder.remove()
    })

    /** Came an hour before it was read, and is through the bench but for its disks. */
    const takeIn = async () => {
      const text = JSON.stringify(report)
      const { hash } = await workshop.get('hardware.open', { name: 'desktop.etabli.json', text })
      const arrival = new Date(Date.parse(report.takenAt) - 60 * 60 * 1000).toISOString()
      const passed = { outcome: 'passed' as const, note: '', at: report.takenAt, operator }
      const file = machineFile({
        ...{ equipment: 'desktop', operator, createdAt: arrival, updatedAt: report.takenAt },
        stay: { id: randomUUID(), startedAt: arrival },
        aspect: { grade: 'B', notes: '' },
        installedSystem: { name: 'Linux Mint', version: '22', language: 'fr', licence: 'free' },
        reports: [{ hash, takenAt: report.takenAt, addedAt: report.takenAt, source: 'file' }],
        checklist: {
          profileId: defaultProfile.id,
          profileVersion: defaultProfile.version,
          results: Object.fromEntries(defaultProfile.steps.map(({ id }) => [id, passed])),
        },
      })
      await workshop.get('machines.save', { transaction: randomUUID(), machine: file })
      return file
    }
    const bring = async (name: string, text: string) => {
      const base64 = Buffer.from(text).toString('base64')
      return (await workshop.get('evidence.import', { name, base64 })).hash
    }

    test('both disks are settled by the log that was brought, and the certificate holds with its evidence', async () => {
      const file = await takeIn()
      const logHash = await bring('nwipe.log', log)
      const evidenceOf = new Map<string | null, string[]>()
      for (const [serial, text] of records) {
        evidenceOf.set(serial, [logHash, await bring(`read-back-${String(serial)}.json`, text)])
      }
      const settle = async (via: 'log' | 'witnessed') => {
        const settlements = disks().map(({ serial, wwn, model, sizeBytes }): Settlement => ({
          ...{ id: randomUUID(), machineId: file.id, stayId: file.stay.id, disk: { serial, wwn, model, sizeBytes } },
          outcome: { kind: 'evidence', via, evidence: evidenceOf.get(serial) ?? [], link: null, notes: '' },
          ...{ operator, at: new Date().toISOString() },
        }))
        const subject = await settlementsSubject(settlements, sha256)
        const these = { machineId: file.id, disks: settlements.map(({ disk }) => disk), subject }
        const confirmation = await confirm(workshop, { kind: 'settle-disks', ...these }, operator)
        const reply = await workshop.ask('disks.settle', { settlements, confirmation })
        return reply.ok ? 'settled' : reply.error.reasons.map(({ code }) => code)
      }
      // A reading that came as a file, this station has not witnessed.
      expect(new Set(await settle('witnessed'))).toEqual(new Set(['erasure.evidence-only-a-log']))
      expect(await settle('log')).toBe('settled')

      const draft: CertificateDraft = {
        ...{ kind: 'refurbishment-certificate', draftId: randomUUID(), machineId: file.id, operator },
        ...{ machineFileHash: await hashOf(file, sha256), secondPerson: null, replaces: null },
      }
      const subject = await certificateSubject(draft, sha256)
      const second = { kind: 'second-person' as const, machineId: file.id, subject }
      const secondPerson = await confirm(workshop, second, operator)
      const issued = await workshop.get('documents.issue', { draft: { ...draft, secondPerson } })
      const subjectIssued = issued.document['credentialSubject'] as RefurbishmentSubject
      expect(subjectIssued).toMatchObject({
        kind: 'refurbishment-certificate',
        erasure: { statement: 'verified-by-log', minimum: 'log' },
      })
      // The kernel names disks in the order in which they answer, which differs from start to start.
      expect(
        new Map(subjectIssued.disks.map(({ serial, how, evidenceHashes }) => [serial, { how, evidenceHashes }])),
      ).toEqual(
        new Map(
          oldDesktop.disks.map(({ attachment: { serial } }) => [
            serial,
            { how: 'log', evidenceHashes: evidenceOf.get(serial) },
          ]),
        ),
      )

      const given = async (name: string, text: string) => {
        const path = join(folder.path, name)
        await writeFile(path, text)
        return path
      }
      const certificate = await given('certificate.json', JSON.stringify(issued.document))
      let said = ''
      const verify = (...files: string[]) => verifyCommand(files, (text) => (said += text))
      const readings = await Promise.all([...records].map(([serial, text]) => given(`${String(serial)}.json`, text)))
      expect(await verify(certificate, await given('nwipe.log', log), ...readings), said).toBe(0)
      // One digit of what was written, changed afterwards: neither the log nor the certificate beside it holds any longer.
      const altered = log.replace(
        /(\d) bytes written/,
        (_, digit: string) => `${String(9 - Number(digit))} bytes written`,
      )
      expect(altered).not.toBe(log)
      expect(await verify(certificate, await given('altered.log', altered), ...readings), said).toBe(1)
    })
  })
})
