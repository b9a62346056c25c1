/// <reference types="@vitest/browser-playwright" />
// Scans as they arrive in a real window: real keys, real focus, real buttons.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { effectScope, type EffectScope } from 'vue'
import { learn } from '../../../renderer/components/scanner.ts'
import {
  listenForScans,
  setScannerMapping,
  useScanner,
  type ScanHandler,
} from '../../../renderer/components/useScanner.ts'

let scope: EffectScope
let stop: () => void
let scanned: string[]
let pressed: number

/** Keys as a device sends them: every few milliseconds by its own clock, however busy this computer is. */
const scan = async (text: string) => {
  const begun = Date.now() / 1000
  for (const [index, key] of [...text, 'Enter'].entries()) {
    const code = /^[A-Z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key
    const stroke = { key, code: key === ' ' ? 'Space' : code, timestamp: begun + index * 0.006 }
    await cdp().send('Input.dispatchKeyEvent', { type: 'keyDown', text: key === 'Enter' ? '\r' : key, ...stroke })
    await cdp().send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke })
  }
}

const page = (html: string) => {
  // Test markup only: written here, never from outside.
  document.body.innerHTML = html
  document.querySelector('button')?.addEventListener('click', () => (pressed += 1))
}
const handler = (more: Partial<ScanHandler> = {}) => {
  scope.run(() => {
    useScanner({ onScan: (text) => scanned.push(text), ...more })
  })
}
const focus = (selector: string) => {
  document.querySelector<HTMLElement>(selector)?.focus()
}
const valueOf = (selector: string) => document.querySelector<HTMLInputElement>(selector)?.value

beforeEach(() => {
  scope = effectScope()
  stop = listenForScans()
  scanned = []
  pressed = 0
  setScannerMapping(null)
})
afterEach(() => {
  scope.stop()
  stop()
})

describe('a scan', () => {
  it('goes to the place on screen and never presses the focused button', async () => {
    page('<button type="button">Effacer le disque</button>')
    handler()
    focus('button')
    await scan('INV 0042')
    expect(scanned).toEqual(['INV 0042'])
    expect(pressed).toBe(0)
  })

  it('does not reach a place that came on screen beneath an open dialog', async () => {
    page('<input type="password" />')
    handler({ onScan: () => undefined, shields: true })
    handler({ claims: () => true })
    focus('input')
    await scan('INV0042')
    expect(scanned).toEqual([])
    expect(valueOf('input')).toBe('INV0042')
    document.querySelector<HTMLElement>('input')?.blur()
    await scan('INV0042')
    expect(scanned).toEqual([])
  })

  it('leaves Enter and Space to a person who presses the button', async () => {
    page('<button type="button">Continuer</button>')
    handler()
    focus('button')
    await userEvent.keyboard('{Enter}')
    await userEvent.keyboard(' ')
    expect(pressed).toBe(2)
    expect(scanned).toEqual([])
  })

  it('stays in the field it was made into, and does not send the form', async () => {
    page('<form><input id="serial"><button>Envoyer</button></form>')
    let sent = 0
    document.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault()
      sent += 1
    })
    handler()
    focus('#serial')
    await scan('S2R5NX0H')
    expect(valueOf('#serial')).toBe('S2R5NX0H')
    expect(sent).toBe(0)
    expect(scanned).toEqual([])
  })

  it('of a machine label over a note opens the machine and leaves the note as it was', async () => {
    page('<textarea id="note">Rayure au dos.</textarea>')
    handler({ claims: (text) => text.startsWith('ETABLI/M/') })
    focus('#note')
    await scan('ETABLI/M/0042')
    expect(scanned).toEqual(['ETABLI/M/0042'])
    expect(valueOf('#note')).toBe('Rayure au dos.')
  })

  it('goes to a window that lies over the place, while it is open', async () => {
    page('<p>Banc</p>')
    handler()
    const over = effectScope()
    const above: string[] = []
    over.run(() => {
      useScanner({ onScan: (text) => above.push(text) })
    })
    await scan('AAAA1')
    over.stop()
    await scan('BBBB2')
    expect(above).toEqual(['AAAA1'])
    expect(scanned).toEqual(['BBBB2'])
  })

  it('is read by what the scanner test has learnt', async () => {
    page('<p>Banc</p>')
    handler()
    const lesson = learn(
      [...'abcd'].map((character, at) => ({ code: `Key${character.toUpperCase()}`, shift: false, character, at })),
      'qbcd',
    )
    if (lesson.outcome !== 'learnt') throw new Error('not learnt')
    setScannerMapping(lesson.mapping)
    await scan('abcda')
    expect(scanned).toEqual(['qbcdq'])
  })

  it('is told from typing: hands leave the field and the form alone', async () => {
    page('<form><input id="number"><button>Envoyer</button></form>')
    let sent = 0
    document.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault()
      sent += 1
    })
    handler()
    focus('#number')
    for (const character of 'INV42') {
      await userEvent.keyboard(character)
      await new Promise((resolve) => setTimeout(resolve, 80))
    }
    await new Promise((resolve) => setTimeout(resolve, 130))
    await userEvent.keyboard('{Enter}')
    expect(scanned).toEqual([])
    expect(sent).toBe(1)
    expect(valueOf('#number')).toBe('INV42')
  })
})

describe('a key pressed by hand', () => {
  const pressedAlone: string[] = []
  const listening = () => {
    pressedAlone.length = 0
    handler({ onKey: ({ key }) => pressedAlone.push(key) })
  }
  const soon = () => new Promise((resolve) => setTimeout(resolve, 300))

  it('is told to the place on screen', async () => {
    page('<button type="button">Oui</button>')
    listening()
    focus('button')
    await userEvent.keyboard('o')
    await soon()
    expect(pressedAlone).toEqual(['o'])
    expect(pressed).toBe(0)
  })

  it('is not the first key of a scan', async () => {
    page('')
    listening()
    await scan('ONU-42')
    await soon()
    expect(pressedAlone).toEqual([])
    expect(scanned).toEqual(['ONU-42'])
  })

  it('belongs to the field that has the focus', async () => {
    page('<input>')
    listening()
    focus('input')
    await userEvent.keyboard('o')
    await soon()
    expect(pressedAlone).toEqual([])
    expect(valueOf('input')).toBe('o')
  })
})
