// What a drive hides, by what hdparm prints of it; and that nothing is told where the figures are none to rely on.
import { describe, expect, test as check } from 'vitest'
import {
  hiddenAreaOf,
  hiddenBytesOf,
  hiddenSectorsOf,
  hidesSectors,
  isAboutHiddenSectors,
} from '../../../../domain/erasure/read-back/hidden-area.ts'
import { saysOverlay, saysSectors } from '../hdparm-texts.ts'
import { fc, test } from '../with-fast-check.ts'

const areaOf = (maxSectors: string | null, overlay: string | null = null) => hiddenAreaOf({ maxSectors, overlay })
const HALF_A_TERABYTE = 976_773_168
/** hdparm puts the figure together in 64 bits, but of the lower 32 it takes the first for a sign. */
const asPrinted = (sectors: bigint) => BigInt.asUintN(64, sectors | BigInt.asIntN(32, sectors))
const sizeOf = (sectors: number, sectorBytes = 512) => ({ sizeBytes: sectors * sectorBytes, sectorBytes })

describe('A drive without a hidden area', () => {
  check.each(['HPA is disabled', 'ACCESSIBLE MAX ADDRESS disabled'])('says so: %s', (state) => {
    const area = areaOf(saysSectors(`${String(HALF_A_TERABYTE)}/${String(HALF_A_TERABYTE)}, ${state}`))
    expect(area).toEqual({ visibleSectors: HALF_A_TERABYTE, nativeSectors: HALF_A_TERABYTE })
    expect(area && hiddenBytesOf(area, sizeOf(HALF_A_TERABYTE))).toBe(0)
  })
  check('has an overlay that says the same, or none', () => {
    const own = saysSectors('1000/1000, HPA is disabled')
    for (const overlay of [saysOverlay('1000'), ' HDIO_DRIVE_CMD(dco_identify) failed: Input/output error\n', null]) {
      expect(areaOf(own, overlay)).toEqual({ visibleSectors: 1000, nativeSectors: 1000 })
    }
  })
  check('of 2 or 4 TB is not taken for a larger one: hdparm spoils the upper half of such figures', () => {
    for (const sectors of [3_907_029_168, 7_814_037_168]) {
      const printed = String(asPrinted(BigInt(sectors)))
      expect(printed).toMatch(/^18446744072|^18446744073/)
      const own = saysSectors(`${String(sectors)}/${String(sectors)}, HPA is disabled`)
      expect(areaOf(own, saysOverlay(printed))).toEqual({ visibleSectors: sectors, nativeSectors: sectors })
      expect(areaOf(null, saysOverlay(printed))).toBeNull()
    }
  })
})

describe('A drive with a hidden area', () => {
  check('says how many sectors it shows of how many it has', () => {
    const area = areaOf(saysSectors('966773168/976773168, HPA is enabled'))
    expect(area).toEqual({ visibleSectors: 966_773_168, nativeSectors: HALF_A_TERABYTE })
    expect(area && hiddenBytesOf(area, sizeOf(966_773_168))).toBe(10_000_000 * 512)
    const newer = saysSectors(
      '900/1000, ACCESSIBLE MAX ADDRESS enabled\nPower cycle your device after every ACCESSIBLE MAX ADDRESS',
    )
    expect(areaOf(newer)).toEqual({ visibleSectors: 900, nativeSectors: 1000 })
  })
  check('may hide it by its overlay alone, from hdparm -N too, and where -N is refused', () => {
    const overlay = saysOverlay('976773168')
    const own = saysSectors('926773168/926773168, HPA is disabled')
    expect(areaOf(own, overlay)).toEqual({ visibleSectors: 926_773_168, nativeSectors: HALF_A_TERABYTE })
    const refused = saysSectors(null, ' READ_NATIVE_MAX_ADDRESS_EXT failed: Input/output error')
    const area = areaOf(refused, overlay)
    expect(area).toEqual({ visibleSectors: null, nativeSectors: HALF_A_TERABYTE })
    expect(area && hiddenBytesOf(area, sizeOf(926_773_168))).toBe(50_000_000 * 512)
  })
  check('whose count a driver spoils still has it in its overlay, which hdparm puts in brackets', () => {
    const text = saysSectors('66055248/1(156301488?), HPA setting seems invalid (buggy kernel device driver?)')
    expect(areaOf(text)).toEqual({ visibleSectors: 66_055_248, nativeSectors: 156_301_488 })
  })
  check('hides it as long as the system does not show it, whatever the drive would show by now', () => {
    const area = { visibleSectors: 1000, nativeSectors: 1000 }
    expect(hiddenBytesOf(area, sizeOf(600))).toBe(400 * 512)
  })
  check('of 4096 bytes a sector hides eight times as much', () => {
    expect(hiddenBytesOf({ visibleSectors: 900, nativeSectors: 1000 }, sizeOf(900, 4096))).toBe(100 * 4096)
  })
  check('behind a dock that shows other sectors is counted in its own', () => {
    const shown = { sizeBytes: 8_000_000 * 512, sectorBytes: 4096 }
    expect(hiddenBytesOf({ visibleSectors: 8_000_000, nativeSectors: 8_000_000 }, shown)).toBe(0)
    expect(hiddenBytesOf({ visibleSectors: 8_000_000, nativeSectors: 9_000_000 }, shown)).toBe(1_000_000 * 512)
  })
})

describe('Nothing is told', () => {
  check.each([
    ['by a bridge that does not understand', '0/1, HPA setting seems invalid (buggy kernel device driver?)'],
    ['by zeros', '0/0, HPA is disabled'],
    ['by a count below what is shown', '1000/1, HPA setting seems invalid (buggy kernel device driver?)'],
    ['by more sectors than any drive has', '1000/99999999999999999999, HPA is enabled'],
    ['by half an answer', '1000'],
  ])('%s', (_, said) => {
    expect(areaOf(saysSectors(said))).toBeNull()
  })
  check('by figures beside made-up sense data, or an overlay whose checksum is wrong', () => {
    const sense = 'SG_IO: bad/missing sense data, sb[]:  70 00 05 00 00 00 00 0a'
    expect(areaOf(saysSectors('1000/1000, HPA is disabled', sense))).toBeNull()
    expect(areaOf(null, `${sense}\n${saysOverlay('1000')}`)).toBeNull()
    expect(areaOf(null, saysOverlay('1000').replace('verified.', 'FAILED!'))).toBeNull()
    expect(areaOf(null, null)).toBeNull()
    expect(areaOf('', '')).toBeNull()
  })
  check('by an answer about another disk than the one that is shown: the dock’s', () => {
    expect(hiddenBytesOf({ visibleSectors: 1000, nativeSectors: 1000 }, sizeOf(2000))).toBeNull()
  })
  test(
    'wrongly: whatever is printed, nothing hidden is ever less than nothing, and never a broken figure',
    fc.tuple(
      fc.oneof(
        fc.string(),
        fc
          .tuple(fc.bigInt({ min: 0n, max: 2n ** 64n }), fc.nat())
          .map(([a, b]) => saysSectors(`${String(b)}/${String(a)}, HPA`)),
      ),
      fc.oneof(
        fc.string(),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => saysOverlay(String(n))),
      ),
      fc.integer({ min: 1, max: 2 ** 40 }),
      fc.constantFrom(512, 4096),
    ),
    ([maxSectors, overlay, sectors, sectorBytes]) => {
      const area = areaOf(maxSectors, overlay)
      if (area === null) return
      expect(area.nativeSectors).toBeGreaterThanOrEqual(area.visibleSectors ?? 1)
      const bytes = hiddenBytesOf(area, sizeOf(sectors, sectorBytes))
      if (bytes === null) return
      expect(Number.isSafeInteger(bytes)).toBe(true)
      expect(bytes).toBeGreaterThanOrEqual(0)
    },
    1000,
  )
})

describe('A record of a drive', () => {
  const of = (hiddenBytes: number | null | undefined) => ({ medium: { hiddenBytes } })
  check('that hides sectors lacks them, and no reading outweighs it', () => {
    expect(hidesSectors(of(512))).toBe(true)
    expect(hiddenSectorsOf(of(512), 'Cormoran')).toEqual([
      { code: 'erasure.record-hidden-sectors', params: { disk: 'Cormoran', bytes: 512 } },
    ])
    expect(hiddenSectorsOf(of(512), 'Cormoran').every(isAboutHiddenSectors)).toBe(true)
  })
  check('that hides none, was not asked, or is older than the question, does not', () => {
    for (const bytes of [0, null, undefined]) {
      expect(hidesSectors(of(bytes))).toBe(false)
      expect(hiddenSectorsOf(of(bytes), 'Cormoran')).toEqual([])
    }
    expect(hidesSectors({ medium: {} })).toBe(false)
  })
})
