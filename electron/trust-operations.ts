// The station's operations about other stations, accepted and distrusted.
import type { Entry } from '../domain/journal/frame.ts'
import { trustSubject } from '../domain/supervision/subject.ts'
import { decisionFaults } from '../domain/trust/deciding.ts'
import type { trustOperations as operations } from '../domain/trust/operations.ts'
import { cryptography } from './documents/cryptography.ts'
import { refuse } from './failure.ts'
import { confirmationUsed, headAfter, requireSettings } from './station-rules.ts'
import type { Handler } from './station.ts'
import type { Vault } from './vault/vault.ts'

type TrustHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const { sha256 } = cryptography

export const trustOperations = ({ journal, ledger, confirmations }: Vault): TrustHandlers => ({
  'stations.trust': async ({ trust, confirmation }) => {
    const entry: Entry = { kind: 'station-trust', v: 1, trust, confirmation }
    const appended = await journal.append(confirmation, async () => {
      requireSettings(ledger)
      const faults = decisionFaults(trust, ledger.ownKeys)
      if (faults.length > 0) refuse(...faults)
      const subject = await trustSubject(trust, sha256)
      await confirmations.usable(confirmation, () => ({ kind: 'trust-station', subject }))
      return entry
    })
    return { head: headAfter(appended, entry, confirmationUsed) }
  },
})
