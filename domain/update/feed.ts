// Where updates may be asked for over the network, as the settings say it, and when it is asked without anybody's pressing a
// button. Off unless a supervisor writes an address.
import { z } from 'zod'

/**
 * Nothing in it that could be a password or a token: the journal keeps it. Written out whole: "https:" with one slash or three
 * before "user:password@host" is an address too, to whoever reads it leniently.
 */
const isPlainAddress = (address: string): boolean => /^https:\/\/[^/?#@\\\s]+(?:\/[^?#\\\s]*)?$/i.test(address)

export const FeedAddress = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine(isPlainAddress)

export const UpdateSettings = z.strictObject({
  /** A folder on a web server; null: off. */
  feed: FeedAddress.nullable(),
  /** Asked once a day, without anything's being fetched. */
  daily: z.boolean(),
})
export type UpdateSettings = z.infer<typeof UpdateSettings>

const A_DAY = 24 * 60 * 60_000

/** A clock that went back asks again rather than never. */
export const isSearchDue = (settings: UpdateSettings | undefined, lastAskedAt: string | null, now: string): boolean => {
  if (settings?.feed == null || !settings.daily) return false
  if (lastAskedAt === null) return true
  const since = Date.parse(now) - Date.parse(lastAskedAt)
  return since < 0 || since >= A_DAY
}
