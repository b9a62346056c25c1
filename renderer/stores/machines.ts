// The machine files: every change is one save, journalled before it is shown. What may be said of a machine (its disks,
// grades, progress) is work.ts' business.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { StepResult } from '../../domain/checklist/progress.ts'
import { type ScannedCode, textOfCode } from '../../domain/documents/scan-code.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { Triage } from '../../domain/intake/triage.ts'
import { nextStay } from '../../domain/machine/next-stay.ts'
import { MachineFile, type EquipmentKind } from '../../domain/machine/machine-file.ts'
import { useDepartures } from './departures.ts'
import { inTurns, useJournalled } from './journalled.ts'
import { live } from './live.ts'
import { profileOf } from './rules.ts'
import { useSession } from './session.ts'
import { openedStorage, storage } from './station-client.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'

/** What a screen may change; identity, stay, revision and times are looked after here. */
export type MachineChange = Partial<
  Omit<MachineFile, 'kind' | 'version' | 'id' | 'createdAt' | 'updatedAt' | 'revision' | 'operator'>
>

export type Created =
  | { readonly kind: 'created'; readonly machine: MachineFile }
  /** The number is taken: open that one, or create knowingly. */
  | { readonly kind: 'already-here'; readonly machines: readonly MachineFile[] }

export type Opened =
  | { readonly kind: 'opened'; readonly machine: MachineFile }
  | { readonly kind: 'several'; readonly machines: readonly MachineFile[] }
  | { readonly kind: 'unknown'; readonly code: string }

type Undoable = {
  readonly machineId: string
  readonly stepId: string
  readonly before: StepResult | null
  readonly after: StepResult | null
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

const sameNumber = (one: string, other: string) =>
  one.trim().localeCompare(other.trim(), undefined, { sensitivity: 'base' }) === 0

const withStep = (results: MachineFile['checklist']['results'], stepId: string, result: StepResult | null) => {
  const { [stepId]: _replaced, ...others } = results
  return result === null ? others : { ...others, [stepId]: result }
}

export const useMachines = defineStore('machines', () => {
  const station = useStation()
  const session = useSession()
  const departures = useDepartures()
  const { append, appendNext } = useJournalled()
  const inTurn = inTurns()
  // Every save puts a row of a later position: only those are read again, not the whole workshop at every click. Where a
  // start made the projection anew, positions say nothing any more and everything is read.
  const byIdMap = shallowRef<ReadonlyMap<string, MachineFile>>(new Map())
  let known = 0
  const startOver = () => {
    known = 0
    byIdMap.value = new Map()
  }
  watch([storage, () => station.reconciliation], startOver, { flush: 'sync' })
  const later = live((database) => database.machines.where('position').above(known).toArray(), [], {
    sources: [() => station.reconciliation],
  })
  watch(
    later.value,
    (rows) => {
      if (rows.length === 0) return
      byIdMap.value = new Map([...byIdMap.value, ...rows.map((row) => [row.id, row.machine] as const)])
      known = rows.reduce((highest, row) => Math.max(highest, row.position), known)
    },
    { flush: 'sync' },
  )
  /** Last worked on first. */
  const all = computed<readonly MachineFile[]>(() =>
    [...byIdMap.value.values()].toSorted((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1)),
  )
  /** Those that nothing sent away. */
  const here = computed(() => all.value.filter((machine) => departures.ofMachine(machine) === null))
  /** The tabs of the bench, in the order in which the machines came. */
  const onBench = computed(() =>
    here.value.filter((machine) => machine.onBench).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
  )
  const lastStep = shallowRef<Undoable | null>(null)

  const byId = (id: string): MachineFile | null => byIdMap.value.get(id) ?? null
  const withNumber = (number: string) => all.value.filter((machine) => sameNumber(machine.inventoryNumber, number))
  /**
   * Those that a label or a typed number may mean. A label that bears an identity means that machine alone: another site may
   * have given the same number to a machine of its own.
   */
  const meantBy = (code: ScannedCode): readonly MachineFile[] => {
    if (code.kind !== 'machine') return withNumber(textOfCode(code))
    const identified = byId(code.machineId)
    return identified === null ? [] : [identified]
  }

  const stored = async (id: string): Promise<MachineFile | null> =>
    (await openedStorage().database.machines.get(id))?.machine ?? null

  const journal = (machine: MachineFile) => append('machines.save', { transaction: crypto.randomUUID(), machine })

  /**
   * Changes one machine file and answers it as journalled. `change` may look at the file as it stands, which matters
   * for the checklist and the reports. Throws a StationFailure: `not-found`, `conflict` after several tries, …
   */
  const save = (id: string, change: MachineChange | ((machine: MachineFile) => MachineChange)): Promise<MachineFile> =>
    inTurn(id, () => {
      const next = async () => {
        const current = await stored(id)
        if (current === null)
          throw new StationFailure({ code: 'not-found', message: `No machine file ${id}`, reasons: [] })
        return MachineFile.parse({
          ...current,
          ...(typeof change === 'function' ? change(current) : change),
          revision: current.revision + 1,
          updatedAt: new Date().toISOString(),
          operator: session.operator,
        })
      }
      return appendNext(next, journal)
    })

  /**
   * A machine is received: a new file and a new stay, under the identity that its label carries from another site, or a
   * new one. `knowingly` accepts a number that is taken; beside a label's identity, a number tells nothing.
   */
  const create = async (
    machine: {
      readonly inventoryNumber: string
      readonly equipment: EquipmentKind
      readonly id?: string | null
      readonly triage?: Triage
    },
    { knowingly = false, onBench = true } = {},
  ): Promise<Created> => {
    await station.catchUp()
    const number = machine.inventoryNumber.trim()
    const identity = machine.id ?? null
    const everything = (await openedStorage().database.machines.toArray()).map((row) => row.machine)
    const same = everything.filter((one) =>
      identity === null ? sameNumber(one.inventoryNumber, number) : one.id === identity,
    )
    if (same.length > 0 && !knowingly) return { kind: 'already-here', machines: same }
    const now = new Date().toISOString()
    const profile = profileOf(station.settings?.profileId)
    const file = MachineFile.parse({
      kind: 'machine-file',
      version: 1,
      id: identity ?? crypto.randomUUID(),
      inventoryNumber: number,
      equipment: machine.equipment,
      stay: { id: crypto.randomUUID(), startedAt: now },
      createdAt: now,
      updatedAt: now,
      revision: 1,
      operator: session.operator,
      reports: [],
      checklist: { profileId: profile.id, profileVersion: profile.version, results: {} },
      aspect: null,
      installedSystem: null,
      repairs: '',
      reservations: '',
      accessories: '',
      ...(machine.triage === undefined ? {} : { triage: machine.triage }),
      onBench,
    } satisfies MachineFile)
    await journal(file)
    return { kind: 'created', machine: file }
  }

  /** A machine whose last stay ended is received again: the same file, another stay, and nothing of the last one. */
  const comeBack = (
    id: string,
    said: { readonly equipment: EquipmentKind; readonly triage?: Triage },
  ): Promise<MachineFile> =>
    save(id, (machine) => {
      const at = new Date().toISOString()
      return { ...nextStay(machine, { stayId: crypto.randomUUID(), at, operator: session.operator }), ...said }
    })

  /** What a scanner read: an inventory number, or a label's QR code, which holds the machine's identity. */
  const openByScan = async (scanned: string): Promise<Opened> => {
    const code = scanned.trim()
    const identity = UUID.exec(code)?.[0].toLowerCase()
    const identified = identity === undefined ? null : byId(identity)
    const found = identified === null ? withNumber(code) : [identified]
    const [machine, ...more] = found
    if (machine === undefined) return { kind: 'unknown', code }
    if (more.length > 0) return { kind: 'several', machines: found }
    // What left is only looked at: it is put on no bench.
    const stays = machine.onBench || departures.ofMachine(machine) !== null
    return { kind: 'opened', machine: stays ? machine : await save(machine.id, { onBench: true }) }
  }

  /** Adds a report that the station has taken in, as the latest; one that the file has already stays where it is. */
  const addReport = async (
    id: string,
    hash: string,
    report: Pick<HardwareReport, 'takenAt'>,
    source: 'this-machine' | 'file',
  ): Promise<MachineFile> => {
    const known = await stored(id)
    if (known?.reports.some((one) => one.hash === hash) === true) return known
    const takenAt = new Date(report.takenAt).toISOString()
    return save(id, ({ reports }) => ({
      reports: [
        ...reports.filter((one) => one.hash !== hash),
        { hash, takenAt, addedAt: new Date().toISOString(), source },
      ],
    }))
  }

  /** Ends a step of the checklist, or leaves it for later (`null`). The last change can be undone. */
  const setStep = async (id: string, stepId: string, result: StepResult | null): Promise<MachineFile> => {
    let before: StepResult | null = null
    const machine = await save(id, ({ checklist }) => {
      before = checklist.results[stepId] ?? null
      return { checklist: { ...checklist, results: withStep(checklist.results, stepId, result) } }
    })
    lastStep.value = { machineId: id, stepId, before, after: machine.checklist.results[stepId] ?? null }
    return machine
  }

  /** Puts the last step back as it was, where nobody has changed it since. Answers whether it did. */
  const undo = async (): Promise<boolean> => {
    const last = lastStep.value
    if (last === null) return false
    lastStep.value = null
    const untouched = (machine: MachineFile | null) =>
      JSON.stringify(machine?.checklist.results[last.stepId] ?? null) === JSON.stringify(last.after)
    if (!untouched(await stored(last.machineId))) return false
    await save(last.machineId, ({ checklist }) => ({
      checklist: { ...checklist, results: withStep(checklist.results, last.stepId, last.before) },
    }))
    return true
  }

  return {
    all,
    loaded: later.loaded,
    here,
    onBench,
    comeBack,
    byId,
    withNumber,
    meantBy,
    create,
    save,
    openByScan,
    addReport,
    setStep,
    lastStep,
    undo,
    close: (id: string) => save(id, { onBench: false }),
  }
})
