// What a scan or a typed number opens among the sheets: a blank sheet's code its file, a label or an inventory number the sheet
// of its machine. Where there is none, the answer says why.
import { useRouter } from 'vue-router'
import { readScannedCode, textOfCode } from '../../../../domain/documents/scan-code.ts'
import { useDismantling } from '../../../stores/dismantling.ts'
import { useMachines } from '../../../stores/machines.ts'

export type OpenedSheet =
  | { readonly kind: 'opened'; readonly machineId: string }
  | { readonly kind: 'unknown' | 'other-site' | 'not-ordered' | 'several' | 'not-a-machine'; readonly number: string }

export const useOpenSheet = () => {
  const router = useRouter()
  const machines = useMachines()
  const dismantling = useDismantling()

  const find = (text: string): OpenedSheet => {
    const code = readScannedCode(text)
    const number = textOfCode(code)
    if (code.kind === 'document' || code.kind === 'command' || code.kind === 'part')
      return { kind: 'not-a-machine', number }
    if (code.kind === 'dismantling') {
      const file = dismantling.byId(code.fileId)
      return file === null ? { kind: 'unknown', number } : { kind: 'opened', machineId: file.machineId }
    }
    const found = machines.meantBy(code)
    const ordered = found.filter((machine) => dismantling.orderOf(machine) !== null)
    const [machine, ...others] = ordered
    if (machine === undefined) {
      if (found.length > 0) return { kind: 'not-ordered', number }
      return { kind: code.kind === 'machine' ? 'other-site' : 'unknown', number }
    }
    return others.length > 0 ? { kind: 'several', number } : { kind: 'opened', machineId: machine.id }
  }

  /** Goes there, where there is a sheet. */
  return async (text: string): Promise<OpenedSheet> => {
    const opened = find(text)
    if (opened.kind === 'opened') await router.push({ name: 'fiche', params: { machineId: opened.machineId } })
    return opened
  }
}
