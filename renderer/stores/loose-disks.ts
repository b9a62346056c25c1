// Loose disks: those taken out of a machine and those that came by themselves, in one list, and what one of them comes to by
// the rules of domain/.
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { DiskAccount } from '../../domain/erasure/accounting.ts'
import { identityOf, isSameNamedDisk } from '../../domain/erasure/disk-identity.ts'
import { accountForLooseDisk } from '../../domain/erasure/loose-disk-account.ts'
import { looseDisks, type LooseDisk } from '../../domain/erasure/loose-disk.ts'
import type { Disk } from '../../domain/machine/hardware-report.ts'
import type { Stay } from '../../domain/machine/machine-file.ts'
import { useDisks } from './disks.ts'
import { useEvidenceOf } from './evidence.ts'
import { live } from './live.ts'
import { useMachines } from './machines.ts'
import { useReports } from './reports.ts'
import { useSettling, type Settle } from './settle.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'

/** All of them, the longest waiting first. For one screen. */
export const useLooseDisks = () => {
  const station = useStation()
  const settlementRows = live((database) => database.settlements.orderBy('position').toArray(), [])
  const fileRows = live((database) => database.looseDisks.orderBy('position').toArray(), [])
  const settlements = computed(() => settlementRows.value.value.map(({ settlement }) => settlement))
  const files = computed(() => fileRows.value.value.map(({ disk }) => disk))
  const all = computed(() =>
    looseDisks(settlements.value, station.settings?.erasureMinimum ?? 'witnessed', files.value),
  )
  return {
    all,
    waiting: computed(() => all.value.filter(({ settledBy }) => settledBy === null)),
    settlements,
    files,
    loaded: computed(() => settlementRows.loaded.value && fileRows.loaded.value),
  }
}

/** One of them; ends with its screen. */
export const useLooseDisk = (looseDiskId: MaybeRefOrGetter<string>) => {
  const station = useStation()
  const machines = useMachines()
  const reportStore = useReports()
  const disks = useDisks()
  const settling = useSettling()
  const { all, settlements, files, loaded } = useLooseDisks()

  const loose = computed<LooseDisk | null>(() => all.value.find(({ id }) => id === toValue(looseDiskId)) ?? null)
  const machine = computed(() => (loose.value?.fromMachine == null ? null : machines.byId(loose.value.fromMachine)))
  /** That of the machine while it is the same; of an earlier one only the day is known on which the disk was taken out. */
  const stay = computed<Stay | null>(() => {
    const of = loose.value
    if (of === null) return null
    const file = files.value.find(({ id }) => id === of.id)
    if (file !== undefined) return file.stay
    const known = machine.value?.stay
    return known?.id === of.owner.stayId ? known : { id: of.owner.stayId, startedAt: of.since }
  })
  /** The number by which people know where it came from. */
  const number = computed(() => machine.value?.inventoryNumber ?? loose.value?.chassis ?? '')

  /** As the machine's reports showed it; a report that cannot be had tells nothing of its kind. */
  const reported = ref<readonly Disk[]>([])
  watch(
    () => machine.value?.reports.map(({ hash }) => hash).join() ?? '',
    async () => {
      const asked = await Promise.allSettled((machine.value?.reports ?? []).map(({ hash }) => reportStore.byHash(hash)))
      reported.value = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value.disks : []))
    },
    { immediate: true },
  )
  const kind = computed(() => {
    const of = loose.value
    if (of === null) return null
    const shown = reported.value.findLast((disk) => isSameNamedDisk(identityOf(disk), of.disk))
    return shown?.kind ?? disks.attached(of.disk)?.disk.kind ?? null
  })

  const { known } = useEvidenceOf(() =>
    loose.value === null ? null : { owner: loose.value.owner, disks: [loose.value.disk] },
  )
  /** null until everything it rests on is here. */
  const account = computed<DiskAccount | null>(() => {
    const minimum = station.settings?.erasureMinimum
    if (loose.value === null || stay.value === null || known.value === null || minimum === undefined) return null
    return accountForLooseDisk({
      ...known.value,
      loose: loose.value,
      stay: stay.value,
      settlements: settlements.value,
      kind: kind.value,
      minimum,
      now: new Date().toISOString(),
    })
  })

  const settle: Settle = async (decided, details, options) => {
    if (loose.value === null)
      throw new StationFailure({ code: 'not-found', message: 'No such loose disk', reasons: [] })
    return settling(loose.value.owner, number.value)(decided, details, options)
  }

  return { loose, machine, stay, number, reported, known, account, settle, loaded }
}
