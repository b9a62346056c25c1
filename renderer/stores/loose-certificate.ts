// The certificate of one loose disk before and after it is issued: what it would say by the rules of domain/, or all that
// stands against it; and those that were issued. The station derives it again and has the last word.
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { deriveErasureCertificate, type DerivedErasure } from '../../domain/documents/erasure-certificate-derivation.ts'
import type { ReportOfStay } from '../../domain/erasure/accounting.ts'
import type { DocumentRow } from '../storage/database.ts'
import { useEndings } from './documents.ts'
import { live } from './live.ts'
import { useLooseDisk } from './loose-disks.ts'
import { useReports } from './reports.ts'
import { useSession } from './session.ts'
import { useStation } from './station.ts'

export type IssuedLoose = { readonly row: DocumentRow; readonly standing: 'stands' | 'withdrawn' | 'replaced' }

/** For one screen; ends with it. */
export const useLooseCertificate = (looseDiskId: MaybeRefOrGetter<string>) => {
  const station = useStation()
  const session = useSession()
  const reportStore = useReports()
  const { loose, machine, stay, known } = useLooseDisk(looseDiskId)
  const owner = computed(() => loose.value?.owner.machineId ?? '')

  const follow = { sources: [owner] }
  const settlementRows = live(
    (database) => database.settlements.where('machineId').equals(owner.value).sortBy('position'),
    [],
    follow,
  )
  const confirmationRows = live((database) => database.confirmations.toArray(), [])

  /** Of the stay that it was taken out of; null while they are fetched, or where one cannot be had. */
  const reports = ref<readonly ReportOfStay[] | null>(null)
  watch(
    () => (loose.value?.fromMachine == null ? [] : (machine.value?.reports.map(({ hash }) => hash) ?? [])).join(),
    async (asked) => {
      reports.value = null
      const hashes = asked === '' ? [] : asked.split(',')
      const had = await Promise.allSettled(
        hashes.map(async (hash) => ({ hash, report: await reportStore.byHash(hash) })),
      )
      reports.value = had.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    },
    { immediate: true },
  )

  /** null until all that it rests on is here. */
  const derived = computed<DerivedErasure | null>(() => {
    const settings = station.settings
    if (loose.value === null || stay.value === null || known.value === null || settings === null) return null
    if (reports.value === null || !settlementRows.loaded.value || !confirmationRows.loaded.value) return null
    const confirmations = new Map(confirmationRows.value.value.map(({ id, confirmation }) => [id, confirmation]))
    return deriveErasureCertificate({
      ...known.value,
      loose: loose.value,
      stay: stay.value,
      inventoryNumber: machine.value?.inventoryNumber ?? null,
      reports: reports.value,
      settlements: settlementRows.value.value.flatMap(({ settlement: what, confirmation: id }) => {
        const confirmation = confirmations.get(id)
        return confirmation === undefined ? [] : [{ what, confirmation }]
      }),
      secondPerson: null,
      settings,
      now: new Date().toISOString(),
      clock: 'trusted',
      // Given by the station when it is issued; the preview shows none of it.
      chain: { sequence: 1, previousDocument: null, machineChain: [], replaces: null },
      operator: session.operator ?? '',
    })
  })

  const rows = live(
    async (database) =>
      (await database.documents.where('machineId').equals(toValue(looseDiskId)).toArray())
        .filter(({ kind }) => kind === 'erasure-certificate')
        .toSorted((one, other) => other.position - one.position),
    [],
    { sources: [() => toValue(looseDiskId)] },
  )
  const endings = useEndings()
  const standingOf = ({ hash }: DocumentRow): IssuedLoose['standing'] => {
    if (endings.value.value.withdrawn.has(hash)) return 'withdrawn'
    return endings.value.value.replaced.has(hash) ? 'replaced' : 'stands'
  }
  /** Newest first. */
  const issued = computed(() => rows.value.value.map((row): IssuedLoose => ({ row, standing: standingOf(row) })))
  const standing = computed(() => issued.value.find((one) => one.standing === 'stands')?.row ?? null)
  return { loose, derived, issued, standing, loaded: computed(() => rows.loaded.value && endings.loaded.value) }
}
