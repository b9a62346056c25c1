// How long the Electron that is packaged gets its security fixes: the latest three majors do, a new one every eight to nine
// weeks (releases.electronjs.org/schedule). A package of one that gets no more is not made.

/** The last day of each major, by Electron's own schedule; a new major brings its row with it. */
const supportEnds: Readonly<Record<string, string>> = {
  45: '2027-04-26',
  46: '2027-06-21',
}

/** null: no row, so that nobody knows. */
export const supportEndOf = (version: string): string | null => supportEnds[version.split('.', 1)[0] ?? ''] ?? null

export const isSupported = (version: string, on: Date): boolean => {
  const end = supportEndOf(version)
  return end !== null && on.toISOString().slice(0, 10) <= end
}
