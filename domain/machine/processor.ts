// The processor: lscpu for the running system's view, SMBIOS type 4 for the nominal speed, and the generation as far as the
// name tells it. The name stays the processor's own: "11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz".
import { lookUp } from './look-up.ts'
import type { Processor } from './hardware-report.ts'
import {
  firstRead,
  Gaps,
  mapRead,
  missing,
  orMissing,
  read,
  unavailable,
  wasRead,
  type Reading,
  type Section,
} from './gaps.ts'
import { whyMute } from './answers.ts'
import { DMI, fieldOf, ofType, type DmiTables } from './dmi-tables.ts'
import { said } from './placeholders.ts'
import { processorGeneration } from './processor-generation.ts'
import type { Answer } from './readings.ts'

/** "Model name:   Intel(R) …" → by label. The first of a label counts: newer lscpu repeats some, indented, per cluster. */
const parseLscpu = (answer: Answer | undefined): Reading<ReadonlyMap<string, string>> => {
  if (answer?.state !== 'said') return missing(whyMute(answer))
  const fields = new Map<string, string>()
  for (const line of answer.text.split(/\r?\n/)) {
    const parts = /^\s*([^:]{1,60}):\s*(.*)$/.exec(line)
    if (parts?.[1] !== undefined && !fields.has(parts[1])) fields.set(parts[1], parts[2] ?? '')
  }
  return fields.has('Architecture') ? read(fields) : missing('malformed')
}

const wholeNumber = (text: Reading<string>): Reading<number> =>
  mapRead(text, (digits) =>
    /^\d{1,6}$/.test(digits) && Number(digits) > 0 ? read(Number(digits)) : missing('device-silent'),
  )

const MAKERS: Readonly<Record<string, string>> = {
  GenuineIntel: 'Intel',
  AuthenticAMD: 'AMD',
  HygonGenuine: 'Hygon',
  CentaurHauls: 'VIA',
  Shanghai: 'Zhaoxin',
}

/** §7.5: sockets that hold a processor. */
const isPopulated = (structure: { readonly fields: ReadonlyMap<string, string> }) =>
  !/^Unpopulated/.test(structure.fields.get('Status') ?? '')

const megahertz = (text: Reading<string>): Reading<number> =>
  mapRead(text, (speed) => {
    const mhz = Number(/^(\d{1,6}(?:\.\d+)?)(?: MHz)?$/.exec(speed)?.[1] ?? NaN)
    return mhz > 0 ? read(mhz) : missing('device-silent')
  })

/** 32-bit mode only where lscpu lists no other: it is the processor that counts, not the system that was started on it. */
const bitsOf = (modes: Reading<string>): Reading<32 | 64> =>
  mapRead(modes, (text) =>
    text.includes('64-bit') ? read(64) : text.includes('32-bit') ? read(32) : missing('malformed'),
  )

const product = (a: Reading<number>, b: Reading<number>): Reading<number> =>
  mapRead(a, (left) => mapRead(b, (right) => read(left * right)))

const NOTHING: Processor = {
  maker: null,
  model: null,
  sockets: null,
  cores: null,
  threads: null,
  architecture: null,
  bits: null,
  baseMhz: null,
  maxMhz: null,
  generation: null,
}

export const readProcessor = (lscpu: Answer | undefined, tables: Reading<DmiTables>): Section<Processor> => {
  const fields = parseLscpu(lscpu)
  const packages = mapRead(tables, (all) => {
    const populated = ofType(all, DMI.processor).filter(isPopulated)
    return populated.length > 0 ? read(populated) : missing('device-silent')
  })
  if (!wasRead(fields) && !wasRead(packages)) return unavailable(NOTHING, fields.why)

  const listed = (label: string): Reading<string> => mapRead(fields, (all) => said(all.get(label)))
  const inTable = (field: string): Reading<string> => mapRead(packages, (all) => fieldOf(all[0], field))
  const sumInTable = (field: string): Reading<number> =>
    mapRead(packages, (all) => {
      const counts = all.map((one) => wholeNumber(fieldOf(one, field)))
      const sum = counts.reduce((total, count) => total + (wasRead(count) ? count.value : NaN), 0)
      return orMissing(Number.isNaN(sum) ? undefined : sum, 'device-silent')
    })

  const gaps = new Gaps()
  const sockets = wholeNumber(listed('Socket(s)'))
  const model = firstRead(listed('Model name'), inTable('Version'))
  const vendor = firstRead(listed('Vendor ID'), inTable('Manufacturer'))
  const value: Processor = {
    maker: gaps.take(
      'maker',
      mapRead(vendor, (name) => read(lookUp(MAKERS, name) ?? name)),
    ),
    model: gaps.take('model', model),
    sockets: gaps.take(
      'sockets',
      firstRead(
        sockets,
        mapRead(packages, (all) => read(all.length)),
      ),
    ),
    cores: gaps.take(
      'cores',
      firstRead(product(wholeNumber(listed('Core(s) per socket')), sockets), sumInTable('Core Count')),
    ),
    threads: gaps.take('threads', firstRead(wholeNumber(listed('CPU(s)')), sumInTable('Thread Count'))),
    architecture: gaps.take('architecture', listed('Architecture')),
    bits: gaps.take('bits', bitsOf(listed('CPU op-mode(s)'))),
    baseMhz: gaps.take('baseMhz', firstRead(baseFromName(model), megahertz(inTable('Current Speed')))),
    maxMhz: gaps.take('maxMhz', firstRead(megahertz(listed('CPU max MHz')), megahertz(inTable('Max Speed')))),
    // A name without a generation in it is complete: most processors before 2010 have none.
    generation: gaps.take(
      'generation',
      orMissing(wasRead(model) ? processorGeneration(model.value) : null, 'not-present'),
    ),
  }
  return { value, state: gaps.state() }
}

/** "… @ 2.40GHz", "… CPU 3.06GHz": the speed the maker sold it at. */
const baseFromName = (model: Reading<string>): Reading<number> =>
  mapRead(model, (name) => {
    const ghz = /(?:@|CPU) ?(\d{1,2}(?:\.\d{1,3})?) ?GHz/i.exec(name)?.[1]
    return ghz === undefined ? missing('device-silent') : read(Math.round(Number(ghz) * 1000))
  })
