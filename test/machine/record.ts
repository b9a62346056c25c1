// Recording a described machine: it is started in QEMU, and all that the probe reads on it is brought out, word for word.
import { Readings } from '../../domain/machine/readings.ts'
import { diskPaths } from '../../domain/machine/disks.ts'
import { reportFromReadings } from '../../domain/machine/from-readings.ts'
import { boot } from './boot.ts'
import type { KnownMachine } from './known-machine.ts'
import { make } from './made-machine.ts'

const recordOnce = async (known: KnownMachine): Promise<Readings> => {
  const made = await make(known)
  try {
    const machine = await boot(made.machine)
    try {
      return Readings.parse(await machine.ask('recording', 'record'))
    } finally {
      await machine.end()
    }
  } finally {
    await made.remove()
  }
}

/** Whether the kernel gave its names to the disks in the order in which they are described. */
const isInOrder = (readings: Readings, { disks }: KnownMachine): boolean => {
  const { disks: seen } = reportFromReadings(readings)
  const byPath = diskPaths(readings)
    .toSorted()
    .map((path) => seen.find((disk) => disk.path === path)?.serial)
  return disks.every(({ attachment }, index) => byPath[index] === attachment.serial)
}

/**
 * An emulated disk is as fast as this computer has time for it, and a grade would say so of the machine: only a disk that is
 * described as so fast, and held to it, keeps its measurement.
 */
export const withSpeedsDescribed = (readings: Readings, { disks }: KnownMachine): Readings => {
  const slowed = new Set(
    disks.flatMap(({ attachment, bytesPerSecond }) => (bytesPerSecond === undefined ? [] : [attachment.serial])),
  )
  const keeps = new Set(
    reportFromReadings(readings).disks.flatMap(({ path, serial }) => (slowed.has(serial ?? '') ? [path] : [])),
  )
  const { look = {}, ...programs } = readings.programs
  const looked = Object.entries(look).map(([path, answer]) => {
    if (keeps.has(path) || answer.state !== 'said') return [path, answer] as const
    const text = JSON.stringify({ ...(JSON.parse(answer.text) as object), speed: null }) // our own look's
    return [path, { ...answer, text }] as const
  })
  return { ...readings, programs: { ...programs, look: Object.fromEntries(looked) } }
}

const tries = 8

/**
 * The kernel names disks in the order in which they answer, which differs from start to start: a machine is started again until
 * they are in order, so that a recording made anew is the same.
 */
export const record = async (known: KnownMachine): Promise<Readings> => {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const readings = await recordOnce(known).catch((error: unknown) => {
      // Emulated, a program crashes now and then; what it had read by then is gone.
      console.warn(`started again: ${String(error)}`)
      return null
    })
    if (readings !== null && isInOrder(readings, known)) return withSpeedsDescribed(readings, known)
  }
  throw new Error(`in ${String(tries)} starts there was no recording with the disks in order`)
}
