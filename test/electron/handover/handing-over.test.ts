// Handing over on a real station: what it asks of the machine, what it signs, and what it refuses.
import { randomUUID } from 'node:crypto'
import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { report, ssd } from '../../domain/documents/bench.ts'
import type { StationTrust } from '../../../domain/trust/trust.ts'
import { trustSubject } from '../../../domain/supervision/subject.ts'
import { machineItem, sendDraft } from '../transfers/two-sites.ts'
import { newFolder, sha256 } from '../vault/samples.ts'
import { confirm } from '../vault/workshop.ts'
import { openTiersLieu, slipOf, tiersLieuSettings, type TiersLieu, zenobie } from './tiers-lieu.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let clock: { ms: number }
let place: TiersLieu

beforeEach(async () => {
  folder = await newFolder()
  clock = { ms: Date.parse('2026-11-02T11:00:00Z') }
  place = await openTiersLieu(folder.path, clock)
})
afterEach(async () => {
  await place.close()
  await folder.remove()
})

describe('A machine that is handed over', () => {
  test('goes with a slip that says what the certificate said of it, and until when the name is kept', async () => {
    const given = await place.certifiedMachine()
    const issued = await place.handOver(place.handoverDraft(given))
    const slip = slipOf(issued)
    expect(slip).toMatchObject({
      movement: 'handed-over',
      number: 'DIE-000002',
      machineId: given.machine.id,
      day: '2026-11-02',
      nameKeptUntil: '2028-11-02',
      answers: null,
      trainingWanted: true,
      contribution: { basis: 'declared', amountCents: 2500, received: true, receipt: 'R-1', subsidyCents: 3000 },
      eligibility: { basis: 'declared', checkedBy: place.operator, checkedOn: '2026-11-02' },
      helpContact: { text: 'Le mardi de 14 h à 17 h' },
    })
    expect(slip.machine.certificate.document).toBe(given.certificate.hash)
    expect(slip.machine.stay).toEqual({ stayId: given.machine.stay.id })
    expect(slip.machineChain).toContain(given.certificate.hash)
    const verified = await place.workshop.get('documents.verify', {
      name: 'slip.json',
      text: JSON.stringify(issued.document),
    })
    expect(verified.checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
    expect(await place.who(issued.hash)).toMatchObject({ recipient: zenobie })
  })

  test('is away from then on: its file is only read', async () => {
    const given = await place.certifiedMachine()
    await place.handOver(place.handoverDraft(given))
    const reply = await place.workshop.ask('machines.save', {
      transaction: randomUUID(),
      machine: { ...given.machine, revision: 2, repairs: 'charnière' },
    })
    expect(reply.ok ? [] : reply.error.reasons.map(({ code }) => code)).toEqual(['journal.handed-over'])
  })

  test('is handed over once: asked again after a crash, it is the same slip, and nobody else’s', async () => {
    const draft = place.handoverDraft(await place.certifiedMachine())
    const once = await place.handOver(draft)
    expect(await place.handOver(draft)).toEqual(once)
    const other = { kind: 'name' as const, firstName: 'Basile', initial: 'R' }
    expect(await place.refusals(draft, other)).toEqual(['documents.draft-used'])
    expect(await place.refusals({ ...draft, draftId: randomUUID() })).toEqual(['handover.handed-over-already'])
    expect(await place.who(once.hash)).toMatchObject({ recipient: zenobie })
  })

  test('whose slip could not be written leaves no name behind', async () => {
    const given = await place.certifiedMachine()
    const draft = place.handoverDraft(given)
    const journal = join(folder.path, 'journal.log')
    await rename(journal, `${journal}.aside`)
    const refused = await place.workshop.ask('handovers.handOver', { draft, recipient: zenobie })
    expect(refused.ok).toBe(false)
    const kept = await readdir(join(folder.path, 'recipients'), { recursive: true })
    expect(kept.filter((name) => name.includes(draft.draftId))).toEqual([])
  })

  test('was given by mistake: the slip is withdrawn, and it can be given again', async () => {
    const given = await place.certifiedMachine()
    const issued = await place.handOver(place.handoverDraft(given))
    await expect(place.withdraw(issued.hash, 'Zénobie ne l’a pas voulue')).rejects.toThrow('handover.name-in-text')
    await place.withdraw(issued.hash)
    expect(await place.refusals(place.handoverDraft(given))).toEqual([])
  })
})

describe('A handover is refused', () => {
  test('without the amounts and the retention period', async () => {
    const given = await place.certifiedMachine()
    const { handover: _unsaid, ...unsaid } = tiersLieuSettings
    await place.changeSettings(unsaid)
    expect(await place.refusals(place.handoverDraft(given))).toEqual(['handover.not-set-up'])
  })

  test('without a certificate, with that of another machine, with one that no longer stands', async () => {
    const given = await place.certifiedMachine()
    const other = await place.certifiedMachine({ inventoryNumber: 'PNS-0002' })
    const of = (certificate: string) => ({ ...place.handoverDraft(given), certificate })
    expect(await place.refusals(of('a'.repeat(64)))).toEqual(['handover.certificate-unknown'])
    expect(await place.refusals(of(other.certificate.hash))).toEqual(['handover.certificate-unknown'])
    const corrected = await place.certify(given.machine, given.certificate.hash)
    expect(await place.refusals(of(given.certificate.hash))).toContain('handover.certificate-replaced')
    await place.withdraw(corrected.hash)
    expect(await place.refusals(of(corrected.hash))).toContain('handover.certificate-withdrawn')
  })

  test('with a disk in the machine that the certificate does not answer for', async () => {
    const given = await place.certifiedMachine()
    const strange = report()
    const [first, ...rest] = strange.disks
    const disks = [...strange.disks, ...(first === undefined ? [] : [{ ...first, serial: 'S-LATER', wwn: null }])]
    expect(rest).not.toEqual([])
    const text = JSON.stringify({ ...strange, disks, takenAt: '2026-11-02T10:59:00.000Z' })
    const { hash } = await place.workshop.get('hardware.open', { name: 'later.json', text })
    await place.workshop.get('machines.save', {
      transaction: randomUUID(),
      machine: {
        ...given.machine,
        revision: 2,
        reports: [
          ...given.machine.reports,
          { hash, takenAt: '2026-11-02T10:59:00.000Z', addedAt: '2026-11-02T10:59:00.000Z', source: 'file' },
        ],
      },
    })
    expect(await place.refusals(place.handoverDraft(given))).toEqual(['handover.disk-not-certified'])
  })

  test('where disks were settled again after the certificate', async () => {
    const given = await place.certifiedMachine()
    await place.settle(given.machine)
    expect(await place.refusals(place.handoverDraft(given))).toEqual(['handover.disks-changed'])
  })

  test('under a number of the person’s that is not the workshop’s own', async () => {
    const draft = place.handoverDraft(await place.certifiedMachine())
    for (const code of [
      '1 84 12 76 451 089',
      '1234567',
      '06 12 34 56 78',
      '2841220451089',
      '06-12-34-56-78',
      '2-84-12-20-451-089',
    ]) {
      expect(await place.refusals(draft, { kind: 'code', code })).toEqual(['handover.official-number'])
    }
    expect(await place.refusals(draft, { kind: 'code', code: 'TL-2026-0117' })).toEqual([])
  })

  test('for a day that no calendar of a handover has, and for amounts that nobody set', async () => {
    const given = await place.certifiedMachine()
    const draft = place.handoverDraft(given)
    expect(await place.refusals({ ...draft, day: '2026-11-03' })).toEqual(['handover.day-to-come'])
    expect(await place.refusals({ ...draft, day: '2026-11-01', eligibilityCheckedOn: '2026-11-01' })).toEqual([
      'handover.day-before-certificate',
    ])
    expect(await place.refusals({ ...draft, eligibilityCheckedOn: '2026-11-03' })).toEqual(['handover.checked-after'])
    const contribution = { ...draft.contribution, amountCents: 100 }
    expect(await place.refusals({ ...draft, contribution })).toEqual(['handover.other-amounts'])
    expect(await place.refusals({ ...draft, eligibilityCheckedBy: 'ZZZZ' })).toEqual(['handover.checker-unknown'])
  })

  test('while the clock is in doubt', async () => {
    const given = await place.certifiedMachine()
    clock.ms = Date.parse('2027-11-02T11:00:00Z')
    expect(await place.refusals(place.handoverDraft(given, { day: '2026-11-02' }))).toContain(
      'documents.clock-doubtful',
    )
  })
})

describe('A certificate of another workshop', () => {
  let elsewhere: Awaited<ReturnType<typeof newFolder>>
  let workshop: TiersLieu
  let given: Awaited<ReturnType<TiersLieu['certifiedMachine']>>
  let did: string

  beforeEach(async () => {
    elsewhere = await newFolder()
    workshop = await openTiersLieu(elsewhere.path, clock, { ...tiersLieuSettings, code: 'ROM' })
    given = await workshop.certifiedMachine()
    await place.workshop.get('journal.adopt', { documents: [given.certificate.document] })
    did = (await workshop.workshop.get('station.describe', {})).did ?? ''
    // Two stations are opened: a busy computer takes its time.
  }, 60_000)
  afterEach(async () => {
    await workshop.close()
    await elsewhere.remove()
  }, 60_000)

  const decide = async (decision: 'accepted' | 'distrusted', from: string | null = null) => {
    const trust: StationTrust = {
      ...{ did, name: 'ACI Les Ateliers', code: 'ROM', decision, from, operator: place.operator },
      reason: decision === 'accepted' ? '' : 'clé volée',
      at: new Date(clock.ms).toISOString(),
    }
    const action = { kind: 'trust-station' as const, subject: await trustSubject(trust, sha256) }
    const confirmation = await confirm(place.workshop, action, place.operator)
    await place.workshop.get('stations.trust', { trust, confirmation })
  }

  test('gives a machine to a person once a supervisor has accepted that workshop', async () => {
    const draft = place.handoverDraft(given)
    expect(await place.refusals(draft)).toEqual(['handover.certificate-not-believed'])
    await decide('accepted')
    const slip = slipOf(await place.handOver(draft))
    expect(slip.machine).toMatchObject({ stay: null, certificate: { number: 'ROM-000001' } })
  })

  test('gives none any more from the day on which that workshop is not believed', async () => {
    await decide('distrusted', '2026-11-02T00:00:00.000Z')
    expect(await place.refusals(place.handoverDraft(given))).toEqual(['handover.certificate-not-believed'])
    await decide('distrusted', '2026-11-03T00:00:00.000Z')
    expect(await place.refusals(place.handoverDraft(given))).toEqual([])
  })

  test('gives none that had another disk in it as it went on from there', async () => {
    await decide('accepted')
    const send = async (machine: MachineFile) => {
      const draft = sendDraft({ operator: workshop.operator }, [await machineItem(machine)])
      const slip = await workshop.workshop.get('transfers.send', { draft })
      await place.workshop.get('journal.adopt', { documents: [slip.document] })
      return slip
    }
    const first = await send(given.machine)
    // Nothing but the day speaks against it.
    const draft = place.handoverDraft(given)
    expect(await place.refusals({ ...draft, day: '2026-12-24' })).toEqual(['handover.day-to-come'])
    await workshop.withdraw(first.hash)

    const read = report({ disks: [{ ...ssd, serial: 'ONE-MORE-DISK', wwn: null }] })
    const { hash } = await workshop.workshop.get('hardware.open', { name: 'report.json', text: JSON.stringify(read) })
    const named = { hash, takenAt: read.takenAt, addedAt: read.takenAt, source: 'file' as const }
    const machine = { ...given.machine, revision: 2, reports: [...given.machine.reports, named] }
    await workshop.workshop.get('machines.save', { transaction: randomUUID(), machine })
    await send(machine)
    expect(await place.refusals(draft)).toEqual(['handover.disk-not-certified'])
  })

  test('gives none that another tiers-lieu gave already; it may come back here', async () => {
    await decide('accepted')
    const theirs = await workshop.handOver(workshop.handoverDraft(given))
    await place.workshop.get('journal.adopt', { documents: [theirs.document] })
    expect(await place.refusals(place.handoverDraft(given))).toEqual(['handover.handed-over-already'])
    expect(await place.who(theirs.hash)).toEqual({ slip: theirs.hash, recipient: null, until: null })
    const back = await place.takeBack(place.returnDraft(given, theirs.hash))
    expect(slipOf(back).answers?.document).toBe(theirs.hash)
    expect(await place.refusals(place.handoverDraft(given))).toEqual(['handover.came-back-since'])
  })
})

describe('A machine that is brought back', () => {
  test('begins a new stay, in which its disks are answered for anew; its old certificate gives it to nobody', async () => {
    const given = await place.certifiedMachine()
    const issued = await place.handOver(place.handoverDraft(given))
    const back = await place.takeBack(place.returnDraft(given, issued.hash))
    const slip = slipOf(back)
    expect(slip).toMatchObject({
      movement: 'returned',
      answers: { document: issued.hash, number: 'DIE-000002' },
      recipientSeal: null,
      nameKeptUntil: null,
      contribution: null,
      eligibility: null,
      notes: { text: 'coque fendue' },
    })
    const { frames } = await place.workshop.get('journal.read', { after: back.head.position - 1, limit: 1 })
    const entry = frames[0]?.frame.entry
    if (entry?.kind !== 'arrival') throw new Error('no arrival')
    const [machine] = entry.machines
    if (machine === undefined) throw new Error('no machine')
    expect(machine).toMatchObject({ id: given.machine.id, revision: 2, reports: [], accessories: 'chargeur' })
    expect(machine.stay.id).not.toBe(given.machine.stay.id)
    expect(slip.machine.stay).toEqual({ stayId: machine.stay.id })
    // Work on it goes on.
    await place.workshop.get('machines.save', { transaction: randomUUID(), machine: { ...machine, revision: 3 } })
    expect(await place.refusals(place.handoverDraft(given))).toEqual(['handover.came-back-since'])
  })

  test('is taken back once, only while somebody has it, and under the slip by which it went', async () => {
    const given = await place.certifiedMachine()
    expect(await place.refusalsOfReturn(place.returnDraft(given, null))).toEqual(['handover.is-here'])
    const issued = await place.handOver(place.handoverDraft(given))
    expect(await place.refusalsOfReturn(place.returnDraft(given, null))).toEqual(['handover.return-of-slip'])
    expect(await place.refusalsOfReturn(place.returnDraft(given, given.certificate.hash))).toContain(
      'handover.slip-unknown',
    )
    const early = place.returnDraft(given, issued.hash, { day: '2026-11-01' })
    expect(await place.refusalsOfReturn(early)).toEqual(['handover.returned-before'])
    const draft = place.returnDraft(given, issued.hash)
    const once = await place.takeBack(draft)
    expect(await place.takeBack(draft)).toEqual(once)
    expect(await place.refusalsOfReturn(place.returnDraft(given, issued.hash))).toEqual([
      'handover.is-here',
      'handover.returned-already',
    ])
  })

  test('leaves nothing of the person in the slip', async () => {
    const given = await place.certifiedMachine()
    const issued = await place.handOver(place.handoverDraft(given))
    const notes = 'rapportée par ZENOBIE, coque fendue'
    expect(await place.refusalsOfReturn(place.returnDraft(given, issued.hash, { notes }))).toEqual([
      'handover.name-in-text',
    ])
  })
})

describe('A later year’s contribution', () => {
  const pay = async (slip: string, year: number, receipt = 'R-2') => {
    const reply = await place.workshop.ask('handovers.pay', {
      transaction: randomUUID(),
      payment: {
        id: randomUUID(),
        slip,
        yearOfHandover: year,
        amountCents: 2500,
        receipt,
        receivedOn: new Date(clock.ms).toISOString().slice(0, 10),
        state: 'received',
        operator: place.operator,
        at: new Date(clock.ms).toISOString(),
      },
    })
    return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
  }

  test('is taken once its year has begun, and once', async () => {
    const { hash } = await place.handOver(place.handoverDraft(await place.certifiedMachine()))
    expect(await pay(hash, 1)).toEqual(['handover.year-paid'])
    expect(await pay(hash, 2)).toEqual(['handover.year-not-begun'])
    // Day by day, so that no clock is in doubt.
    for (let week = 0; week < 53; week += 1) {
      clock.ms += 7 * 86_400_000
      await place.workshop.get('handovers.countPublic', {
        transaction: randomUUID(),
        count: { month: '2026-11', rsa: 0, ase: 0, aci: 0, operator: place.operator, at: '2026-11-30T10:00:00Z' },
      })
    }
    expect(await pay(hash, 2, 'reçu de Zénobie')).toEqual(['handover.name-in-text'])
    expect(await pay(hash, 2)).toEqual([])
    expect(await pay(hash, 2)).toEqual(['handover.year-paid'])
    expect(await pay('b'.repeat(64), 2)).toEqual(['handover.slip-unknown'])
  })
})
