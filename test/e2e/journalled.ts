// What a station's journal holds, read by itself while no window is open: machine files, signed sheets, and a sum of their fractions
// that is another than the one on screen.
import type { DismantlingSheetSubject } from '../../domain/documents/dismantling-sheet.ts'
import type { Entry } from '../../domain/journal/frame.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { openWorkshop } from '../electron/vault/workshop.ts'

export const journalled = async (dataFolder: string): Promise<readonly Entry[]> => {
  const workshop = await openWorkshop(dataFolder)
  try {
    const entries: Entry[] = []
    for (;;) {
      const { frames } = await workshop.get('journal.read', { after: entries.length, limit: 200 })
      if (frames.length === 0) return entries
      entries.push(...frames.map(({ frame }) => frame.entry))
    }
  } finally {
    await workshop.station.close()
  }
}

export const filesByNumber = (entries: readonly Entry[]): ReadonlyMap<string, MachineFile> => {
  const files = new Map<string, MachineFile>()
  for (const entry of entries) if (entry.kind === 'machine') files.set(entry.machine.inventoryNumber, entry.machine)
  return files
}

/** By code, from the signed documents: another sum than the one that the screen makes. */
export const gramsByCode = (sheets: readonly DismantlingSheetSubject[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const { fractions } of sheets)
    for (const { code, grams: weight } of fractions) sums[code.code] = (sums[code.code] ?? 0) + weight
  return sums
}

export const signedSheets = async (dataFolder: string): Promise<readonly DismantlingSheetSubject[]> =>
  (await journalled(dataFolder)).flatMap((entry) => {
    if (entry.kind !== 'document') return []
    // Issued by this station; each test holds its content against what it expects.
    const subject = entry.document['credentialSubject'] as DismantlingSheetSubject
    return subject.kind === 'dismantling-sheet' ? [subject] : []
  })
