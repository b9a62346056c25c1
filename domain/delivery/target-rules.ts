// Whether a target may be saved as it is written down: nothing secret in its address, and the same kind as before.
import { reason, type Reason } from '../words/reason.ts'
import type { DeliveryTarget } from './target.ts'

/**
 * user:password@host, or anything behind ? and #: a token, more often than not. The journal keeps the address. Written out
 * whole: with one slash or three after "https:" it is an address too, to whoever reads it leniently.
 */
const holdsMore = (url: string): boolean => !/^https:\/\/[^/?#@\\\s]+(?:\/[^?#\\\t\n\r]*)?$/i.test(url)

export const targetFaults = (before: DeliveryTarget | null, target: DeliveryTarget): readonly Reason[] => [
  ...(holdsMore(target.url) ? [reason('delivery.address-holds-more')] : []),
  ...(before !== null && before.kind !== target.kind ? [reason('delivery.kind-fixed')] : []),
]

/** Whether nothing can be sent there without a password or a token. */
export const needsSecret = ({ kind, user }: Pick<DeliveryTarget, 'kind' | 'user'>): boolean =>
  kind === 'registry' || user !== ''
