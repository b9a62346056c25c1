// Dates as a person types them into a field (the station's own time zone) and as documents carry them (UTC).
export const toFieldDate = (instant: string): string => {
  const date = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** null while the field holds no whole date. */
export const fromFieldDate = (field: string): string | null => {
  const date = new Date(field)
  return field === '' || Number.isNaN(date.getTime()) ? null : date.toISOString()
}
