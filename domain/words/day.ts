// The day of an instant where the station stands. Which zone that is, the caller knows: domain asks no process for it.

/** As 2026-11-25. `zoneMinutes`: east of Greenwich, at that instant. */
export const dayOf = (instant: string, zoneMinutes: number): string =>
  new Date(Date.parse(instant) + zoneMinutes * 60_000).toISOString().slice(0, 10)
