// What may leave from here, by the words on its label: machines whose stay nothing has ended, loose disks, parts in stock.
import { HardDrive } from '@lucide/vue'
import { computed, type Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { readScannedCode, textOfCode } from '../../../../domain/documents/scan-code.ts'
import { diskLabel, serialKey, wwnKey } from '../../../../domain/erasure/disk-identity.ts'
import { partName } from '../../../../domain/parts/name.ts'
import { departedReason } from '../../../../domain/transfer/departure.ts'
import { reason, type Reason } from '../../../../domain/words/reason.ts'
import { equipmentIcons } from '../../../components/equipment-icons.ts'
import { useSay } from '../../../i18n.ts'
import { useDepartures } from '../../../stores/departures.ts'
import { useLooseDisks } from '../../../stores/loose-disks.ts'
import { useMachinePaths } from '../../../stores/machine-paths.ts'
import { useMachines } from '../../../stores/machines.ts'
import { useParts } from '../../../stores/parts.ts'
import type { Leaving } from '../../../stores/transfers.ts'
import { partIcons } from '../../pieces/part-icons.ts'

export type LeavingThing = Leaving & {
  readonly label: string
  readonly detail: string
  readonly icon: Component
  readonly words: string
}

export type Meant =
  { readonly kind: 'one'; readonly thing: LeavingThing } | { readonly kind: 'refused'; readonly why: Reason }

export const useLeavingThings = () => {
  const { t } = useI18n()
  const say = useSay()
  const machines = useMachines()
  const paths = useMachinePaths()
  const parts = useParts()
  const loose = useLooseDisks()
  const departures = useDepartures()

  const thing = (one: Leaving): LeavingThing => {
    switch (one.what) {
      case 'machine': {
        const { inventoryNumber: label, equipment } = one.file
        const detail = t(`bench.start.kinds.${equipment}`)
        return { ...one, label, detail, icon: equipmentIcons[equipment], words: `${label} ${detail}` }
      }
      case 'disk': {
        const label = diskLabel(one.file.disk)
        const from = loose.machineOf(one.file)?.inventoryNumber ?? one.file.chassis
        const detail = [t('transfer.item.disk'), one.file.place, from].filter((text) => text !== '').join(' · ')
        return { ...one, label, detail, icon: HardDrive, words: `${label} ${detail}` }
      }
      case 'part': {
        const { number: label, place, data } = one.file
        const detail = `${say(partName(data)).trim()} · ${place}`
        return { ...one, label, detail, icon: partIcons[data.kind], words: `${label} ${detail}` }
      }
    }
  }

  const all = computed<readonly LeavingThing[]>(() => [
    ...machines.all
      .filter((machine) => departures.ofMachine(machine) === null && paths.byId(machine.id) !== 'dismantled')
      .toSorted((one, other) => one.inventoryNumber.localeCompare(other.inventoryNumber))
      .map((file) => thing({ what: 'machine', id: file.id, file })),
    ...loose.all.value
      .filter(({ id, settledBy }) => settledBy === null && departures.of(id, null) === null)
      .map((file) => thing({ what: 'disk', id: file.id, file })),
    ...parts.inStock
      .filter(({ id }) => departures.of(id, null) === null)
      .map((file) => thing({ what: 'part', id: file.id, file })),
  ])

  const one = (found: readonly LeavingThing[], said: string): Meant => {
    const [first, ...more] = found
    if (first === undefined) return { kind: 'refused', why: reason('transfer.scan-unknown', { text: said }) }
    return more.length > 0
      ? { kind: 'refused', why: reason('transfer.scan-several', { text: said }) }
      : { kind: 'one', thing: first }
  }

  /** What a label, a serial or a typed number means; settled disks too, where somebody names one. */
  const meant = (text: string): Meant => {
    const code = readScannedCode(text)
    const said = textOfCode(code)
    if (code.kind === 'command' || code.kind === 'document')
      return { kind: 'refused', why: reason('transfer.scan-unknown', { text: said }) }
    if (code.kind === 'part' || parts.withNumber(said) !== null) {
      const part = code.kind === 'part' ? parts.byId(code.partId) : parts.withNumber(said)
      const away = part === null ? null : departures.of(part.id, null)
      if (away !== null) return { kind: 'refused', why: departedReason(away) }
      return one(
        all.value.filter(({ id }) => id === part?.id),
        said,
      )
    }
    const named = machines.meantBy(code)
    const away = named.length === 1 && named[0] !== undefined ? departures.ofMachine(named[0]) : null
    if (away !== null) return { kind: 'refused', why: departedReason(away) }
    const ids = new Set(named.map(({ id }) => id))
    const found = all.value.filter(({ id }) => ids.has(id))
    if (found.length > 0 || named.length > 0) return one(found, said)
    const scanned = { serial: said, wwn: said, model: null, sizeBytes: null }
    const disks = loose.all.value.filter(
      ({ id, disk }) =>
        departures.of(id, null) === null &&
        ((serialKey(scanned) !== null && serialKey(disk) === serialKey(scanned)) ||
          (wwnKey(scanned) !== null && wwnKey(disk) === wwnKey(scanned))),
    )
    return one(
      disks.map((file) => thing({ what: 'disk', id: file.id, file })),
      said,
    )
  }

  /** As it stands now, where it was listed before; null once it may no longer leave. */
  const again = ({ what, id }: LeavingThing): LeavingThing | null =>
    all.value.find((each) => each.what === what && each.id === id) ??
    (what === 'disk'
      ? loose.all.value
          .filter((disk) => disk.id === id && departures.of(id, null) === null)
          .map((file) => thing({ what: 'disk', id, file }))[0]
      : undefined) ??
    null

  return {
    all,
    meant,
    again,
    loaded: computed(() => machines.loaded && parts.loaded && loose.loaded.value && departures.loaded && paths.loaded),
  }
}
