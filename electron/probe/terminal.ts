// What the probe shows a person who watches: the sections as they arrive, one line each, with what matters of it. All of it
// goes to standard error, so that a report on standard output stays a report.
import { formatDiskSize, formatMemory, formatNumber } from '../../domain/words/wording.ts'
import { listMayBeShort } from '../../domain/machine/completeness.ts'
import { machineName } from '../../domain/machine/machine-name.ts'
import type { HardwareReport, SectionName, SectionState } from '../../domain/machine/hardware-report.ts'
import { type Language, type Reason, reason } from '../../domain/words/reason.ts'
import { say } from '../../domain/words/sentences.ts'
import type { SectionArrival } from '../hardware/gather.ts'

/** What a machine calls itself may hold control characters; a terminal would obey them, and a line of its own would seem ours. */
export const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

/** Lines no wider than a terminal, broken at blanks. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of printable(text).split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
      continue
    }
    for (let at = 0; at === 0 || at < word.length; at += width) lines.push(word.slice(at, at + width))
  }
  return lines
}

/** The beginning of a text that is too wide. */
export const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text

const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ')

/** The one thing that a person wants to know of a section; '' where there is nothing. */
const glance = (report: HardwareReport, section: SectionName, language: Language): string => {
  const percent = (value: number | null) =>
    value === null ? null : `${formatNumber(Math.round(value), language)}${language === 'fr' ? '\u202f' : ''}%`
  switch (section) {
    case 'identity':
      return joined(machineName(report.identity), report.identity.serial)
    case 'firmware':
      return joined(
        report.firmware.version,
        report.firmware.date,
        report.firmware.mode === 'legacy' ? 'BIOS' : report.firmware.mode?.toUpperCase(),
      )
    case 'processor':
      return report.processor.model ?? ''
    case 'memory': {
      const bytes = report.memory.totalBytes ?? report.memory.visibleBytes
      return bytes === null ? '' : formatMemory(bytes, language)
    }
    case 'disks':
      return report.disks
        .map(({ model, serial, sizeBytes }) =>
          joined(model, serial, sizeBytes === null ? null : formatDiskSize(sizeBytes, language)),
        )
        .join(' | ')
    case 'batteries':
      return report.batteries.map(({ healthPercent }) => percent(healthPercent) ?? '?').join(' | ')
    case 'displays':
      return report.displays.map(({ maker, model }) => joined(maker, model)).join(' | ')
    case 'tpm':
      return report.tpm.version ?? ''
    case 'storageControllers':
    case 'network':
    case 'bluetooth':
    case 'webcams':
    case 'sound':
      return report[section].map(({ name }) => name).join(' | ')
    case 'graphics':
    case 'opticalDrives':
      return report[section].map(({ model }) => model ?? '?').join(' | ')
    case 'operatingSystems':
      return report.operatingSystems.map(({ name }) => name).join(' | ')
  }
}

const markOf = (state: SectionState): string =>
  state.state === 'read' || !listMayBeShort(state) ? '✔' : state.state === 'partly' ? '~' : '–'

const whyOf = (state: SectionState, language: Language): string => {
  const causes =
    state.state === 'read' ? [] : state.state === 'partly' ? state.missing.map(({ why }) => why) : [state.why]
  if (causes.length === 0) return ''
  const terms = [...new Set(causes)].map((cause) => `absence-${cause}`)
  return say(reason('probe.causes', { causes: terms.join(',') }), language)
}

/** One line of the screen, in the order in which the sections come. */
export const sectionLine = ({ section, report }: SectionArrival, language: Language): string => {
  const state = report.sections[section]
  const name = say(reason('probe.section', { section: `section-${section}` }), language)
  const why = whyOf(state, language)
  const seen = glance(report, section, language).slice(0, 300)
  const what = seen === '' && why === '' ? say(reason('probe.nothing'), language) : seen
  return printable(`${markOf(state)} ${name.padEnd(24)} ${joined(what, why)}`.trimEnd())
}

/** Where words go. `watch` is null where nobody watches. */
export type Screen = {
  readonly tell: (...reasons: readonly Reason[]) => void
  readonly watch: ((line: string) => void) | null
  /** Written over by the next: how far a long piece of work is. */
  readonly pass: ((line: string) => void) | null
}

/** Texts of several lines, such as the help, stay as they are laid out. */
const inLines = (text: string, width: number): readonly string[] =>
  width === Infinity ? [printable(text)] : wrapped(text, width)

export const screenOf = (stream: NodeJS.WriteStream, language: Language): Screen => {
  const clear = stream.isTTY ? '\r\u001b[K' : ''
  const line = (text: string) => stream.write(`${clear}${text}\n`)
  // Not known on a serial line; whole sentences then, which the terminal breaks as it likes.
  const width = stream.isTTY && stream.columns > 0 ? stream.columns : Infinity
  return {
    tell: (...reasons) => {
      for (const each of reasons) for (const part of inLines(say(each, language), width)) line(part)
    },
    // One line for each: the report has the rest.
    watch: stream.isTTY ? (text) => line(cut(text, width)) : null,
    pass: stream.isTTY ? (text) => stream.write(`${clear}${cut(printable(text), width)}`) : null,
  }
}
