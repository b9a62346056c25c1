// A recorded laptop whose memory is as a test says, slot by slot: it lacks the gigabytes of a better grade, or has them.
import { expect } from 'vitest'
import { recordedMachine } from './workshop.ts'

type Readings = { readonly programs: { readonly dmidecode: { readonly text: string }; readonly look?: unknown } }
export type Slot = { readonly size: string; readonly serial: string }

const emptySlot = /Total Width: Unknown[\s\S]*?Type Detail: Unknown/
const filledSlot = ({ size, serial }: Slot) =>
  [
    'Total Width: 64 bits',
    'Data Width: 64 bits',
    `Size: ${size}`,
    'Form Factor: SODIMM',
    'Set: None',
    'Locator: ChannelB-DIMM0',
    'Bank Locator: BANK 2',
    'Type: DDR4',
    'Type Detail: Synchronous',
    'Speed: 2400 MT/s',
    'Manufacturer: Samsung',
    `Serial Number: ${serial}`,
    'Part Number: M471A5244CB0-CRC',
    'Configured Memory Speed: 2400 MT/s',
  ].join('\n\t')

/** A recorded laptop with 4 GB in one slot, and in the other what is put there. */
export const memoryLaptop = async (own: Slot, other: Slot | null) => {
  const file = await recordedMachine('recent-laptop')
  const recorded = JSON.parse(file.buffer.toString('utf8')) as Readings // of the demonstration, checked when it is opened
  const { look: _look, dmidecode, ...others } = recorded.programs
  const before = dmidecode.text
  const first = before.replace(/Size: 8 GB/, `Size: ${own.size}`).replace('41D3A7C2', own.serial)
  const text = other === null ? first : first.replace(emptySlot, filledSlot(other))
  expect(text).not.toBe(before)
  const changed = {
    ...recorded,
    takenAt: new Date().toISOString(),
    // How fast a disk was while it was recorded is not what these machines differ in.
    programs: { ...others, dmidecode: { ...dmidecode, text } },
  }
  return { ...file, name: `${own.serial}.json`, buffer: Buffer.from(JSON.stringify(changed)) }
}

export type LaptopFile = Awaited<ReturnType<typeof memoryLaptop>>
