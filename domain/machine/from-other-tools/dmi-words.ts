// Another tool's values of a machine, put in dmidecode's words, so that the readers of dmidecode's own text read them:
// placeholders, makers' codes, units and dates are then judged by one set of rules, whoever passed them on.
import { DMI, type DmiStructure } from '../dmi-tables.ts'
import { tidy } from '../placeholders.ts'

type Words = Readonly<Record<string, string | undefined>>

const structure = (type: number, words: Words, handle = `0x${type.toString(16).padStart(4, '0')}`): DmiStructure => ({
  handle,
  type,
  fields: new Map(
    Object.entries(words).flatMap(([field, text]): [string, string][] => (text === undefined ? [] : [[field, text]])),
  ),
})

/** A machine's own fields, by their places in SMBIOS (types 0 to 3). */
export type MachineWords = {
  readonly firmware?: {
    readonly vendor?: string | undefined
    readonly version?: string | undefined
    readonly date?: string | undefined
  }
  readonly system?: {
    readonly manufacturer?: string | undefined
    readonly model?: string | undefined
    readonly version?: string | undefined
    readonly serial?: string | undefined
    readonly uuid?: string | undefined
    readonly sku?: string | undefined
    readonly family?: string | undefined
  }
  readonly board?: {
    readonly manufacturer?: string | undefined
    readonly model?: string | undefined
    readonly version?: string | undefined
    readonly serial?: string | undefined
  }
  readonly chassis?: { readonly type?: string | undefined; readonly assetTag?: string | undefined }
}

export const machineStructures = ({ firmware, system, board, chassis }: MachineWords): readonly DmiStructure[] => [
  structure(DMI.firmware, {
    Vendor: firmware?.vendor,
    Version: firmware?.version,
    'Release Date': firmware?.date,
  }),
  structure(DMI.system, {
    Manufacturer: system?.manufacturer,
    'Product Name': system?.model,
    Version: system?.version,
    'Serial Number': system?.serial,
    UUID: system?.uuid,
    'SKU Number': system?.sku,
    Family: system?.family,
  }),
  structure(DMI.board, {
    Manufacturer: board?.manufacturer,
    'Product Name': board?.model,
    Version: board?.version,
    'Serial Number': board?.serial,
  }),
  structure(DMI.chassis, { Type: chassis?.type, 'Asset Tag': chassis?.assetTag }),
]

export type ProcessorWords = {
  readonly maker?: string | undefined
  readonly model?: string | undefined
  readonly cores?: number | undefined
  readonly threads?: number | undefined
  readonly maxMhz?: number | undefined
}

/** "Intel Corp.", "Advanced Micro Devices [AMD]" and the processor's own "GenuineIntel" are two makers, not four. */
const processorMaker = (text: string | undefined) => {
  if (text === undefined) return undefined
  if (/^(genuine)?intel\b/i.test(text)) return 'Intel'
  return /^(authentic)?amd\b|^advanced micro devices/i.test(text) ? 'AMD' : text
}

const whole = (amount: number | undefined) =>
  amount !== undefined && Number.isSafeInteger(amount) && amount > 0 ? String(amount) : undefined

export const processorStructure = ({ maker, model, cores, threads, maxMhz }: ProcessorWords): DmiStructure =>
  structure(DMI.processor, {
    Status: 'Populated, Enabled',
    Manufacturer: processorMaker(maker),
    Version: model,
    'Core Count': whole(cores),
    'Thread Count': whole(threads),
    'Max Speed': whole(maxMhz) === undefined ? undefined : `${String(maxMhz)} MHz`,
  })

export type ModuleWords = {
  readonly sizeBytes?: number | undefined
  readonly type?: string | undefined
  readonly formFactor?: string | undefined
  readonly locator?: string | undefined
  readonly maker?: string | undefined
  readonly partNumber?: string | undefined
  readonly serial?: string | undefined
  readonly speedMts?: number | undefined
}

const ARRAY = '0x0010'

/** A slot that says nothing but where it is holds nothing; one that names a module holds one, even of unknown size. */
const sizeWords = ({ sizeBytes, maker, partNumber, serial }: ModuleWords) => {
  if (whole(sizeBytes) !== undefined) return `${String(sizeBytes)} bytes`
  const named = [maker, partNumber, serial].some(
    (text) => tidy(text ?? '') !== '' && !/^(\[?empty\]?|unknown|no dimm|none|0+)$/i.test(tidy(text ?? '')),
  )
  return named ? 'Unknown' : 'No Module Installed'
}

/** One array of system memory with its slots (types 16 and 17). */
export const memoryStructures = (slots: readonly ModuleWords[], maximumBytes?: number): readonly DmiStructure[] => [
  structure(
    DMI.memoryArray,
    {
      Use: 'System Memory',
      'Maximum Capacity': whole(maximumBytes) === undefined ? undefined : `${String(maximumBytes)} bytes`,
    },
    ARRAY,
  ),
  ...slots.map((slot, index) =>
    structure(
      DMI.memoryDevice,
      {
        'Array Handle': ARRAY,
        Size: sizeWords(slot),
        Type: slot.type,
        'Form Factor': slot.formFactor,
        Locator: slot.locator,
        Manufacturer: slot.maker,
        'Part Number': slot.partNumber,
        'Serial Number': slot.serial,
        Speed: whole(slot.speedMts) === undefined ? undefined : `${String(slot.speedMts)} MT/s`,
      },
      `0x11${String(index).padStart(4, '0')}`,
    ),
  ),
]
