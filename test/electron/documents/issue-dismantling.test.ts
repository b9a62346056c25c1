// Dismantling sheets on a real station: its vault, journal, key and clock in a folder of its own; and what a stranger's
// verification says of them.
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultWasteCodes } from '../../../domain/dismantling/default-waste-codes.ts'
import { hashOf } from '../../../domain/documents/canonical.ts'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import { identityOf } from '../../../domain/erasure/disk-identity.ts'
import type { SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import { verifyCommand } from '../../../electron/verify.ts'
import { answeredFor, fraction, leftInside, medium } from '../../domain/dismantling/a-file.ts'
import { report, secondDisk, ssd } from '../../domain/documents/bench.ts'
import { identity as nwiped, log } from '../../domain/documents/loose-disk-bench.ts'
import { newFolder, sha256 } from '../vault/samples.ts'
import { confirm } from '../vault/workshop.ts'
import { type Esat, openEsat, sheetIn } from './esat.ts'

const disk: DiskIdentity = { serial: 'CRM0001', wwn: null, model: 'Cormoran C250', sizeBytes: null }
const intoTheBox = (): SettlementOutcome => ({
  kind: 'removed',
  looseDiskId: randomUUID(),
  place: 'Armoire fermée',
  notes: '',
})

let esat: Esat
beforeEach(async () => {
  esat = await openEsat('2026-11-25T09:00:00Z')
})
afterEach(() => esat.close())

/** A desktop that does not start, opened, its one disk in the locked box, the file filled in. */
const dismantled = async (changes: Parameters<Esat['fill']>[1] = {}) => {
  const machine = await esat.receive()
  await esat.order([machine])
  const file = await esat.fill(machine, changes)
  await esat.attest(machine, [disk])
  await esat.settle(machine, disk, intoTheBox())
  return { machine, file }
}

describe('a dismantling sheet', () => {
  test('says what the machine ended in, and what became of its disk', async () => {
    const { machine, file } = await dismantled()
    const part = await esat.takeOutPart(
      machine,
      'P-0001',
      {
        kind: 'memory',
        sizeBytes: 4 * 1024 ** 3,
        type: 'DDR4',
        formFactor: 'DIMM',
        speedMts: 2400,
        ecc: null,
        maker: '',
        partNumber: '',
        serial: '',
      },
      20,
    )
    const issued = await esat.issue(await esat.draft(file))
    expect(sheetIn(issued)).toMatchObject({
      number: 'ESA-000001',
      day: '2026-11-25',
      machineId: machine.id,
      machine: { inventoryNumber: machine.inventoryNumber, make: { basis: 'declared', text: 'Goéland' } },
      dismantling: { reason: 'does-not-start' },
      erasure: { statement: 'taken-out', removed: 1 },
      mediaFound: 1,
      disks: [{ serial: 'CRM0001', verdict: 'removed', removedTo: { place: 'Armoire fermée' } }],
      fractions: [
        { kind: 'ferrous', grams: 4000, hazardous: false, code: { code: '19 12 02' } },
        { kind: 'circuit-boards', grams: 500, code: { code: '16 02 16' } },
      ],
      parts: [{ part: part.id, number: 'P-0001', grams: 20 }],
      balance: { grossGrams: 5100, fractionGrams: 4500, partGrams: 20, mediaGrams: 600, outcome: 'fits' },
      signedBy: { supervisor: esat.supervisor },
    })
  })

  test('bears no code of a worker, whatever else the site does', async () => {
    await esat.close()
    esat = await openEsat('2026-11-25T09:00:00Z', ['esat', 'refurbishing'])
    const { file } = await dismantled()
    const { document } = await esat.issue(await esat.draft(file))
    expect(JSON.stringify(document)).not.toContain(esat.operator)
    expect(JSON.stringify(document)).toContain(esat.supervisor)
  })

  test('names the intake that the machine came with', async () => {
    const intake = {
      kind: 'intake' as const,
      version: 1 as const,
      id: randomUUID(),
      donor: { name: 'Collège des Allobroges', publicBody: true },
      reference: 'BL-77',
      receivedOn: '2026-11-24',
      expected: 30,
      notes: '',
      closedAt: null,
      createdAt: esat.now(),
      updatedAt: esat.now(),
      revision: 1,
      operator: esat.operator,
    }
    await esat.receiveIntake(intake)
    const machine = await esat.receive({
      equipment: 'monitor',
      triage: { intakeId: intake.id, at: esat.now(), powerOn: 'does-not-start', look: 'damaged', note: '' },
    })
    await esat.order([machine])
    const file = await esat.fill(machine, { annexVii: answeredFor('monitor'), mediaFound: 0, media: [] })
    const sheet = sheetIn(await esat.issue(await esat.draft(file)))
    expect(sheet.intake).toMatchObject({ intake: intake.id, donor: 'Collège des Allobroges', reference: 'BL-77' })
    // A bare monitor holds no disk: the supervisor's signature says so.
    expect(sheet).toMatchObject({ mediaFound: 0, disks: [], openings: [], erasure: { statement: 'no-disk' } })
  })

  test('is one document for one draft, even after a restart', async () => {
    const { file } = await dismantled()
    const draft = await esat.draft(file)
    const once = await esat.issue(draft)
    expect(await esat.issue(draft)).toEqual(once)
    await esat.restart()
    expect(await esat.issue(draft)).toEqual(once)
    const other = { ...draft, fileHash: 'f'.repeat(64) }
    expect(await esat.refusals(other)).toEqual(['documents.draft-used'])
  })

  test('holds before a stranger, and no longer once one figure was changed', async () => {
    const { file } = await dismantled()
    const { document } = await esat.issue(await esat.draft(file))
    const folder = await newFolder()
    try {
      const said: string[] = []
      const verify = async (name: string, value: unknown) => {
        await writeFile(join(folder.path, name), JSON.stringify(value))
        return verifyCommand([join(folder.path, name)], (text) => said.push(text))
      }
      expect(await verify('fiche.json', document)).toBe(0)
      expect(said.join('')).toContain('Ferraille, 19 12 02, 4\u00a0kg')
      expect(said.join('')).toContain(esat.supervisor)
      const tampered = JSON.stringify(document).replace('"grams":4000', '"grams":400')
      expect(tampered).not.toBe(JSON.stringify(document))
      expect(await verify('falsifiee.json', JSON.parse(tampered))).toBe(1)
    } finally {
      await folder.remove()
    }
  })
})

describe('a sheet is refused', () => {
  const expectRefused = async (draft: Awaited<ReturnType<Esat['draft']>>, code: string) => {
    const before = await esat.head()
    expect(await esat.refusals(draft)).toContain(code)
    expect(await esat.head()).toEqual(before)
  }

  test('while one of three disks that the report saw is unanswered for', async () => {
    const third = { ...secondDisk, path: '/dev/sdc', majorMinor: '8:32', serial: 'CRM0003', kind: 'hdd' as const }
    const seen = [ssd, secondDisk, third]
    const received = await esat.receive()
    const machine = await esat.read(received, report({ takenAt: esat.now(), disks: seen }))
    await esat.order([machine])
    const media = [medium('CRM0001'), medium('CRN0002')]
    const file = await esat.fill(machine, { mediaFound: 2, media })
    for (const each of [ssd, secondDisk]) await esat.settle(machine, identityOf(each), intoTheBox())
    const refusals = await esat.refusals(await esat.draft(file))
    expect(refusals).toContain('erasure.disk-unsettled')
    expect(refusals).toContain('dismantling.media-too-few')
    await esat.settle(machine, identityOf(third), intoTheBox())
    const found = await esat.correct(file, { mediaFound: 3, media: [...media, medium('CRM0003')] })
    expect(sheetIn(await esat.issue(await esat.draft(found))).disks).toHaveLength(3)
  })

  test('while a disk was found that no supervisor confirmed', async () => {
    const { file } = await dismantled()
    const found = await esat.correct(file, { mediaFound: 2, media: [medium('CRM0001'), medium('AUTRE-9')] })
    const draft = await esat.draft(found)
    await expectRefused(draft, 'dismantling.medium-unaccounted')
    await expectRefused(draft, 'dismantling.media-too-many')
  })

  test('while nobody opened a machine without a report', async () => {
    const machine = await esat.receive()
    await esat.order([machine])
    const file = await esat.fill(machine, { mediaFound: 0, media: [] })
    await expectRefused(await esat.draft(file), 'erasure.attest-no-report')
  })

  test('while something of annex VII is present and still inside', async () => {
    const { file } = await dismantled({ annexVii: { ...answeredFor('desktop'), batteries: leftInside } })
    await expectRefused(await esat.draft(file), 'dismantling.annex-present')
  })

  test('with a code that is not valid on its date, and taken with the code that replaced it', async () => {
    const cell = fraction(510, { kind: 'button-cells', code: '16 06 05', grams: 4 })
    const { file } = await dismantled({ fractions: [fraction(500), cell] })
    await expectRefused(await esat.draft(file), 'dismantling.code-replaced')
    const corrected = await esat.correct(file, { fractions: [fraction(500), { ...cell, code: '16 06 07*' }] })
    const sheet = sheetIn(await esat.issue(await esat.draft(corrected)))
    expect(sheet.fractions[1]).toMatchObject({ hazardous: true, code: { code: '16 06 07*', validFrom: '2026-11-09' } })
  })

  test('with a code that a supervisor has ended', async () => {
    const { file } = await dismantled()
    await esat.changeCode(
      {
        code: '19 12 02',
        labelFr: 'Métaux ferreux triés',
        labelEn: '',
        validFrom: '2015-06-01',
        validTo: '2026-11-24',
        edition: 'Repreneur',
      },
      'Le repreneur ne le prend plus',
    )
    await expectRefused(await esat.draft(file), 'dismantling.code-not-in-force')
  })

  test('with no code that ends before it begins: such a change is not taken', async () => {
    const [put] = defaultWasteCodes
    if (put === undefined) throw new Error('There are some')
    const backward = esat.changeCode({ ...put, validTo: '2001-01-01' }, 'Faute de frappe')
    await expect(backward).rejects.toThrow('dismantling.code-ends-before')
  })

  test('without a supervisor’s order', async () => {
    const machine = await esat.receive()
    const reply = await esat.workshop.ask('dismantling.save', {
      transaction: randomUUID(),
      file: { ...(await dismantled()).file, id: randomUUID(), machineId: machine.id, stayId: machine.stay.id },
    })
    expect(reply).toMatchObject({ ok: false, error: { reasons: [{ code: 'dismantling.not-ordered' }] } })
    const draft = await esat.draft({ ...(await dismantled()).file, machineId: machine.id })
    await expectRefused(draft, 'documents.sheet-file-unknown')
  })

  test('with a file that was changed after it was signed', async () => {
    const { file } = await dismantled()
    const draft = await esat.draft(file)
    await esat.correct(file, { notes: 'Vis rouillées' })
    await expectRefused(draft, 'documents.sheet-file-changed')
  })

  test('with a machine that was made another after it was signed', async () => {
    const machine = await esat.receive()
    await esat.order([machine])
    const file = await esat.fill(machine, { annexVii: answeredFor('monitor'), mediaFound: 0, media: [] })
    const draft = await esat.draft(file)
    // A bare monitor is asked for no disk.
    const asMonitor = { ...machine, revision: machine.revision + 1, equipment: 'monitor' as const }
    await esat.workshop.get('machines.save', { transaction: randomUUID(), machine: asMonitor })
    await expectRefused(draft, 'documents.machine-changed')
  })

  test('with a file that is begun anew, or not yet: what went out before it is not looked for', async () => {
    const { machine, file } = await dismantled()
    const late = '2027-01-01T08:00:00.000Z'
    await expect(esat.correct(file, { createdAt: late })).rejects.toThrow('dismantling.begun-otherwise')
    await expect(esat.correct(file, { createdAt: esat.now() })).rejects.toThrow('dismantling.begun-otherwise')
    const other = await esat.receive({ inventoryNumber: `${machine.inventoryNumber}-2` })
    await esat.order([other])
    await expect(esat.fill(other, { createdAt: late })).rejects.toThrow('dismantling.begun-otherwise')
  })

  test('with a confirmation that was given for something else, for another draft, or used before', async () => {
    const one = await dismantled()
    const draft = await esat.draft(one.file)
    const forOther = await confirm(
      esat.workshop,
      { kind: 'sign-sheet', machineId: one.machine.id, subject: 'a'.repeat(64) },
      esat.operator,
    )
    await expectRefused({ ...draft, confirmation: forOther }, 'documents.confirmation-not-for-this')
    await expectRefused({ ...draft, draftId: randomUUID() }, 'documents.confirmation-not-for-this')
    await esat.issue(draft)
    await expectRefused({ ...draft, draftId: randomUUID() }, 'documents.confirmation-not-for-this')
  })
})

describe('a disk that was erased before the sheet was signed', () => {
  /** A desktop whose disk was erased by nwipe, after its log; the evening after. */
  const erased = async () => {
    await esat.close()
    esat = await openEsat('2026-11-19T06:00:00Z')
    const machine = await esat.receive()
    await esat.order([machine])
    const file = await esat.fill(machine, { media: [medium(nwiped.serial)] })
    esat.setClock('2026-11-21T08:00:00Z')
    await esat.attest(machine, [nwiped])
    const base64 = Buffer.from(log).toString('base64')
    const { hash } = await esat.workshop.get('evidence.import', { name: 'nwipe.log', base64 })
    await esat.settle(machine, nwiped, { kind: 'evidence', via: 'log', evidence: [hash], link: null, notes: '' })
    return { machine, file }
  }

  test('stands on it with its evidence, which a stranger holds it against', async () => {
    const { file } = await erased()
    const issued = await esat.issue(await esat.draft(file))
    expect(sheetIn(issued)).toMatchObject({
      erasure: { statement: 'verified-by-log' },
      disks: [{ serial: nwiped.serial, verdict: 'verified', how: 'log' }],
    })
    const folder = await newFolder()
    try {
      const [sheet, own, other] = ['fiche.json', 'nwipe.log', 'autre.log'].map((name) => join(folder.path, name))
      if (sheet === undefined || own === undefined || other === undefined) throw new Error('There are three')
      await writeFile(sheet, JSON.stringify(issued.document))
      await writeFile(own, log)
      await writeFile(other, log.replaceAll('notice: Found', 'notice: Lost'))
      expect(await verifyCommand([sheet, own], () => undefined)).toBe(0)
      expect(await verifyCommand([sheet, other], () => undefined)).toBe(1)
    } finally {
      await folder.remove()
    }
  })

  test('may go into stock, and stands among the parts; one in the locked box may not', async () => {
    const { machine, file } = await erased()
    await esat.takeOutPart(machine, 'P-0001', { kind: 'disk', identity: nwiped, diskKind: 'hdd' }, 600)
    expect(sheetIn(await esat.issue(await esat.draft(file)))).toMatchObject({
      parts: [{ number: 'P-0001', kind: 'disk' }],
      balance: { partGrams: 600, mediaGrams: 0 },
    })
    const boxed = await dismantled()
    const refused = esat.takeOutPart(boxed.machine, 'P-0002', { kind: 'disk', identity: disk, diskKind: 'hdd' }, 600)
    await expect(refused).rejects.toThrow('parts.disk-not-verified')
  })
})

test('a machine that was sent to dismantling gets no refurbishment certificate, before its sheet and after', async () => {
  await esat.close()
  esat = await openEsat('2026-11-25T09:00:00Z', ['esat', 'refurbishing'])
  const { machine, file } = await dismantled()
  const draft = {
    kind: 'refurbishment-certificate' as const,
    draftId: randomUUID(),
    machineId: machine.id,
    machineFileHash: await hashOf(machine, sha256),
    operator: esat.operator,
    secondPerson: null,
    replaces: null,
  }
  expect(await esat.refusals(draft)).toContain('documents.machine-ordered')
  await esat.issue(await esat.draft(file))
  expect(await esat.refusals(draft)).toContain('documents.machine-dismantled')
})

describe('two sheets of one machine', () => {
  test('what was signed stays as it was signed, unless this very sheet is to be corrected', async () => {
    const { file } = await dismantled()
    const first = await esat.issue(await esat.draft(file))
    await expect(esat.correct(file, { notes: 'Par mégarde' })).rejects.toThrow('dismantling.sheet-signed')
    await expect(esat.correct(file, { notes: 'Une autre' }, 'a'.repeat(64))).rejects.toThrow('dismantling.sheet-signed')
    const corrected = await esat.correct(file, { notes: 'Poids repris' }, first.hash)
    const second = await esat.issue(await esat.draft(corrected, { replaces: first.hash }))
    // The first is corrected already: it opens nothing any more.
    const late = esat.correct(corrected, { notes: 'Trop tard' }, first.hash)
    await expect(late).rejects.toThrow('dismantling.sheet-signed')
    await esat.correct(corrected, { notes: 'Encore' }, second.hash)
  })

  test('the second has to replace the first, and may', async () => {
    const { file } = await dismantled()
    const first = await esat.issue(await esat.draft(file))
    const corrected = await esat.correct(file, { notes: 'Poids repris' }, first.hash)
    expect(await esat.refusals(await esat.draft(corrected))).toEqual(['documents.sheet-stands'])
    const second = await esat.issue(await esat.draft(corrected, { replaces: first.hash }))
    expect(sheetIn(second)).toMatchObject({ number: 'ESA-000002', replaces: first.hash, machineChain: [first.hash] })
    expect(await esat.refusals(await esat.draft(corrected, { replaces: first.hash }))).toEqual([
      'documents.replaces-not-standing',
    ])
  })

  test('after the withdrawal of the first another may be issued', async () => {
    const { file } = await dismantled()
    const first = await esat.issue(await esat.draft(file))
    await esat.withdraw(first.hash)
    const again = await esat.correct(file, { notes: 'Repesée' })
    const second = await esat.issue(await esat.draft(again))
    expect(sheetIn(second)).toMatchObject({ number: 'ESA-000003', replaces: null })
  })
})
