// When Electron is ready, and what may be asked of it only before or only after, to the letter of its documentation.
let isReady = false

/** After the main module's own statements, as in Electron. */
export const ready = new Promise<void>((resolve) => {
  setImmediate(() => {
    isReady = true
    resolve()
  })
})

export const nowReady = (): boolean => isReady

export const onlyBefore = (what: string): void => {
  if (isReady) throw new Error(`${what} should be called before app is ready`)
}

export const onlyAfter = (what: string): void => {
  if (!isReady) throw new Error(`${what} can only be used after app is ready`)
}
