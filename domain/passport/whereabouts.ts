// Where a machine is, as far as the documents of its passport tell: the last of them that says so and still stands.
import type { Site } from '../documents/transfer-slip.ts'
import type { DocumentLine, Passport } from './passport.ts'

export type Whereabouts =
  /** Nothing says it. */
  | { readonly kind: 'unknown' }
  /** A site wrote a document about it there. */
  | { readonly kind: 'at'; readonly site: string; readonly since: string; readonly document: string }
  /** It left, and no slip of the receiver is here. */
  | {
      readonly kind: 'on-the-way'
      readonly from: string
      readonly to: string
      readonly since: string
      readonly document: string
    }
  /** The receiver did not find it. */
  | { readonly kind: 'missing'; readonly at: string; readonly since: string; readonly document: string }
  /** A person has it. */
  | { readonly kind: 'handed-over'; readonly by: string; readonly since: string; readonly document: string }
  | { readonly kind: 'dismantled'; readonly by: string; readonly since: string; readonly document: string }

const nameOf = ({ name }: Site): string => name

const toldBy = (id: string, { document, hash }: DocumentLine): Whereabouts | null => {
  const { credentialSubject: subject, validFrom: since, issuer } = document
  switch (subject.kind) {
    case 'refurbishment-certificate':
    case 'erasure-certificate':
      return { kind: 'at', site: issuer.name, since, document: hash }
    case 'dismantling-sheet':
      return { kind: 'dismantled', by: issuer.name, since, document: hash }
    case 'handover-slip':
      return subject.movement === 'handed-over'
        ? { kind: 'handed-over', by: issuer.name, since, document: hash }
        : { kind: 'at', site: issuer.name, since, document: hash }
    case 'transfer-slip': {
      const isListed = subject.items.some(({ itemId }) => itemId === id)
      if (subject.movement === 'sent') {
        return isListed
          ? { kind: 'on-the-way', from: nameOf(subject.sender), to: nameOf(subject.receiver), since, document: hash }
          : null
      }
      return subject.missing.includes(id)
        ? { kind: 'missing', at: nameOf(subject.receiver), since, document: hash }
        : { kind: 'at', site: nameOf(subject.receiver), since, document: hash }
    }
    case 'withdrawal':
    case 'batch-manifest':
    case 'succession':
      return null
  }
}

export const whereaboutsOf = (id: string, { lines }: Passport): Whereabouts => {
  const telling = lines.flatMap((line) => {
    const counts = line.kind === 'document' && line.standing.state === 'valid' && line.holds !== false
    const told = counts ? toldBy(id, line) : null
    return told === null ? [] : [told]
  })
  return telling.at(-1) ?? { kind: 'unknown' }
}
