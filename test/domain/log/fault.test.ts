// A fault is told by its kind and by where it came up. What it was about stays with the people at the bench.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fault, tellable } from '../../../domain/log/fault.ts'

const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (fault) {
    return fault
  }
  throw new Error('nothing was thrown')
}

test('a fault says its kind, what the engine says of it, and the line of our own file', () => {
  const nothing = JSON.parse('{}') as { person: { name: string } }
  const fault = tellable(thrownBy(() => nothing.person.name))
  expect(fault).toMatchObject({ name: 'TypeError', saying: 'reads-from-nothing' })
  expect(fault.places[0]).toMatch(/^(?:[\w-]+\/)*fault\.test\.ts:\d+:\d+$/)
})

test('what a file that cannot be read holds is not told, nor where it lies', () => {
  const fault = new Error('ENOENT: /home/amina/Bureau/INV-0042.json', {
    cause: thrownBy(() => JSON.parse('Amina Ben Saïd, née le 3 mai')),
  })
  Object.assign(fault, { code: 'ENOENT', path: '/home/amina/Bureau/INV-0042.json' })
  const told = tellable(fault)
  expect(told).toMatchObject({ name: 'Error', word: 'ENOENT', causes: [{ name: 'SyntaxError', saying: 'no-json' }] })
  expect(JSON.stringify(told)).not.toMatch(/amina|saïd|INV-0042/i)
})

test('a message that looks like lines of a stack gives no places', () => {
  const forged = new Error('x\n    at Amina (/home/amina/electron/Dupont.ts:1:1)')
  const { places } = tellable(forged)
  expect(places.some((place) => place.includes('Dupont'))).toBe(false)
  expect(places.length).toBeGreaterThan(0)
  // And where the message was changed afterwards, nobody can tell which lines were its own.
  forged.message = 'another'
  expect(tellable(forged).places).toEqual([])
})

test.each([
  ['a page of the browser shell', 'http://127.0.0.1:27437/assets/index-Bx3_.js:12:345', 'assets/index-Bx3_.js:12:345'],
  ['a page of Electron', 'etabli://app/assets/index-Bx3_.js:12:345', 'assets/index-Bx3_.js:12:345'],
  ['a source', 'file:///home/amina/etabli/electron/vault/journal.ts:9:3', 'electron/vault/journal.ts:9:3'],
  ['an archive', '/opt/Etabli/resources/app.asar/dist/electron/main.js:9:3', 'electron/main.js:9:3'],
  ['a folder on Windows', 'C:\\Users\\Amina\\etabli\\dist\\electron\\main.js:9:3', 'electron/main.js:9:3'],
  ['Node itself', 'node:internal/fs/promises:9:3', 'node:internal/fs/promises:9:3'],
])('a place in %s is told without the way to it', (_, line, told) => {
  const fault = new Error('no')
  fault.stack = `Error: no\n    at read (${line})\n    at async ${line}`
  expect(tellable(fault).places).toEqual([told, told])
})

const hostile = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.anything(),
  fc
    .record({ message: fc.string({ unit: 'binary' }), name: fc.string(), code: fc.anything(), stack: fc.string() })
    .map((shape) => Object.assign(new Error(shape.message), shape)),
)

test('whatever is thrown can be told, in the closed form and no other', () => {
  fc.assert(
    fc.property(hostile, hostile, (thrown, cause) => {
      if (thrown instanceof Error) thrown.cause = cause
      expect(Fault.safeParse(tellable(thrown)).success).toBe(true)
    }),
  )
  const looksAtYou = new Error('no')
  Object.defineProperty(looksAtYou, 'message', {
    get: () => {
      throw looksAtYou
    },
  })
  expect(Fault.safeParse(tellable(looksAtYou)).success).toBe(true)
})

test('no secret word gets through, wherever in an error it stands', () => {
  const secret = fc.stringMatching(/^[A-Z][a-z]{5,9}[0-9]{4}$/)
  fc.assert(
    fc.property(secret, fc.constantFrom('message', 'name', 'code', 'path', 'stack'), (word, where) => {
      const text =
        where === 'stack' ? `Error: a ${word}\n    at ${word} (${word}:1:1)\n at x (/home/${word}/a.ts:1:1)` : word
      const fault = Object.assign(new TypeError(`a ${word}`), { [where]: text })
      expect(JSON.stringify(tellable(fault))).not.toContain(word)
      expect(JSON.stringify(tellable(new Error('around it', { cause: fault })))).not.toContain(word)
    }),
  )
})
