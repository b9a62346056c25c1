// A part as people type it: text in every field, until it is understood. What is wrong is said by field; nothing typed is lost.
import { PartData, type PartKind } from '../../../domain/parts/part.ts'

export type PartForm = {
  kind: PartKind | ''
  /** Memory, in GB of 1024; disks in GB of 1000. */
  gigabytes: string
  type: string
  formFactor: string
  speed: string
  ecc: '' | 'yes' | 'no'
  diskKind: '' | 'hdd' | 'sata-ssd' | 'nvme'
  maker: string
  model: string
  partNumber: string
  serial: string
  health: string
  wattHours: string
  watts: string
  volts: string
  connector: string
  inches: string
  layout: string
  name: string
}

export const emptyPartForm = (): PartForm => ({
  kind: '',
  gigabytes: '',
  type: '',
  formFactor: '',
  speed: '',
  ecc: '',
  diskKind: '',
  maker: '',
  model: '',
  partNumber: '',
  serial: '',
  health: '',
  wattHours: '',
  watts: '',
  volts: '',
  connector: '',
  inches: '',
  layout: '',
  name: '',
})

const GIBI = 1024 ** 3
const GIGA = 1e9

const written = (value: number | null) => (value === null ? '' : String(Math.round(value * 100) / 100))

const yesOrNo = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no')

export const formOf = (data: PartData): PartForm => {
  const form = { ...emptyPartForm(), kind: data.kind }
  switch (data.kind) {
    case 'memory': {
      const { sizeBytes, speedMts, ecc, type, formFactor, maker, partNumber, serial } = data
      const typed = { type, formFactor, maker, partNumber, serial }
      return { ...form, ...typed, gigabytes: written(sizeBytes / GIBI), speed: written(speedMts), ecc: yesOrNo(ecc) }
    }
    case 'disk': {
      const { identity, diskKind } = data
      const known = diskKind === 'hdd' || diskKind === 'sata-ssd' || diskKind === 'nvme' ? diskKind : ''
      const gigabytes = identity.sizeBytes === null ? '' : String(Math.round(identity.sizeBytes / GIGA))
      return { ...form, diskKind: known, model: identity.model ?? '', serial: identity.serial ?? '', gigabytes }
    }
    case 'battery': {
      const { maker, model, serial, healthPercent, designWh } = data
      return { ...form, maker, model, serial, health: written(healthPercent), wattHours: written(designWh) }
    }
    case 'charger':
      return { ...form, watts: written(data.watts), volts: written(data.volts), connector: data.connector }
    case 'screen':
      return { ...form, inches: written(data.inches), model: data.model, connector: data.connectors }
    case 'keyboard':
      return { ...form, layout: data.layout, model: data.model, connector: data.connector }
    case 'other':
      return { ...form, name: data.name }
  }
}

export type FieldFault = 'missing' | 'no-number' | 'out-of-range'
export type PartFormRead =
  | { readonly ok: true; readonly data: PartData }
  | { readonly ok: false; readonly faults: Partial<Record<keyof PartForm, FieldFault>> }

type Range = { readonly atLeast: number; readonly atMost: number }

/** null: nothing typed. A comma or a point; a unit typed after it does no harm. */
const numberIn = (text: string, { atLeast, atMost }: Range): number | null | FieldFault => {
  const typed = text.trim()
  if (typed === '') return null
  const digits = /^(\d+(?:[.,]\d+)?)\s*[a-zA-Z/%"”″]*$/.exec(typed)?.[1]
  if (digits === undefined) return 'no-number'
  const value = Number(digits.replace(',', '.'))
  return value >= atLeast && value <= atMost ? value : 'out-of-range'
}

const ranges = {
  memory: { atLeast: 0.125, atMost: 1024 },
  disk: { atLeast: 1, atMost: 100_000 },
  speed: { atLeast: 100, atMost: 20_000 },
  health: { atLeast: 0, atMost: 100 },
  wattHours: { atLeast: 1, atMost: 1000 },
  watts: { atLeast: 1, atMost: 2000 },
  volts: { atLeast: 1, atMost: 100 },
  inches: { atLeast: 3, atMost: 100 },
} as const satisfies Readonly<Record<string, Range>>

/**
 * `known`: what the part is by the report it was filled in from. What the form does not show of it (a disk's WWN, its exact
 * size) stays as long as what it shows is not typed over.
 */
export const readPartForm = (form: PartForm, known: PartData | null = null): PartFormRead => {
  const faults: Partial<Record<keyof PartForm, FieldFault>> = {}
  const number = (field: keyof PartForm, range: Range): number | null => {
    const read = numberIn(form[field], range)
    if (typeof read !== 'string') return read
    faults[field] = read
    return null
  }
  const needed = (field: keyof PartForm, value: number | null): number => {
    if (value === null) faults[field] ??= 'missing'
    return value ?? 1
  }
  const text = (field: keyof PartForm) => form[field].trim()

  const read = (): PartData | null => {
    switch (form.kind) {
      case '':
        faults.kind = 'missing'
        return null
      case 'memory': {
        const size = needed('gigabytes', number('gigabytes', ranges.memory))
        const speed = number('speed', ranges.speed)
        return {
          kind: 'memory',
          sizeBytes: Math.round(size * GIBI),
          type: text('type'),
          formFactor: text('formFactor'),
          speedMts: speed === null ? null : Math.round(speed),
          ecc: form.ecc === '' ? null : form.ecc === 'yes',
          maker: text('maker'),
          partNumber: text('partNumber'),
          serial: text('serial'),
        }
      }
      case 'disk': {
        const gigabytes = number('gigabytes', ranges.disk)
        if (text('serial') === '') faults.serial = 'missing'
        const before = known?.kind === 'disk' ? known : null
        const isAsKnown = before !== null && formOf(before).gigabytes === text('gigabytes')
        return {
          kind: 'disk',
          identity: {
            serial: text('serial') || null,
            wwn: before?.identity.serial === text('serial') ? before.identity.wwn : null,
            model: text('model') || null,
            sizeBytes: isAsKnown ? before.identity.sizeBytes : gigabytes === null ? null : Math.round(gigabytes * GIGA),
          },
          diskKind: form.diskKind === '' ? null : form.diskKind,
        }
      }
      case 'battery':
        return {
          kind: 'battery',
          maker: text('maker'),
          model: text('model'),
          serial: text('serial'),
          healthPercent: number('health', ranges.health),
          designWh: number('wattHours', ranges.wattHours),
        }
      case 'charger':
        return {
          kind: 'charger',
          watts: number('watts', ranges.watts),
          volts: number('volts', ranges.volts),
          connector: text('connector'),
        }
      case 'screen':
        return {
          kind: 'screen',
          inches: number('inches', ranges.inches),
          model: text('model'),
          connectors: text('connector'),
        }
      case 'keyboard':
        return { kind: 'keyboard', layout: text('layout'), model: text('model'), connector: text('connector') }
      case 'other':
        if (text('name') === '') faults.name = 'missing'
        return { kind: 'other', name: text('name') }
    }
  }

  const data = read()
  if (data === null || Object.keys(faults).length > 0) return { ok: false, faults }
  return { ok: true, data: PartData.parse(data) }
}
