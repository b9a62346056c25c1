// The time of day on the key. Old machines wake in another year, and Windows keeps their clock in local time, where the key
// takes it for UTC: reports and logs would come from the future. A person corrects it; the machine's own clock is left alone.
import { type Language, reason } from '../../domain/words/reason.ts'
import { say } from '../../domain/words/sentences.ts'
import { askProgram } from '../hardware/ask-program.ts'
import type { Terminal } from './terminal.ts'

/** Where the workshops stand; programs that know no such names are told the same by TZ (menu.sh of the key). */
const ZONE = 'Europe/Paris'

const partsAt = (at: Date): Readonly<Record<string, number>> => {
  const form = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const parts = new Intl.DateTimeFormat('en-GB', { ...form, timeZone: ZONE }).formatToParts(at)
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
}

const asIfUtc = ({ year = 0, month = 1, day = 1, hour = 0, minute = 0 }: Readonly<Record<string, number>>): number =>
  Date.UTC(year, month - 1, day, hour, minute)

/** The instant at which a clock on the wall shows this. The zone's distance is taken where it is needed, near that instant. */
const instantOf = (wall: number): Date => {
  const distance = (at: number) => asIfUtc(partsAt(new Date(at))) - at
  return new Date(wall - distance(wall - distance(wall)))
}

const TIME = /^(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ ,]+)?(\d{1,2})[:hH](\d{2})$/

/** "14:32" today, or "25/11/2026 14:32"; null where it is no time. */
export const timeTyped = (text: string, now: Date): Date | null => {
  const [, day, month, year, hour, minute] = TIME.exec(text.trim()) ?? []
  if (hour === undefined || minute === undefined) return null
  const today = partsAt(now)
  const meant = {
    ...(year === undefined
      ? { year: today['year'] ?? 0, month: today['month'] ?? 1, day: today['day'] ?? 1 }
      : { year: Number(year), month: Number(month), day: Number(day) }),
    ...{ hour: Number(hour), minute: Number(minute) },
  }
  const wall = asIfUtc(meant)
  const back = new Date(wall)
  const isReal = back.getUTCDate() === meant.day && back.getUTCHours() === meant.hour && meant.minute < 60
  return isReal && meant.year >= 2020 && meant.year < 2100 ? instantOf(wall) : null
}

export const clockLine = (now: Date, language: Language): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    ...{ timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  })
    .format(now)
    .replace(',', '')

export const setClock = async (terminal: Terminal, language: Language): Promise<void> => {
  const word = (code: string) => say(reason(`live-key.${code}`), language)
  const now = new Date()
  terminal.show('', word('clock-about'))
  const typed = await terminal.ask(`${word('clock-question')} `)
  if (typed.trim() === '') return
  const time = timeTyped(typed, now)
  if (time !== null) {
    const args = ['-u', '-s', `@${String(Math.floor(time.getTime() / 1000))}`]
    const answer = await askProgram({ program: 'date', args, limitMs: 5000, withErrors: true })
    if (answer.state === 'said' && answer.exitCode === 0) return
  }
  terminal.show(word('clock-wrong'), '', word('any-key'))
  await terminal.press()
}
