// Whether a processor slows itself down, from what was measured and what the kernel counted.
import { expect, test } from 'vitest'
import { isThrottled, isUsable } from '../../../domain/machine/processor-measurement.ts'

const sound = { undisturbed: 0.99, endOverStart: 0.98, frequencyOverMaximum: 0.82, heatEvents: 0 }

test.each([
  ['a sound laptop that ends its boost', sound, false],
  ['one that the kernel saw too hot', { ...sound, heatEvents: 3 }, true],
  ['one that ends a fifth slower than it began', { ...sound, endOverStart: 0.7 }, true],
  ['one that is held at a third of its frequency from the start', { ...sound, frequencyOverMaximum: 0.33 }, true],
  ['one that another program slowed down', { ...sound, undisturbed: 0.6, endOverStart: 0.7 }, false],
  [
    'one of which nothing is known but a disturbed measure',
    { undisturbed: 0.6, endOverStart: 0.7, frequencyOverMaximum: null, heatEvents: null },
    null,
  ],
] as const)('%s', (_, figures, throttled) => {
  expect(isThrottled(figures)).toBe(throttled)
})

test('a measure that had less than half of the time does not count', () => {
  expect([0.4, 0.5, 1].map((undisturbed) => isUsable({ undisturbed }))).toEqual([false, true, true])
})
