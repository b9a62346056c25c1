// Loose disks: those taken out of a machine and those that came by themselves, in one list, and what one of them comes to by
// the rules of domain/.
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { DiskAccount } from '../../domain/erasure/accounting.ts'
import { accountForLooseDisk, kindOfLooseDisk } from '../../domain/erasure/loose-disk-account.ts'
import { serialKey, wwnKey } from '../../domain/erasure/disk-identity.ts'
import { looseDisks, type LooseDisk } from '../../domain/erasure/loose-disk.ts'
import type { Disk } from '../../domain/machine/hardware-report.ts'
import type { MachineFile, Stay } from '../../domain/machine/machine-file.ts'
import { useDepartures } from './departures.ts'
import { useEvidenceOf } from './evidence.ts'
import { live } from './live.ts'
import { useMachines } from './machines.ts'
import { useReports } from './reports.ts'
import { storage } from './station-client.ts'
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
  const machines = useMachines()
  const machineOf = ({ fromMachine }: LooseDisk) => (fromMachine === null ? null : machines.byId(fromMachine))
  /** That of the machine while it is the same; of an earlier one only the day is known on which the disk was taken out. */
  const stayOf = (loose: LooseDisk): Stay => {
    const file = files.value.find(({ id }) => id === loose.id)
    if (file !== undefined) return file.stay
    const known = machineOf(loose)?.stay
    return known?.id === loose.owner.stayId ? known : { id: loose.owner.stayId, startedAt: loose.since }
  }
  return {
    all,
    settlements,
    machineOf,
    stayOf,
    loaded: computed(() => settlementRows.loaded.value && fileRows.loaded.value),
  }
}

/** Those that bear this serial or WWN, as it was read from a label, done with or not. Asked once, for a scan. */
export const looseDisksNamed = async (text: string): Promise<readonly LooseDisk[]> => {
  const open = storage.value
  if (open === null) return []
  const [settled, files] = await Promise.all([
    open.database.settlements.orderBy('position').toArray(),
    open.database.looseDisks.orderBy('position').toArray(),
  ])
  const scanned = { serial: text, wwn: text, model: null, sizeBytes: null }
  const [serial, wwn] = [serialKey(scanned), wwnKey(scanned)]
  return looseDisks(
    settled.map(({ settlement }) => settlement),
    useStation().settings?.erasureMinimum ?? 'witnessed',
    files.map(({ disk }) => disk),
  ).filter(({ disk }) => (serial !== null && serialKey(disk) === serial) || (wwn !== null && wwnKey(disk) === wwn))
}

/** The disks that the reports of these loose disks' machines show; a report that cannot be had shows none. */
const useReportedDisks = (machinesShown: () => readonly (MachineFile | null)[]) => {
  const reportStore = useReports()
  const hashesOf = (machine: MachineFile | null) => machine?.reports.map(({ hash }) => hash) ?? []
  const shown = shallowRef<ReadonlyMap<string, readonly Disk[]>>(new Map())
  const wanted = computed(() => [...new Set(machinesShown().flatMap(hashesOf))])
  watch(
    () => wanted.value.join(),
    async () => {
      const missing = wanted.value.filter((hash) => !shown.value.has(hash))
      const had = await Promise.allSettled(missing.map((hash) => reportStore.byHash(hash)))
      const found = had.map((one) => (one.status === 'fulfilled' ? one.value.disks : []))
      shown.value = new Map([...shown.value, ...missing.map((hash, at) => [hash, found[at] ?? []] as const)])
    },
    { immediate: true },
  )
  return {
    of: (machine: MachineFile | null): readonly Disk[] =>
      hashesOf(machine).flatMap((hash) => shown.value.get(hash) ?? []),
    ready: computed(() => wanted.value.every((hash) => shown.value.has(hash))),
  }
}

/**
 * Those for which nothing answers that still stands, the longest waiting first: what settled one is judged again, for a
 * later reading may have contradicted it. Until all is here, the word of its settlement is taken.
 */
export const useLooseDisksWaiting = () => {
  const station = useStation()
  const departures = useDepartures()
  const { all, settlements, machineOf, stayOf } = useLooseDisks()
  const said = computed(() => all.value.filter(({ settledBy }) => settledBy !== null))
  const reported = useReportedDisks(() => said.value.map(machineOf))
  const { known } = useEvidenceOf(() => said.value.map(({ owner, disk }) => ({ owner, disks: [disk] })))
  const fallen = computed<ReadonlySet<string>>(() => {
    const [evidence, minimum] = [known.value, station.settings?.erasureMinimum]
    if (evidence === null || minimum === undefined || !reported.ready.value) return new Set()
    const now = new Date().toISOString()
    const stands = (loose: LooseDisk) =>
      accountForLooseDisk({
        ...evidence,
        loose,
        stay: stayOf(loose),
        settlements: settlements.value,
        kind: kindOfLooseDisk(loose, reported.of(machineOf(loose))),
        minimum,
        now,
      }).settled
    return new Set(said.value.filter((loose) => !stands(loose)).map(({ id }) => id))
  })
  return computed(() =>
    all.value.filter(
      ({ id, settledBy }) => (settledBy === null || fallen.value.has(id)) && departures.of(id, null) === null,
    ),
  )
}

/** One of them; ends with its screen. */
export const useLooseDisk = (looseDiskId: MaybeRefOrGetter<string>) => {
  const station = useStation()
  const settling = useSettling()
  const { all, settlements, machineOf, stayOf, loaded } = useLooseDisks()

  const loose = computed<LooseDisk | null>(() => all.value.find(({ id }) => id === toValue(looseDiskId)) ?? null)
  const machine = computed(() => (loose.value === null ? null : machineOf(loose.value)))
  const stay = computed<Stay | null>(() => (loose.value === null ? null : stayOf(loose.value)))
  /** The number by which people know where it came from. */
  const number = computed(() => machine.value?.inventoryNumber ?? loose.value?.chassis ?? '')

  const reports = useReportedDisks(() => [machine.value])
  const reported = computed(() => reports.of(machine.value))

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
      kind: kindOfLooseDisk(loose.value, reported.value),
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
