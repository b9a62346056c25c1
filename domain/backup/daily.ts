// When the backup of the day is due: in the evening, or at the next start where the evening's did not happen. Days are those
// of the place where the station stands.
export type DailyBackupBasis = {
  /** Local day, `2026-11-25`, and hour. */
  readonly now: { readonly day: string; readonly hour: number }
  /** Day of the last backup that was written and read again, and up to where nothing is missing in it; null while none was. */
  readonly last: { readonly day: string; readonly position: number } | null
  /** The journal's head, and the day on which its last frame was written. */
  readonly head: { readonly day: string; readonly position: number }
}

export const eveningHour = 17

/** Nothing new needs no backup: the last one says the same. */
export const isDailyBackupDue = ({ now, last, head }: DailyBackupBasis): boolean => {
  if (head.position === 0 || last?.position === head.position) return false
  const isOfAnEarlierDay = head.day < now.day
  const isEvening = now.hour >= eveningHour
  return isOfAnEarlierDay || (isEvening && last?.day !== now.day)
}
