// What day it is where the station stands, by the clock and the time zone of this computer.
import { dayOf } from '../../domain/words/day.ts'

/** Minutes east of Greenwich, at that moment. */
export const zoneMinutes = (at = new Date()): number => -at.getTimezoneOffset()

export const today = (now = new Date()): string => dayOf(now.toISOString(), zoneMinutes(now))
