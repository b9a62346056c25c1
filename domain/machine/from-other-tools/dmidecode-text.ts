// What `dmidecode` printed, kept in a file: the firmware's tables, and nothing of disks or batteries' state. Its words are
// English in every locale. A dump that was cut is read as far as it goes, but sums over it are not the machine's.
import { parseDmiTables } from '../dmi-tables.ts'
import type { HardwareReport, ToolVersion } from '../hardware-report.ts'
import type { Section } from '../gaps.ts'
import type { Answer } from '../readings.ts'
import { unknownTime } from './reading-time.ts'
import { foreignReport, lacking } from './sections.ts'

export const beginsAsDmidecode = (text: string): boolean =>
  /^# dmidecode \d/m.test(text.slice(0, 2000)) ||
  /^Handle 0x[0-9A-Fa-f]{1,8}, DMI type \d{1,3}, \d+ bytes/m.test(text.slice(0, 20_000))

/**
 * The last structure of a table is of type 127; where a firmware's table has no such end, dmidecode says last of all what is
 * wrong with it. How many structures were announced tells nothing: firmware miscounts its own.
 */
export const isWholeDump = (text: string): boolean =>
  /^Handle 0x[0-9A-Fa-f]{1,8}, DMI type 127,/m.test(text) || /^Wrong DMI structures (count|length): .*\n$/m.test(text)

/** The line on which a dump was cut is half a value: half a serial number is another machine's. */
const withoutHalfLine = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1)

/** Windows' line ends and a byte-order mark come from editors and redirections. */
export const dmidecodeAnswer = (text: string): Answer => {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  return { state: 'said', text: isWholeDump(lines) ? lines : withoutHalfLine(lines), exitCode: 0, milliseconds: null }
}

export const dmidecodeTool = (text: string): ToolVersion => ({
  name: 'dmidecode',
  version: /^# dmidecode (\d+(?:\.\d+){0,3})/m.exec(text.slice(0, 2000))?.[1] ?? null,
})

/** What counts or adds up over the whole table, and is too small where some of it is missing. */
export const cutShort = (report: HardwareReport): HardwareReport => {
  const { memory, processor } = report
  const memorySection: Section<HardwareReport['memory']> = [
    'modules',
    'slots.used',
    'slots.total',
    'maximumBytes',
    'totalBytes',
  ].reduce((section, field) => lacking(section, field, 'malformed'), {
    value: { ...memory, totalBytes: null, maximumBytes: null, slots: { total: null, used: null } },
    state: report.sections.memory,
  })
  const processorSection: Section<HardwareReport['processor']> = ['threads', 'cores', 'sockets'].reduce(
    (section, field) => lacking(section, field, 'malformed'),
    { value: { ...processor, sockets: null, cores: null, threads: null }, state: report.sections.processor },
  )
  return {
    ...report,
    memory: memorySection.value,
    processor: processorSection.value,
    sections: { ...report.sections, memory: memorySection.state, processor: processorSection.state },
  }
}

/** null where there is not a single structure in it. */
export const reportFromDmidecode = (text: string, openedAt: string): HardwareReport | null => {
  const dmidecode = dmidecodeAnswer(text)
  if (dmidecode.state !== 'said' || parseDmiTables(dmidecode.text).length === 0) return null
  const report = foreignReport({
    madeFrom: 'dmidecode',
    tool: dmidecodeTool(text),
    time: unknownTime(openedAt),
    programs: { dmidecode },
  })
  return isWholeDump(dmidecode.text) ? report : cutShort(report)
}
