// A diagnostic as a person reads it: plain text, section by section, one fact a line.
import { sayLogLine } from '../log/event.ts'
import type { Language } from '../words/reason.ts'
import { formatDiskSize, formatMemory, formatNumber } from '../words/wording.ts'
import type { DiagnosticFacts } from './facts.ts'
import { diagnosticWords, type Label, labels, type ValueWord, valueWords } from './words.ts'

type Line = readonly [Label, string | number | boolean | null]

const twoDigits = (value: number) => String(value).padStart(2, '0')
const zone = (minutes: number) =>
  `UTC${minutes < 0 ? '-' : '+'}${twoDigits(Math.trunc(Math.abs(minutes) / 60))}:${twoDigits(Math.abs(minutes) % 60)}`
const list = (values: readonly string[]) => (values.length === 0 ? null : values.join(', '))

/** The same disks together: « 2 × ssd 256 Go ». */
const diskLines = (disks: NonNullable<DiagnosticFacts['disks']>, language: Language): string[] => {
  const counted = new Map<string, number>()
  for (const { kind, bytes } of disks) {
    const name = `${kind} ${formatDiskSize(bytes, language)}`
    counted.set(name, (counted.get(name) ?? 0) + 1)
  }
  return [...counted].map(([name, count]) => `${String(count)} × ${name}`)
}

/** UTF-8 text with line feeds, the same for the same facts. */
export const diagnosticText = (facts: DiagnosticFacts, language: Language): string => {
  const words = diagnosticWords[language]
  const colon = language === 'fr' ? ' : ' : ': '
  const said = (value: Line[1]) => {
    if (value === null) return words.unknown
    if (typeof value === 'boolean') return value ? words.yes : words.no
    return typeof value === 'number' ? formatNumber(value, language) : value
  }
  const value = (word: ValueWord) => valueWords[word][language]
  const memory = (bytes: number) => formatMemory(bytes, language)
  const section = (heading: keyof typeof words.headings, lines: readonly string[]) =>
    [`== ${words.headings[heading]} ==`, ...lines, ''].join('\n')
  const table = (lines: readonly Line[]) =>
    lines.map(([label, value]) => `${labels[label][language]}${colon}${said(value)}`)
  const { system, window, station, folder, journal, backup, log, work } = facts

  return [
    `${words.title}\n${words.madeAt} ${facts.at}\n${words.promise}\n`,
    section(
      'version',
      table([
        ['version', facts.version],
        ['builtAt', facts.builtAt],
        ['shell', value(facts.shell)],
        ['demo', facts.demo],
      ]),
    ),
    section(
      'system',
      table([
        ['platform', `${system.platform} ${system.release}`],
        ['distribution', system.distribution],
        ['architecture', system.architecture],
        ['node', system.node],
        ['processor', system.processor === null ? null : `${system.processor} (${String(system.cores)})`],
        ['memory', memory(system.memoryBytes)],
        ['freeMemory', memory(system.freeMemoryBytes)],
        ['up', `${String(Math.floor(system.upSeconds / 3600))} h`],
        ['zone', zone(system.zoneMinutes)],
        ['asRoot', system.asRoot],
      ]),
    ),
    section(
      'window',
      window === null
        ? [words.unknown]
        : table([
            ['engine', window.engine === null ? null : String(window.engine)],
            ['size', `${String(window.width)} × ${String(window.height)} (× ${said(window.scale)})`],
            ['state', value(window.state)],
            ['trouble', window.storageTrouble ?? words.none],
            ['rows', window.rows],
            ['setAside', window.setAside],
            ['storage', window.usedBytes === null ? null : memory(window.usedBytes)],
          ]),
    ),
    section(
      'station',
      station === null
        ? [words.notSetUp]
        : table([
            ['code', station.code],
            ['activities', list(station.activities.map(value))],
            ['language', station.language],
            ['minimum', value(station.erasureMinimum)],
            ['operators', station.operators],
            ['supervisors', station.supervisors],
            ['simplified', station.simplified],
            ['logo', station.hasLogo],
            ['scanner', station.hasScanner],
            ['exchangeFolder', station.hasFolder],
            ['dailyBackup', station.dailyBackup],
            ['key', value(facts.key)],
            ['keyCopied', station.keyCopied],
          ]),
    ),
    section(
      'folder',
      table([
        ['usual', folder.usual],
        ['fileSystem', folder.fileSystem],
        [
          'free',
          folder.freeBytes === null || folder.totalBytes === null
            ? null
            : `${formatDiskSize(folder.freeBytes, language)} / ${formatDiskSize(folder.totalBytes, language)}`,
        ],
        ['journalSize', formatDiskSize(folder.journalBytes, language)],
      ]),
    ),
    section(
      'journal',
      table([
        ['head', `${said(journal.position)}${journal.lastAt === null ? '' : ` (${journal.lastAt})`}`],
        ['fingerprint', journal.hash ?? words.none],
        ['writable', journal.writable],
        ['notices', list(journal.notices) ?? words.none],
        ['clock', value(facts.clock)],
        ['work', `erasure ${String(work.erasures)}, read-back ${String(work.readBacks)}`],
      ]),
    ),
    section(
      'frames',
      facts.frames === null
        ? [words.unknown]
        : Object.entries(facts.frames)
            .toSorted(([one], [other]) => (one < other ? -1 : 1))
            .map(([kind, count]) => `${kind}${colon}${said(count)}`),
    ),
    section(
      'backup',
      table([
        ['lastBackup', backup.lastAt === null ? words.none : `${backup.lastAt} (${said(backup.position)})`],
        ['missing', backup.missingFiles],
        ['lastFailure', backup.failedAt === null ? words.none : `${backup.failedAt} ${list(backup.why) ?? ''}`],
      ]),
    ),
    section(
      'targets',
      facts.targets.length === 0
        ? [words.none]
        : facts.targets.map(
            ({ kind, schedule, paused, ...counts }) =>
              `${kind}, ${schedule}${paused ? ', paused' : ''}${colon}${Object.entries(counts)
                .map(([name, count]) => `${name} ${said(count)}`)
                .join(', ')}`,
          ),
    ),
    section('disks', facts.disks === null ? [words.unknown] : diskLines(facts.disks, language)),
    section(
      'programs',
      facts.programs.length === 0
        ? [words.none]
        : facts.programs.map(({ name, version }) => `${name} ${version ?? ''}`.trimEnd()),
    ),
    section('log', [
      ...(log.unread > 0 ? [`${words.unreadLines}${colon}${said(log.unread)}`] : []),
      ...(log.lines.length === 0 ? [words.noLog] : log.lines.map(sayLogLine)),
    ]),
  ].join('\n')
}

/** `day` as 2026-11-26. Before set-up a station has no code. */
export const diagnosticFileName = (code: string | null, day: string): string =>
  `etabli-diagnostic-${code ?? 'X'}-${day}.txt`
