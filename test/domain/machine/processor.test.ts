import { expect, test } from 'vitest'
import { processorGeneration } from '../../../domain/machine/processor-generation.ts'
import { reportOf, said } from './readings-of.ts'

test('the processor keeps its own name, generation included', () => {
  const { processor } = reportOf({
    programs: {
      lscpu: said(
        [
          'Architecture:        x86_64',
          'CPU op-mode(s):      32-bit, 64-bit',
          'CPU(s):              8',
          'Vendor ID:           GenuineIntel',
          'Model name:          11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz',
          'Thread(s) per core:  2',
          'Core(s) per socket:  4',
          'Socket(s):           1',
          'CPU max MHz:         4200.0000',
        ].join('\n'),
      ),
    },
  })
  expect(processor).toEqual({
    maker: 'Intel',
    model: '11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz',
    sockets: 1,
    cores: 4,
    threads: 8,
    architecture: 'x86_64',
    bits: 64,
    baseMhz: 2400,
    maxMhz: 4200,
    generation: { family: 'Intel Core', number: 11 },
  })
})

test('a 64-bit processor under a 32-bit system is a 64-bit processor', () => {
  const { processor } = reportOf({ programs: { lscpu: said('Architecture: i686\nCPU op-mode(s): 32-bit, 64-bit\n') } })
  expect(processor).toMatchObject({ architecture: 'i686', bits: 64 })
})

test.each([
  ['Intel(R) Core(TM) i5 CPU       M 520  @ 2.40GHz', 'Intel Core', 1],
  ['Intel(R) Core(TM) i3-2310M CPU @ 2.10GHz', 'Intel Core', 2],
  ['Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz', 'Intel Core', 8],
  ['Intel(R) Core(TM) i5-1035G1 CPU @ 1.00GHz', 'Intel Core', 10],
  ['Intel(R) Core(TM) i7-10510U CPU @ 1.80GHz', 'Intel Core', 10],
  ['12th Gen Intel(R) Core(TM) i5-1235U', 'Intel Core', 12],
  ['Intel(R) Core(TM) m3-7Y30 CPU @ 1.00GHz', 'Intel Core', 7],
  ['Intel(R) Core(TM) Ultra 7 155H', 'Intel Core Ultra', 1],
  ['AMD Ryzen 5 2500U with Radeon Vega Mobile Gfx', 'AMD Ryzen', 2],
  ['AMD Ryzen 7 PRO 7840U w/ Radeon 780M Graphics', 'AMD Ryzen', 7],
])('%s is %s of generation %i', (model, family, number) => {
  expect(processorGeneration(model)).toEqual({ family, number })
})

test.each(['Intel(R) Core(TM)2 Duo CPU T7300 @ 2.00GHz', 'Intel(R) Celeron(R) N4100', 'AMD A8-7600', 'Cortex-A72'])(
  'no generation is guessed for %s',
  (model) => {
    expect(processorGeneration(model)).toBeNull()
  },
)
