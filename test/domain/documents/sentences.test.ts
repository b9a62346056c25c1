import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { documentsSentences } from '../../../domain/documents/sentences.ts'
import { sentences } from '../../../domain/words/sentences.ts'
import { parametersOf } from '../../../domain/words/wording.ts'

const root = new URL('../../../', import.meta.url)
const sources = [
  ...readdirSync(new URL('domain/documents/', root)).map((name) => `domain/documents/${name}`),
  ...readdirSync(new URL('electron/documents/', root)).map((name) => `electron/documents/${name}`),
  'electron/verify.ts',
]
  .filter((path) => path.endsWith('.ts') && !path.endsWith('/sentences.ts'))
  .map((path) => readFileSync(new URL(path, root), 'utf8'))

describe('the sentences of documents', () => {
  test('are there in both languages, with the same parameters', () => {
    const { fr, en } = documentsSentences
    expect(Object.keys(en)).toEqual(Object.keys(fr))
    for (const [code, sentence] of Object.entries(fr)) {
      expect([code, ...parametersOf(en[code] ?? '')].sort()).toEqual([code, ...parametersOf(sentence)].sort())
    }
  })

  test('are there for every reason that the rules give', () => {
    const named = sources.flatMap((source) =>
      [...source.matchAll(/(?<!Output<)'documents\.([a-z0-9-]+)'/g)].map(([, code]) => code),
    )
    const short = sources.flatMap((source) =>
      [...source.matchAll(/\b(?:refuse|refused|wrong)\('([a-z][a-z0-9-]+)'/g)].map(([, code]) => code),
    )
    const conditional = sources.flatMap((source) =>
      [...source.matchAll(/\bwhen\([\s\S]*?,\s*'([a-z][a-z0-9-]+)'/g)].map(([, code]) => code),
    )
    for (const code of [...named, ...short, ...conditional]) {
      // A kind's own sentences may stand in the room that makes it.
      expect(sentences.fr, `documents.${String(code)}`).toHaveProperty([`documents.${String(code)}`])
    }
  })

  test('never say what cannot be known', () => {
    expect(JSON.stringify(documentsSentences)).not.toMatch(/irrécupérable|unrecoverable|FALC/i)
  })
})
