// Sending machines to dismantling: the machines on screen, each with its reason, under one supervisor's confirmation. What is
// done with them then is dismantling.ts' business.
import { DismantlingOrder, type OrderedMachine } from '../../domain/dismantling/order.ts'
import { dismantlingOrderSubject } from '../../domain/supervision/subject.ts'
import { reason } from '../../domain/words/reason.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

export const useDismantlingOrders = () => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()

  return {
    /** `details` is what the supervisor reads, a line for each machine. False where the dialog was closed. */
    order: async (machines: readonly OrderedMachine[], details: readonly string[]): Promise<boolean> => {
      if (session.operator === null)
        throw new StationFailure({
          code: 'refused',
          message: 'Nobody is signed in',
          reasons: [reason('supervision.nobody-at-station')],
        })
      const order = DismantlingOrder.parse({
        id: crypto.randomUUID(),
        machines: [...machines],
        operator: session.operator,
        at: new Date().toISOString(),
      } satisfies DismantlingOrder)
      const confirmation = await supervisor.ask(
        {
          kind: 'dismantle-machines',
          machines: order.machines.map(({ machineId }) => machineId),
          subject: await dismantlingOrderSubject(order, sha256),
        },
        { details },
      )
      if (confirmation === null) return false
      await station.callAndCatchUp('dismantling.order', { order, confirmation: confirmation.id })
      return true
    },
  }
}
