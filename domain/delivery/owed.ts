// What a target is owed: which of the documents that this station issued go up to it. What came of each is looked up beside it.
import type { DeliveryTarget } from './target.ts'

/** A document that this station issued, as the journal lists it. */
export type IssuedDocument = {
  readonly hash: string
  readonly kind: string
  readonly number: string
  readonly issuedAt: string
  readonly machineId: string | null
  readonly replaces: string | null
  readonly withdraws: string | null
}

/** The certificates that say what the machines are now: of each machine the last one that stands. */
const standingCertificates = (issued: readonly IssuedDocument[]): readonly IssuedDocument[] => {
  const overtaken = new Set(issued.flatMap(({ replaces, withdraws }) => [replaces, withdraws]))
  const last = new Map<string, IssuedDocument>()
  for (const one of issued) {
    if (one.kind !== 'refurbishment-certificate' || one.machineId === null || overtaken.has(one.hash)) continue
    last.delete(one.machineId)
    last.set(one.machineId, one)
  }
  return [...last.values()]
}

/** `issued`: oldest first, and so is what is owed. `isHeld`: whether the file of a batch is still in the station. */
export const owedTo = (
  { kind, since }: Pick<DeliveryTarget, 'kind' | 'since'>,
  issued: readonly IssuedDocument[],
  isHeld: (manifest: string) => boolean,
): readonly IssuedDocument[] => {
  const inTime = ({ issuedAt }: IssuedDocument) => since === null || Date.parse(issuedAt) >= Date.parse(since)
  switch (kind) {
    case 'registry':
      return issued.filter(inTime)
    case 'webdav':
      return issued.filter((one) => one.kind === 'batch-manifest' && isHeld(one.hash) && inTime(one))
    case 'glpi':
      return standingCertificates(issued).filter(inTime)
  }
}
