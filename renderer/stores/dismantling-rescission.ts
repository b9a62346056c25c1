// Taking back an order to dismantle that was given by mistake: whether anything was done since, and a supervisor's confirmation.
// The rule is domain/dismantling/rescinding.ts'; the station asks it again.
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { DismantlingRescission, rescindingReasons } from '../../domain/dismantling/rescinding.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { Part } from '../../domain/parts/part.ts'
import { rescissionSubject } from '../../domain/supervision/subject.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { useDismantling, type StandingOrder } from './dismantling.ts'
import { live } from './live.ts'
import { useMachines } from './machines.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

const isTakenOutSince = ({ history }: Part, { id, stay }: MachineFile, order: StandingOrder): boolean =>
  history.some(
    (event) =>
      event.what === 'taken-out' &&
      event.machine.machineId === id &&
      event.machine.stayId === stay.id &&
      Date.parse(event.at) >= Date.parse(order.at),
  )

/** For one screen; ends with it. */
export const useDismantlingRescission = (machineId: MaybeRefOrGetter<string>) => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()
  const machines = useMachines()
  const dismantling = useDismantling()
  const settlements = live(
    (database) => database.settlements.where('machineId').equals(toValue(machineId)).toArray(),
    [],
  )
  const attestations = live(
    (database) => database.attestations.where('machineId').equals(toValue(machineId)).toArray(),
    [],
  )
  const parts = live((database) => database.parts.toArray(), [])

  const machine = computed(() => machines.byId(toValue(machineId)))
  const order = computed(() => (machine.value === null ? null : dismantling.orderOf(machine.value)))

  /** Of an order whose sheet does not stand; null until everything they rest on is here, and where nothing was ordered. */
  const reasons = computed<readonly Reason[] | null>(() => {
    const [of, ordered] = [machine.value, order.value]
    if (of === null || ordered === null) return null
    if (!settlements.loaded.value || !attestations.loaded.value || !parts.loaded.value) return null
    const said = [
      ...settlements.value.value.map(({ settlement, position }) => ({ stayId: settlement.stayId, position })),
      ...attestations.value.value.map(({ attestation, position }) => ({ stayId: attestation.stayId, position })),
    ]
    return rescindingReasons({
      file: dismantling.fileOf(of),
      sheet: null,
      isDiskSaid: said.some(({ stayId, position }) => stayId === of.stay.id && position > ordered.position),
      isPartOut: parts.value.value.some(
        ({ part, position }) => position > ordered.position && isTakenOutSince(part, of, ordered),
      ),
    })
  })

  /** `details` is what the supervisor reads. False where the dialog was closed. */
  const rescind = async (why: string, details: readonly string[]): Promise<boolean> => {
    const of = machine.value
    if (of === null) throw new StationFailure({ code: 'not-found', message: 'No such machine', reasons: [] })
    if (session.operator === null)
      throw new StationFailure({
        code: 'refused',
        message: 'Nobody is signed in',
        reasons: [reason('supervision.nobody-at-station')],
      })
    const rescission = DismantlingRescission.parse({
      id: crypto.randomUUID(),
      machines: [{ machineId: of.id, stayId: of.stay.id }],
      why,
      operator: session.operator,
      at: new Date().toISOString(),
    } satisfies DismantlingRescission)
    const confirmation = await supervisor.ask(
      { kind: 'rescind-dismantling', machines: [of.id], subject: await rescissionSubject(rescission, sha256) },
      { inventoryNumber: of.inventoryNumber, details },
    )
    if (confirmation === null) return false
    await station.callAndCatchUp('dismantling.rescind', { rescission, confirmation: confirmation.id })
    return true
  }

  return { reasons, rescind }
}
