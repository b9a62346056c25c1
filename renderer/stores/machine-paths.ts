// Where each machine goes, for every screen that lists machines: what was seen of it, whether a supervisor sent it to
// dismantling, and which of its documents stand. The rule is domain/intake/path.ts'.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { DocumentKind } from '../../domain/documents/document.ts'
import type { KnownDocument } from '../../domain/intake/doubts.ts'
import { pathOf, type MachinePath } from '../../domain/intake/path.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { isBelieved } from '../../domain/trust/standing.ts'
import type { DocumentRow } from '../storage/database.ts'
import { useDismantling } from './dismantling.ts'
import { useEndings } from './documents.ts'
import { live } from './live.ts'
import { useMachines } from './machines.ts'
import { useTrust } from './trust.ts'

const ofMachines: readonly DocumentKind[] = [
  'refurbishment-certificate',
  'dismantling-sheet',
  'transfer-slip',
  'handover-slip',
]

const asKnown = ({ kind, number, issuedAt }: DocumentRow): KnownDocument[] => {
  const parsed = DocumentKind.safeParse(kind)
  return parsed.success ? [{ kind: parsed.data, number, issuedAt }] : []
}

export const useMachinePaths = defineStore('machinePaths', () => {
  const machines = useMachines()
  const dismantling = useDismantling()
  const trust = useTrust()
  const { value: endings } = useEndings()
  const rows = live(
    (database) =>
      database.documents
        .where('kind')
        .anyOf([...ofMachines])
        .toArray(),
    [],
  )

  /** By machine, those that were neither withdrawn nor corrected, of stations that are believed here. */
  const standing = computed(() => {
    const byMachine = new Map<string, DocumentRow[]>()
    for (const row of rows.value.value) {
      const isEnded = endings.value.withdrawn.has(row.hash) || endings.value.replaced.has(row.hash)
      if (row.machineId === null || isEnded || !isBelieved(trust.standingOfDocument(row))) continue
      byMachine.set(row.machineId, [...(byMachine.get(row.machineId) ?? []), row])
    }
    return byMachine
  })

  /**
   * Of this machine and still standing. A certificate of an earlier stay says nothing of this one; taken apart is taken apart.
   */
  const documentsOf = (machineId: string): readonly KnownDocument[] => {
    const startedAt = machines.byId(machineId)?.stay.startedAt ?? ''
    return (standing.value.get(machineId) ?? [])
      .flatMap(asKnown)
      .filter(
        ({ kind, issuedAt }) =>
          kind === 'dismantling-sheet' || startedAt === '' || Date.parse(issuedAt) >= Date.parse(startedAt),
      )
  }

  const of = (machine: MachineFile): MachinePath => {
    const documents = documentsOf(machine.id)
    return pathOf({
      triage: machine.triage,
      ordered: dismantling.orderOf(machine) !== null,
      sheet: documents.some(({ kind }) => kind === 'dismantling-sheet'),
      certificate: documents.some(({ kind }) => kind === 'refurbishment-certificate'),
    })
  }
  const byId = computed(() => new Map(machines.all.map((machine) => [machine.id, of(machine)])))

  return {
    loaded: computed(() => machines.loaded && dismantling.loaded && rows.loaded.value),
    documentsOf,
    byId: (machineId: string): MachinePath => byId.value.get(machineId) ?? 'undecided',
  }
})
