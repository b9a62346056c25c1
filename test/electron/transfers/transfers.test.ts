// Machines, loose disks and parts between two real stations, without a network: what leaves, what arrives, what is missing, and
// what is refused of what is away.
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashOf } from '../../../domain/documents/canonical.ts'
import { defaultProfile } from '../../../domain/checklist/default-profile.ts'
import type { SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import { identityOf } from '../../../domain/erasure/disk-identity.ts'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { Part } from '../../../domain/parts/part.ts'
import { settlementsSubject } from '../../../domain/supervision/subject.ts'
import { disksSaid } from '../../../domain/transfer/disks-said.ts'
import { report, secondDisk, ssd } from '../../domain/documents/bench.ts'
import type { Esat } from '../documents/esat.ts'
import { machineFile, sha256 } from '../vault/samples.ts'
import { confirm } from '../vault/workshop.ts'
import {
  carry,
  decideAbout,
  diskItem,
  elsewhere,
  machineItem,
  openTwoSites,
  partItem,
  receiptDraft,
  receive,
  refusalOf,
  send,
  sendDraft,
  slipIn,
} from './two-sites.ts'

let esat: Esat
let workshop: Esat
beforeEach(async () => {
  ;({ esat, workshop } = await openTwoSites())
})
afterEach(async () => {
  await esat.close()
  await workshop.close()
})

const saved = async (site: Esat, machineId: string): Promise<MachineFile | null> => {
  const { frames } = await site.workshop.get('journal.read', { after: 0, limit: 1000 })
  return frames.reduce<MachineFile | null>((last, { frame: { entry } }) => {
    const files = entry.kind === 'machine' ? [entry.machine] : entry.kind === 'arrival' ? entry.machines : []
    return files.find(({ id }) => id === machineId) ?? last
  }, null)
}

const intoTheBox = (looseDiskId: string): SettlementOutcome => ({
  kind: 'removed',
  looseDiskId,
  place: 'Armoire fermée',
  notes: '',
})
const destroyed = (): SettlementOutcome => ({
  kind: 'destroyed',
  technique: 'shred',
  performedAt: esat.now(),
  notes: '',
})

const charger = (site: Esat, changes: Partial<Part> = {}): Part => ({
  kind: 'part',
  version: 1,
  id: randomUUID(),
  number: 'P-0001',
  data: { kind: 'charger', watts: 65, volts: 19.5, connector: '4,5 mm' },
  place: 'Bac 2',
  grams: null,
  history: [{ what: 'received', at: site.now(), operator: site.operator, note: '' }],
  createdAt: site.now(),
  updatedAt: site.now(),
  revision: 1,
  operator: site.operator,
  ...changes,
})

const unfinished = (site: Esat): Partial<MachineFile> => ({
  inventoryNumber: 'PNS-0042',
  reservations: 'Charnière gauche fatiguée',
  repairs: 'Clavier nettoyé',
  accessories: 'Chargeur',
  checklist: {
    profileId: defaultProfile.id,
    profileVersion: defaultProfile.version,
    results: { 'screen-test': { outcome: 'passed', note: '', at: site.now(), operator: site.operator } },
  },
})

describe('a transfer', () => {
  test('a machine without a certificate moves with its unfinished work, and goes on in a stay of its own', async () => {
    const machine = await esat.read(
      await esat.receive(unfinished(esat)),
      report({ takenAt: esat.now(), disks: [ssd, secondDisk] }),
    )
    const slip = await send(esat, [await machineItem(machine)])
    expect(slipIn(slip)).toMatchObject({
      movement: 'sent',
      sender: { code: 'ESA' },
      receiver: elsewhere,
      issuedBy: null,
      items: [
        {
          what: 'machine',
          inventoryNumber: 'PNS-0042',
          report: machine.reports[0]?.hash,
          reservations: { text: 'Charnière gauche fatiguée' },
          disks: [
            { serial: ssd.serial, fate: 'unsettled' },
            { serial: secondDisk.serial, fate: 'unsettled' },
          ],
        },
      ],
    })

    await carry(esat, workshop, [slip])
    const receipt = await receive(workshop, slip, [machine.id])
    expect(slipIn(receipt)).toMatchObject({ movement: 'received', answers: { document: slip.hash }, missing: [] })
    const arrived = await saved(workshop, machine.id)
    expect(arrived).toMatchObject({
      id: machine.id,
      inventoryNumber: 'PNS-0042',
      revision: 1,
      repairs: 'Clavier nettoyé',
      reservations: 'Charnière gauche fatiguée',
      accessories: 'Chargeur',
      reports: [{ hash: machine.reports[0]?.hash, source: 'file' }],
    })
    expect(arrived?.stay.id).not.toBe(machine.stay.id)
    expect(arrived?.checklist.results['screen-test']).toMatchObject({ outcome: 'passed', operator: null })
    // It can be worked on at once.
    const next = { ...arrived, revision: 2, repairs: 'Clavier nettoyé, pile changée' } as MachineFile
    await workshop.workshop.get('machines.save', { transaction: randomUUID(), machine: next })
  })

  test('shows before it is signed what its slip will say of each thing, and records nothing for it', async () => {
    const machine = await esat.read(
      await esat.receive(unfinished(esat)),
      report({ takenAt: esat.now(), disks: [ssd, secondDisk] }),
    )
    const items = [
      { what: 'machine' as const, itemId: machine.id },
      { what: 'part' as const, itemId: randomUUID() },
    ]
    const before = (await esat.workshop.get('station.describe', {})).head
    const preview = await esat.workshop.get('transfers.preview', { items })
    expect((await esat.workshop.get('station.describe', {})).head).toEqual(before)
    const signed = slipIn(await send(esat, [await machineItem(machine)])).items
    expect(preview.items).toEqual(signed.map((item) => ({ ...item, work: null })))
    expect(preview.items.map(disksSaid)).toEqual([{ kind: 'full', count: 2 }])
  })

  test('of a site that is not believed is received, and its work is done again', async () => {
    const machine = await esat.read(await esat.receive(unfinished(esat)), report({ takenAt: esat.now(), disks: [ssd] }))
    const slip = await send(esat, [await machineItem(machine)])
    await carry(esat, workshop, [slip])
    await decideAbout(esat, workshop, 'distrusted')
    await receive(workshop, slip, [machine.id])
    expect(await saved(workshop, machine.id)).toMatchObject({
      inventoryNumber: 'PNS-0042',
      checklist: { results: {} },
      repairs: '',
      // The more disks are looked for the better.
      reports: [{ hash: machine.reports[0]?.hash }],
    })
  })

  test('is not received without the reports that came along and that the disk does not give', async () => {
    const machine = await esat.read(await esat.receive(unfinished(esat)), report({ takenAt: esat.now(), disks: [ssd] }))
    const slip = await send(esat, [await machineItem(machine)])
    await carry(esat, workshop, [slip])
    const blob = join(workshop.path, 'blobs', machine.reports[0]?.hash ?? '')
    await rename(blob, `${blob}.aside`)
    await mkdir(blob)
    const draft = receiptDraft(workshop, slip, [machine.id])
    expect(await workshop.workshop.ask('transfers.receive', { draft })).toMatchObject({ ok: false })
    expect(await saved(workshop, machine.id)).toBeNull()
    await rmdir(blob)
    await rename(`${blob}.aside`, blob)
    expect(await workshop.workshop.ask('transfers.receive', { draft })).toMatchObject({ ok: true })
    expect((await saved(workshop, machine.id))?.reports).toHaveLength(1)
  })

  test('no disk is lost on the way: one that the slip says stood in it is answered for where it arrives', async () => {
    const machine = await esat.read(await esat.receive(), report({ takenAt: esat.now(), disks: [ssd, secondDisk] }))
    // A report that shows what stayed behind does not go on: what came with it is known by the slip alone.
    await esat.settle(machine, identityOf(ssd), intoTheBox(randomUUID()))
    const slip = await send(esat, [await machineItem(machine)])
    await carry(esat, workshop, [slip])
    await receive(workshop, slip, [machine.id])
    const arrived = (await saved(workshop, machine.id)) ?? machine
    expect(arrived.reports).toEqual([])
    const refusals = async (disks: HardwareReport['disks']) => {
      const before = (await saved(workshop, machine.id)) ?? arrived
      const read = await workshop.read(before, report({ takenAt: workshop.now(), disks }))
      return workshop.refusals({
        ...{
          kind: 'refurbishment-certificate',
          draftId: randomUUID(),
          machineId: read.id,
          operator: workshop.operator,
        },
        ...{ machineFileHash: await hashOf(read, sha256), secondPerson: null, replaces: null },
      })
    }
    expect(await refusals([{ ...ssd, serial: 'UN-AUTRE', wwn: null }])).toContain('erasure.disk-missing')
  })

  test('is read where it arrived before a certificate speaks of its disks', async () => {
    const shown = report({ takenAt: esat.now(), disks: [ssd] })
    const machine = await esat.read(await esat.receive(), shown)
    const slip = await send(esat, [await machineItem(machine)])
    await carry(esat, workshop, [slip])
    await receive(workshop, slip, [machine.id])
    const certificate = async (of: MachineFile) =>
      workshop.refusals({
        ...{ kind: 'refurbishment-certificate', draftId: randomUUID(), machineId: of.id, operator: workshop.operator },
        ...{ machineFileHash: await hashOf(of, sha256), secondPerson: null, replaces: null },
      })
    const arrived = (await saved(workshop, machine.id)) ?? machine
    expect(await certificate(arrived)).toContain('documents.read-elsewhere')
    const read = await workshop.read(arrived, { ...shown, takenAt: workshop.now() })
    expect(await certificate(read)).not.toContain('documents.read-elsewhere')
  })

  test('no code of a person at the ESAT leaves it', async () => {
    const machine = await esat.receive(unfinished(esat))
    const part = charger(esat)
    await esat.workshop.get('parts.save', { transaction: randomUUID(), part })
    const slip = await send(esat, [await machineItem(machine), await partItem(part)])
    const works = slipIn(slip).items.map(({ work }) => work ?? '')
    const texts = await Promise.all(
      works.map(async (hash) => {
        const { base64 } = await esat.workshop.get('blobs.get', { hash })
        return Buffer.from(base64, 'base64').toString('utf8')
      }),
    )
    expect([JSON.stringify(slip.document), ...texts].filter((text) => text.includes(esat.operator))).toEqual([])
  })

  test('what left is only read, until its slip is withdrawn', async () => {
    const machine = await esat.receive()
    const part = charger(esat)
    await esat.workshop.get('parts.save', { transaction: randomUUID(), part })
    const slip = await send(esat, [await machineItem(machine), await partItem(part)])

    const save = (changes: Partial<MachineFile> = {}) =>
      esat.workshop.ask('machines.save', {
        transaction: randomUUID(),
        machine: { ...machine, revision: 2, ...changes },
      })
    expect(await refusalOf(save())).toEqual(['journal.departed'])
    const settlements = [
      {
        ...{ id: randomUUID(), machineId: machine.id, stayId: machine.stay.id, disk: identityOf(ssd) },
        ...{ outcome: destroyed(), operator: esat.operator, at: esat.now() },
      },
    ]
    const subject = await settlementsSubject(settlements, sha256)
    const confirmation = await confirm(
      esat.workshop,
      { kind: 'settle-disks', machineId: machine.id, disks: [identityOf(ssd)], subject },
      esat.operator,
    )
    expect(await refusalOf(esat.workshop.ask('disks.settle', { settlements, confirmation }))).toEqual([
      'journal.departed',
    ])
    await expect(esat.order([machine])).rejects.toThrow('journal.departed')
    const moved = { ...part, revision: 2, place: 'Bac 9' }
    expect(
      await refusalOf(
        esat.workshop.ask('parts.save', {
          transaction: randomUUID(),
          part: {
            ...moved,
            history: [...part.history, { what: 'moved', at: esat.now(), operator: null, note: '', place: 'Bac 9' }],
          },
        }),
      ),
    ).toEqual(['journal.departed'])
    expect(
      await refusalOf(esat.workshop.ask('transfers.send', { draft: sendDraft(esat, [await machineItem(machine)]) })),
    ).toEqual(['journal.departed'])
    await esat.restart()
    expect(await refusalOf(save())).toEqual(['journal.departed'])

    const withdrawal = await esat.withdraw(slip.hash)
    expect(withdrawal.document['credentialSubject']).toMatchObject({ itemIds: [machine.id, part.id] })
    expect(await refusalOf(save())).toEqual([])
  })

  test('a slip that the other site signed for is not withdrawn, and a receipt never is', async () => {
    const machine = await esat.receive()
    const slip = await send(esat, [await machineItem(machine)])
    await carry(esat, workshop, [slip])
    const receipt = await receive(workshop, slip, [machine.id])
    await carry(workshop, esat, [receipt], false)
    await expect(esat.withdraw(slip.hash)).rejects.toThrow('transfer.was-received')
    await expect(workshop.withdraw(receipt.hash)).rejects.toThrow('transfer.receipt-stays')
  })

  test('a receipt of a station that is neither named on the slip nor believed hinders nobody from withdrawing it', async () => {
    const machine = await esat.receive()
    const slip = await send(esat, [await machineItem(machine)])
    await carry(esat, workshop, [slip])
    const receipt = await receive(workshop, slip, [machine.id])
    await esat.workshop.get('journal.adopt', { documents: [receipt.document] })
    const withdrawal = await esat.withdraw(slip.hash)
    expect(withdrawal.document['credentialSubject']).toMatchObject({ withdraws: { document: slip.hash } })
  })

  test('the receipt of the station that the slip names counts, believed or not', async () => {
    const machine = await esat.receive()
    const { did } = await workshop.workshop.get('station.describe', {})
    const slip = await send(esat, [await machineItem(machine)], { receiver: { ...elsewhere, did, code: 'ATE' } })
    await carry(esat, workshop, [slip])
    const receipt = await receive(workshop, slip, [machine.id])
    await esat.workshop.get('journal.adopt', { documents: [receipt.document] })
    await expect(esat.withdraw(slip.hash)).rejects.toThrow('transfer.was-received')
  })

  test('a slip that was withdrawn is not received', async () => {
    const machine = await esat.receive()
    const slip = await send(esat, [await machineItem(machine)])
    const withdrawal = await esat.withdraw(slip.hash)
    await carry(esat, workshop, [slip])
    await workshop.workshop.get('journal.adopt', { documents: [withdrawal.document] })
    expect(
      await refusalOf(
        workshop.workshop.ask('transfers.receive', { draft: receiptDraft(workshop, slip, [machine.id]) }),
      ),
    ).toEqual(['transfer.slip-withdrawn'])
  })

  test('what is missing today is received tomorrow, once', async () => {
    const [one, other] = [await esat.receive(), await esat.receive({ inventoryNumber: 'PNS-0002' })]
    const slip = await send(esat, [await machineItem(one), await machineItem(other)])
    await carry(esat, workshop, [slip])
    const surplus = [{ itemId: null, label: 'Écran sans étiquette', note: '' }]
    const today = await receive(workshop, slip, [one.id], { surplus })
    expect(slipIn(today)).toMatchObject({ missing: [other.id], surplus })
    const again = receiptDraft(workshop, slip, [one.id])
    expect(await refusalOf(workshop.workshop.ask('transfers.receive', { draft: again }))).toEqual([
      'transfer.received-before',
    ])
    const tomorrow = await receive(workshop, slip, [other.id])
    expect(slipIn(tomorrow)).toMatchObject({ items: [{ itemId: other.id }], missing: [] })
    const third = receiptDraft(workshop, slip, [])
    expect(await refusalOf(workshop.workshop.ask('transfers.receive', { draft: third }))).toEqual([
      'transfer.nothing-expected',
    ])
  })

  test('one draft asked twice is one slip, at both ends', async () => {
    const machine = await esat.receive()
    const draft = sendDraft(esat, [await machineItem(machine)])
    const slip = await esat.workshop.get('transfers.send', { draft })
    expect(await esat.workshop.get('transfers.send', { draft })).toEqual(slip)
    const other = { ...draft, items: [await machineItem(await esat.receive({ inventoryNumber: 'PNS-0002' }))] }
    expect(await refusalOf(esat.workshop.ask('transfers.send', { draft: other }))).toEqual(['documents.draft-used'])

    await carry(esat, workshop, [slip])
    const receipt = receiptDraft(workshop, slip, [machine.id])
    const received = await workshop.workshop.get('transfers.receive', { draft: receipt })
    expect(await workshop.workshop.get('transfers.receive', { draft: receipt })).toEqual(received)
  })

  test('a file that changed while the slip was made is looked at again', async () => {
    const machine = await esat.receive()
    const item = await machineItem(machine)
    await esat.workshop.get('machines.save', {
      transaction: randomUUID(),
      machine: { ...machine, revision: 2, reservations: 'Écran rayé' },
    })
    expect(await refusalOf(esat.workshop.ask('transfers.send', { draft: sendDraft(esat, [item]) }))).toEqual([
      'transfer.changed',
    ])
  })
})

describe('a machine that comes back', () => {
  test('is the same machine in a new stay, with every disk to answer for anew', async () => {
    const machine = await esat.read(await esat.receive(unfinished(esat)), report({ takenAt: esat.now(), disks: [ssd] }))
    await esat.settle(machine, identityOf(ssd), destroyed())
    const there = await send(esat, [await machineItem(machine)])
    expect(slipIn(there).items).toMatchObject([{ disks: [{ fate: 'destroyed' }] }])
    await carry(esat, workshop, [there])
    await receive(workshop, there, [machine.id])
    const atWorkshop = await saved(workshop, machine.id)
    // The report shows a disk that stayed behind: it is not looked for here.
    expect(atWorkshop?.reports).toEqual([])
    const back = await send(workshop, [await machineItem(atWorkshop as MachineFile)])
    await carry(workshop, esat, [back])
    await receive(esat, back, [machine.id])
    const again = await saved(esat, machine.id)
    expect(again).toMatchObject({ revision: machine.revision + 1, repairs: 'Clavier nettoyé' })
    expect(again?.stay.id).not.toBe(machine.stay.id)
    await esat.workshop.get('machines.save', {
      transaction: randomUUID(),
      machine: { ...again, revision: machine.revision + 2 } as MachineFile,
    })
    // And it may leave once more: with the slip there, the slip back and the receipt; the workshop's own receipt is not here.
    const twice = await send(esat, [await machineItem({ ...again, revision: machine.revision + 2 } as MachineFile)])
    expect(slipIn(twice).items[0]?.chain).toHaveLength(3)
  })

  test('may be refused at the other site’s door and received by the site that sent it', async () => {
    const machine = await esat.receive()
    const slip = await send(esat, [await machineItem(machine)])
    await receive(esat, slip, [machine.id])
    expect((await saved(esat, machine.id))?.stay.id).not.toBe(machine.stay.id)
  })

  test('begins a new stay at reception once the last one ended, and not before', async () => {
    const machine = await esat.read(await esat.receive(), report({ takenAt: esat.now(), disks: [ssd] }))
    const again = (): MachineFile => ({
      ...machine,
      reports: [],
      revision: machine.revision + 1,
      stay: { id: randomUUID(), startedAt: esat.now() },
      updatedAt: esat.now(),
    })
    const save = (file: MachineFile) => esat.workshop.ask('machines.save', { transaction: randomUUID(), machine: file })
    expect(await refusalOf(save(again()))).toEqual(['journal.stay-fixed'])
    await send(esat, [await machineItem(machine)])
    expect(
      await refusalOf(save({ ...again(), stay: { id: randomUUID(), startedAt: '2026-11-01T08:00:00.000Z' } })),
    ).toEqual(['journal.stay-fixed'])
    const back = again()
    // What was read in the last one does not show it as it stands now.
    expect(await refusalOf(save({ ...back, reports: machine.reports }))).toEqual(['journal.report-of-former-stay'])
    expect(await refusalOf(save(back))).toEqual([])
    // An earlier stay is never gone back to.
    expect(await refusalOf(save({ ...back, revision: back.revision + 1, stay: machine.stay }))).toEqual([
      'journal.stay-fixed',
    ])
  })

  test('an identity that has an open file here does not arrive a second time', async () => {
    const machine = await esat.receive()
    const slip = await send(esat, [await machineItem(machine)])
    await carry(esat, workshop, [slip])
    await workshop.workshop.get('machines.save', {
      transaction: randomUUID(),
      machine: machineFile({ id: machine.id, stay: { id: randomUUID(), startedAt: workshop.now() } }),
    })
    expect(
      await refusalOf(
        workshop.workshop.ask('transfers.receive', { draft: receiptDraft(workshop, slip, [machine.id]) }),
      ),
    ).toEqual(['transfer.here-already'])
  })
})

describe('a disk that was taken out', () => {
  test('is settled though its machine left, and even though that came back', async () => {
    const machine = await esat.read(await esat.receive(), report({ takenAt: esat.now(), disks: [ssd, secondDisk] }))
    await esat.settle(machine, identityOf(ssd), intoTheBox(randomUUID()))
    await esat.settle(machine, identityOf(secondDisk), intoTheBox(randomUUID()))
    const slip = await send(esat, [await machineItem(machine)])
    await esat.settle(machine, identityOf(ssd), destroyed())
    await receive(esat, slip, [machine.id])
    await esat.settle(machine, identityOf(secondDisk), destroyed())
  })

  test('travels by itself, is full where it arrives, and is only read here', async () => {
    const machine = await esat.read(await esat.receive(), report({ takenAt: esat.now(), disks: [ssd] }))
    const looseDiskId = randomUUID()
    await esat.settle(machine, identityOf(ssd), intoTheBox(looseDiskId))
    const slip = await send(esat, [await diskItem(esat, looseDiskId)])
    expect(slipIn(slip).items).toMatchObject([
      { what: 'disk', chassis: machine.inventoryNumber, disk: { serial: ssd.serial, fate: 'unsettled' } },
    ])
    await expect(esat.settle(machine, identityOf(ssd), destroyed())).rejects.toThrow('journal.departed')

    await carry(esat, workshop, [slip])
    await receive(workshop, slip, [looseDiskId])
    const back = await send(workshop, [await diskItem(workshop, looseDiskId)])
    await carry(workshop, esat, [back])
    await receive(esat, back, [looseDiskId], { place: 'Armoire fermée' })
    const { frames } = await esat.workshop.get('journal.read', { after: 0, limit: 1000 })
    const arrival = frames.at(-1)?.frame.entry
    expect(arrival).toMatchObject({
      kind: 'arrival',
      disks: [{ id: looseDiskId, disk: { serial: ssd.serial, wwn: ssd.wwn }, kind: ssd.kind, place: 'Armoire fermée' }],
    })
  })
})

describe('a part', () => {
  test('keeps its history and gets the next free number', async () => {
    const [ours, theirs] = [charger(esat), charger(workshop, { data: { kind: 'other', name: 'Sacoche' } })]
    await esat.workshop.get('parts.save', { transaction: randomUUID(), part: ours })
    await workshop.workshop.get('parts.save', { transaction: randomUUID(), part: theirs })
    const slip = await send(esat, [await partItem(ours)])
    await carry(esat, workshop, [slip])
    await receive(workshop, slip, [ours.id])
    const { frames } = await workshop.workshop.get('journal.read', { after: 0, limit: 1000 })
    expect(frames.at(-1)?.frame.entry).toMatchObject({
      kind: 'arrival',
      parts: [
        {
          id: ours.id,
          number: 'P-0002',
          place: 'Quai',
          data: ours.data,
          history: [{ what: 'received' }, { what: 'moved', place: 'Quai', note: 'P-0001' }],
        },
      ],
    })
  })

  test('that nobody sent the work file of is still received, by what the slip calls it', async () => {
    const part = charger(esat)
    await esat.workshop.get('parts.save', { transaction: randomUUID(), part })
    const machine = await esat.receive(unfinished(esat))
    const slip = await send(esat, [await partItem(part), await machineItem(machine)])
    await carry(esat, workshop, [slip], false)
    await receive(workshop, slip, [part.id, machine.id])
    const { frames } = await workshop.workshop.get('journal.read', { after: 0, limit: 1000 })
    expect(frames.at(-1)?.frame.entry).toMatchObject({
      machines: [{ reservations: 'Charnière gauche fatiguée', repairs: '', checklist: { results: {} } }],
      parts: [{ data: { kind: 'other', name: 'Chargeur 65 W, 19,5 V 4,5 mm' } }],
    })
  })
})
