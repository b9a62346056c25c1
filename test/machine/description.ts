// What a virtual machine consists of (its disks, memory, processor and firmware tables) and the words that tell QEMU 7.2 so.
// How it is started and spoken to is the business of boot.ts.

/** How a disk is attached, and what it says of itself; `wwn` in hexadecimal without prefix. */
export type Attachment =
  | {
      readonly kind: 'ahci'
      readonly serial: string
      readonly model: string
      readonly wwn?: string
      /** Turns a minute; 1 for a disk without moving parts. */
      readonly rotationRate?: number
      /** At most eight characters. */
      readonly firmware?: string
    }
  | {
      readonly kind: 'nvme'
      readonly serial: string
      /** What it complains of in its SMART log, as NVMe's own bits: 4 for a reliability that is degraded. */
      readonly criticalWarning?: number
    }
  | {
      readonly kind: 'usb'
      /** The disk's own serial, and that of the bridge in front of it, which hides the other. */
      readonly serial: string
      readonly bridgeSerial?: string
      readonly vendor: string
      readonly product: string
      readonly removable?: boolean
    }

export type TargetDisk = {
  /** How the test calls it: [a-z0-9-]. */
  readonly name: string
  /** The image on this computer. */
  readonly image: string
  readonly attachment: Attachment
  readonly readOnly?: boolean
  /** The computer starts from it. Only a USB disk does. */
  readonly startsFrom?: boolean
  /** Sectors of 512 bytes that cannot be read or written, as a worn disk answers. */
  readonly unreadable?: readonly number[]
  readonly unwritable?: readonly number[]
  /** Slow enough for something to happen in the middle. */
  readonly bytesPerSecond?: number
}

export type TargetMachine = {
  readonly memoryMegabytes?: number
  /** As QEMU's -cpu takes it. */
  readonly processor?: string
  readonly cores?: { readonly count: number; readonly threadsEach: number }
  /** Files of one SMBIOS structure each, and of one ACPI table each. */
  readonly smbios?: readonly string[]
  readonly acpi?: readonly string[]
  /** UEFI instead of a BIOS, as files: its code, and its variables, which it writes. */
  readonly uefi?: { readonly code: string; readonly variables: string }
  /** A network adapter with this address, and no cable in it. */
  readonly ethernet?: string
  readonly sound?: boolean
  readonly disks: readonly TargetDisk[]
}

/** What QEMU is told at its start (`-object`, `-blockdev`, `-device`) or while it runs (the QMP command of the same kind). */
export type Part = {
  readonly as: 'object' | 'blockdev' | 'device'
  readonly properties: Readonly<Record<string, unknown>>
}

const part = (as: Part['as'], properties: Part['properties']): Part => ({ as, properties })

const faultsOf = ({ unreadable = [], unwritable = [] }: TargetDisk) =>
  [
    ...unreadable.map((sector) => ['read', sector] as const),
    ...unwritable.map((sector) => ['write', sector] as const),
  ].map(([iotype, sector]) => ({ event: 'none', iotype, sector, errno: 5 }))

/** The node that holds a disk's bytes, by the disk's name. */
const backendOf = (disk: TargetDisk): readonly Part[] => {
  const file = { driver: 'file', filename: disk.image }
  const faults = faultsOf(disk)
  const faulty = faults.length === 0 ? file : { driver: 'blkdebug', image: file, 'inject-error': faults }
  const group = `slow-${disk.name}`
  const [objects, slow] =
    disk.bytesPerSecond === undefined
      ? [[], faulty]
      : [
          [part('object', { 'qom-type': 'throttle-group', id: group, limits: { 'bps-total': disk.bytesPerSecond } })],
          { driver: 'throttle', 'throttle-group': group, file: faulty },
        ]
  const readOnly = disk.readOnly === true ? { 'read-only': true } : {}
  return [...objects, part('blockdev', { 'node-name': disk.name, driver: 'raw', ...readOnly, file: slow })]
}

/** Errors reach the guest as a real disk's would; without this QEMU would hold the machine. */
const honest = { rerror: 'report', werror: 'report' }

// QEMU wants a number, of more digits than JavaScript's hold; TypeScript's library does not know rawJSON yet.
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => object }
const wwnOf = (wwn: string | undefined) => (wwn === undefined ? {} : { wwn: rawJSON(String(BigInt(`0x${wwn}`))) })

/** One disk: what holds its bytes and what the guest sees. `bus` is where an AHCI disk goes. */
export const partsOfDisk = (disk: TargetDisk, bus?: string): readonly Part[] => {
  const { attachment, name } = disk
  const own = { id: `dev-${name}`, drive: name, serial: attachment.serial }
  const backend = backendOf(disk)
  switch (attachment.kind) {
    case 'ahci': {
      const { model, wwn, rotationRate = 7200, firmware } = attachment
      const said = {
        model,
        ...wwnOf(wwn),
        rotation_rate: rotationRate,
        ...(firmware === undefined ? {} : { ver: firmware }),
      }
      return [...backend, part('device', { driver: 'ide-hd', ...own, bus, ...said, ...honest })]
    }
    case 'nvme': {
      const { criticalWarning } = attachment
      const said = criticalWarning === undefined ? {} : { smart_critical_warning: criticalWarning }
      return [...backend, part('device', { driver: 'nvme', ...own, ...said })]
    }
    case 'usb': {
      const { vendor, product, removable = false, bridgeSerial = attachment.serial } = attachment
      const said = { removable, ...(disk.startsFrom === true ? { bootindex: 0 } : {}) }
      return [
        ...backend,
        part('device', { driver: 'usb-bot', id: `usb-${name}`, bus: 'usb.0', serial: bridgeSerial }),
        part('device', { driver: 'scsi-hd', ...own, ...said, bus: `usb-${name}.0`, vendor, product, ...honest }),
      ]
    }
  }
}

/** A controller of the chipset's kind has six ports; the first one is the chipset's own. */
const portsOfController = 6

const ahciBus = (index: number): string => {
  const controller = Math.floor(index / portsOfController)
  return controller === 0 ? `ide.${String(index)}` : `ahci${String(controller)}.${String(index % portsOfController)}`
}

const partsOf = (machine: TargetMachine): readonly Part[] => {
  const ahci = machine.disks.filter(({ attachment }) => attachment.kind === 'ahci')
  const controllers = Math.ceil(ahci.length / portsOfController)
  return [
    part('device', { driver: 'qemu-xhci', id: 'usb', p2: 8, p3: 8 }),
    ...Array.from({ length: Math.max(0, controllers - 1) }, (_, index) =>
      part('device', { driver: 'ich9-ahci', id: `ahci${String(index + 1)}` }),
    ),
    ...machine.disks.flatMap((disk) =>
      partsOfDisk(disk, disk.attachment.kind === 'ahci' ? ahciBus(ahci.indexOf(disk)) : undefined),
    ),
  ]
}

/** The places through which a machine is spoken to: files and sockets on this computer. */
export type Doors = {
  readonly kernel: string
  readonly initramfs: string
  /** The folder that the guest sees, read-only. */
  readonly repository: string
  readonly console: string
  readonly monitor: string
  readonly agent: string
}

/** A file name as QEMU's older options take it: there a comma is written twice. */
const path = (name: string) => name.replaceAll(',', ',,')

const coresOf = ({ cores = { count: 2, threadsEach: 1 } }: TargetMachine) => {
  const { count, threadsEach } = cores
  return `${String(count * threadsEach)},sockets=1,cores=${String(count)},threads=${String(threadsEach)}`
}

/** What a kernel does against spying between programs costs a quarter of the time when emulated, and guards nobody here. */
// Nor is a timer checked, against which a busy computer's clock may lose: under a hypervisor the kernel would not do it either.
const kernelLine = 'console=ttyS0 quiet panic=-1 mitigations=off no_timer_check'

/**
 * No protection keys for memory: no retired office computer has them, and where a processor has, V8 keeps a register of
 * pages of code with them, which was seen to fail its own checks ("it->second.Size() > offset") when emulated.
 */
const withoutMemoryKeys = '-pku'

/** Only code that the firmware trusts may change its variables: else it would not keep Secure Boot. */
const firmwareOf = ({ uefi }: TargetMachine): readonly string[] =>
  uefi === undefined
    ? ['-machine', 'q35']
    : [
        ...['-machine', 'q35,smm=on', '-global', 'driver=cfi.pflash01,property=secure,value=on'],
        ...['-global', 'ICH9-LPC.disable_s3=1'],
        ...['-drive', `if=pflash,format=raw,unit=0,readonly=on,file=${path(uefi.code)}`],
        ...['-drive', `if=pflash,format=raw,unit=1,file=${path(uefi.variables)}`],
      ]

const besides = ({ ethernet, sound = false }: TargetMachine): readonly string[] => [
  ...(ethernet === undefined ? [] : ['-device', `e1000e,mac=${ethernet},romfile=`]),
  ...(sound ? ['-device', 'ich9-intel-hda', '-audiodev', 'none,id=quiet', '-device', 'hda-output,audiodev=quiet'] : []),
]

/** The computer itself, switched off: without anything to start, and nobody to speak to. */
export const computerArguments = (machine: TargetMachine): readonly string[] => [
  ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-nic', 'none'],
  // Software emulation on purpose, everywhere: the same machine wherever the tests run.
  ...firmwareOf(machine),
  // All its processors on one thread of ours: on several, Node crashed in the guest now and then (code that one emulated
  // processor writes while another runs it), and two guests side by side keep this computer's cores as busy.
  ...['-accel', 'tcg,thread=single', '-smp', coresOf(machine)],
  ...['-cpu', `${machine.processor ?? 'max'},${withoutMemoryKeys}`, '-m', String(machine.memoryMegabytes ?? 1024)],
  ...(machine.smbios ?? []).flatMap((file) => ['-smbios', `file=${path(file)}`]),
  ...(machine.acpi ?? []).flatMap((file) => ['-acpitable', `file=${path(file)}`]),
  ...besides(machine),
  ...partsOf(machine).flatMap(({ as, properties }) => [`-${as}`, JSON.stringify(properties)]),
]

export const qemuArguments = (machine: TargetMachine, doors: Doors): readonly string[] => [
  ...computerArguments(machine),
  ...['-kernel', doors.kernel, '-initrd', doors.initramfs, '-append', kernelLine],
  ...['-chardev', `file,id=console,path=${path(doors.console)}`, '-serial', 'chardev:console'],
  ...['-chardev', `socket,id=monitor,path=${path(doors.monitor)},server=on,wait=off`, '-mon', 'monitor,mode=control'],
  ...['-device', 'virtio-serial-pci', '-chardev', `socket,id=agent,path=${path(doors.agent)},server=on,wait=off`],
  ...['-device', 'virtserialport,chardev=agent,name=etabli.agent'],
  ...['-fsdev', `local,id=repository,path=${path(doors.repository)},security_model=none,readonly=on,multidevs=remap`],
  ...['-device', 'virtio-9p-pci,fsdev=repository,mount_tag=repository'],
]
