// The first document of a chain that goes on where another ended: the restored station says, by its new key, whose chain that
// is, and the old key says so too where the backup had it.
import { randomUUID } from 'node:crypto'
import { commonMembersOf } from '../../domain/documents/certificate-parts.ts'
import { toBase58 } from '../../domain/documents/did-key.ts'
import { unsecuredDocument } from '../../domain/documents/document.ts'
import { secure } from '../../domain/documents/proof.ts'
import { handedOn, type Predecessor, type SuccessionSubject } from '../../domain/documents/succession.ts'
import { examine } from '../../domain/documents/verify.ts'
import type { Entry } from '../../domain/journal/frame.ts'
import type { StationSettings } from '../../domain/station/station.ts'
import { cryptography } from '../documents/cryptography.ts'
import { refuse } from '../failure.ts'
import type { Ledger } from '../vault/ledger.ts'
import type { StationKey } from '../vault/station-key.ts'

/** null where the journal has no key or no settings yet. */
export const predecessorIn = ({ did, settings, ownDocuments }: Ledger): Predecessor | null => {
  if (did === null || settings === null) return null
  const last = ownDocuments.reduce<{ readonly sequence: number; readonly document: string } | null>(
    (head, { sequence, hash }) =>
      sequence !== null && sequence > (head?.sequence ?? 0) ? { sequence, document: hash } : head,
    null,
  )
  return { did, code: settings.code, head: last }
}

export type SuccessionBasis = {
  readonly predecessor: Predecessor
  /** null where it is not at hand. */
  readonly oldKey: StationKey | null
  readonly newKey: StationKey
  /** As they stand after the restoration. */
  readonly settings: StationSettings
  readonly clock: 'trusted' | 'declared'
  readonly at: string
  readonly demonstration: boolean
}

export const successionEntry = async (basis: SuccessionBasis): Promise<Extract<Entry, { kind: 'document' }>> => {
  const { predecessor, oldKey, newKey, settings, clock, at } = basis
  const draftId = randomUUID()
  const signature = oldKey?.did === predecessor.did ? oldKey.sign(handedOn(predecessor, newKey.did)) : null
  const subject: SuccessionSubject = {
    kind: 'succession',
    version: 1,
    machineId: null,
    ...commonMembersOf({
      settings,
      clock,
      chain: {
        sequence: 1,
        previousDocument: predecessor.head?.document ?? null,
        machineChain: [],
        replaces: null,
      },
    }),
    predecessor,
    predecessorSignature: signature === null ? null : `z${toBase58(signature)}`,
    ...(basis.demonstration ? { demonstration: true as const } : {}),
  }
  const unsecured = unsecuredDocument('succession', {
    ...{ draftId, did: newKey.did, issuerName: settings.organisation.name, validFrom: at, subject },
  })
  const document = await secure(unsecured, {
    did: newKey.did,
    created: at,
    sign: (data) => newKey.sign(data),
    sha256: cryptography.sha256,
  })
  const { verification } = await examine(document, cryptography)
  if (!verification.holds || verification.hash === null) {
    return refuse(...verification.checks.flatMap(({ reasons }) => reasons))
  }
  return { kind: 'document', v: 1, draftId, hash: verification.hash, document, confirmations: [] }
}
