// Asks every guard about every device from a process of its own, for scenarios in which that process stands elsewhere (under
// another root, under strace). Prints what refuses each device; with --find-each every listed disk is searched for too.
import { findErasable, takeInventory } from '../../../electron/disks/inventory.ts'
import { refusals } from './guards.ts'

if (process.argv.includes('--find-each')) {
  const options = { dataFolder: null, testLoopDevices: false }
  const { disks } = await takeInventory(options)
  for (const { handle } of disks) await findErasable(handle, options)
} else console.log(JSON.stringify(await refusals(null)))
