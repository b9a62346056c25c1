// The sender's own chain as a batch lists it: every document of its own from the first to the one before the batch's manifest,
// by sequence and hash. From it a receiver tells what was not sent from what the sender itself has lost.
import type { BagRead } from './bag.ts'
import { reason, type Reason } from '../words/reason.ts'

/** null: the sender itself does not hold it any more. */
export type ChainLink = { readonly sequence: number; readonly hash: string | null }

/** A sequence that has two hashes (a copied key) has a line for each. Sequences up to `last` that nothing has are lost ones. */
export const stationChain = (
  own: readonly { readonly sequence: number | null; readonly hash: string }[],
  last: number,
): readonly ChainLink[] => {
  const held = new Map<number, string[]>()
  for (const { sequence, hash } of own) {
    if (sequence === null || sequence > last) continue
    held.set(sequence, [...(held.get(sequence) ?? []), hash])
  }
  return Array.from({ length: last }, (_, index) => index + 1).flatMap((sequence): readonly ChainLink[] => {
    const hashes = held.get(sequence)
    return hashes === undefined ? [{ sequence, hash: null }] : hashes.toSorted().map((hash) => ({ sequence, hash }))
  })
}

export const stationChainText = (links: readonly ChainLink[]): string =>
  links.map(({ sequence, hash }) => `${String(sequence)} ${hash ?? '-'}\n`).join('')

const no = (code: string, params: Reason['params']): { readonly ok: false; readonly reason: Reason } => ({
  ok: false,
  reason: reason(`batch.${code}`, params),
})

const link = (line: string): ChainLink | null => {
  const [, sequence, hash] = /^([1-9]\d{0,8}) ([0-9a-f]{64}|-)$/.exec(line) ?? []
  return sequence === undefined || hash === undefined
    ? null
    : { sequence: Number(sequence), hash: hash === '-' ? null : hash }
}

/** Every sequence from 1 to `last`, in order; the same hash twice, or a lost one that is there all the same, is no chain. */
export const readStationChain = (text: string, last: number): BagRead<readonly ChainLink[]> => {
  const links: ChainLink[] = []
  const hashes = new Set<string>()
  const lines = text.split('\n')
  if (lines.pop() !== '') return no('chain-line', { line: lines.length + 1 })
  for (const [index, line] of lines.entries()) {
    const read = link(line)
    const before = links.at(-1)
    const isNext = read?.sequence === (before?.sequence ?? 0) + 1
    const isFork = read !== null && read.sequence === before?.sequence && before.hash !== null && read.hash !== null
    if (read === null || (!isNext && !isFork) || (read.hash !== null && hashes.has(read.hash))) {
      return no('chain-line', { line: index + 1 })
    }
    if (read.hash !== null) hashes.add(read.hash)
    links.push(read)
  }
  const reached = links.at(-1)?.sequence ?? 0
  return reached === last ? { ok: true, value: links } : no('chain-ends', { reached, last })
}
