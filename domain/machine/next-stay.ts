// A machine that comes back is the same machine in another stay: what was read, done and said in the last one says nothing of it
// today, so its file begins again.
import type { MachineFile } from './machine-file.ts'

/** `file` as it was last saved. */
export const nextStay = (
  file: MachineFile,
  { stayId, at, operator }: { readonly stayId: string; readonly at: string; readonly operator: string | null },
): MachineFile => {
  const { triage: _ofTheLastStay, ...kept } = file
  return {
    ...kept,
    stay: { id: stayId, startedAt: at },
    updatedAt: at,
    revision: file.revision + 1,
    operator,
    reports: [],
    checklist: { ...file.checklist, results: {} },
    aspect: null,
    installedSystem: null,
    repairs: '',
    reservations: '',
    accessories: '',
    onBench: false,
  }
}
