// Which Wi-Fi a radio speaks, from `iw phy`: the newest amendment of IEEE 802.11 whose capabilities it lists.
import { missing, read, type Reading } from './gaps.ts'
import { whyMute } from './answers.ts'
import type { Answer } from './readings.ts'

/** From the newest on. 6 GHz (5955 MHz and up) makes Wi-Fi 6 a Wi-Fi 6E. */
const STANDARDS: readonly { readonly standard: string; readonly speaks: (block: string) => boolean }[] = [
  { standard: 'Wi-Fi 7 (802.11be)', speaks: (block) => /\bEHT (Iftypes|MAC|PHY)/.test(block) },
  { standard: 'Wi-Fi 6E (802.11ax)', speaks: (block) => /\bHE (Iftypes|MAC|PHY)/.test(block) && has6GHz(block) },
  { standard: 'Wi-Fi 6 (802.11ax)', speaks: (block) => /\bHE (Iftypes|MAC|PHY)/.test(block) },
  { standard: 'Wi-Fi 5 (802.11ac)', speaks: (block) => /\bVHT Capabilities/.test(block) },
  { standard: 'Wi-Fi 4 (802.11n)', speaks: (block) => /\bHT20|\bHT TX\/RX MCS|\bHT Max RX/.test(block) },
  { standard: '802.11a/b/g', speaks: (block) => /\* (24\d\d|5[0-9]\d\d)(\.0)? MHz/.test(block) },
]

const has6GHz = (block: string) => /\* (59[5-9]\d|6\d{3}|7[01]\d\d)(\.0)? MHz/.test(block)

/** "phy0" → standard. */
export const readWifiStandards = (answer: Answer | undefined): Reading<ReadonlyMap<string, string>> => {
  if (answer?.state !== 'said') return missing(whyMute(answer))
  const standards = new Map<string, string>()
  for (const block of answer.text.split(/^Wiphy /m).slice(1)) {
    const phy = /^\S+/.exec(block)?.[0]
    const found = STANDARDS.find(({ speaks }) => speaks(block))
    if (phy !== undefined && found !== undefined) standards.set(phy, found.standard)
  }
  return read(standards)
}
