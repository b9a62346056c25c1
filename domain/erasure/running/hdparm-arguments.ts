// What hdparm is told to make an ATA drive erase itself, and to say how it stands. The device's name comes last, and is checked like nwipe's.
import { isDeviceName } from './device-name.ts'
import type { SanitizeTechnique } from './drive-status.ts'

/** Known to everybody on purpose: a drive that lost its power in the middle stays locked by it, and is opened with it. */
export const erasePassword = 'etabli'

const SANITIZE: Readonly<Record<SanitizeTechnique, readonly string[]>> = {
  overwrite: ['--sanitize-overwrite-passes', '1', '--sanitize-overwrite', 'hex:00000000'],
  'block-erase': ['--sanitize-block-erase'],
  'crypto-erase': ['--sanitize-crypto-scramble'],
}

export type HdparmCommand =
  | { readonly kind: 'identify' | 'sanitize-status' | 'max-sectors' | 'overlay' | 'set-password' | 'forget-password' }
  | { readonly kind: 'erase'; readonly enhanced: boolean }
  | { readonly kind: 'sanitize'; readonly technique: SanitizeTechnique }

const wordsOf = (command: HdparmCommand): readonly string[] => {
  switch (command.kind) {
    case 'identify':
      return ['-I']
    case 'sanitize-status':
      return ['--sanitize-status']
    case 'max-sectors':
      // Followed by a number it would set them: what follows is the device's name, which begins with a stroke.
      return ['-N']
    case 'overlay':
      return ['--dco-identify']
    case 'set-password':
      return ['--user-master', 'u', '--security-set-pass', erasePassword]
    case 'forget-password':
      return ['--user-master', 'u', '--security-disable', erasePassword]
    case 'erase':
      return ['--user-master', 'u', command.enhanced ? '--security-erase-enhanced' : '--security-erase', erasePassword]
    case 'sanitize':
      return ['--yes-i-know-what-i-am-doing', ...SANITIZE[command.technique]]
  }
}

export const hdparmArguments = (command: HdparmCommand, device: string): readonly string[] => {
  if (!isDeviceName(device)) throw new Error('hdparm is never started without the name of one disk')
  return [...wordsOf(command), device]
}
