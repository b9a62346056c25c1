// One machine as the bench shows it: the work of the store, how far it is in one word, and the one thing to do next.
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { DecisionRule } from '../../../domain/checklist/profile.ts'
import type { DocumentRow } from '../../storage/database.ts'
import { useEndings } from '../../stores/documents.ts'
import { live } from '../../stores/live.ts'
import { useWork } from '../../stores/work.ts'
import { usePartsUnread } from './parts/parts-unread.ts'

export const benchSections = ['report', 'checklist', 'disks', 'notes', 'certificate'] as const
export type BenchSection = (typeof benchSections)[number]

export type Work = 'loading' | 'new' | 'stopped' | 'in-progress' | 'disks' | 'ready' | 'certified'

/** The one thing to do next, and the part of the file where it is done. */
export type NextStep =
  | { readonly kind: 'step'; readonly section: BenchSection; readonly stepId: string }
  | { readonly kind: 'stop'; readonly section: 'checklist' }
  /** Parts went in or out since the last report. */
  | { readonly kind: 'read-again'; readonly section: 'report' }
  | { readonly kind: 'blocked' | 'certificate'; readonly section: 'certificate' }
  | { readonly kind: 'done'; readonly section: 'certificate'; readonly number: string }

/** A certificate of this machine, and whether it still stands. */
export type HeldCertificate = { readonly row: DocumentRow; readonly standing: 'stands' | 'replaced' | 'withdrawn' }

/** Where a step that decides itself gets what it lacks. */
export const sectionOfRule = (rule: DecisionRule): BenchSection => {
  switch (rule) {
    case 'hardware-read':
      return 'report'
    case 'disks-accounted':
    case 'disks-erased':
    case 'second-person':
      return 'disks'
    case 'grades-given':
    case 'system-recorded':
      return 'notes'
    case 'disk-health':
    case 'webcam-present':
    case 'sound-present':
    case 'wifi-present':
    case 'battery-read':
      return 'checklist'
  }
}

/** Newest first. */
const useCertificates = (machineId: MaybeRefOrGetter<string>) => {
  const rows = live<readonly DocumentRow[]>(
    async (database) => {
      const ofMachine = await database.documents.where('machineId').equals(toValue(machineId)).toArray()
      return ofMachine
        .filter(({ kind }) => kind === 'refurbishment-certificate')
        .toSorted((one, other) => other.position - one.position)
    },
    [],
    { sources: [() => toValue(machineId)] },
  )
  const endings = useEndings()
  const standingOf = ({ hash }: DocumentRow): HeldCertificate['standing'] => {
    if (endings.value.value.withdrawn.has(hash)) return 'withdrawn'
    return endings.value.value.replaced.has(hash) ? 'replaced' : 'stands'
  }
  return {
    value: computed(() => rows.value.value.map((row): HeldCertificate => ({ row, standing: standingOf(row) }))),
    loaded: computed(() => rows.loaded.value && endings.loaded.value),
  }
}

export const useBenchMachine = (machineId: MaybeRefOrGetter<string>) => {
  const work = useWork(machineId)
  const { machine, report, accounting, progress } = work
  const { value: certificates, loaded: certificatesLoaded } = useCertificates(machineId)

  /** The certificate of this stay that is in force. */
  const standing = computed(
    () =>
      certificates.value.find(
        ({ row, standing: how }) =>
          how === 'stands' && Date.parse(row.issuedAt) >= Date.parse(machine.value?.stay.startedAt ?? ''),
      )?.row ?? null,
  )

  const unread = usePartsUnread(
    () => machine.value,
    () => report.value,
  )
  const next = computed<NextStep | null>(() => {
    const now = progress.value
    if (now === null || !certificatesLoaded.value) return null
    if (now.stoppedBy !== null) return { kind: 'stop', section: 'checklist' }
    // A certificate that stands describes the machine as it was before.
    if (unread.value.length > 0) return { kind: 'read-again', section: 'report' }
    if (standing.value !== null) return { kind: 'done', section: 'certificate', number: standing.value.number }
    if (now.next !== null) {
      const { id, decidedBy } = now.next
      return { kind: 'step', section: decidedBy === null ? 'checklist' : sectionOfRule(decidedBy), stepId: id }
    }
    const isReady = now.blocking.length === 0 && accounting.value?.settled === true
    return { kind: isReady ? 'certificate' : 'blocked', section: 'certificate' }
  })

  const state = computed<Work>(() => {
    const step = next.value
    const file = machine.value
    if (step === null || file === null) return 'loading'
    switch (step.kind) {
      case 'stop':
        return 'stopped'
      case 'done':
        return 'certified'
      case 'certificate':
        return 'ready'
      case 'read-again':
        return 'in-progress'
      case 'blocked':
        return accounting.value?.settled === true ? 'in-progress' : 'disks'
      case 'step':
        if (step.section === 'disks') return 'disks'
        return file.reports.length === 0 && Object.keys(file.checklist.results).length === 0 ? 'new' : 'in-progress'
    }
  })

  return { ...work, certificates, standing, next, state }
}
