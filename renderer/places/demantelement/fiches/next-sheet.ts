// Which sheet a supervisor signs after this one: of those begun the next by number, then from the first again; sheets that
// nobody has begun come last. How far each is stays the list's business.
export type UnsignedSheet = {
  readonly machineId: string
  readonly number: string
  /** Somebody has written on it. */
  readonly begun: boolean
}

const byNumber = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true })

/** null where all are signed. */
export const nextSheet = (unsigned: readonly UnsignedSheet[], after: string): UnsignedSheet | null => {
  const isBefore = ({ number }: UnsignedSheet) => byNumber(number, after) <= 0
  const [next] = unsigned.toSorted(
    (one, other) =>
      Number(other.begun) - Number(one.begun) ||
      Number(isBefore(one)) - Number(isBefore(other)) ||
      byNumber(one.number, other.number),
  )
  return next ?? null
}
