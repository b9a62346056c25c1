// The displays that were connected, from the kernel's connectors (drm) and each one's EDID.
import type { Display } from './hardware-report.ts'
import {
  Gaps,
  mapRead,
  missing,
  orMissing,
  read,
  unavailable,
  wasRead,
  type Reading,
  type Section,
  type Take,
} from './gaps.ts'
import { displayMaker, isMakersName } from './display-makers.ts'
import { readEdid, type Edid } from './edid.ts'
import { said } from './placeholders.ts'
import { entriesOf, type Entry } from './uevent.ts'
import type { Corner } from './readings.ts'

/** "card1-eDP-1" is the connector eDP-1 of card 1; "card1" alone is the card. */
const connectorOf = (entry: Entry) => /^card\d+-(.+)$/.exec(entry.name)?.[1]

const isConnected = (entry: Entry) => entry.files.get('status')?.trim() === 'connected'

/** Connectors that lead to a panel inside the machine. */
export const isBuiltIn = (connector: string) => /^(eDP|LVDS|DSI)\b/.test(connector)

/** A monitor says its product name; a panel has only free texts, of which the last that is no maker's name is its model. */
const modelOf = (edid: Edid): Reading<string> =>
  said(edid.productName ?? edid.texts.filter((text) => !isMakersName(text)).at(-1))

/** Panels carry no serial; a zero or 16843009 (01 01 01 01) there is filler. */
const serialOf = (edid: Edid, builtIn: boolean): Reading<string> => {
  const serial = edid.serial === '16843009' ? missing('placeholder') : said(edid.serial)
  return builtIn && !wasRead(serial) ? missing('not-present') : serial
}

const inches = (millimetres: number) => Number((millimetres / 25.4).toFixed(1))

/** A display from its EDID, in hexadecimal, and the connector it was found at, where that is known. */
export const displayOf = (connector: string | null, edidHex: string | undefined, take: Take): Display => {
  const edid = readEdid(edidHex)
  const builtIn = connector === null ? null : isBuiltIn(connector)
  const size = mapRead(edid, ({ sizeMm }) => orMissing(sizeMm, 'device-silent'))
  const pixels = mapRead(edid, (one) => orMissing(one.pixels, 'device-silent'))
  return {
    connector,
    builtIn,
    maker: take(
      'maker',
      mapRead(edid, ({ makerCode }) => orMissing(displayMaker(makerCode), 'unsupported')),
    ),
    makerCode: take(
      'makerCode',
      mapRead(edid, ({ makerCode }) => said(makerCode)),
    ),
    model: take('model', mapRead(edid, modelOf)),
    serial: take(
      'serial',
      mapRead(edid, (one) => serialOf(one, builtIn === true)),
    ),
    widthMm: take(
      'widthMm',
      mapRead(size, ({ width }) => read(width)),
    ),
    heightMm: take(
      'heightMm',
      mapRead(size, ({ height }) => read(height)),
    ),
    diagonalInches: take(
      'diagonalInches',
      mapRead(size, ({ width, height }) => read(inches(Math.hypot(width, height)))),
    ),
    widthPixels: take(
      'widthPixels',
      mapRead(pixels, ({ width }) => read(width)),
    ),
    heightPixels: take(
      'heightPixels',
      mapRead(pixels, ({ height }) => read(height)),
    ),
    year: take(
      'year',
      mapRead(edid, ({ year }) => orMissing(year, 'device-silent')),
    ),
  }
}

const MOST_DISPLAYS = 64

export const readDisplays = (corner: Corner | undefined): Section<readonly Display[]> => {
  const entries = entriesOf(corner)
  if (!wasRead(entries)) return unavailable([], entries.why)
  const gaps = new Gaps()
  const value = entries.value
    .flatMap((entry) => {
      const connector = connectorOf(entry)
      return connector !== undefined && isConnected(entry) ? [{ connector, entry }] : []
    })
    .slice(0, MOST_DISPLAYS)
    .map(({ connector, entry }, index) => displayOf(connector, entry.files.get('edid'), gaps.within(String(index))))
  return { value, state: gaps.state() }
}
