// The menu of the live key: what each choice does, with the probe and nwipe as programs of their own, so that whatever
// becomes of them leads back here. How it looks is screen.ts'.
import { access, readFile, stat, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { formatDiskSize } from '../../domain/words/wording.ts'
import { type Language, type Reason, reason } from '../../domain/words/reason.ts'
import { say } from '../../domain/words/sentences.ts'
import { findProgram } from '../hardware/find-program.ts'
import { wrapped } from '../probe/terminal.ts'
import { clockLine, setClock } from './clock.ts'
import { pressOf } from './key-press.ts'
import { type Desk, deskIn } from './papers.ts'
import { CHOICES, type Choice, COLUMNS, digitOn, MARGIN, menuScreen, titleBar } from './screen.ts'
import { type Ended, type Terminal, terminalHere } from './terminal.ts'
import { attachedKeys, type UsbKey } from './usb-keys.ts'
import { FOLDER_ON_KEY, isOurs, writeToKey } from './write-to-key.ts'

/** Only the live key has it: elsewhere this menu would mount, and switch off, what is not its own. */
const ON_THE_KEY = '/etc/etabli-live-key'
const ROOT = '/run/etabli'
const LANGUAGE_FILE = `${ROOT}/language`

export const isLiveKey = (): Promise<boolean> =>
  access(ON_THE_KEY).then(
    () => true,
    () => false,
  )

const LOOKING_SECONDS = 8

type Bench = {
  readonly terminal: Terminal
  readonly desk: Desk
  readonly language: Language
  /** Program and first words that start the probe. */
  readonly probe: { readonly program: string; readonly words: readonly string[] }
}

const wordsOf =
  ({ language }: Bench) =>
  (code: string, params: Reason['params'] = {}) =>
    say(reason(`live-key.${code}`, params), language)

/** A screen of its own for one choice. */
const begin = (bench: Bench, choice: Choice): void => {
  bench.terminal.clear()
  bench.terminal.show(titleBar(wordsOf(bench)(choice), ''), '')
}

const tell = ({ terminal, language }: Bench, ...reasons: readonly Reason[]): void => {
  const lines = reasons.flatMap((each) => [...wrapped(say(each, language), COLUMNS - 2 * MARGIN.length), ''])
  terminal.show(...lines.map((line) => `${MARGIN}${line}`.trimEnd()))
}

const untilPress = async (bench: Bench): Promise<void> => {
  bench.terminal.show(`${MARGIN}${wordsOf(bench)('any-key')}`)
  await bench.terminal.press()
}

/** Which of these a person presses, from 0; null: none of them. */
const choose = async (bench: Bench, offers: readonly string[]): Promise<number | null> => {
  const lines = offers.map((offer, at) => `${MARGIN}${digitOn(at)} ${offer}`)
  bench.terminal.show(...lines.flatMap((line) => [line, '']), `${MARGIN}${wordsOf(bench)('back')}`)
  const press = pressOf(await bench.terminal.press())
  return press?.kind === 'digit' && press.digit <= offers.length ? press.digit - 1 : null
}

/** Only the letter of yes is a yes. */
const isSure = async (bench: Bench, question: string): Promise<boolean> => {
  bench.terminal.show(`${MARGIN}${wordsOf(bench)(question)}`)
  const press = pressOf(await bench.terminal.press())
  return press?.kind === 'letter' && press.letter === (bench.language === 'fr' ? 'o' : 'y')
}

/** A program that was stopped, crashed or is not there: said, and back to the menu. */
const tellEnd = (bench: Bench, ended: Ended): void => {
  bench.terminal.show('')
  if ('error' in ended) tell(bench, reason('live-key.not-started', { message: ended.error }))
  else if (ended.signal === 'SIGINT') tell(bench, reason('live-key.stopped'))
  else if (ended.signal !== null) tell(bench, reason('live-key.crashed', { signal: ended.signal }))
}

const runProbe = ({ terminal, probe, desk, language }: Bench, words: readonly string[]): Promise<Ended> =>
  terminal.run(probe.program, [...probe.words, '--lang', language, '--out', desk.folder, ...words])

const read = async (bench: Bench): Promise<void> => {
  begin(bench, 'read')
  tellEnd(bench, await runProbe(bench, []))
  await untilPress(bench)
}

const READINGS = [
  ['--verify', 'full', '--expect', 'zero'],
  ['--verify', 'sample', '--expect', 'zero'],
  ['--verify', 'full', '--expect', 'random'],
] as const

const verify = async (bench: Bench): Promise<void> => {
  begin(bench, 'verify')
  tell(bench, reason('live-key.verify-about'))
  const word = wordsOf(bench)
  const chosen =
    READINGS[
      (await choose(
        bench,
        ['verify-full', 'verify-sample', 'verify-random'].map((code) => word(code)),
      )) ?? -1
    ]
  if (chosen === undefined) return
  begin(bench, 'verify')
  tell(bench, reason('live-key.verify-stop'))
  tellEnd(bench, await runProbe(bench, ['--no-bench', '--no-report', ...chosen]))
  await untilPress(bench)
}

const described = ({ name, path, sizeBytes }: UsbKey, language: Language): string =>
  [name, formatDiskSize(sizeBytes, language), path].filter((part) => part !== '').join(' · ')

/** One that was just plugged in takes some seconds to be there. */
const keysSoon = async (bench: Bench): Promise<readonly UsbKey[]> => {
  const first = await attachedKeys()
  if (first.length > 0) return first
  tell(bench, reason('live-key.looking'))
  for (let tries = 0; tries < LOOKING_SECONDS; tries++) {
    await sleep(1000)
    const keys = await attachedKeys()
    if (keys.length > 0) return keys
  }
  return []
}

/** Our own key where there is exactly one; else a person says which. Null: none, or none is wanted. */
const chooseKey = async (bench: Bench, insist: boolean): Promise<UsbKey | null> => {
  const keys = await keysSoon(bench)
  const ours: UsbKey[] = []
  for (const key of keys) if (await isOurs(key)) ours.push(key)
  const [only, another] = ours
  if (only !== undefined && another === undefined && !insist) return only
  if (keys.length === 0) {
    tell(bench, reason('live-key.no-key'))
    return null
  }
  tell(bench, reason('live-key.which-key'))
  const shown = keys.slice(0, 9)
  const chosen = await choose(
    bench,
    shown.map((key) => described(key, bench.language)),
  )
  return chosen === null ? null : (shown[chosen] ?? null)
}

/** A key that failed once is not taken again without being asked for. */
let hasFailed = false

const write = async (bench: Bench): Promise<void> => {
  begin(bench, 'write')
  if ((await bench.desk.look()).unwritten.length === 0) {
    tell(bench, reason('live-key.nothing-to-write'))
    return untilPress(bench)
  }
  const key = await chooseKey(bench, hasFailed)
  if (key === null) {
    tell(bench, reason('live-key.kept'))
    return untilPress(bench)
  }
  tell(bench, reason('live-key.writing', { key: described(key, bench.language) }))
  const { written, reasons } = await writeToKey(bench.desk, key)
  bench.terminal.show(...written.map((name) => `${MARGIN}${FOLDER_ON_KEY}/${name}`), '')
  hasFailed = reasons.length > 0
  tell(bench, ...reasons, reason(hasFailed ? 'live-key.kept-try-another' : 'live-key.may-be-pulled-out'))
  await untilPress(bench)
}

/** nwipe takes ten at most. */
const MOST_EXCLUDED = 10

const erase = async (bench: Bench): Promise<void> => {
  begin(bench, 'erase')
  const nwipe = await findProgram('nwipe')
  if (nwipe === null) {
    tell(bench, reason('live-key.not-started', { message: 'nwipe' }))
    return untilPress(bench)
  }
  const ours = (await attachedKeys()).filter(({ hasOurLabel }) => hasOurLabel)
  const disks = [...new Set(ours.map(({ disk }) => disk))].slice(0, MOST_EXCLUDED)
  tell(bench, reason('live-key.erase-about'))
  tell(
    bench,
    disks.length === 0
      ? reason('live-key.erase-no-key')
      : reason('live-key.erase-excluded', { disks: disks.join(', ') }),
  )
  if (!(await isSure(bench, 'erase-sure'))) return
  const log = await bench.desk.nameForLog(new Date())
  const exclude = disks.length === 0 ? [] : [`--exclude=${disks.join(',')}`]
  const ended = await bench.terminal.run(nwipe, [`--logfile=${log}`, ...exclude])
  begin(bench, 'erase')
  tellEnd(bench, ended)
  const isThere = await stat(log).catch(() => null)
  tell(bench, reason(isThere === null ? 'live-key.no-log' : 'live-key.log-kept'))
  await untilPress(bench)
}

const openConsole = async (bench: Bench): Promise<void> => {
  begin(bench, 'console')
  tell(bench, reason('live-key.console-about'))
  tellEnd(bench, await bench.terminal.run('/bin/bash', []))
}

const powerOff = async (bench: Bench): Promise<void> => {
  begin(bench, 'power-off')
  const { unwritten } = await bench.desk.look()
  if (unwritten.length > 0) {
    tell(bench, reason('live-key.unwritten-lost', { count: unwritten.length }))
    if (!(await isSure(bench, 'power-off-sure'))) return
  }
  tell(bench, reason('live-key.powering-off'))
  await bench.terminal.run('/bin/sync', [])
  tellEnd(bench, await bench.terminal.run('/bin/busybox', ['poweroff', '-f']))
  await untilPress(bench)
}

const rooms = { read, verify, write, erase, console: openConsole, 'power-off': powerOff } as const satisfies Record<
  Choice,
  (bench: Bench) => Promise<void>
>

const languageNow = async (): Promise<Language> =>
  (await readFile(LANGUAGE_FILE, 'utf8').catch(() => '')) === 'en' ? 'en' : 'fr'

/** Goes on until the machine is switched off. */
export const runMenu = async (probe: Bench['probe']): Promise<never> => {
  const terminal = terminalHere()
  const desk = await deskIn(ROOT)
  for (;;) {
    const language = await languageNow()
    const bench: Bench = { terminal, desk, language, probe }
    terminal.clear()
    terminal.show(...menuScreen({ papers: await desk.look(), language, clock: clockLine(new Date(), language) }))
    const press = pressOf(await terminal.press())
    const choice = press?.kind === 'digit' ? CHOICES[press.digit - 1] : undefined
    try {
      if (choice !== undefined) await rooms[choice](bench)
      else if (press?.kind === 'letter' && press.letter === 'l') {
        await writeFile(LANGUAGE_FILE, language === 'fr' ? 'en' : 'fr')
      } else if (press?.kind === 'letter' && press.letter === 'h') await setClock(terminal, language)
    } catch (error) {
      tell(bench, reason('live-key.failed', { message: error instanceof Error ? error.message : String(error) }))
      await untilPress(bench)
    }
  }
}
