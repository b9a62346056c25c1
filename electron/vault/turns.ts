// One after the other: work that must not overlap with itself, in the order in which it was asked.

export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Does `work` when everything asked before has ended, whatever became of it. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }
}
