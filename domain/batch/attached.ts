// Which files travel with a document: what it names by hash and rests on. Evidence and hardware reports show what it says; a
// work file carries unfinished work, and names reports of its own.
import { evidenceNamedBy } from '../documents/evidence-check.ts'
import type { KnownDocument } from '../documents/known-document.ts'
import type { WorkFile } from '../transfer/work-file.ts'

export type AttachedName = { readonly hash: string; readonly as: 'evidence' | 'hardware-report' | 'work-file' }

const report = (hash: string): AttachedName => ({ hash, as: 'hardware-report' })
const workFile = (hash: string): AttachedName => ({ hash, as: 'work-file' })

const isSomething = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

const besidesEvidence = ({ credentialSubject: subject }: KnownDocument): readonly AttachedName[] => {
  switch (subject.kind) {
    case 'refurbishment-certificate':
      return [
        ...subject.machine.reports.map((each) => report(each.report)),
        ...[subject.machine.measurement?.report, ...subject.openings.map((each) => each.report)]
          .filter(isSomething)
          .map(report),
        ...subject.disks.flatMap(({ seenIn }) => seenIn).map(report),
      ]
    case 'dismantling-sheet':
      return [
        ...subject.machine.reports.map((each) => report(each.report)),
        ...subject.openings
          .map((each) => each.report)
          .filter(isSomething)
          .map(report),
        ...subject.disks.flatMap(({ seenIn }) => seenIn).map(report),
      ]
    case 'erasure-certificate':
      return subject.disk.seenIn.map(report)
    case 'transfer-slip':
      return subject.items.flatMap((item) => [
        ...[item.what === 'machine' ? item.report : null].filter(isSomething).map(report),
        ...[item.work].filter(isSomething).map(workFile),
      ])
    case 'handover-slip':
    case 'withdrawal':
    case 'batch-manifest':
    case 'succession':
      return []
  }
}

/** The first word about a file counts. */
const eachOnce = (names: readonly AttachedName[]): readonly AttachedName[] => {
  const byHash = new Map<string, AttachedName>()
  for (const name of names) if (!byHash.has(name.hash)) byHash.set(name.hash, name)
  return [...byHash.values()]
}

/** Each once, in the order in which the document names them. */
export const attachedTo = (document: KnownDocument): readonly AttachedName[] =>
  eachOnce([
    ...evidenceNamedBy(document).map((hash): AttachedName => ({ hash, as: 'evidence' })),
    ...besidesEvidence(document),
  ])

/** What a work file names in its turn: without its reports a machine's work could not go on. */
export const attachedToWork = (work: WorkFile): readonly AttachedName[] =>
  work.what === 'machine' ? eachOnce(work.file.reports.map(({ hash }) => report(hash))) : []
