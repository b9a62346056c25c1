// Whatever the vault and the station refuse, they say why in words: every reason in their sources has its sentence.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Language } from '../../../domain/words/reason.ts'
import { sentences } from '../../../domain/words/sentences.ts'
import { parametersOf } from '../../../domain/words/wording.ts'

const electron = fileURLToPath(new URL('../../../electron', import.meta.url))
const sources = [
  'failure.ts',
  'dispatch.ts',
  'station.ts',
  ...readdirSync(`${electron}/vault`).map((name) => `vault/${name}`),
]
const codes = new Set(
  sources.flatMap((name) =>
    [...readFileSync(`${electron}/${name}`, 'utf8').matchAll(/reason\(\s*'([a-z-]+\.[a-z0-9.-]+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  ),
)

it.each<Language>(['fr', 'en'])('every reason has its sentence (%s)', (language) => {
  expect(codes.size).toBeGreaterThan(40)
  expect([...codes].filter((code) => !Object.hasOwn(sentences[language], code))).toEqual([])
})

it('the sentences of both languages name the same figures', () => {
  for (const code of codes) {
    const [fr, en] = [sentences.fr[code] ?? '', sentences.en[code] ?? '']
    expect({ code, parameters: [...parametersOf(fr)].sort() }).toEqual({
      code,
      parameters: [...parametersOf(en)].sort(),
    })
  }
})
