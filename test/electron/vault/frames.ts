// Journals for tests: some frames of everyday work, in a folder.
import { randomUUID } from 'node:crypto'
import type { Entry, ReadFrame } from '../../../domain/journal/frame.ts'
import { Journal } from '../../../electron/vault/journal.ts'
import { machineFile, settings } from './samples.ts'

export const openJournal = async (folder: string): Promise<{ journal: Journal; frames: ReadFrame[] }> => {
  const frames: ReadFrame[] = []
  const journal = await Journal.open({ folder, now: () => new Date(), onFrame: (read) => frames.push(read) })
  return { journal, frames }
}

export const firstEntries: readonly Entry[] = [
  {
    kind: 'station',
    v: 1,
    did: 'did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG',
    created: '2026-11-02T08:00:00.000Z',
  },
  { kind: 'settings', v: 1, settings, confirmation: null },
]

export const begin = (journal: Journal) =>
  journal.begin(firstEntries.map((entry) => ({ transaction: randomUUID(), entry })))

/** A machine file of `inventoryNumber`, as somebody saves it. */
export const save = (journal: Journal, inventoryNumber: string, transaction: string = randomUUID()) =>
  journal.append(transaction, () => ({ kind: 'machine', v: 1, machine: machineFile({ inventoryNumber }) }))

/** The inventory numbers in a journal, in order. */
export const inventoryOf = (frames: readonly ReadFrame[]): string[] =>
  frames.flatMap(({ frame }) => (frame.entry.kind === 'machine' ? [frame.entry.machine.inventoryNumber] : []))
