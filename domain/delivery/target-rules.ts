// Whether a target may be saved as it is written down: nothing secret in its address, and the same kind as before.
import { reason, type Reason } from '../words/reason.ts'
import type { DeliveryTarget } from './target.ts'

/** scheme://user:password@host, or anything behind ? and #: a token, more often than not. The journal keeps the address. */
const holdsMore = (url: string): boolean => /^[a-z]+:\/\/[^/?#]*@/i.test(url) || /[?#]/.test(url)

export const targetFaults = (before: DeliveryTarget | null, target: DeliveryTarget): readonly Reason[] => [
  ...(holdsMore(target.url) ? [reason('delivery.address-holds-more')] : []),
  ...(before !== null && before.kind !== target.kind ? [reason('delivery.kind-fixed')] : []),
]

/** Whether nothing can be sent there without a password or a token. */
export const needsSecret = ({ kind, user }: Pick<DeliveryTarget, 'kind' | 'user'>): boolean =>
  kind === 'registry' || user !== ''
