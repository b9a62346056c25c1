// A barcode scanner as the window meets it: a keyboard that types a code in one burst and ends with Enter. Each key
// carries the moment at which a scanner would have pressed it, so that a busy computer does not stretch the burst.
import type { CDPSession, Page } from 'playwright-core'

type Key = { readonly code: string; readonly shift: boolean }

/** On a QWERTY keyboard, as most scanners pretend to be. */
const others: Readonly<Record<string, Key>> = {
  '/': { code: 'Slash', shift: false },
  '-': { code: 'Minus', shift: false },
  ' ': { code: 'Space', shift: false },
  '.': { code: 'Period', shift: false },
}

const keyOf = (character: string): Key => {
  if (/[a-z]/i.test(character))
    return { code: `Key${character.toUpperCase()}`, shift: character === character.toUpperCase() }
  if (/\d/.test(character)) return { code: `Digit${character}`, shift: false }
  const known = others[character]
  if (known === undefined) throw new Error(`This scanner has no key for ${character}`)
  return known
}

const SHIFT = 8
const sessions = new WeakMap<Page, Promise<CDPSession>>()
const sessionOf = (page: Page) => {
  const known = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, known)
  return known
}

export const scan = async (page: Page, text: string): Promise<void> => {
  const session = await sessionOf(page)
  const strokes = [...text].flatMap((character) => {
    const { code, shift } = keyOf(character)
    const key = { key: character, code, modifiers: shift ? SHIFT : 0 }
    return [
      { type: 'keyDown' as const, ...key, text: character },
      { type: 'keyUp' as const, ...key },
    ]
  })
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
  const events = [...strokes, { type: 'keyDown' as const, ...enter, text: '\r' }, { type: 'keyUp' as const, ...enter }]
  const from = Date.now()
  const timed = events.map((event, index) => ({ ...event, timestamp: (from + 2 * index) / 1000 }))
  await Promise.all(timed.map((event) => session.send('Input.dispatchKeyEvent', event)))
}
