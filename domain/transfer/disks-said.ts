// What a slip's line comes to about data: whether disks leave with what is on them. Any doubt about a disk says that it is full.
import type { DiskFate, SlipItem } from '../documents/transfer-slip.ts'

/** Its data may still be on it. */
export const isFull = ({ fate }: Pick<DiskFate, 'fate'>): boolean => fate === 'unsettled' || fate === 'failed'

export const fatesOf = (item: SlipItem): readonly DiskFate[] =>
  item.what === 'machine' ? item.disks : item.what === 'disk' ? [item.disk] : []

export const fullDisks = (items: readonly SlipItem[]): number => items.flatMap(fatesOf).filter(isFull).length

export type DisksSaid =
  | { readonly kind: 'full'; readonly count: number }
  | { readonly kind: 'settled'; readonly count: number }
  /** It was read, and holds none. */
  | { readonly kind: 'none' }
  /** Nobody knows which disks it holds. */
  | { readonly kind: 'unread' }

/** null for what has no disks to answer for: a part. */
export const disksSaid = (item: SlipItem): DisksSaid | null => {
  if (item.what === 'part') return null
  const count = fullDisks([item])
  if (count > 0) return { kind: 'full', count }
  if (item.what === 'machine' && item.report === null) return { kind: 'unread' }
  const all = fatesOf(item).length
  return all === 0 ? { kind: 'none' } : { kind: 'settled', count: all }
}
