// What an ATA drive says of its own erasing, read from what hdparm prints; a doubt is never read as "free" or "done".
import { describe, expect, test as check } from 'vitest'
import { ataStatusOf, sanitizeStateIn } from '../../../../domain/erasure/running/ata-status.ts'
import { AtaStatus } from '../../../../domain/erasure/running/drive-status.ts'
import { identifyText, sanitizeText } from '../hdparm-texts.ts'
import { fc, test } from '../with-fast-check.ts'

const securityOf = (text: string) => ataStatusOf(text, null)?.security ?? null

describe('The security state of an ATA drive', () => {
  test(
    'is read flag by flag, as the drive has them',
    fc.record({
      supported: fc.boolean(),
      enabled: fc.boolean(),
      locked: fc.boolean(),
      frozen: fc.boolean(),
      expired: fc.boolean(),
      enhanced: fc.boolean(),
    }),
    (security) => {
      expect(securityOf(identifyText(security))).toEqual({ ...security, eraseMinutes: 6, enhancedMinutes: 508 })
    },
  )

  check('is unknown where the section is missing, cut, or says a flag twice', () => {
    expect(securityOf(identifyText(null))).toBeNull()
    for (const name of ['supported', 'enabled', 'locked', 'frozen']) {
      expect(securityOf(identifyText().replace(new RegExp(`^.*\\t${name}\\n`, 'm'), ''))).toBeNull()
    }
    expect(securityOf(identifyText().replace('\tnot\tfrozen', '\tnot\tfrozen\n\t\tfrozen'))).toBeNull()
  })

  check(
    'is that of no ATA drive where a bridge passes nothing through, or hdparm prints an error and ends well',
    () => {
      const answers = [
        '',
        '/dev/sdx:\nSG_IO: bad/missing sense data, sb[]:  70 00 05 00 00 00 00 0a\n',
        ' HDIO_DRIVE_CMD(identify) failed: Inappropriate ioctl for device\n',
        'hdparm - get/set hard disk parameters - version v9.65, by Mark Lord.\nUsage:  hdparm  [options] [device ...]\n',
        identifyText().replace('ATA device, with non-removable media', 'ATAPI CD-ROM, with removable media'),
      ]
      expect(answers.map((answer) => ataStatusOf(answer, null))).toEqual(answers.map(() => null))
    },
  )

  test('is read from no text with a fault of ours', fc.string({ unit: 'binary' }), (text) => {
    for (const said of [ataStatusOf(text, text), ataStatusOf(`${identifyText()}${text}`, text)]) {
      if (said !== null) expect(AtaStatus.parse(said)).toEqual(said)
    }
  })
})

describe('The sanitize state of an ATA drive', () => {
  check('names what the drive can do, and nothing where it has no such feature', () => {
    const all = ataStatusOf(identifyText({}, ['CRYPTO_SCRAMBLE', 'OVERWRITE', 'BLOCK_ERASE']), sanitizeText())
    expect(all?.sanitize?.techniques).toEqual(['overwrite', 'block-erase', 'crypto-erase'])
    expect(ataStatusOf(identifyText(), null)?.sanitize).toBeNull()
    // A command named without the feature set is none.
    const odd = identifyText({}, ['OVERWRITE']).replace('SANITIZE feature set', 'another feature set')
    expect(ataStatusOf(odd, null)?.sanitize).toBeNull()
  })

  check('is idle, done, frozen, running, or failed, as the drive says', () => {
    const stateOf = (...lines: string[]) => sanitizeStateIn(sanitizeText(...lines)).state
    expect(stateOf('State:    SD0 Sanitize Idle')).toBe('idle')
    const done = 'Last Sanitize Operation Completed Without Error'
    expect(stateOf('State:    SD0 Sanitize Idle', done)).toBe('succeeded')
    expect(stateOf('State:    SD1 Sanitize Frozen')).toBe('frozen')
    expect(stateOf('State:    SD3 Sanitize Operation Failed')).toBe('failed')
    expect(
      sanitizeStateIn(sanitizeText('State:    SD2 Sanitize operation In Process', 'Progress: 0x8000 (50%)')),
    ).toEqual({
      state: 'in-progress',
      percent: (100 * 0x8000) / 0xffff,
    })
  })

  check('is unknown where it is not said, or said twice; the sentence alone is no state', () => {
    const texts = [
      '',
      'SANITIZE feature set is not supported\n',
      'SG_IO: bad/missing sense data\n',
      sanitizeText('Last Sanitize Operation Completed Without Error'),
      sanitizeText('State:    SD2 Sanitize operation In Process', 'State:    SD0 Sanitize Idle'),
      sanitizeText('State:    SD9 Sanitize'),
    ]
    expect(texts.map((text) => sanitizeStateIn(text).state)).toEqual(texts.map(() => 'unknown'))
  })
})
