// What smartctl says of one drive, in JSON or in its older text, as figures that mean the same for ATA, NVMe and SCSI. Attributes are told by
// their name as well as their number: above 5 or so, numbers mean what each maker wants (231 is life left here and
// temperature there). Judging the figures is disk-health.ts' business.
import { z } from 'zod'
import { missing, orMissing, read, type Reading } from './gaps.ts'
import { jsonOf, listOf, maybe, maybeFlag, maybeNumber, maybeText } from './answers.ts'
import type { Answer } from './readings.ts'
import { smartctlTextMembers } from './smartctl-text.ts'

const Attribute = z.object({
  id: z.number(),
  name: z.string(),
  value: maybeNumber,
  when_failed: maybeText,
  raw: maybe(z.object({ value: maybeNumber, string: maybeText })),
})
type Attribute = z.infer<typeof Attribute>

const Uncorrected = maybe(z.object({ total_uncorrected_errors: maybeNumber }))

const SmartctlOutput = z.object({
  smartctl: maybe(z.object({ messages: listOf(z.object({ string: z.string() })) })),
  device: maybe(z.object({ type: maybeText, protocol: maybeText })),
  model_name: maybeText,
  scsi_model_name: maybeText,
  serial_number: maybeText,
  firmware_version: maybeText,
  revision: maybeText,
  scsi_revision: maybeText,
  wwn: maybe(z.object({ naa: z.number(), oui: z.number(), id: z.number() })),
  user_capacity: maybe(z.object({ bytes: maybeNumber })),
  logical_block_size: maybeNumber,
  physical_block_size: maybeNumber,
  rotation_rate: maybeNumber,
  sata_version: maybe(z.object({ string: maybeText })),
  smart_status: maybe(z.object({ passed: maybeFlag })),
  power_on_time: maybe(z.object({ hours: maybeNumber })),
  power_cycle_count: maybeNumber,
  temperature: maybe(z.object({ current: maybeNumber })),
  endurance_used: maybe(z.object({ current_percent: maybeNumber })),
  scsi_percentage_used_endurance_indicator: maybeNumber,
  scsi_grown_defect_list: maybeNumber,
  scsi_error_counter_log: maybe(z.object({ read: Uncorrected, write: Uncorrected, verify: Uncorrected })),
  ata_smart_attributes: maybe(z.object({ table: listOf(Attribute) })),
  nvme_smart_health_information_log: maybe(
    z.object({
      critical_warning: maybeNumber,
      available_spare: maybeNumber,
      available_spare_threshold: maybeNumber,
      percentage_used: maybeNumber,
      media_errors: maybeNumber,
      power_on_hours: maybeNumber,
      power_cycles: maybeNumber,
      temperature: maybeNumber,
    }),
  ),
})
type SmartctlOutput = z.infer<typeof SmartctlOutput>

/** Figures of one drive; `undefined` where it gives none. */
export type SmartFigures = {
  readonly protocol: 'ata' | 'nvme' | 'scsi' | undefined
  readonly throughUsbBridge: boolean
  readonly sata: boolean
  readonly model: string | undefined
  readonly serial: string | undefined
  readonly firmware: string | undefined
  readonly wwn: string | undefined
  readonly sizeBytes: number | undefined
  readonly logicalSectorBytes: number | undefined
  readonly physicalSectorBytes: number | undefined
  /** 0 is a drive that says it does not turn. */
  readonly rotationRpm: number | undefined
  readonly selfAssessmentPassed: boolean | undefined
  readonly attributeFailing: boolean
  readonly criticalWarning: number | undefined
  readonly spareExhausted: boolean
  readonly powerOnHours: number | undefined
  readonly powerCycles: number | undefined
  readonly reallocatedSectors: number | undefined
  readonly pendingSectors: number | undefined
  readonly uncorrectableSectors: number | undefined
  readonly mediaErrors: number | undefined
  readonly wearPercent: number | undefined
  readonly temperatureCelsius: number | undefined
}

const PROTOCOLS = { ATA: 'ata', NVMe: 'nvme', SCSI: 'scsi' } as const

const plausible = (lowest: number, highest: number) => (figure: number | undefined) =>
  figure !== undefined && Number.isInteger(figure) && figure >= lowest && figure <= highest ? figure : undefined
const plausibleCount = plausible(0, 2 ** 32)
/** A century. Some drives count half-minutes or milliseconds without smartctl knowing it. */
const plausibleHours = plausible(0, 876_600)
/** 0 °C is what a sensor that is not there reports. */
const plausibleTemperature = (figure: number | undefined) => (figure === 0 ? undefined : plausible(-60, 150)(figure))

/** Several makers pack more into the 48 raw bits; the count is what smartctl prints first ("304", "5 (Average 2)"). */
const rawCount = (attribute: Attribute | undefined): number | undefined => {
  const printed = /^(\d{1,15})(?![\d/:])/.exec(attribute?.raw?.string?.trim() ?? '')?.[1]
  return plausibleCount(printed === undefined ? attribute?.raw?.value : Number(printed))
}

const attributeNamed = (table: readonly Attribute[], id: number, name: RegExp) =>
  table.find((attribute) => attribute.id === id && name.test(attribute.name))

/** Names under which makers report remaining life as a percentage that begins at 100. */
const LIFE_LEFT =
  /^(SSD_Life_Left|Percent_Lifetime_Remain|Perc_Rated_Life_Remain|Percent_Life_Remaining|Remaining_Lifetime_Perc|Remaining_Life(_Left)?|Media_Wearout_Indicator|Wear_Leveling_Count|Drive_Life_Remaining%?|Lifetime_Left|Life_Left)$/
const LIFE_USED = /^(Percent_Lifetime_Used|Perc_Rated_Life_Used|Percent_Life_Used|Lifetime_Used|Life_Used)$/
/** Of these the raw value is the percentage too, and some firmware leave the normalised one at 100. */
const RAW_IS_LIFE_LEFT = /^(SSD_Life_Left|Remaining_Lifetime_Perc|Percent_Life_Remaining)$/

const ataWear = (table: readonly Attribute[]): number | undefined => {
  const used = table.find((attribute) => LIFE_USED.test(attribute.name))
  if (used !== undefined) return plausible(0, 255)(rawCount(used))
  const left = table.find((attribute) => LIFE_LEFT.test(attribute.name))
  const normalised = plausible(0, 100)(left?.value)
  if (left === undefined || normalised === undefined) return undefined
  const raw = RAW_IS_LIFE_LEFT.test(left.name) ? plausible(0, 100)(rawCount(left)) : undefined
  return 100 - Math.min(normalised, raw ?? 100)
}

const worldWideName = (wwn: SmartctlOutput['wwn']): string | undefined =>
  wwn === undefined || [wwn.naa, wwn.oui, wwn.id].some((part) => !Number.isSafeInteger(part) || part < 0)
    ? undefined
    : `0x${wwn.naa.toString(16)}${wwn.oui.toString(16).padStart(6, '0')}${wwn.id.toString(16).padStart(9, '0')}`

const sumOf = (...figures: readonly (number | undefined)[]): number | undefined => {
  const known = figures.filter((figure) => figure !== undefined)
  return known.length === 0 ? undefined : known.reduce((all, figure) => all + figure, 0)
}

const figuresOf = (output: SmartctlOutput): SmartFigures => {
  const table = output.ata_smart_attributes?.table ?? []
  const nvme = output.nvme_smart_health_information_log
  const scsiErrors = output.scsi_error_counter_log
  const protocol = PROTOCOLS[output.device?.protocol as keyof typeof PROTOCOLS] as SmartFigures['protocol']
  return {
    protocol,
    throughUsbBridge: /^(usb|snt)/.test(output.device?.type ?? ''),
    sata: output.sata_version !== undefined,
    model: output.model_name ?? output.scsi_model_name,
    serial: output.serial_number,
    firmware: output.firmware_version ?? output.revision ?? output.scsi_revision,
    wwn: worldWideName(output.wwn),
    sizeBytes: plausible(1, Number.MAX_SAFE_INTEGER)(output.user_capacity?.bytes),
    logicalSectorBytes: plausible(1, 2 ** 20)(output.logical_block_size),
    physicalSectorBytes: plausible(1, 2 ** 20)(output.physical_block_size),
    rotationRpm: plausible(0, 100_000)(output.rotation_rate),
    selfAssessmentPassed: output.smart_status?.passed,
    attributeFailing: table.some((attribute) => attribute.when_failed?.toLowerCase() === 'now'),
    criticalWarning: plausible(0, 255)(nvme?.critical_warning),
    spareExhausted:
      nvme?.available_spare !== undefined &&
      nvme.available_spare_threshold !== undefined &&
      nvme.available_spare < nvme.available_spare_threshold,
    powerOnHours: plausibleHours(output.power_on_time?.hours ?? nvme?.power_on_hours),
    powerCycles: plausibleCount(output.power_cycle_count ?? nvme?.power_cycles),
    reallocatedSectors:
      rawCount(attributeNamed(table, 5, /Reallocat|Retired|Bad_Block/i)) ??
      plausibleCount(output.scsi_grown_defect_list),
    pendingSectors: rawCount(attributeNamed(table, 197, /Pending/i)),
    uncorrectableSectors:
      rawCount(attributeNamed(table, 198, /Uncorrect/i)) ??
      plausibleCount(
        sumOf(
          scsiErrors?.read?.total_uncorrected_errors,
          scsiErrors?.write?.total_uncorrected_errors,
          scsiErrors?.verify?.total_uncorrected_errors,
        ),
      ),
    mediaErrors: plausibleCount(nvme?.media_errors) ?? rawCount(attributeNamed(table, 187, /Uncorrect/i)),
    wearPercent: plausible(
      0,
      255,
    )(
      nvme?.percentage_used ??
        output.endurance_used?.current_percent ??
        output.scsi_percentage_used_endurance_indicator ??
        ataWear(table),
    ),
    temperatureCelsius: plausibleTemperature(output.temperature?.current ?? nvme?.temperature),
  }
}

/** smartctl explains a refusal in words only; these are the ones that need a different remedy. */
const whyRefused = (messages: readonly { readonly string: string }[]): Reading<never> => {
  const words = messages.map((message) => message.string).join('\n')
  if (/permission denied|operation not permitted|Error=5\b/i.test(words)) return missing('needs-root')
  if (/unknown usb bridge|unable to detect device type|specify device type/i.test(words)) return missing('unsupported')
  return missing('device-silent')
}

const membersOf = (answer: Answer | undefined): Reading<unknown> => {
  const fromText = answer?.state === 'said' ? smartctlTextMembers(answer.text) : undefined
  return fromText === undefined ? jsonOf(answer) : read(fromText)
}

export const readSmart = (answer: Answer | undefined): Reading<SmartFigures> => {
  const members = membersOf(answer)
  if ('why' in members) return members
  const output = SmartctlOutput.safeParse(members.value)
  if (!output.success) return missing('malformed')
  const spoke = output.data.device !== undefined || output.data.smart_status !== undefined
  const messages = output.data.smartctl?.messages ?? []
  const answered = output.data.model_name ?? output.data.scsi_model_name ?? output.data.ata_smart_attributes
  const asleep = answered === undefined && output.data.nvme_smart_health_information_log === undefined
  if (!spoke || asleep) return whyRefused(messages)
  return read(figuresOf(output.data))
}

/** One figure of a drive that was asked; why it is missing otherwise. */
export const figure = <T>(
  smart: Reading<SmartFigures>,
  select: (figures: SmartFigures) => T | undefined,
): Reading<T> => ('why' in smart ? smart : orMissing(select(smart.value), 'device-silent'))
