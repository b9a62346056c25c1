// What hdparm 9.65 prints of an ATA drive, in the forms that its source prints; written by hand, of no real drive.
type Security = {
  readonly enabled?: boolean
  readonly locked?: boolean
  readonly frozen?: boolean
  readonly expired?: boolean
  readonly supported?: boolean
  readonly enhanced?: boolean
}

const flag = (holds: boolean, name: string) => `${holds ? '\t\t' : '\tnot\t'}${name}`

/** The security section; `null` leaves it out, as for a drive that has no such feature. */
const securitySection = (security: Security | null): readonly string[] =>
  security === null
    ? []
    : [
        'Security: ',
        '\tMaster password revision code = 65534',
        flag(security.supported ?? true, 'supported'),
        flag(security.enabled ?? false, 'enabled'),
        flag(security.locked ?? false, 'locked'),
        flag(security.frozen ?? false, 'frozen'),
        flag(security.expired ?? false, 'expired: security count'),
        flag(security.enhanced ?? true, 'supported: enhanced erase'),
        ...(security.enabled === true ? ['\tSecurity level high'] : []),
        '\t6min for SECURITY ERASE UNIT. more than 508min for ENHANCED SECURITY ERASE UNIT.',
      ]

export const identifyText = (
  security: Security | null = {},
  sanitize: readonly ('OVERWRITE' | 'BLOCK_ERASE' | 'CRYPTO_SCRAMBLE')[] = [],
): string =>
  [
    '',
    '/dev/sdx:',
    '',
    'ATA device, with non-removable media',
    '\tModel Number:       EXAMPLE SSD 240GB',
    '\tSerial Number:      EX-0001',
    'Commands/features:',
    '\tEnabled\tSupported:',
    '\t   *\tSMART feature set',
    '\t    \tSecurity Mode feature set',
    ...(sanitize.length === 0
      ? []
      : ['\t   *\tSANITIZE feature set', ...sanitize.map((each) => `\t   *\t${each}_EXT command`)]),
    ...securitySection(security),
    'Logical Unit WWN Device Identifier: 5000000000000001',
    '\tNAA\t\t: 5',
    'Checksum: correct',
    '',
  ].join('\n')

export const sanitizeText = (...lines: readonly string[]): string =>
  [
    '',
    '/dev/sdx:',
    'Issuing SANITIZE_STATUS command',
    'Sanitize status:',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n')

/** `hdparm -N`: the line of its figures, where there is one, after what it complains of. */
export const saysSectors = (figures: string | null, complaint = '') =>
  `\n/dev/sdb:\n${figures === null ? '' : ` max sectors   = ${figures}\n`}\n${complaint}`

/** `hdparm --dco-identify` */
export const saysOverlay = (sectors: string) => `
/dev/sdb:
DCO Checksum verified.
DCO Revision: 0x0002
The following features can be selectively disabled via DCO:
\tTransfer modes:
\t\t udma0 udma1 udma2 udma3 udma4 udma5 udma6
\tReal max sectors: ${sectors}
\tATA command/feature sets:
\t\t SMART security HPA
`
