// What each line of an nwipe log says. Knows the printf forms of nwipe 0.32 to 0.42 (logging.c, nwipe.c, method.c,
// hpa_dco.c) and nothing of runs, disks or verdicts: a line that is none of these forms is kept as `other`.

export type LineLevel = 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'fatal' | 'sanity'

/** `pass` of `passes`, `round` of `rounds`: as the line says, none of it checked. */
type PassOf = { readonly pass: number; readonly passes: number; readonly round: number; readonly rounds: number }

/** One thing done to one disk. Their order tells whether an erasure went to its end. */
export type NwipeStep =
  | { readonly kind: 'invoked'; readonly method: string }
  | { readonly kind: 'round-started'; readonly round: number; readonly rounds: number }
  | { readonly kind: 'round-finished'; readonly round: number; readonly rounds: number; readonly final: boolean }
  | ({ readonly kind: 'pass-started' } & PassOf)
  | ({ readonly kind: 'pass-finished' } & PassOf)
  | ({ readonly kind: 'pass-verifying' } & PassOf)
  | ({ readonly kind: 'pass-verified' } & PassOf)
  | { readonly kind: 'written'; readonly bytes: number }
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'blanking' }
  | { readonly kind: 'blank-verifying' }
  | { readonly kind: 'blank-verified' }
  | { readonly kind: 'blanked' }
  | { readonly kind: 'random-writing' }
  | { readonly kind: 'random-verifying' }
  | { readonly kind: 'random-verified' }
  | { readonly kind: 'content-verifying' }
  | { readonly kind: 'content-verified' }

export type NwipeMessage =
  | {
      readonly kind: 'found'
      readonly device: string
      readonly bus: string
      readonly model: string
      readonly size: string
      readonly serial: string
      /** "S/N=" stands in it twice: where the model ends cannot be known. */
      readonly ambiguous: boolean
    }
  | { readonly kind: 'options' }
  | { readonly kind: 'option'; readonly name: string; readonly value: string }
  | { readonly kind: 'no-blanking' }
  | { readonly kind: 'size'; readonly device: string; readonly bytes: number }
  | { readonly kind: 'geometry'; readonly device: string }
  | { readonly kind: 'geometry-size'; readonly bytes: number }
  | { readonly kind: 'step'; readonly device: string; readonly step: NwipeStep }
  | { readonly kind: 'failure'; readonly device: string }
  | { readonly kind: 'hidden-sectors'; readonly device: string; readonly hidden: boolean | null }
  | { readonly kind: 'error-row'; readonly name: string; readonly counts: readonly [number, number, number] }
  | { readonly kind: 'status-row'; readonly name: string; readonly status: string; readonly rest: string }
  | { readonly kind: 'coverage-row'; readonly name: string; readonly percent: number }
  | {
      readonly kind: 'footer'
      readonly method: string
      readonly rounds: number
      readonly blank: boolean
      readonly verify: 'off' | 'last' | 'all'
    }
  | { readonly kind: 'ended'; readonly how: 'completed' | 'errors' | 'aborted' }
  | { readonly kind: 'other' }

export type LogLine = {
  /** From 1. */
  readonly number: number
  /** Without time and level; at most 1,000 characters. */
  readonly text: string
  readonly level: LineLevel | null
  /** Local time of the machine that ran nwipe, "2026-11-23T13:39:49": the log names no zone. null: none, or no date. */
  readonly at: string | null
  /** Seconds on that clock, to subtract one from another. */
  readonly seconds: number | null
  readonly message: NwipeMessage
  /** Bytes that are no text, control characters, or a date that no calendar has. */
  readonly garbled: boolean
}

const PREFIX =
  /^\[(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\] ?(?: *(debug|info|notice|warning|error|fatal|sanity): ?)?/
const LONGEST_LINE = 1000

/** Up to 0.31 a device was written "device '/dev/sda'", since then mostly bare. */
const DEVICE = String.raw`(?:device )?'?(\/dev\/[^\s',]+?)'?\.?`
const OF = String.raw`(?:\/| of )`
const PASS = String.raw`pass (\d+)${OF}(\d+), round (\d+)${OF}(\d+), on ${DEVICE}`
const pattern = (text: string) => new RegExp(`^${text}$`)

const whole = (digits: string | undefined): number => (digits === undefined ? Number.NaN : Number(digits))

const passOf = (found: RegExpExecArray): PassOf => ({
  pass: whole(found[1]),
  passes: whole(found[2]),
  round: whole(found[3]),
  rounds: whole(found[4]),
})

type Form = { readonly form: RegExp; readonly says: (found: RegExpExecArray) => NwipeMessage }

const step = (form: string, deviceAt: number, says: (found: RegExpExecArray) => NwipeStep): Form => ({
  form: pattern(form),
  says: (found) => ({ kind: 'step', device: found[deviceAt] ?? '', step: says(found) }),
})

const VERIFY_OF = { NV: 'off', VL: 'last', VA: 'all' } as const

const forms: readonly Form[] = [
  {
    form: /^Found (\/dev\/[^\s,]+), *([^,]*?) *, (.*), ([^,]*), S\/N=(.*)$/,
    says: ([whole = '', device = '', bus = '', model = '', size = '', serial = '']) => ({
      kind: 'found',
      device,
      bus,
      model: model.trim(),
      size: size.trim(),
      serial: serial.trim(),
      ambiguous: whole.split('S/N=').length > 2,
    }),
  },
  { form: /^Program options are set as follows/, says: () => ({ kind: 'options' }) },
  { form: /^ {2}do not perform a final blank pass$/, says: () => ({ kind: 'no-blanking' }) },
  {
    form: /^ {2}Total device bytes *= (\d+)$/,
    says: (found) => ({ kind: 'geometry-size', bytes: whole(found[1]) }),
  },
  {
    form: /^ {2}(autonuke|banner|prng|method|quiet|rounds|sync|verify|direction) *= (.*)$/,
    says: ([, name = '', value = '']) => ({ kind: 'option', name, value: value.trim() }),
  },
  {
    form: /^(\/dev\/[^\s,]+), sect\/blk\/dev \d+\/\d+\/(\d+)$/,
    says: (found) => ({ kind: 'size', device: found[1] ?? '', bytes: whole(found[2]) }),
  },
  {
    form: /^(\/dev\/[^\s:]+): Device geometry is as follows/,
    says: (found) => ({ kind: 'geometry', device: found[1] ?? '' }),
  },
  step(`Invoking method '(.*)' on ${DEVICE}`, 2, ([, method = '']) => ({ kind: 'invoked', method })),
  step(`Starting round (\\d+) of (\\d+) on ${DEVICE}`, 3, ([, round, rounds]) => ({
    kind: 'round-started',
    round: whole(round),
    rounds: whole(rounds),
  })),
  step(`Finished( final)? round (\\d+) of (\\d+) on ${DEVICE}`, 4, ([, final, round, rounds]) => ({
    kind: 'round-finished',
    round: whole(round),
    rounds: whole(rounds),
    final: final !== undefined,
  })),
  step(`Starting ${PASS}`, 5, (found) => ({ kind: 'pass-started', ...passOf(found) })),
  step(`Finished ${PASS}`, 5, (found) => ({ kind: 'pass-finished', ...passOf(found) })),
  step(`Verifying ${PASS}`, 5, (found) => ({ kind: 'pass-verifying', ...passOf(found) })),
  step(`Verified ${PASS}`, 5, (found) => ({ kind: 'pass-verified', ...passOf(found) })),
  step(`(\\d+) bytes written to ${DEVICE}`, 2, ([, bytes]) => ({ kind: 'written', bytes: whole(bytes) })),
  step(`(\\d+) bytes read from ${DEVICE}`, 2, ([, bytes]) => ({ kind: 'read', bytes: whole(bytes) })),
  step(`Blanking ${DEVICE}`, 1, () => ({ kind: 'blanking' })),
  step(`Verifying that ${DEVICE} is empty\\.`, 1, () => ({ kind: 'blank-verifying' })),
  step(`\\[SUCCESS\\] Verified that ${DEVICE} is empty\\.`, 1, () => ({ kind: 'blank-verified' })),
  step(`\\[SUCCESS\\] Blanked ${DEVICE}`, 1, () => ({ kind: 'blanked' })),
  step(`Writing final random pattern to ${DEVICE}`, 1, () => ({ kind: 'random-writing' })),
  step(`Verifying final random pattern FRP on ${DEVICE}`, 1, () => ({ kind: 'random-verifying' })),
  step(`\\[SUCCESS\\] Verified FRP on ${DEVICE} matches`, 1, () => ({ kind: 'random-verified' })),
  step(`Verifying that ${DEVICE} is (?:zeroed|Ones \\(0xFF\\))`, 1, () => ({ kind: 'content-verifying' })),
  step(`\\[SUCCESS\\] Verified that ${DEVICE} is (?:Zeroed|full of ones \\(0xFF\\))\\.`, 1, () => ({
    kind: 'content-verified',
  })),
  // Before 0.41 these come as mere notices.
  { form: /^\[FAILURE\] (\/dev\/\S+) /, says: (found) => ({ kind: 'failure', device: found[1] ?? '' }) },
  {
    form: /HIDDEN SECTORS DETECTED.* on (\/dev\/[^\s.]+)/,
    says: (found) => ({ kind: 'hidden-sectors', device: found[1] ?? '', hidden: true }),
  },
  {
    form: /HIDDEN SECTORS INDETERMINATE.* on (\/dev\/[^\s.]+)/,
    says: (found) => ({ kind: 'hidden-sectors', device: found[1] ?? '', hidden: null }),
  },
  {
    form: /^No hidden sectors on (\/dev\/[^\s.]+)/,
    says: (found) => ({ kind: 'hidden-sectors', device: found[1] ?? '', hidden: false }),
  },
  {
    form: /^Nwipe (successfully completed|exited with errors,|was aborted by the user)/,
    says: ([, how = '']) => ({
      kind: 'ended',
      how: how.startsWith('success') ? 'completed' : how.startsWith('exited') ? 'errors' : 'aborted',
    }),
  },
]

const footer: Form = {
  form: /^Total Throughput .*?\/s, (.+), (\d+)R\+(N?B)\+(NV|VL|VA)$/,
  says: ([, method = '', rounds, blank, verify]) => ({
    kind: 'footer',
    method,
    rounds: whole(rounds),
    blank: blank === 'B',
    verify: VERIFY_OF[verify as keyof typeof VERIFY_OF], // one of its keys, by the form
  }),
}

/** The lines of the tables have neither time nor level. */
const rows: readonly Form[] = [
  {
    form: /^[! ] +(\S+) \| +(\d+) \| +(\d+) \| +(\d+)$/,
    says: ([, name = '', ...counts]) => ({
      kind: 'error-row',
      name,
      counts: [whole(counts[0]), whole(counts[1]), whole(counts[2])],
    }),
  },
  {
    form: /^[! ] +(\S+) \|(.{8})\| *[^|]*\/s \| \d+:\d\d:\d\d \| (.*)$/,
    says: ([, name = '', status = '', rest = '']) => ({ kind: 'status-row', name, status: status.trim(), rest }),
  },
  {
    form: /^[! ] +(\S+) \| +\d+ \| +\d+ \| +([\d.]+)%/,
    says: (found) => ({ kind: 'coverage-row', name: found[1] ?? '', percent: whole(found[2]) }),
  },
]

const messageOf = (text: string, among: readonly Form[]): NwipeMessage => {
  for (const { form, says } of among) {
    const found = form.exec(text)
    if (found !== null) return says(found)
  }
  return { kind: 'other' }
}

/** The seconds since 1970 on a clock without zone; null where the calendar has no such instant. */
const secondsOf = (found: RegExpExecArray): number | null => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number)
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isReal =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute
  return isReal ? date.getTime() / 1000 : null
}

// Tabulators and blanks are text; all other controls, marks of direction, and what no decoder could read are not.
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufffd]/

const lineOf = (raw: string, number: number): LogLine => {
  const prefix = PREFIX.exec(raw)
  const text = raw.slice(prefix?.[0].length ?? 0).trimEnd()
  const level = (prefix?.[7] ?? null) as LineLevel | null // one of its words, by the form
  const seconds = prefix === null ? null : secondsOf(prefix)
  const isTooLong = text.length > LONGEST_LINE
  return {
    number,
    text: text.slice(0, LONGEST_LINE),
    level,
    at: prefix === null || seconds === null ? null : new Date(seconds * 1000).toISOString().slice(0, 19),
    seconds,
    message: isTooLong
      ? { kind: 'other' }
      : level !== null
        ? messageOf(text, forms)
        : messageOf(text, prefix === null ? rows : [footer]),
    garbled: NO_TEXT.test(raw) || isTooLong || (prefix !== null && seconds === null),
  }
}

/** Every line of the text, whatever it is. Ends of line may be those of Windows. Never throws. */
export const readLines = (text: string): readonly LogLine[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((raw, index) => lineOf(raw, index + 1))
