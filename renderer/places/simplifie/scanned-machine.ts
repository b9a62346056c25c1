// Which machine a scan names: by its label, by its blank sheet, or by a pre-printed number.
import { readScannedCode } from '../../../domain/documents/scan-code.ts'
import { useDismantling } from '../../stores/dismantling.ts'
import { useMachines } from '../../stores/machines.ts'

export const useScannedMachine = () => {
  const machines = useMachines()
  const dismantling = useDismantling()
  /** null where it names none, or more than one. */
  return (text: string): string | null => {
    const code = readScannedCode(text)
    if (code.kind === 'machine') return machines.byId(code.machineId)?.id ?? null
    if (code.kind === 'dismantling') return dismantling.byId(code.fileId)?.machineId ?? null
    if (code.kind !== 'plain') return null
    const [found, ...more] = machines.withNumber(code.text)
    return more.length > 0 ? null : (found?.id ?? null)
  }
}
