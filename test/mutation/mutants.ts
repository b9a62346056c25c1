// What a mutant is: one security fact taken out of the code, and the tests that have to notice. The tables lie beside this
// file, as `mutants` of …-mutants.ts, one for each half that is attacked; run.ts applies them one at a time to a copy of the
// tree.
export type Mutant = {
  /** The fact that is taken out, in the words of the list it comes from. */
  readonly item: string
  /** Below the repository's root. */
  readonly file: string
  /** Exact text, found once in the file; a fact that no longer stands there is an error of the table. */
  readonly from: string
  readonly to: string
  /** Test files of vitest's project `node`, below the root, of which at least one has to fail. */
  readonly tests: readonly [string, ...string[]]
  /** Only those of their tests whose names hold this are run. */
  readonly named?: string
  /** Without the fact the shell shows no page at all: no test of the file begins, and that is how it is noticed. */
  readonly stopsTheStart?: true
}
