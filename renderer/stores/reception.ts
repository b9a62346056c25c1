// Reception at this window: the question that is open, what was received last, and every scan in its turn. The questions are
// domain/intake/reception.ts'; here they are asked of the files and saved. It outlives the screen, so that going to look at
// something else loses nothing that was said.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { readScannedCode, textOfCode, type Command } from '../../domain/documents/scan-code.ts'
import { doubtOf, type ExpectedOn, type KnownMachine, type Label } from '../../domain/intake/doubts.ts'
import {
  afterScan,
  reopened,
  WAITING,
  type Answers,
  type InHand,
  type Received,
  type Reception,
  type Scanned,
} from '../../domain/intake/reception.ts'
import type { Triage } from '../../domain/intake/triage.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { useCalls } from './calls.ts'
import { useDepartures } from './departures.ts'
import { useIntakes } from './intakes.ts'
import { useMachinePaths } from './machine-paths.ts'
import { useMachines } from './machines.ts'
import { StationFailure } from './station-failure.ts'
import { useTransfers } from './transfers.ts'

/** As long as an inventory number may be. */
const LONGEST_NUMBER = 40
/** How long the lists may lag behind what is stored. */
const LAG = 3000

/** What the person has just done, to be shown until the next. */
export type Lately =
  | { readonly kind: 'received'; readonly received: Received; readonly machine: MachineFile }
  | { readonly kind: 'taken-out'; readonly inventoryNumber: string }
  | { readonly kind: 'called' }

const refused = (why: Reason) => new StationFailure({ code: 'refused', message: why.code, reasons: [why] })

export const useReception = defineStore('reception', () => {
  const machines = useMachines()
  const intakes = useIntakes()
  const paths = useMachinePaths()
  const calls = useCalls()
  const departures = useDepartures()
  const transfers = useTransfers()

  const intakeId = ref<string | null>(null)
  const reception = shallowRef<Reception>(WAITING)
  const lately = shallowRef<Lately | null>(null)
  /** Why the last scan did nothing. */
  const refusal = shallowRef<Reason | null>(null)
  /** Why the last machine could not be saved; its question stays open. */
  const failure = shallowRef<unknown>(null)
  const saving = ref(false)

  const last = shallowRef<Received | null>(null)
  const lastKind = computed(
    () =>
      last.value?.answers.equipment ??
      (intakeId.value === null ? null : (intakes.machinesOf(intakeId.value).at(-1)?.equipment ?? null)),
  )

  const open = (id: string) => {
    if (intakeId.value === id) return
    intakeId.value = id
    reception.value = WAITING
    for (const shown of [lately, refusal, failure, last]) shown.value = null
  }

  const asKnown = (machine: MachineFile): KnownMachine => {
    const of = machine.triage === undefined ? null : intakes.byId(machine.triage.intakeId)
    return {
      machineId: machine.id,
      inventoryNumber: machine.inventoryNumber,
      intake: of === null ? null : { id: of.id, donor: of.donor.name },
      path: paths.byId(machine.id),
      documents: paths.documentsOf(machine.id),
      departure: departures.ofMachine(machine),
    }
  }
  const answersOf = ({ equipment, triage }: MachineFile): Answers => ({
    equipment,
    look: triage?.look ?? null,
    powerOn: triage?.powerOn ?? null,
  })

  /** By its identity alone: another site may have given the same number to a machine of its own. */
  const expectedOn = ({ machineId }: Label): ExpectedOn | null => {
    const slip = transfers.expected.find(({ open: items }) => items.some(({ itemId }) => itemId === machineId))
    return slip === undefined ? null : { number: slip.subject.number, from: slip.subject.sender.name }
  }

  /** What a label means here. An identity goes before a number, which another site may have given too. */
  const asLabel = (label: Label, id: string): Scanned => {
    const identified = label.machineId === null ? null : machines.byId(label.machineId)
    const meant =
      identified !== null ? [identified] : label.machineId === null ? machines.withNumber(label.inventoryNumber) : []
    const elsewhere = label.machineId === null ? [] : paths.documentsOf(label.machineId)
    const [only] = meant
    return {
      kind: 'label',
      // The number in the file, where it is written otherwise on the label.
      label: meant.length === 1 && only !== undefined ? { ...label, inventoryNumber: only.inventoryNumber } : label,
      doubt: doubtOf(label, meant.map(asKnown), elsewhere, id, expectedOn(label)),
      known: meant.length === 1 && only !== undefined ? answersOf(only) : null,
    }
  }

  const meaningOf = (text: string, id: string): Scanned | Reason => {
    const code = readScannedCode(text)
    switch (code.kind) {
      case 'command':
        return { kind: 'command', command: code.command }
      case 'machine':
        return asLabel({ inventoryNumber: code.inventoryNumber, machineId: code.machineId }, id)
      case 'plain':
        return code.text.length > LONGEST_NUMBER
          ? reason('intake.too-long')
          : asLabel({ inventoryNumber: code.text, machineId: null }, id)
      case 'document':
      case 'part':
      case 'dismantling':
        return { kind: 'not-a-label', text: textOfCode(code) }
    }
  }

  /** Until the lists say so, or are so late that the station's own check has to do. */
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (holds()) {
        resolve()
        return
      }
      const end = () => {
        clearTimeout(late)
        stop()
        resolve()
      }
      const late = setTimeout(end, LAG)
      const stop = watch(holds, (now) => {
        if (now) end()
      })
    })
  /** The list of machines shows what was just saved: the next scan may be the same label. */
  const shown = (machine: MachineFile) => until(() => (machines.byId(machine.id)?.revision ?? 0) >= machine.revision)

  const triageOf = (answers: Answers, id: string, before: Triage | undefined): Triage => ({
    intakeId: id,
    at: before?.intakeId === id ? before.at : new Date().toISOString(),
    powerOn: answers.powerOn,
    look: answers.look,
    note: before?.note ?? '',
  })

  const saveReceived = async ({ machine, answers }: Received, id: string): Promise<MachineFile> => {
    if (intakes.byId(id)?.closedAt !== null) throw refused(reason('intake.closed'))
    // The questions let no machine through without a kind.
    const equipment = answers.equipment ?? 'other'
    if (machine.comesBack && machine.machineId !== null)
      return machines.comeBack(machine.machineId, { equipment, triage: triageOf(answers, id, undefined) })
    if (machine.hasFile && machine.machineId !== null) {
      // A supervisor may have sent it to dismantling in between.
      const path = paths.byId(machine.machineId)
      if (path === 'dismantling' || path === 'dismantled')
        throw refused(reason('intake.sent-to-dismantling', { number: machine.inventoryNumber }))
      return machines.save(machine.machineId, ({ triage }) => ({ equipment, triage: triageOf(answers, id, triage) }))
    }
    const created = await machines.create(
      {
        inventoryNumber: machine.inventoryNumber,
        equipment,
        id: machine.machineId,
        triage: triageOf(answers, id, undefined),
      },
      { onBench: false },
    )
    if (created.kind === 'created') return created.machine
    throw refused(reason('intake.received-twice', { number: machine.inventoryNumber }))
  }

  const receive = async (received: Received, id: string) => {
    const machine = await saveReceived(received, id)
    await shown(machine)
    const saved = { ...received, machine: { ...received.machine, machineId: machine.id, comesBack: false } }
    last.value = saved
    lately.value = { kind: 'received', received: saved, machine }
  }

  const takeOut = async ({ machineId, inventoryNumber }: InHand) => {
    if (machineId === null) return
    const path = paths.byId(machineId)
    if (path === 'dismantling' || path === 'dismantled')
      throw refused(reason('intake.sent-to-dismantling', { number: inventoryNumber }))
    await shown(await machines.save(machineId, { triage: undefined }))
    if (last.value?.machine.machineId === machineId) last.value = null
    lately.value = { kind: 'taken-out', inventoryNumber }
  }

  /** The file of the machine in hand, where it has one already. */
  const inHand = (): string | null =>
    'machine' in reception.value && reception.value.machine.hasFile ? reception.value.machine.machineId : null

  const take = async (scanned: Scanned, id: string) => {
    const next = afterScan(reception.value, scanned, lastKind.value)
    refusal.value = next.refused
    failure.value = null
    if (next.refused === null && scanned.kind === 'label') lately.value = null
    try {
      switch (next.deed.kind) {
        case 'none':
          break
        case 'receive':
          saving.value = true
          await receive(next.deed.received, id)
          break
        case 'take-out':
          saving.value = true
          await takeOut(next.deed.machine)
          break
        case 'reopen-last':
          if (last.value === null) refusal.value = reason('intake.nothing-to-undo')
          else {
            reception.value = reopened(last.value)
            lately.value = null
          }
          return
        case 'call':
          await calls.call({ machineId: inHand(), step: 'reception' })
          lately.value = { kind: 'called' }
          return
      }
      reception.value = next.reception
    } catch (error) {
      // What was said stays: the question is still open.
      failure.value = error
    } finally {
      saving.value = false
    }
  }

  /** One after the other: a scanner is quicker than a disk. */
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (work: (id: string) => Promise<void>): Promise<void> => {
    turn = turn.then(async () => {
      // A label scanned while the window still opens is not taken for a new machine.
      await until(() => intakes.loaded)
      if (intakeId.value !== null) await work(intakeId.value)
    })
    return turn
  }

  return {
    open,
    reception,
    lately,
    refusal,
    failure,
    saving,
    lastKind,
    /** What a scanner read, or hands typed: a label or a card. */
    scan: (text: string) =>
      inTurn(async (id) => {
        const meaning = meaningOf(text, id)
        if ('code' in meaning) refusal.value = meaning
        else await take(meaning, id)
      }),
    /** A card, or the key or button that stands for it. */
    command: (command: Command) => inTurn((id) => take({ kind: 'command', command }, id)),
  }
})
