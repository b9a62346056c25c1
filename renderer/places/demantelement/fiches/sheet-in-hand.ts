// The sheet that is on screen, for the parts of its form: the file, its machine, how a change is kept, and what a field lacks
// before the sheet can be signed.
import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { DismantlingFile } from '../../../../domain/dismantling/sheet-file.ts'
import type { HardwareReport } from '../../../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../../../domain/machine/machine-file.ts'
import type { DismantlingChange } from '../../../stores/dismantling.ts'

export type SheetInHand = {
  readonly file: ComputedRef<DismantlingFile>
  readonly machine: ComputedRef<MachineFile>
  /** The machine as it was read last; null where it never was. */
  readonly report: ComputedRef<HardwareReport | null>
  /** The day whose waste codes count: today until it is signed. */
  readonly day: ComputedRef<string>
  /** Journals a change before the screen says that it is kept; a failure is shown at the head of the sheet. */
  readonly change: (change: DismantlingChange | ((file: DismantlingFile) => DismantlingChange)) => void
  /** What keeps the sheet from being signed, of this field; null where nothing does, or where nobody has asked yet. */
  readonly lacking: (field: string) => string | null
}

const key: InjectionKey<SheetInHand> = Symbol('the sheet in hand')

export const provideSheet = (sheet: SheetInHand) => {
  provide(key, sheet)
}

export const useSheetInHand = (): SheetInHand => {
  const sheet = inject(key)
  if (sheet === undefined) throw new Error('No sheet is in hand here')
  return sheet
}
