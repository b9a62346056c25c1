// What the Debian packages of Établi recommend: the field's own programs that it runs. Each may be missing, and the screen then
// says what it could not read or do.
export const fieldTools: readonly string[] = [
  'dmidecode',
  'hdparm',
  'iw',
  'lshw',
  'nvme-cli',
  'nwipe',
  'os-prober',
  'pciutils',
  'pkexec | policykit-1',
  'smartmontools',
]
