// Whether an update that is signed may be installed here and now: it fits this installation, and leads forward only.
import { reason, type Reason } from '../words/reason.ts'
import type { Architecture, UpdateForm, UpdateManifest } from './manifest.ts'
import { isLater, type Version } from './version.ts'

export type Installed = {
  readonly form: UpdateForm
  readonly architecture: Architecture
  readonly version: Version
}

type Offer = Pick<UpdateManifest, 'form' | 'architecture' | 'version'>

const isOfThisForm = (offer: Offer, installed: Installed) =>
  offer.form === installed.form && offer.architecture === installed.architecture

/**
 * What speaks against it. `latestSeen`: the highest version whose package was checked here before, installed or not; an older
 * one, however well signed, would bring back mistakes that were mended since.
 */
export const offerFaults = (
  offer: Offer,
  installed: Installed,
  latestSeen: Version | null,
): readonly [] | readonly [Reason] => {
  const { version } = offer
  if (!isOfThisForm(offer, installed))
    return [reason('update.other-form', { form: `form-${offer.form}`, architecture: offer.architecture })]
  if (version === installed.version) return [reason('update.here-already', { version })]
  if (!isLater(version, installed.version)) return [reason('update.older', { version, here: installed.version })]
  if (latestSeen !== null && isLater(latestSeen, version))
    return [reason('update.older-than-seen', { version, seen: latestSeen })]
  return []
}
