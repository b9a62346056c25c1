// What deserves attention first, in words, and how much it matters at the bench: something to act on, to keep an eye on,
// or only good to know. Which things they are is domain's to say.
import { computed, type ComputedRef, type Ref } from 'vue'
import type { HardwareReport } from '../../../../domain/machine/hardware-report.ts'
import { deservesAttention } from '../../../../domain/machine/attention.ts'
import { useSay } from '../../../i18n.ts'

export type AttentionLine = { readonly level: 'act' | 'watch' | 'know'; readonly sentence: string }

const acting: ReadonlySet<string> = new Set([
  'machine.disk-failing',
  'machine.controller-hides-disks',
  'machine.no-disk',
  'machine.battery-spent',
  'machine.battery-missing',
])
const watching: ReadonlySet<string> = new Set([
  'foreign.report-of-tool',
  'foreign.report-undated',
  'machine.read-without-root',
  'machine.read-without-tools',
  'machine.read-timed-out',
  'machine.disk-weak',
  'machine.disk-full-used',
  'machine.disk-full-sampled',
  'machine.disk-full-unnamed',
  'machine.disk-full-unmeasured',
  'machine.disk-random',
  'machine.battery-worn',
  'machine.processor-throttled',
  'machine.little-memory',
])
const levelOf = (code: string) => (acting.has(code) ? 'act' : watching.has(code) ? 'watch' : 'know')

/** In the order of the rules: gravest first. */
export const useAttentionLines = (report: Ref<HardwareReport | null>): ComputedRef<readonly AttentionLine[]> => {
  const say = useSay()
  return computed(() =>
    report.value === null
      ? []
      : deservesAttention(report.value).map((reason) => ({ level: levelOf(reason.code), sentence: say(reason) })),
  )
}
