// The inventory, and which of its disks may be erased, as a process of its own: to be watched from outside.
import { findErasable, takeInventory } from '../../../../electron/disks/listing/inventory.ts'

const options = { dataFolder: '/tmp', testLoopDevices: true }
const inventory = await takeInventory(options)
const erasable: string[] = []
for (const { handle } of inventory.disks) {
  const found = await findErasable(handle, options)
  if ('path' in found) erasable.push(found.path)
}
process.stdout.write(JSON.stringify({ inventory, erasable }))
