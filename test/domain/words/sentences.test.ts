// Every reason that a rule can answer has its sentence in French and in English, with the same figures in both.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { parametersOf } from '../../../domain/words/wording.ts'
import { say, sentences } from '../../../domain/words/sentences.ts'

type Call = { readonly where: string; readonly code: string; readonly params: readonly string[] | null }

/** Every `reason('code', { … })` in a source: `params` is null where they are not written out on the spot. */
const reasonsIn = (path: string, text: string): readonly Call[] => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const calls: Call[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'reason') {
      const [code, params] = node.arguments
      if (code !== undefined && ts.isStringLiteral(code)) {
        const isWritten = params !== undefined && ts.isObjectLiteralExpression(params)
        const names = isWritten
          ? params.properties.map((property) => (property.name === undefined ? null : property.name.getText(source)))
          : []
        calls.push({
          where: `${path}:${String(source.getLineAndCharacterOfPosition(node.pos).line + 1)}`,
          code: code.text,
          params:
            (params !== undefined && !isWritten) || names.includes(null) ? null : names.filter((name) => name !== null),
        })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return calls
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const sources = ['domain', 'electron'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => `${folder}/${name}`),
)
const calls = sources.flatMap((path) => reasonsIn(path, readFileSync(`${root}${path}`, 'utf8')))

describe('Every reason that the rules can answer', () => {
  test('is found in the sources', () => {
    expect(calls.length).toBeGreaterThan(100)
  })
  test('has its sentence', () => {
    const unsaid = calls
      .filter(({ code }) => !Object.hasOwn(sentences.fr, code))
      .map(({ where, code }) => `${where} ${code}`)
    expect(unsaid).toEqual([])
  })
  test('carries every figure that its sentence names', () => {
    const wrong = calls
      .filter(({ params }) => params !== null)
      .flatMap(({ where, code, params }) =>
        parametersOf(sentences.fr[code] ?? '')
          .filter((name) => params?.includes(name) === false)
          .map((name) => `${where} ${code}: ${name}`),
      )
    expect(wrong).toEqual([])
  })
})

describe('The sentences', () => {
  test('are the same in both languages, with the same figures', () => {
    expect(Object.keys(sentences.en).toSorted()).toEqual(Object.keys(sentences.fr).toSorted())
    const differ = Object.keys(sentences.fr).filter(
      (key) =>
        parametersOf(sentences.fr[key] ?? '')
          .toSorted()
          .join() !==
        parametersOf(sentences.en[key] ?? '')
          .toSorted()
          .join(),
    )
    expect(differ).toEqual([])
  })
  test('never promise that data is beyond recovery, and claim no method of easy reading', () => {
    const all = [...Object.values(sentences.fr), ...Object.values(sentences.en)].join('\n')
    expect(all).not.toMatch(/irrécupérable|unrecoverable|FALC/i)
  })
  test('have French apostrophes and no English quotation marks', () => {
    const wrong = Object.entries(sentences.fr).filter(([, text]) => /['"“”]/.test(text))
    expect(wrong).toEqual([])
  })
})

describe('Saying a reason', () => {
  test('writes numbers, sizes and plurals as the language does', () => {
    const worn = { code: 'grading.battery-worn', params: { grade: 'B', percent: 82.5, needed: 90, next: 'A' } }
    expect(say(worn, 'fr')).toBe(
      'Note B\u202f: batterie à 82,5\u202f% de sa capacité d’origine, il faut 90\u202f% pour A.',
    )
    expect(say(worn, 'en')).toBe('Grade B: battery at 82.5% of its design capacity, 90% needed for A.')
    const settled = (count: number) => ({ code: 'checklist.disks-settled', params: { count } })
    expect(say(settled(0), 'fr')).toBe('0 disque réglé.')
    expect(say(settled(0), 'en')).toBe('0 disks settled.')
    expect(say(settled(2), 'fr')).toBe('2 disques réglés.')
    const disk = { code: 'grading.disk-enough', params: { grade: 'A', kind: 'nvme', bytes: 1_000_204_886_016 } }
    expect(say(disk, 'fr')).toBe('Note A\u202f: SSD NVMe de 1\u00a0To.')
  })
  test('leaves a name as it is, whatever it contains', () => {
    const unsettled = { code: 'erasure.disk-unsettled', params: { disk: 'WD {disk} : $& ?' } }
    expect(say(unsettled, 'en')).toBe('WD {disk} : $& ?: nothing says yet what became of this disk.')
  })
  test('shows a code that it does not know, with its figures', () => {
    expect(say({ code: 'elsewhere.unknown', params: { a: 1 } }, 'fr')).toBe('elsewhere.unknown (a = 1)')
    expect(say({ code: 'constructor.name', params: {} }, 'fr')).toBe('constructor.name')
  })
})
