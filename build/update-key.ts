// The publisher's key that a build puts in, from the environment: whose updates that build will believe. A build without one takes
// no updates, and the screens of it say so.
import { publicKeyOf } from '../domain/documents/did-key.ts'

/** As `did:key:z6Mk…`, which `npm run sign-update -- --new-key FILE` prints. Empty: none. Throws on anything else. */
export const updateKeyFrom = (env: Readonly<Record<string, string | undefined>>): string => {
  const key = env['ETABLI_UPDATE_KEY'] ?? ''
  if (key !== '' && publicKeyOf(key) === null)
    throw new Error(`ETABLI_UPDATE_KEY n’est pas une clé Ed25519 de la forme did:key:z6Mk… : ${key}`)
  return key
}
