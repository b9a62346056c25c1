// A certified machine as GLPI takes it: against GLPI's own schema, for every machine of ours and of the corpus, and read back.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { glpiInventory } from '../../../domain/delivery/glpi-inventory.ts'
import type { RefurbishmentSubject } from '../../../domain/documents/refurbishment-certificate.ts'
import { reportFromGlpi } from '../../../domain/machine/from-other-tools/glpi.ts'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { reportFromText } from '../../../domain/machine/report-from-file.ts'
import { RECORDED_MACHINES } from '../../../electron/demo/machines.ts'
import { machineId, secondDisk, subjectOf } from '../documents/bench.ts'

const corpus = new URL('../../../../shared/corpus/', import.meta.url)
const schemaFile = new URL('glpi/inventory.schema.json', corpus)
const hasCorpus = existsSync(schemaFile)

/** The certificate of the bench's laptop, on which another machine was measured. */
const certifying = async (report: HardwareReport): Promise<RefurbishmentSubject> => {
  const subject = await subjectOf()
  const { measurement } = subject.machine
  const [disk] = subject.disks
  if (measurement === null || disk === undefined) throw new Error('The bench measures its laptop')
  const { identity, firmware, processor, batteries, graphics, displays } = report
  const { totalBytes, maximumBytes, slots } = report.memory
  const modules = report.memory.modules.map(({ type, ...module }) => ({ ...module, technology: type }))
  return {
    ...subject,
    machine: {
      ...subject.machine,
      measurement: {
        ...measurement,
        ...{ identity, firmware, processor },
        ...{ batteries: [...batteries], graphics: [...graphics], displays: [...displays] },
        memory: { totalBytes, maximumBytes, slots, modules },
      },
    },
    disks: report.disks.map(({ vendor, model, serial, wwn, firmware: revision, sizeBytes, interface: wire }) => ({
      ...disk,
      ...{ make: vendor, model, serial, wwn, firmware: revision, sizeBytes, interface: wire },
    })),
  }
}

const recorded = (): readonly (readonly [string, HardwareReport])[] =>
  RECORDED_MACHINES.map(({ file }) => {
    const name = file.pathname.split('/').at(-1) ?? ''
    const opened = reportFromText(name, readFileSync(file, 'utf8'), '2026-11-02T08:00:00.000Z')
    if (!opened.ok) throw new Error(`${name} cannot be opened`)
    return [name, opened.report]
  })

const dumps = (): readonly (readonly [string, HardwareReport])[] =>
  (hasCorpus ? readdirSync(new URL('dmi/', corpus)) : []).flatMap((name) => {
    const text = readFileSync(new URL(`dmi/${name}`, corpus), 'utf8')
    const opened = reportFromText(name, text, '2026-11-02T08:00:00.000Z')
    return opened.ok ? [[name, opened.report] as const] : []
  })

describe('a certified machine, for GLPI', () => {
  it.skipIf(!hasCorpus)('follows the schema of GLPI, whatever was read of it', async () => {
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)
    const machines = [...recorded(), ...dumps()]
    const wrong: unknown[] = []
    for (const [name, report] of machines) {
      const inventory: unknown = JSON.parse(JSON.stringify(glpiInventory(await certifying(report), 'Etabli_v0.1.0')))
      if (!validate(inventory)) wrong.push([name, validate.errors?.slice(0, 3)])
    }
    expect(wrong).toEqual([])
    expect(machines.length).toBeGreaterThan(50)
  })

  it('reads back as the machine that it was', async () => {
    for (const [name, report] of recorded()) {
      const inventory: unknown = JSON.parse(JSON.stringify(glpiInventory(await certifying(report), 'Etabli_v0.1.0')))
      const back = reportFromGlpi(inventory, '2026-11-02T08:00:00.000Z')
      const { manufacturer, model, serial } = report.identity
      expect({ name, ...back?.identity }).toMatchObject({ name, manufacturer, model, serial })
      expect({ name, bytes: back?.memory.totalBytes }).toEqual({ name, bytes: report.memory.totalBytes })
      expect({ name, model: back?.processor.model }).toEqual({ name, model: report.processor.model })
      expect(back?.disks.map((disk) => disk.serial)).toEqual(report.disks.map((disk) => disk.serial))
      expect(back?.batteries.map(({ designWh }) => designWh)).toEqual(report.batteries.map(({ designWh }) => designWh))
    }
  })

  it('is known by the number on its label, and keeps its own identity from one certificate to the next', async () => {
    const subject = await subjectOf()
    const inventory = glpiInventory(subject, 'Etabli_v0.1.0')
    expect(inventory).toMatchObject({
      deviceid: `etabli-${machineId}`,
      itemtype: 'Computer',
      content: {
        versionclient: 'Etabli_v0.1.0',
        bios: { assettag: subject.machine.inventoryNumber },
        hardware: { name: subject.machine.inventoryNumber },
      },
    })
  })

  it('shows the disks that are in it, and none that was taken out or destroyed', async () => {
    const subject = await subjectOf()
    const disks = subject.disks.map((disk) =>
      disk.serial === secondDisk.serial ? { ...disk, verdict: 'removed' as const } : disk,
    )
    expect(subject.disks).toHaveLength(2)
    const { content } = glpiInventory({ ...subject, disks }, 'Etabli_v0.1.0')
    expect(content.storages.map(({ serial }) => serial)).toEqual([subject.disks[0]?.serial])
  })

  it('names neither network addresses nor people', async () => {
    const text = JSON.stringify(glpiInventory(await subjectOf(), 'Etabli_v0.1.0'))
    expect(text).not.toMatch(/([0-9a-f]{2}:){5}[0-9a-f]{2}/i)
    expect(text).not.toContain('OPR3')
  })

  it('that could not be read is still known by its number', async () => {
    const subject = await subjectOf()
    const unread = { ...subject, machine: { ...subject.machine, measurement: null } }
    expect(glpiInventory(unread, 'Etabli_v0.1.0').content.hardware).toEqual({ name: subject.machine.inventoryNumber })
  })
})
