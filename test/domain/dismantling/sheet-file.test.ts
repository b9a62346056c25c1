// What a dismantling file may hold: limits at the boundary, so that no save makes the journal grow without end.
import { expect, test } from 'vitest'
import { DismantlingFile, MOST_STEPS } from '../../../domain/dismantling/sheet-file.ts'
import { EquipmentKind } from '../../../domain/machine/equipment.ts'
import { stepsOf } from '../../../domain/dismantling/work-order.ts'
import { dismantlingFile } from './a-file.ts'

const withSteps = (count: number) => {
  const done = { at: '2026-11-25T09:00:00.000Z' }
  return dismantlingFile({
    steps: Object.fromEntries(Array.from({ length: count }, (_, at) => [`step-${String(at)}`, done])),
  })
}

test('a file holds the steps of any machine many times over, and no more', () => {
  const longest = Math.max(...EquipmentKind.options.map((kind) => stepsOf(kind, dismantlingFile()).length))
  expect(longest * 5).toBeLessThan(MOST_STEPS)
  expect(DismantlingFile.safeParse(withSteps(MOST_STEPS)).success).toBe(true)
  expect(DismantlingFile.safeParse(withSteps(MOST_STEPS + 1)).success).toBe(false)
})
