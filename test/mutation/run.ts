// npm run test:mutations [-- [--only TEXT]… [--jobs N]]: takes each security fact out of a copy of the tree, one at a time, and
// runs the tests that have to notice. Prints which test noticed; fails where none did, where a fact no longer stands in the
// code as the table says, and where the tests fail without any of it.
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Mutant } from './mutants.ts'
import { endAll, plantTrees, type Tree } from './tree.ts'

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, jobs: { type: 'string', default: '2' } },
})

const isWanted = ({ item, file }: Mutant): boolean =>
  values.only.length === 0 || values.only.some((text) => `${item} ${file}`.includes(text))

/** Each table lies beside this file, as `mutants` of a file that is named so. */
const tables = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('-mutants.ts')).sort()
const all = await Promise.all(
  tables.map(async (name) => {
    const { mutants } = (await import(`./${name}`)) as { readonly mutants: readonly Mutant[] } // by the form of these files
    return mutants
  }),
)
const mutants: readonly Mutant[] = all.flat().filter(isWanted)
const jobs = Math.min(Math.max(1, Number(values.jobs) || 1), Math.max(1, mutants.length))
const LIMIT_MS = 240_000

/** What vitest writes of a run, as far as it is read here. */
const Results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly test: string }
  | { readonly kind: 'fault'; readonly what: string }

const asPattern = (name: string): string => name.replace(/[^\p{L}\d ]/gu, '\\$&')

/** With a mutant, the first test that fails is enough. */
const runTests = async (tree: Tree, tests: readonly string[], mutant: Mutant | null): Promise<Outcome> => {
  const file = join(tree.folder, 'test-results.json')
  await rm(file, { force: true })
  const { code, output } = await tree.run(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config=build/vitest.config.ts',
      '--project=node',
      '--cache=false',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...(mutant === null ? [] : ['--bail=1']),
      ...(mutant?.named === undefined ? [] : [`--testNamePattern=${asPattern(mutant.named)}`]),
      ...tests,
    ],
    LIMIT_MS,
  )
  if (code === 0) return { kind: 'passed' }
  if (code === null) return { kind: 'fault', what: 'no test ended in time' }
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return { kind: 'fault', what: output.slice(-2_000) }
  const { testResults } = Results.parse(JSON.parse(text))
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === 'failed')
  const broken = testResults.find(({ status }) => status === 'failed')
  if (failed !== undefined) return { kind: 'failed', test: failed.fullName }
  if (broken === undefined) return { kind: 'fault', what: output.slice(-2_000) }
  // A file that could not begin shows only that the shell does not start, which some facts see to by themselves.
  const sentence = `${broken.name.split('/').at(-1) ?? ''} could not begin`
  return mutant?.stopsTheStart === true ? { kind: 'failed', test: sentence } : { kind: 'fault', what: sentence }
}

type Verdict = { readonly mutant: Mutant; readonly outcome: Outcome; readonly seconds: number }

const judge = async (tree: Tree, mutant: Mutant): Promise<Verdict> => {
  const began = Date.now()
  const outcome = await tree
    .withMutant(mutant, () => runTests(tree, mutant.tests, mutant))
    .catch((fault: unknown): Outcome => ({
      kind: 'fault',
      what: fault instanceof Error ? fault.message : String(fault),
    }))
  return { mutant, outcome, seconds: (Date.now() - began) / 1_000 }
}

const say = ({ mutant, outcome, seconds }: Verdict): string => {
  const found = {
    passed: () => 'SURVIVED: no test noticed',
    failed: () => (outcome.kind === 'failed' ? outcome.test : ''),
    fault: () => (outcome.kind === 'fault' ? `FAULT: ${outcome.what}` : ''),
  }[outcome.kind]()
  return `${outcome.kind === 'failed' ? '✓' : '✗'} ${mutant.item} (${mutant.file})\n    → ${found} [${seconds.toFixed(0)} s]`
}

const trees = await plantTrees(jobs)
try {
  const tests = [...new Set(mutants.flatMap(({ tests }) => tests))]
  const unharmed = await runTests(trees[0], tests, null)
  if (unharmed.kind !== 'passed') {
    throw new Error(`Without any mutant: ${unharmed.kind === 'failed' ? unharmed.test : unharmed.what}`)
  }
  const waiting = [...mutants]
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      waiting.length = 0
      endAll()
    })
  }
  const verdicts: Verdict[] = []
  await Promise.all(
    trees.map(async (tree) => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const verdict = await judge(tree, mutant)
        verdicts.push(verdict)
        console.log(say(verdict))
      }
    }),
  )
  const wrong = verdicts.filter(({ outcome }) => outcome.kind !== 'failed')
  console.log(`${String(verdicts.length)} mutants, ${String(verdicts.length - wrong.length)} noticed`)
  for (const verdict of wrong) console.log(say(verdict))
  process.exitCode = wrong.length === 0 && verdicts.length === mutants.length ? 0 : 1
} finally {
  await Promise.all(trees.map((tree) => tree.remove()))
}
