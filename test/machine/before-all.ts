// Before the first test in the virtual target: its kernel and initramfs are there, and it is said how long that took.
import { targetImage } from './image.ts'

export default async (): Promise<void> => {
  const { built } = await targetImage()
  if (built !== null) console.log(`kernel and initramfs of the virtual target built in ${(built / 1000).toFixed(1)} s`)
}
