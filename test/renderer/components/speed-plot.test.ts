// The picture of a reading says in words what it shows, marks what is wrong by shape, and stays inside its frame.
import { expect, test } from 'vitest'
import SpeedPlot from '../../../renderer/components/SpeedPlot.vue'
import { present } from '../journal-in-memory.ts'
import { mount, violations } from './mount.ts'

const sizeBytes = 1_000_000_000
const speeds = Array.from({ length: 100 }, (_, index) => ({
  address: index * 10_000_000,
  bytes: 10_000_000,
  milliseconds: 50 + index,
}))
const props = { speeds, sizeBytes, spoiled: [], unreadable: [] }

test('it tells the slowest and the fastest', async () => {
  const { main } = await mount(SpeedPlot, props)
  expect(main.querySelector('desc')?.textContent).toMatch(/De 67\s?Mo\/s à 200\s?Mo\/s, sur 1\s?Go/)
  expect(await violations(main)).toEqual([])
})

test('what is not as expected and what could not be read are told apart without their colour', async () => {
  const { main } = await mount(SpeedPlot, {
    ...props,
    spoiled: [{ start: 500_000_000, end: 500_000_512 }],
    unreadable: [
      { start: 0, end: 512 },
      { start: 999_999_488, end: 1_000_000_000 },
    ],
  })
  expect(main.querySelector('desc')?.textContent).toContain('Une zone n’est pas comme attendu.')
  expect(main.querySelector('desc')?.textContent).toContain('2 zones n’ont pas pu être lues.')
  const [spoiled] = main.querySelectorAll('.spoiled path')
  const [unreadable] = main.querySelectorAll('.unreadable path')
  expect(present(spoiled).getAttribute('d')).not.toBe(present(unreadable).getAttribute('d'))
  expect(main.textContent).toContain('▼')
  expect(main.textContent).toContain('✕')
})

test('every point lies inside the frame, however fast or slow', async () => {
  const wild = speeds.map((point, index) => ({ ...point, milliseconds: index % 2 === 0 ? 0.001 : 60_000 }))
  const { main } = await mount(SpeedPlot, { ...props, speeds: wild })
  const points = present(main.querySelector('polyline')?.getAttribute('points'))
  for (const point of points.split(' ')) {
    const [x = NaN, y = NaN] = point.split(',').map(Number)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(760)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(240)
  }
})

test('a reading without any speed shows no picture, and says so', async () => {
  const { main } = await mount(SpeedPlot, { ...props, speeds: [] })
  expect(main.querySelector('svg')).toBeNull()
  expect(main.textContent).toContain('Aucune vitesse n’a été notée.')
})
