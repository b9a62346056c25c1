// The snapshot of eReuse's workbench-script: raw answers of the field's programs, wrapped. Today's form carries dmidecode,
// smartctl and inxi; the one with `schema_api` dmidecode, smart, lshw, hwinfo and lspci. Answers are text, or JSON within text.
import { z } from 'zod'
import { listOf } from '../answers.ts'
import { readDisks } from '../disks.ts'
import { wasRead, read, type Section } from '../gaps.ts'
import { readGraphics } from '../graphics.ts'
import type { Disk, HardwareReport, ToolVersion } from '../hardware-report.ts'
import { parseDmiTables } from '../dmi-tables.ts'
import type { PciDevice } from '../pci-devices.ts'
import { readStorageControllers } from '../storage-controllers.ts'
import { mergedByPath } from './block-words.ts'
import { cutShort, dmidecodeAnswer, dmidecodeTool, isWholeDump } from './dmidecode-text.ts'
import { hwinfoDisks } from './hwinfo-disks.ts'
import {
  inxiBatteries,
  inxiBluetooth,
  inxiDisks,
  inxiDisplays,
  inxiFirmwareMode,
  inxiGraphics,
  inxiNetwork,
  inxiProcessor,
  inxiSections,
  inxiSound,
  inxiWebcams,
} from './inxi.ts'
import { jsonInText } from './json-in-text.ts'
import { reportFromLshw } from './lshw.ts'
import { lshwDisks } from './lshw-disks.ts'
import { lshwNodes } from './lshw-nodes.ts'
import { lshwPciDevices } from './lshw-pci.ts'
import { lspciNames } from './lspci-names.ts'
import { readingTime, sharpenedBy } from './reading-time.ts'
import { foreignReport, knowing, lacking, noReadings } from './sections.ts'
import { smartctlAnswers } from './smartctl-answers.ts'
import { maybeWords, saidOrNull } from './values.ts'

const whole = z.string().optional().catch(undefined)

const Snapshot = z.object({
  type: z.literal('Snapshot'),
  timestamp: maybeWords,
  endTime: maybeWords,
  software: maybeWords,
  version: maybeWords,
  data: z.object({
    dmidecode: whole,
    smartctl: z.unknown().optional(),
    smart: z.unknown().optional(),
    inxi: z.unknown().optional(),
    lshw: z.unknown().optional(),
    hwinfo: whole,
    lspci: whole,
  }),
})
type Data = z.infer<typeof Snapshot>['data']

/** Of one bus slot, lshw's words, which part maker and name; what only lspci lists is there too. */
const pciOf = (lshw: readonly PciDevice[], lspci: readonly PciDevice[]): readonly PciDevice[] => {
  const known = new Set(lshw.map(({ slot }) => slot))
  return [...lshw, ...lspci.filter(({ slot }) => !known.has(slot))]
}

/** What only lsblk or the kernel would say of a disk nobody asked them; on the rest the drive itself was heard. */
const withoutTheKernelsWord = <T>({ value, state }: Section<T>): Section<T> => {
  if (state.state !== 'partly') return { value, state }
  const isTheKernels = (field: string) => /\.(removable|majorMinor)$/.test(field)
  const missing = state.missing.map(
    ({ field, why }) => ({ field, why: isTheKernels(field) ? 'not-asked' : why }) as const,
  )
  return { value, state: { state: 'partly', missing } }
}

/** Every disk that any of the answers names: one that a single tool overlooked is still listed. */
const disksOf = (data: Data, smart: ReturnType<typeof smartctlAnswers>): Section<readonly Disk[]> | undefined => {
  const lshw = jsonInText(data.lshw)
  const inxi = jsonInText(data.inxi)
  const rows = mergedByPath(
    smart.disks,
    wasRead(lshw) ? lshwDisks(lshwNodes(lshw.value)) : [],
    hwinfoDisks(data.hwinfo ?? ''),
    wasRead(inxi) ? inxiDisks(inxiSections(inxi.value)) : [],
  )
  const answered = [data.smartctl, data.smart, data.lshw, data.hwinfo, data.inxi].some((answer) => answer !== undefined)
  if (!answered) return undefined
  // The script asks about the disks that the live system's kernel showed it. Which of them the script passed over, which
  // answers it lost, and whether a controller or a missing driver kept one from the kernel, the snapshot does not say.
  return lacking(
    withoutTheKernelsWord(readDisks(read(rows), { ...noReadings, programs: { smartctl: smart.answers } })),
    'list',
    smart.isWhole ? 'not-asked' : 'malformed',
  )
}

const outputsOf = (answer: unknown): readonly unknown[] | undefined => {
  const json = jsonInText(answer)
  if (!wasRead(json)) return undefined
  return Array.isArray(json.value) ? listOf(z.unknown()).parse(json.value) : [json.value]
}

const toolOf = (software: string | undefined, version: string | undefined): ToolVersion => ({
  name: `eReuse ${saidOrNull(software) ?? 'workbench-script'}`.slice(0, 500),
  version: saidOrNull(version),
})

/** null where the value is no snapshot of a whole machine. */
export const reportFromEreuseSnapshot = (json: unknown, openedAt: string): HardwareReport | null => {
  const parsed = Snapshot.safeParse(json)
  if (!parsed.success) return null
  const { data, timestamp, endTime, software, version } = parsed.data
  const smart = smartctlAnswers(outputsOf(data.smartctl) ?? outputsOf(data.smart) ?? [])
  const dmidecode = data.dmidecode === undefined ? undefined : dmidecodeAnswer(data.dmidecode)
  const inxiJson = jsonInText(data.inxi)
  const inxi = inxiSections(wasRead(inxiJson) ? inxiJson.value : [])
  const lshwJson = jsonInText(data.lshw)
  const lshw = wasRead(lshwJson) ? reportFromLshw(lshwJson.value, openedAt) : null
  const pci = pciOf(wasRead(lshwJson) ? lshwPciDevices(lshwNodes(lshwJson.value)) : [], lspciNames(data.lspci ?? ''))
  const time = sharpenedBy(readingTime(timestamp ?? endTime, undefined, openedAt), smart.askedAt)
  const fieldTools: readonly ToolVersion[] = [
    ...(data.dmidecode === undefined ? [] : [dmidecodeTool(data.dmidecode)]),
    ...(smart.tool === null ? [] : [smart.tool]),
    ...(['inxi', 'lshw', 'hwinfo', 'lspci'] as const).flatMap((name) =>
      data[name] === undefined ? [] : [{ name, version: null }],
    ),
  ]
  const tool = toolOf(software, version)
  const answers = foreignReport({
    madeFrom: 'ereuse-snapshot',
    tool,
    fieldTools,
    time,
    programs: dmidecode === undefined ? {} : { dmidecode },
  })
  const hasTables = dmidecode?.state === 'said' && parseDmiTables(dmidecode.text).length > 0
  const tables = hasTables && !isWholeDump(dmidecode.text) ? cutShort(answers) : answers

  const fromLshw = <Name extends keyof HardwareReport['sections']>(name: Name) =>
    lshw === null ? undefined : { value: lshw[name], state: lshw.sections[name] }
  const fromTables = <Name extends 'identity' | 'firmware' | 'processor' | 'memory'>(name: Name) =>
    hasTables ? { value: tables[name], state: tables.sections[name] } : fromLshw(name)

  const firmware = fromTables('firmware')
  const processor = fromTables('processor')
  const fromInxi = inxiProcessor(inxi)
  // The kernel's limits, which inxi and lshw pass on, are the processor's; the tables often repeat the base speed there.
  const known = {
    bits: fromInxi.bits ?? lshw?.processor.bits,
    maxMhz: fromInxi.maxMhz ?? lshw?.processor.maxMhz,
  }
  return foreignReport({
    madeFrom: 'ereuse-snapshot',
    tool,
    fieldTools,
    time,
    programs: dmidecode === undefined ? {} : { dmidecode },
    sections: {
      identity: fromTables('identity'),
      firmware: firmware === undefined ? undefined : knowing(firmware, { mode: inxiFirmwareMode(inxi) }),
      processor: processor === undefined ? undefined : knowing(processor, known),
      memory: fromTables('memory'),
      disks: disksOf(data, smart),
      storageControllers: pci.length === 0 ? undefined : readStorageControllers(read(pci)),
      batteries: inxiBatteries(inxi) ?? fromLshw('batteries'),
      graphics: inxiGraphics(inxi) ?? (pci.length === 0 ? undefined : readGraphics(read(pci), undefined)),
      displays: inxiDisplays(inxi),
      network: inxiNetwork(inxi) ?? fromLshw('network'),
      bluetooth: inxiBluetooth(inxi) ?? fromLshw('bluetooth'),
      webcams: inxiWebcams(inxi) ?? fromLshw('webcams'),
      sound: inxiSound(inxi) ?? fromLshw('sound'),
      opticalDrives: fromLshw('opticalDrives'),
      operatingSystems: fromLshw('operatingSystems'),
    },
  })
}
