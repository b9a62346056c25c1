// A signed dismantling sheet as its paper shows it. It says only what the document says: nothing is computed here but which
// line a word stands on.
import type { CertifiedDisk } from '../../../domain/documents/certified-disk.ts'
import type { DismantlingSheetSubject } from '../../../domain/documents/dismantling-sheet.ts'
import type { Language } from '../../../domain/words/reason.ts'
import { editionsOf, type SheetOnPaper } from './sheet-on-paper.ts'

/** How a document's words about a disk are said, and what became of it. */
export type DiskWords = {
  readonly name: (disk: CertifiedDisk) => string
  readonly fate: (disk: CertifiedDisk) => string
}

export const signedSheet = (
  subject: DismantlingSheetSubject,
  language: Language,
  { name, fate }: DiskWords,
): SheetOnPaper => ({
  blank: false,
  intake: subject.intake,
  inventoryNumber: subject.machine.inventoryNumber,
  equipment: subject.machine.equipment,
  make: subject.machine.make?.text ?? null,
  model: subject.machine.model?.text ?? null,
  serial: subject.machine.serial?.text ?? null,
  grossGrams: subject.balance.grossGrams,
  reason: subject.dismantling.reason,
  reasonNote: subject.dismantling.reasonNote,
  protection: subject.dismantling.protection,
  safety: subject.dismantling.safety,
  annexVii: subject.annexVii.map(({ item, present, removed, container }) => ({
    item,
    answer: { present, removed, container },
  })),
  mediaFound: subject.mediaFound,
  media: subject.disks.map((disk) => ({ name: name(disk), serial: disk.serial, fate: fate(disk) })),
  fractions: subject.fractions.map(({ kind, name: ownName, code, hazardous, grams, container, outlet }) => ({
    kind,
    name: ownName,
    code: code.code,
    hazardous,
    grams,
    container,
    outlet,
  })),
  editions: editionsOf(subject.fractions.map(({ code }) => code)),
  parts: subject.parts.map((part) => ({ number: part.number, name: part.name[language], grams: part.grams })),
  balance: subject.balance,
  collectionNote: subject.collection.note,
  ecoOrganisme: subject.collection.ecoOrganisme,
  notes: subject.notes.text,
})
