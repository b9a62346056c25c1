// The totals on paper say what they leave out: a collection note must not be short without a word of it.
import { expect, test } from 'vitest'
import { EVERYTHING, totalsOf } from '../../../domain/dismantling/totals.ts'
import TotalsPaper from '../../../renderer/paper/dismantling/TotalsPaper.vue'
import { mount } from '../components/mount.ts'

const printed = async (unread: number, demonstration = false): Promise<string> => {
  const { main, unmount } = await mount(TotalsPaper, {
    totals: totalsOf([]),
    filter: EVERYTHING,
    intake: null,
    rate: null,
    organisation: 'Atelier des Essais',
    printedAt: '2026-11-25T10:00:00Z',
    unread,
    demonstration,
  })
  const text = main.textContent
  unmount()
  return text
}

test('documents that could not be read are told on the paper, and nothing is where all were read', async () => {
  expect(await printed(2)).toContain('2 documents ne peuvent pas être lus')
  expect(await printed(0)).not.toContain('ne peuvent pas')
})

test('the totals of a demonstration say that they are worth nothing', async () => {
  expect(await printed(0, true)).toContain('DÉMONSTRATION')
  expect(await printed(0)).not.toContain('DÉMONSTRATION')
})
