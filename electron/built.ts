// What the build wrote into a program about itself: which version it is, and in which form it is installed. The sources, run
// as they are, know nothing of it.

/** Set by the builds; the sources do not have it. */
declare const ETABLI_BUILT: Built | undefined

export type Built = {
  readonly version: string
  /** `electron`: whichever of Electron's packages. `deb-browser`: the Debian package of the browser shell. */
  readonly form: 'electron' | 'deb-browser'
}

/** null: the sources. */
export const built: Built | null = typeof ETABLI_BUILT === 'undefined' ? null : ETABLI_BUILT
