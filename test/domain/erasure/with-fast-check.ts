// One property as one test, with a fixed number of runs and the seed in the failure's message.
import * as fc from 'fast-check'
import { test as vitest } from 'vitest'

export { fc }

export const test = <T>(sentence: string, any: fc.Arbitrary<T>, holds: (value: T) => void, runs = 300) =>
  vitest(sentence, () => {
    fc.assert(
      fc.property(any, (value) => {
        holds(value)
      }),
      { numRuns: runs },
    )
  })
