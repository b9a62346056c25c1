// Steps of reading back: `verify-disk` as a person would run it on the target, without a new Node for each.
import { verifyDiskCommand } from '../../../electron/verify-disk.ts'

/** Exit code and what was printed. */
export const verifyDisk = async (...args: string[]): Promise<{ readonly code: number; readonly said: string }> => {
  let said = ''
  const code = await verifyDiskCommand(args, { write: (text) => (said += text), watch: null })
  return { code, said }
}
