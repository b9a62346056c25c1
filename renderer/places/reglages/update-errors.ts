// What is wrong with the address of updates, by field.
import { FeedAddress, type UpdateSettings } from '../../../domain/update/feed.ts'

export const updateErrors = (updates: UpdateSettings | undefined): Readonly<Record<string, string>> => {
  const feed = updates?.feed ?? null
  return feed === null || FeedAddress.safeParse(feed).success ? {} : { updateFeed: 'updateFeed' }
}
