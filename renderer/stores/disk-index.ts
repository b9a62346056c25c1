// Whose disk is it: every name of a disk that this station knows, from machines' reports, what was settled and attested, and loose
// disks. Reports are read one after the other, so the answer grows while it is looked at.
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import {
  identityOf,
  isSameNamedDisk,
  serialKey,
  wwnKey,
  type DiskIdentity,
} from '../../domain/erasure/disk-identity.ts'
import { live } from './live.ts'
import { useLooseDisks } from './loose-disks.ts'
import { useMachines } from './machines.ts'
import { useReports } from './reports.ts'

export type DiskPlace =
  | { readonly kind: 'machine'; readonly machineId: string; readonly number: string }
  | { readonly kind: 'loose'; readonly looseDiskId: string; readonly place: string }

export type KnownDisk = { readonly disk: DiskIdentity; readonly place: DiskPlace }

/** Under what a disk is looked up: its serial and its WWN. What is found there is compared as a whole. */
const keysOf = (disk: DiskIdentity): readonly string[] => {
  const [serial, wwn] = [serialKey(disk), wwnKey(disk)]
  return [...(serial === null ? [] : [`serial ${serial}`]), ...(wwn === null ? [] : [`wwn ${wwn}`])]
}

const isSamePlace = (one: DiskPlace, other: DiskPlace) =>
  one.kind === 'machine'
    ? other.kind === 'machine' && one.machineId === other.machineId
    : other.kind === 'loose' && one.looseDiskId === other.looseDiskId

/** For one screen. */
export const useDiskIndex = () => {
  const machines = useMachines()
  const reportStore = useReports()
  const { all: loose, settlements } = useLooseDisks()
  const attestationRows = live((database) => database.attestations.toArray(), [])
  let gone = false
  onScopeDispose(() => {
    gone = true
  })

  const shown = shallowRef<ReadonlyMap<string, readonly DiskIdentity[]>>(new Map())
  const wanted = computed(() =>
    machines.all.flatMap(({ id, reports }) => reports.map(({ hash }) => ({ machineId: id, hash }))),
  )
  const reading = shallowRef(false)
  const readAll = async () => {
    if (reading.value) return
    reading.value = true
    for (;;) {
      const next = wanted.value.find(({ hash }) => !shown.value.has(hash))
      if (next === undefined || gone) break
      // A report that cannot be had names no disk; its machine is still found by what was settled.
      const disks = await reportStore.byHash(next.hash).then(
        (report) => report.disks.map(identityOf),
        () => [],
      )
      shown.value = new Map([...shown.value, [next.hash, disks]])
    }
    reading.value = false
  }
  watch(
    wanted,
    () => {
      void readAll()
    },
    { immediate: true },
  )

  const places = computed<ReadonlyMap<string, readonly KnownDisk[]>>(() => {
    const found = new Map<string, KnownDisk[]>()
    const add = (disk: DiskIdentity, place: DiskPlace) => {
      for (const key of keysOf(disk)) found.set(key, [...(found.get(key) ?? []), { disk, place }])
    }
    const addToMachine = (disk: DiskIdentity, machineId: string) => {
      const machine = machines.byId(machineId)
      if (machine !== null) add(disk, { kind: 'machine', machineId, number: machine.inventoryNumber })
    }
    for (const each of loose.value) add(each.disk, { kind: 'loose', looseDiskId: each.id, place: each.place })
    for (const { machineId, hash } of wanted.value)
      for (const disk of shown.value.get(hash) ?? []) addToMachine(disk, machineId)
    for (const { machineId, disk } of settlements.value) addToMachine(disk, machineId)
    for (const { machineId, attestation } of attestationRows.value.value)
      for (const disk of attestation.found) addToMachine(disk, machineId)
    return found
  })

  const knownAs = (disk: DiskIdentity): readonly KnownDisk[] =>
    keysOf(disk)
      .flatMap((key) => places.value.get(key) ?? [])
      .filter((known) => isSameNamedDisk(known.disk, disk))
      .filter(({ place }, at, all) => all.findIndex((other) => isSamePlace(place, other.place)) === at)

  return {
    reading,
    settlements,
    /** Under which identity a disk of this name is known, once for each place. */
    knownAs,
    /** Where a disk of this name is known; empty where nobody knows it. */
    placesOf: (disk: DiskIdentity): readonly DiskPlace[] => knownAs(disk).map(({ place }) => place),
  }
}
