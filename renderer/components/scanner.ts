// What a barcode scanner is to this window: a keyboard that types faster than hands and ends with Enter, often with
// another layout than the station's. This file tells bursts from typing and maps keys to characters; useScanner.ts
// listens and delivers.
import type { StationSettings } from '../../domain/station/station.ts'

/** `event.code`, led by `Shift+` where Shift was held, to the character it stands for. */
export type ScannerMapping = NonNullable<StationSettings['scanner']>

/** One key as pressed. `at` is the event's own time stamp (milliseconds), which a busy page does not distort. */
export type Stroke = { readonly code: string; readonly shift: boolean; readonly character: string; readonly at: number }

/** Slowest scanners pause about 30 ms between keys, wireless ones a little more; fast hands rarely go under 60 ms. */
export const burstGap = 50
/** Enter may lag a little behind the last character. */
export const enterGap = 120
/** Shorter codes are left to hands: two keys rolled together are not a scan. */
export const leastLength = 4

/**
 * Hands do not type this many keys at a scanner's pace: a burst that began so may hesitate (a busy computer, a wireless
 * link) without being cut in two.
 */
export const sureLength = 12
export const hesitationGap = 250

/** The key under which a mapping holds a stroke. */
export const strokeKey = (stroke: Pick<Stroke, 'code' | 'shift'>) =>
  stroke.shift ? `Shift+${stroke.code}` : stroke.code

/** What the strokes say: by the learnt mapping where it knows the key, else what the keyboard layout made of it. */
export const textOf = (strokes: readonly Stroke[], mapping: ScannerMapping | null) =>
  strokes.map((stroke) => mapping?.[strokeKey(stroke)] ?? stroke.character).join('')

const isWithin = (strokes: readonly Stroke[], at: number, gap: number) => {
  const last = strokes.at(-1)
  return last !== undefined && at - last.at <= gap
}

/** Whether the next key still belongs to the burst that these strokes began. */
export const continues = (strokes: readonly Stroke[], at: number) =>
  isWithin(strokes, at, strokes.length >= sureLength ? hesitationGap : burstGap)

/** A burst that Enter has just ended is a scan. */
export const isScan = (strokes: readonly Stroke[], enterAt: number) =>
  strokes.length >= leastLength && (isWithin(strokes, enterAt, enterGap) || continues(strokes, enterAt))

/**
 * The code of the scanner test, printed and shown as a QR code: every character that labels and documents carry, once,
 * so that one scan teaches the whole mapping.
 */
export const testCode = 'ETABLI-0123456789-CDFGHJKMNOPQRSUVWXYZ-abcdefghijklmnopqrstuvwxyz:/._+'

export type Lesson =
  | { readonly outcome: 'learnt'; readonly mapping: ScannerMapping; readonly changed: number }
  | { readonly outcome: 'too-short' | 'too-long' | 'contradiction' }

/**
 * Learns which key stands for which character from a scan of `expected`. `changed` counts the keys that the station's
 * own layout reads otherwise: none means that scanner and keyboard already agree.
 */
export const learn = (strokes: readonly Stroke[], expected: string = testCode): Lesson => {
  if (strokes.length < expected.length) return { outcome: 'too-short' }
  if (strokes.length > expected.length) return { outcome: 'too-long' }
  const mapping: Record<string, string> = {}
  let changed = 0
  for (const [index, stroke] of strokes.entries()) {
    const character = expected[index] ?? ''
    const key = strokeKey(stroke)
    const known = mapping[key]
    if (known !== undefined && known !== character) return { outcome: 'contradiction' }
    if (known === undefined && stroke.character !== character) changed += 1
    mapping[key] = character
  }
  return { outcome: 'learnt', mapping, changed }
}
