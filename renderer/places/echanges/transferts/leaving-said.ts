// What the slip would say of what is listed, as the station reads it before anybody signs: which machine it is, and whether disks
// leave with their data.
import { shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SlipItem } from '../../../../domain/documents/transfer-slip.ts'
import { disksSaid, type DisksSaid } from '../../../../domain/transfer/disks-said.ts'
import type { State } from '../../../components/state.ts'
import { live } from '../../../stores/live.ts'
import { StationFailure } from '../../../stores/station-failure.ts'
import { useTransfers } from '../../../stores/transfers.ts'
import { useItemWords } from './item-words.ts'
import type { LeavingThing } from './leaving-things.ts'

const stateOf = {
  full: 'attention',
  settled: 'ok',
  none: 'not-applicable',
  unread: 'unknown',
} as const satisfies Readonly<Record<DisksSaid['kind'], State>>

export const useLeavingSaid = (things: () => readonly LeavingThing[]) => {
  const { t } = useI18n()
  const transfers = useTransfers()
  const words = useItemWords()
  // Whatever is recorded meanwhile may settle a disk, or bring a doubt.
  const { value: position } = live(async ({ meta }) => (await meta.get('journal'))?.position ?? 0, 0)
  const known = shallowRef<ReadonlyMap<string, SlipItem>>(new Map())
  let last = 0
  watch(
    [things, position],
    async ([listed]) => {
      const turn = ++last
      try {
        const found = listed.length === 0 ? new Map<string, SlipItem>() : await transfers.preview(listed)
        if (turn === last) known.value = found
      } catch (error) {
        if (!(error instanceof StationFailure)) throw error
        // Nothing is said rather than what no longer holds; the frame tells that the station does not answer.
        if (turn === last) known.value = new Map()
      }
    },
    { immediate: true },
  )

  /** A machine by its model too; what holds it is not on the slip. */
  const detailOf = (thing: LeavingThing): string => {
    const item = known.value.get(thing.id)
    return item?.what === 'machine' ? words.what(item) : thing.detail
  }
  /** One badge, or none. */
  const disksOf = ({ id }: LeavingThing): readonly { readonly state: State; readonly word: string }[] => {
    const item = known.value.get(id)
    const said = item === undefined ? null : disksSaid(item)
    if (said === null) return []
    const count = 'count' in said ? said.count : 1
    return [{ state: stateOf[said.kind], word: t(`transfer.disksSaid.${said.kind}`, { n: count }, count) }]
  }
  return { detailOf, disksOf }
}
