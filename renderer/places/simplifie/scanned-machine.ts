// Which machine a scan names: by its label, by its blank sheet, or by a pre-printed number. A number that several machines bear
// is a label all the same: it is never taken for the serial of a disk.
import { readScannedCode } from '../../../domain/documents/scan-code.ts'
import { useDismantling } from '../../stores/dismantling.ts'
import { useMachines } from '../../stores/machines.ts'

export const useScannedMachine = () => {
  const machines = useMachines()
  const dismantling = useDismantling()
  /** null: it is no machine's. */
  return (text: string): { readonly machineId: string } | 'several' | null => {
    const named = (machineId: string | undefined) => (machineId === undefined ? null : { machineId })
    const code = readScannedCode(text)
    if (code.kind === 'machine') return named(machines.byId(code.machineId)?.id)
    if (code.kind === 'dismantling') return named(dismantling.byId(code.fileId)?.machineId)
    if (code.kind !== 'plain') return null
    const [found, ...more] = machines.withNumber(code.text)
    return more.length > 0 ? 'several' : named(found?.id)
  }
}
