// What nvme-cli is told to make an NVMe drive erase itself, and to say how it stands. The device is a namespace, by a name
// that is checked.
import type { SanitizeTechnique } from './drive-status.ts'

/** As the standard counts them (sanitize action). */
const ACTIONS: Readonly<Record<SanitizeTechnique, readonly string[]>> = {
  'block-erase': ['--sanact=2'],
  overwrite: ['--sanact=3', '--owpass=1', '--ovrpat=0'],
  'crypto-erase': ['--sanact=4'],
}

export type NvmeCommand =
  | { readonly kind: 'id-ctrl' | 'id-ns' | 'list-ns' | 'sanitize-log' }
  | { readonly kind: 'format'; readonly lbaFormat: number }
  | { readonly kind: 'sanitize'; readonly technique: SanitizeTechnique }

/** Four hours: a large drive may erase block by block. */
const FORMAT_MS = 4 * 3600 * 1000

const optionsOf = (command: NvmeCommand): readonly string[] => {
  switch (command.kind) {
    case 'id-ctrl':
    case 'id-ns':
    case 'sanitize-log':
      return ['--output-format=json']
    case 'list-ns':
      return []
    case 'format':
      // Secure erase setting 1: user data erase. Without --force it wants the device for itself, which is held, and waits for somebody to think better of it.
      return ['--ses=1', `--lbaf=${String(command.lbaFormat)}`, `--timeout=${String(FORMAT_MS)}`, '--force']
    case 'sanitize':
      return ACTIONS[command.technique]
  }
}

export const nvmeArguments = (command: NvmeCommand, device: string): readonly string[] => {
  if (!/^\/dev\/nvme\d{1,4}n\d{1,4}$/.test(device)) throw new Error('nvme is never started without one namespace')
  return [command.kind, device, ...optionsOf(command)]
}
