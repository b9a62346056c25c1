// One window per station: two would show two states of one workshop. The lock is the browser's (Web Locks) and goes
// with the window, whatever becomes of it.

const NAME = 'etabli-window'
let held: Promise<boolean> | null = null

const request = () =>
  new Promise<boolean>((resolve, reject) => {
    navigator.locks
      .request(NAME, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        // Held as long as this window lives.
        return lock === null ? undefined : new Promise<never>(() => undefined)
      })
      .catch(reject)
  })

/** Whether this window is the only one. A window that was refused may ask again, once the other is closed. */
export const onlyWindow = async (): Promise<boolean> => {
  held ??= request()
  const only = await held
  if (!only) held = null
  return only
}
