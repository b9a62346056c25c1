// Asks every guard about every device from a process of its own, for scenarios in which that process stands elsewhere (under
// another root, under strace). Prints what refuses each device; with --find it takes a whole inventory
// and searches for a free disk and for a refused one.
import type { StationDisk } from '../../../domain/erasure/station-disk.ts'
import { findErasable, takeInventory } from '../../../electron/disks/listing/inventory.ts'
import { refusals } from './guards.ts'

if (process.argv.includes('--find')) {
  const options = { dataFolder: null, testLoopDevices: false }
  const { disks } = await takeInventory(options)
  const isFree = ({ refusals: against }: StationDisk) => against.length === 0
  const chosen = [disks.find(isFree), disks.find((disk) => !isFree(disk))].filter((disk) => disk !== undefined)
  for (const { handle } of chosen) console.log(JSON.stringify(await findErasable(handle, options)))
} else console.log(JSON.stringify(await refusals(null)))
