// What of a recording is no property of the machine that was recorded, and may differ when it is made again: the moment, the
// speed of this computer, and what a kernel says of itself. All the rest must stay.
import type { Answer, Readings } from '../../domain/machine/readings.ts'

type Json = Readonly<Record<string, unknown>>

const withText = (answer: Answer | undefined, change: (text: string) => string): Answer | undefined =>
  answer?.state === 'said' ? { ...answer, text: change(answer.text), milliseconds: null } : answer

const withoutMembers = (json: Json, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)))

const inJson = (change: (json: Json) => Json) => (text: string) => JSON.stringify(change(JSON.parse(text) as Json)) // what a program of ours or smartctl printed

const withoutLines = (lines: RegExp) => (text: string) =>
  text
    .split('\n')
    .filter((line) => !lines.test(line))
    .join('\n')

/** The speed of this computer; the emulator's instructions; what the kernel does against faults of processors. */
const ofProcessor = withoutLines(/^(BogoMIPS|Flags|Vulnerability [^:]+):/)

/** The moment; which build of smartctl for which kernel; what the reading itself has read. */
const ofSmart = inJson((json) => {
  const rest = withoutMembers(json, ['local_time', 'smartctl'])
  const log = rest['nvme_smart_health_information_log'] as Json | undefined // NVMe's log as smartctl has it
  if (log === undefined) return rest
  const counted = ['data_units_read', 'host_reads', 'controller_busy_time']
  return { ...rest, nvme_smart_health_information_log: withoutMembers(log, counted) }
})

/** How fast an emulated disk is read, and so at how many places in the time there is; not what was met there. */
const ofLook = inJson((json) => {
  const places = json['places'] as Readonly<Record<string, number>> // our own look's
  const met = Object.keys(places).filter((kind) => (places[kind] ?? 0) > 0)
  return { ...withoutMembers(json, ['speed']), places: met }
})

const same = (text: string) => text

const perDisk = (answers: Readonly<Record<string, Answer>> | undefined, change: (text: string) => string) =>
  answers === undefined
    ? undefined
    : Object.fromEntries(Object.entries(answers).map(([path, answer]) => [path, withText(answer, change)]))

/** A recording without what may differ, to be held against another. */
export const lasting = ({ takenAt: _, ...readings }: Readings): Json => {
  const { smartctl, look, lscpu, ...others } = readings.programs
  return {
    ...readings,
    programs: {
      ...Object.fromEntries(Object.entries(others).map(([name, answer]) => [name, withText(answer, same)])),
      lscpu: withText(lscpu, ofProcessor),
      smartctl: perDisk(smartctl, ofSmart),
      look: perDisk(look, ofLook),
    },
    // How much memory this kernel leaves, and what is going on in it.
    corners: { ...readings.corners, memory: null },
  }
}
