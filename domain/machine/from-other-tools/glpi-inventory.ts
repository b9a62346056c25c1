// The form of the JSON inventory that GLPI-Agent (and FusionInventory before it) writes for a GLPI server: the members that
// are read here. Lists are `undefined` where the inventory has none, which is not the same as empty.
import { z } from 'zod'
import { listOf, maybe, maybeFlag } from '../answers.ts'
import { maybeAmount, maybeWords } from './values.ts'

const words = maybeWords
const amount = maybeAmount

const Bios = z.object({
  ...{ assettag: words, bdate: words, bmanufacturer: words, bversion: words, secure_boot: words },
  ...{ mmanufacturer: words, mmodel: words, msn: words },
  ...{ skunumber: words, smanufacturer: words, smodel: words, ssn: words },
})
const Hardware = z.object({ chassis_type: words, memory: amount, uuid: words })
const Cpu = z.object({ arch: words, core: amount, manufacturer: words, name: words, thread: amount })
export type GlpiCpu = z.infer<typeof Cpu>
const MemorySlot = z.object({
  ...{ capacity: amount, caption: words, description: words, formfactor: words, manufacturer: words },
  ...{ model: words, serialnumber: words, speed: words, type: words },
})
const Storage = z.object({
  ...{ name: words, description: words, interface: words, type: words, disksize: amount },
  ...{ manufacturer: words, model: words, firmware: words, serial: words, serialnumber: words, wwn: words },
})
export type GlpiStorage = z.infer<typeof Storage>
const GlpiBattery = z.object({
  ...{ capacity: amount, real_capacity: amount, chemistry: words, manufacturer: words, name: words, serial: words },
})
const Controller = z.object({
  ...{ driver: words, manufacturer: words, name: words, caption: words },
  ...{ pciclass: words, pcislot: words, productid: words, vendorid: words },
})
const Monitor = z.object({ base64: words, caption: words, name: words, manufacturer: words, serial: words })
const Video = z.object({ name: words, chipset: words })
const Network = z.object({
  ...{ description: words, driver: words, mac: words, model: words, pcislot: words },
  ...{ speed: amount, type: words, virtualdev: maybe(z.union([z.boolean(), z.literal('1'), z.literal('0')])) },
})
const SoundCard = z.object({ caption: words, description: words, manufacturer: words, name: words })
const UsbDevice = z.object({
  ...{
    caption: words,
    class: words,
    subclass: words,
    manufacturer: words,
    name: words,
    productid: words,
    vendorid: words,
  },
})
const Drive = z.object({ type: words, letter: words, systemdrive: maybeFlag, encrypt_status: words })
export type GlpiDrive = z.infer<typeof Drive>
const System = z.object({
  ...{ arch: words, full_name: words, name: words, kernel_name: words, version: words },
  timezone: maybe(z.object({ offset: words })),
})

/** A list that is there, even if empty, was looked at. */
const listed = <T extends z.ZodType>(item: T) =>
  z
    .unknown()
    .optional()
    .transform((value) => (Array.isArray(value) ? listOf(item).parse(value) : undefined))

export const GlpiInventory = z.object({
  content: z.object({
    accesslog: maybe(z.object({ logdate: words })),
    bios: maybe(Bios),
    hardware: maybe(Hardware),
    operatingsystem: maybe(System),
    versionclient: words,
    cpus: listed(Cpu),
    memories: listed(MemorySlot),
    storages: listed(Storage),
    batteries: listed(GlpiBattery),
    controllers: listed(Controller),
    monitors: listed(Monitor),
    videos: listed(Video),
    networks: listed(Network),
    sounds: listed(SoundCard),
    usbdevices: listed(UsbDevice),
    drives: listed(Drive),
  }),
})
export type GlpiContent = z.infer<typeof GlpiInventory>['content']
