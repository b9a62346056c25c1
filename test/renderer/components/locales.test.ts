// French and English say the same things: the same keys, the same placeholders; and no screen asks for a key that is
// not there.
import { describe, expect, it } from 'vitest'
import { messagesOf } from '../../../renderer/i18n.ts'

const flat = (messages: object, path = ''): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(messages) as [string, unknown][]) {
    const here = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') found.set(here, value)
    else if (typeof value === 'object' && value !== null)
      for (const [at, text] of flat(value, here)) found.set(at, text)
  }
  return found
}
const french = flat(messagesOf('fr'))
const english = flat(messagesOf('en'))
const placeholders = (text: string | undefined) => [...new Set((text ?? '').match(/\{\w+\}/g))].sort()

const sources = import.meta.glob<string>(['../../../renderer/**/*.vue', '../../../renderer/**/*.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort())
  })

  it('fill in the same figures', () => {
    for (const [key, text] of french) expect(placeholders(english.get(key)), key).toEqual(placeholders(text))
  })

  it('leave nothing empty', () => {
    for (const [key, text] of [...french, ...english]) expect(text.trim(), key).not.toBe('')
  })

  it('know every key that a screen names', () => {
    const missing = Object.entries(sources).flatMap(([file, source]) =>
      [...source.matchAll(/\bt\(\s*'([a-z-]+\.[\w.-]+)'/gi)]
        .map(([, key]) => key ?? '')
        .filter((key) => !french.has(key))
        .map((key) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })
})

describe('the French of the screen', () => {
  it('writes the typographic apostrophe and never promises what nobody can', () => {
    for (const [key, text] of french) {
      expect(text, key).not.toMatch(/[a-zà-ÿ]'[a-zà-ÿ]/i)
      expect(text, key).not.toMatch(/irrécupérable|FALC/i)
    }
  })
})
