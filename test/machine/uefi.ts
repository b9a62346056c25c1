// UEFI firmware for virtual machines: Debian's, with Microsoft's keys and Secure Boot on, as office computers come.
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtOnce, nameFor } from '../../build/debian-system/built-once.ts'
import { fetchPackage, unpack } from '../../build/debian-system/packages.ts'
import type { TargetMachine } from './description.ts'

const makers = [fileURLToPath(import.meta.url)]

/** The code is everybody's; the variables are the machine's own, and lie in its folder. */
export const secureBootFirmware = async (machineFolder: string): Promise<NonNullable<TargetMachine['uefi']>> => {
  const { folder } = await builtOnce('uefi-firmware', await nameFor(makers), async (work, ready) => {
    const whole = join(work, 'package')
    await unpack([await fetchPackage('ovmf', work)], whole)
    for (const file of ['OVMF_CODE_4M.ms.fd', 'OVMF_VARS_4M.ms.fd'])
      await copyFile(join(whole, 'usr/share/OVMF', file), join(ready, file))
  })
  const variables = join(machineFolder, 'uefi-variables')
  await copyFile(join(folder, 'OVMF_VARS_4M.ms.fd'), variables)
  return { code: join(folder, 'OVMF_CODE_4M.ms.fd'), variables }
}
