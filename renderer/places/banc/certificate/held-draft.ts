// The draft of a certificate from its confirmation until it is issued, kept outside the journal: after a crash the same
// draft asks for the same document again. It names people by code only, and nothing is lost where it is lost.
import { CertificateDraft } from '../../../../domain/documents/draft.ts'

const key = (machineId: string) => `etabli.draft.${machineId}`

export const heldDraft = (machineId: string): CertificateDraft | null => {
  try {
    return CertificateDraft.safeParse(JSON.parse(localStorage.getItem(key(machineId)) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** `null` lets it go. */
export const holdDraft = (machineId: string, draft: CertificateDraft | null) => {
  try {
    if (draft === null) localStorage.removeItem(key(machineId))
    else localStorage.setItem(key(machineId), JSON.stringify(draft))
  } catch {
    // Not kept: after a crash the certificate is confirmed anew; the station tells where it was issued already.
  }
}
