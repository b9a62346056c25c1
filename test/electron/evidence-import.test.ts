// Evidence that is brought to a station: taken in once, kept to the byte, and worth no more than what the rules find in it.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Settlement, SettlementOutcome } from '../../domain/erasure/settlement.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { settlementsSubject } from '../../domain/supervision/subject.ts'
import { apply, logOf, replaced, withSerial } from '../domain/erasure/nwipe/logs.ts'
import { machineFile, newFolder, setUpForm, sha256 } from './vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from './vault/workshop.ts'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

describe('evidence that is brought', () => {
  let folder: Awaited<ReturnType<typeof newFolder>>
  let workshop: Workshop
  let machine: MachineFile
  let operator: string
  let log: string

  const disk = { serial: 'LOOP0001', wwn: null, model: 'Loopback device', sizeBytes: 8_388_608 }

  beforeEach(async () => {
    folder = await newFolder()
    workshop = await openWorkshop(folder.path)
    await workshop.get('station.setUp', setUpForm)
    operator = await codeOf(workshop, 'Samir')
    machine = machineFile()
    await workshop.get('machines.save', { transaction: randomUUID(), machine })
    log = apply(logOf('zero-last-blank'), withSerial('LOOP0001'))
  })
  afterEach(async () => {
    await workshop.station.close()
    await folder.remove()
  })

  const bring = (text: string, name = 'nwipe.log') => workshop.ask('evidence.import', { name, base64: base64(text) })
  const hashOf = async (text: string) => {
    const reply = await bring(text)
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    return reply.value.hash
  }

  const settle = async (outcome: SettlementOutcome, changes: Partial<Settlement> = {}, by = operator) => {
    const settlement: Settlement = {
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      disk,
      outcome,
      operator: by,
      at: new Date().toISOString(),
      ...changes,
    }
    const settlements = [settlement]
    const action = {
      kind: 'settle-disks' as const,
      machineId: settlement.machineId,
      disks: [settlement.disk],
      subject: await settlementsSubject(settlements, sha256),
    }
    const reply = await workshop.ask('disks.settle', {
      settlements,
      confirmation: await confirm(workshop, action, by),
    })
    return reply.ok ? 'settled' : reply.error.reasons.map(({ code }) => code)
  }
  const byLog = (hash: string, changes: Partial<SettlementOutcome & { kind: 'evidence' }> = {}): SettlementOutcome => ({
    kind: 'evidence',
    via: 'log',
    evidence: [hash],
    link: null,
    notes: '',
    ...changes,
  })

  it('is kept to the byte, and taken in once', async () => {
    const first = await bring(log)
    expect(first).toMatchObject({ ok: true, value: { form: 'nwipe-log', again: false } })
    expect(await bring(log, 'again.log')).toMatchObject({ ok: true, value: { again: true } })
    const other = log.replaceAll('LOOP0001', 'LOOP0003')
    const atOnce = await Promise.all([bring(other), bring(other), bring(other)])
    expect(atOnce.map((reply) => reply.ok && reply.value.again).toSorted()).toEqual([false, true, true])
    const hash = await hashOf(log)
    const kept = await workshop.get('blobs.get', { hash })
    expect(Buffer.from(kept.base64, 'base64').toString('utf8')).toBe(log)
    const { frames } = await workshop.get('journal.read', { after: 0, limit: 100 })
    expect(frames.filter(({ frame }) => frame.entry.kind === 'evidence')).toHaveLength(2)
    expect(frames.at(-2)?.frame.entry).toMatchObject({
      kind: 'evidence',
      source: 'file',
      name: 'nwipe.log',
      owner: null,
      disks: [disk],
    })
  })

  it('is refused in words where it is none, and nothing is journalled', async () => {
    const before = await workshop.get('station.describe', {})
    for (const text of ['', 'Le disque a bien été effacé.', '{"kind":"read-back"}', '\u0000\u0000']) {
      expect(await bring(text)).toMatchObject({ ok: false, error: { reasons: [{ code: 'erasure.log-not-nwipe' }] } })
    }
    expect((await workshop.get('station.describe', {})).head).toEqual(before.head)
  })

  it('settles the disk it names, as a log and no further', async () => {
    const hash = await hashOf(log)
    expect(await settle(byLog(hash, { via: 'witnessed' }))).toEqual(['erasure.evidence-only-a-log'])
    expect(await settle(byLog(hash))).toBe('settled')
  })

  it('settles no other disk of the same model, and none by an edited serial or size', async () => {
    const hash = await hashOf(log)
    const other = { ...disk, serial: 'LOOP0002' }
    expect(await settle(byLog(hash), { disk: other })).toEqual(['erasure.evidence-of-another-disk'])
    expect(await settle(byLog(hash), { disk: { ...disk, sizeBytes: 16_777_216 } })).toEqual([
      'erasure.evidence-of-another-size',
    ])
    const edited = await hashOf(log.replace('8388608 bytes written', '8388600 bytes written'))
    expect(await settle(byLog(edited))).toContain('erasure.log-bytes-written')
  })

  it('serves one stay, once, in whatever copy of the file', async () => {
    expect(await settle(byLog(await hashOf(log)))).toBe('settled')
    const second = machineFile({ inventoryNumber: 'PNS-0002' })
    await workshop.get('machines.save', { transaction: randomUUID(), machine: second })
    const elsewhere = { machineId: second.id, stayId: second.stay.id }
    expect(await settle(byLog(await hashOf(log)), elsewhere)).toEqual(['erasure.evidence-used'])
    const copy = await hashOf(log.replaceAll('\n', '\r\n'))
    expect(await settle(byLog(copy), elsewhere)).toEqual(['erasure.evidence-used'])
  })

  it('is refused where it began before the machine came', async () => {
    const late = machineFile({
      inventoryNumber: 'PNS-0003',
      stay: { id: randomUUID(), startedAt: '2026-11-24T08:00:00.000Z' },
    })
    await workshop.get('machines.save', { transaction: randomUUID(), machine: late })
    const elsewhere = { machineId: late.id, stayId: late.stay.id }
    expect(await settle(byLog(await hashOf(log)), elsewhere)).toEqual(['erasure.evidence-before-stay'])
  })

  it('is linked to a disk by two people where it names no serial, and to one disk only', async () => {
    const hash = await hashOf(logOf('zero-last-blank'))
    const link = { hash, run: 1, device: '/dev/loop0' }
    expect(await settle(byLog(hash))).toEqual(['erasure.evidence-of-another-disk'])
    const claire = await codeOf(workshop, 'Claire')
    expect(await settle(byLog(hash, { link }), {}, claire)).toEqual(['erasure.link-needs-two-people'])
    expect(await settle(byLog(hash, { link }))).toBe('settled')
    expect(await settle(byLog(hash, { link }), { disk: { ...disk, serial: 'LOOP0002' } })).toEqual([
      'erasure.evidence-used',
    ])
  })

  it('is linked to one disk even where two are settled at once, or from two copies of the file', async () => {
    const hash = await hashOf(logOf('zero-last-blank'))
    const copy = await hashOf(apply(logOf('zero-last-blank'), replaced('\n', '\r\n')))
    const settling = (serial: string, evidence: string): Settlement => ({
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      disk: { ...disk, serial },
      outcome: byLog(evidence, { link: { hash: evidence, run: 1, device: '/dev/loop0' } }),
      operator,
      at: new Date().toISOString(),
    })
    const settleAll = async (settlements: Settlement[]) => {
      const action = {
        kind: 'settle-disks' as const,
        machineId: machine.id,
        disks: settlements.map((one) => one.disk),
        subject: await settlementsSubject(settlements, sha256),
      }
      const confirmation = await confirm(workshop, action, operator)
      const reply = await workshop.ask('disks.settle', { settlements, confirmation })
      return reply.ok ? 'settled' : reply.error.reasons.map(({ code }) => code)
    }
    expect(await settleAll([settling('LOOP0001', hash), settling('LOOP0002', hash)])).toEqual(['erasure.evidence-used'])
    expect(await settleAll([settling('LOOP0001', hash)])).toBe('settled')
    expect(await settleAll([settling('LOOP0002', copy)])).toEqual(['erasure.evidence-used'])
  })
})
