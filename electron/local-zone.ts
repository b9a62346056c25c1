// The time zone of this computer: logs are written in it or in universal time, and a sheet bears the day that it is here.

/** Minutes east of Greenwich, at that moment. */
export const zoneMinutes = (at = new Date()): number => -at.getTimezoneOffset()
