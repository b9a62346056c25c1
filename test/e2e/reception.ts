// Receiving machines with a scanner alone, as a person at the ESAT's door does: the label, then cards. Nothing here touches the
// mouse, and after each machine the screen is waited for to say that it was received.
import type { Page } from 'playwright-core'
import { commandCode, type Command } from '../../domain/documents/scan-code.ts'
import { cardOf, KINDS_IN_ORDER, LOOKS_IN_ORDER } from '../../domain/intake/reception.ts'
import type { Look } from '../../domain/intake/triage.ts'
import type { EquipmentKind } from '../../domain/machine/equipment.ts'
import { scan } from './workshop.ts'

export const card = (page: Page, command: Command): Promise<void> => scan(page, commandCode(command))

/** The question that stands on the screen now. */
export const asks = (page: Page, question: string): Promise<void> =>
  page.getByRole('heading', { level: 2, name: question }).waitFor()

export type Delivered = {
  readonly label: string
  /** Said only where it is another than that of the machine before. */
  readonly kind?: EquipmentKind
  readonly look: Look
  readonly starts: boolean
}

/** `first`: no machine came before, so that the kind is asked for. */
export const receiveByScanner = async (page: Page, machine: Delivered, first: boolean): Promise<void> => {
  await scan(page, machine.label)
  if (machine.kind !== undefined) {
    if (!first) {
      await asks(page, 'Dans quel état est-elle ?')
      await card(page, 'undo')
    }
    await asks(page, 'Quelle sorte de machine ?')
    await card(page, cardOf(KINDS_IN_ORDER, machine.kind))
  }
  await asks(page, 'Dans quel état est-elle ?')
  await card(page, cardOf(LOOKS_IN_ORDER, machine.look))
  await asks(page, 'S’allume-t-elle ?')
  await card(page, machine.starts ? 'yes' : 'no')
  await asks(page, 'Scannez l’étiquette de la machine')
}
