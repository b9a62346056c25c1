// Every text colour stands at 7:1 on every ground it is used on (WCAG 2.2, 1.4.6 and its formula of relative luminance).
import { describe, expect, it } from 'vitest'
import tokens from '../../../renderer/styles/tokens.css?raw'

const colours = new Map([...tokens.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]))

const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string) => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
const colour = (name: string) => colours.get(name) ?? expect.fail(`no colour --${name}`)

const grounds = ['paper', 'paper-deep', 'sheet']
const washes = ['accent-wash', 'info-wash', 'ok-wash', 'attention-wash', 'stop-wash', 'quiet-wash']
const pairs = [
  ...['ink', 'ink-soft', 'accent', 'stop', 'ok', 'attention', 'info'].flatMap((text) =>
    grounds.map((on) => [text, on]),
  ),
  ...washes.map((on) => ['ink', on]),
  ...['ink-soft', 'accent'].map((text) => [text, 'accent-wash']),
  ...['ok', 'attention', 'stop', 'info', 'quiet'].map((state) => [state, `${state}-wash`]),
  ...['accent', 'accent-deep', 'stop'].map((on) => ['on-accent', on]),
  ...['rail', 'rail-hover'].map((on) => ['on-rail', on]),
] as [string, string][]

describe('colours of text', () => {
  it.each(pairs)('%s is read on %s', (text, on) => {
    expect(contrast(colour(text), colour(on))).toBeGreaterThanOrEqual(7)
  })

  it('frames of controls are seen at 3:1 (1.4.11)', () => {
    for (const on of grounds) expect(contrast(colour('line-strong'), colour(on))).toBeGreaterThanOrEqual(3)
  })

  it('one of the two rings of the focus is seen on any ground (2.4.13)', () => {
    for (const on of [...grounds, ...washes, 'accent', 'rail', 'stop']) {
      const rings = ['focus-inner', 'focus-outer'].map((ring) => contrast(colour(ring), colour(on)))
      expect(Math.max(...rings), on).toBeGreaterThanOrEqual(3)
    }
  })
})
