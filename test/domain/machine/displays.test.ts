import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEdid } from '../../../domain/machine/edid.ts'
import { edid } from './an-edid.ts'
import { files, reportOf, whyMissing } from './readings-of.ts'

const panel = edid({
  maker: 'BOE',
  model: 'NV140FHM-N4V',
  widthMm: 309,
  heightMm: 174,
  pixels: [1920, 1080],
  year: 2021,
})

test('a panel without a product name is named by its free text', () => {
  const { displays } = reportOf({
    corners: {
      drm: files({
        'card0-eDP-1/status': 'connected\n',
        'card0-eDP-1/edid': panel,
        'card0-HDMI-A-1/status': 'disconnected\n',
        'card0/device/uevent': 'DRIVER=i915\n',
      }),
    },
  })
  expect(displays).toEqual([
    {
      connector: 'eDP-1',
      builtIn: true,
      maker: 'BOE',
      makerCode: 'BOE',
      model: 'NV140FHM-N4V',
      serial: null,
      widthMm: 309,
      heightMm: 174,
      diagonalInches: 14,
      widthPixels: 1920,
      heightPixels: 1080,
      year: 2021,
    },
  ])
})

test('a connected display that says nothing of itself is still a display', () => {
  const report = reportOf({ corners: { drm: files({ 'card0-VGA-1/status': 'connected\n' }) } })
  expect(report.displays).toMatchObject([{ connector: 'VGA-1', builtIn: false, maker: null }])
  expect(whyMissing(report, 'displays', '0.model')).toBe('device-silent')
})

test('an aspect ratio written where millimetres belong is not a size', () => {
  const bytes = Buffer.from(panel, 'hex')
  bytes.set([16, 9, 0], 66)
  const read = readEdid(bytes.toString('hex'))
  expect('value' in read && read.value.sizeMm).toEqual({ width: 310, height: 170 })
})

test('what is no EDID gives a reason and no exception', () => {
  expect(readEdid('')).toEqual({ why: 'device-silent' })
  expect(readEdid(panel.slice(0, 100))).toEqual({ why: 'malformed' })
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 128, maxLength: 256 }), (noise) => {
      readEdid(Buffer.from(noise).toString('hex'))
      readEdid(`00ffffffffffff00${Buffer.from(noise).toString('hex')}`)
    }),
  )
})
