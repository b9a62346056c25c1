// Work that comes up by itself: looked for at the start and again and again, one look after the other, until it is stopped.

export type Looking = {
  /** Gives up the look under way, and waits for its end. */
  readonly stop: () => Promise<void>
}

/** `report` hears of a look that failed; the next one comes all the same. `everyMs`: from one look to the next. */
export const lookEvery = (
  everyMs: number,
  look: (signal: AbortSignal) => Promise<unknown>,
  report: (fault: unknown) => void,
): Looking => {
  const stopping = new AbortController()
  let looking = Promise.resolve()
  const lookOnce = () => {
    looking = looking
      .then(async () => {
        if (!stopping.signal.aborted) await look(stopping.signal)
      })
      .catch((fault: unknown) => {
        if (!stopping.signal.aborted) report(fault)
      })
  }
  lookOnce()
  const timer = setInterval(lookOnce, everyMs)
  timer.unref()
  return {
    stop: async () => {
      stopping.abort()
      clearInterval(timer)
      await looking
    },
  }
}
