// The table of logs: what each is, and what is said of it. None is accepted that does not deserve it.
import { describe, expect, test } from 'vitest'
import {
  apply,
  cutBefore,
  doubled,
  inFormOf041,
  inserted,
  judged,
  logOf,
  replaced,
  replacedOnce,
  swapped,
  without,
  withSerial,
} from './logs.ts'

type Case = readonly [what: string, log: () => string, said: readonly string[]]

const named = (name: string) => apply(logOf(name), withSerial('LOOP0001'))
const zero = () => named('zero-last-noblank')
const short = () => named('dodshort-last-blank')
const sata = () => logOf('by-hand-0.42-two-disks')
const dock = () => logOf('by-hand-shredos-0.35')

const erased: readonly Case[] = [
  ['zeros, last pass verified, no blanking', () => named('zero-last-noblank'), ['complete']],
  ['zeros, then blanked', () => named('zero-last-blank'), ['complete']],
  ['zeros, all passes verified, then blanked', () => named('zero-all-blank'), ['complete']],
  ['ones, then blanked', () => named('one-last-blank'), ['complete']],
  ['ones, no blanking', () => named('one-last-noblank'), ['complete']],
  ['DoD Short, blanked', () => named('dodshort-last-blank'), ['complete']],
  ['DoD Short, all verified, no blanking', () => named('dodshort-all-noblank'), ['complete']],
  ['DoD Short in two rounds, all verified', () => named('dodshort-two-rounds-all'), ['complete']],
  ['DoD Short in two rounds, no blanking', () => named('dodshort-two-rounds-last-noblank'), ['complete']],
  ['DoD 5220.22-M', () => named('dod522022m-last-blank'), ['complete']],
  ['random, all verified (Mersenne)', () => named('random-all-noblank'), ['complete']],
  ['random, blanked (ISAAC)', () => named('random-last-blank'), ['complete']],
  ['random, no blanking', () => named('random-last-noblank'), ['complete']],
  ['Gutmann’s 35 passes', () => named('gutmann-last-blank'), ['complete']],
  ['OPS-II, all verified', () => named('ops2-all'), ['complete']],
  ['OPS-II, no blanking asked', () => named('ops2-last-noblank'), ['complete']],
  ['OPS-II in two rounds', () => named('ops2-two-rounds-last'), ['complete']],
  ['IS5 Enhanced, all verified', () => named('is5enh-all'), ['complete']],
  ['IS5 Enhanced, which verifies its random pass unasked', () => named('is5enh-last-blank'), ['complete']],
  ['a size that is no multiple of 4,096 bytes', () => named('odd-size'), ['complete']],
  ['asked in the middle how far it was (SIGUSR1)', () => named('sigusr1'), ['complete']],
  ['verbose', () => named('verbose'), ['complete']],
  ['as printed on the screen, among other programs’ words', () => named('to-the-screen'), ['complete']],
  [
    'two disks at once, their lines interleaved',
    () => apply(logOf('two-disks'), withSerial('LOOP0001'), withSerial('LOOP0002', 'loop1')),
    ['complete', 'complete'],
  ],
  ['0.42 by hand: SATA and NVMe, 500 GB and 256 GB', sata, ['complete', 'complete']],
  ['0.35 under ShredOS by hand, in a USB dock', dock, ['complete']],
  ['the wider options and geometry of 0.41', () => apply(zero(), inFormOf041), ['complete']],
  ['a banner that says 0.32', () => apply(zero(), replaced('nwipe 0.33', 'nwipe 0.32')), ['complete']],
  ['with the ends of line of Windows', () => apply(zero(), replaced('\n', '\r\n')), ['complete']],
  ['saved with a byte order mark', () => `\ufeff${zero()}`, ['complete']],
  [
    'a table that cuts the serial',
    () => apply(dock(), replaced('KINGSTON SA400S37/50026B7782C1A2B3', 'KINGSTON SA400S37/50026B7782C1')),
    ['complete'],
  ],
  [
    'a warning of the drive’s heat',
    () => apply(zero(), inserted('Verifying pass', 'warning', 'hwmon: /dev/loop0 is hot')),
    ['complete'],
  ],
  ['two runs in one file, both good', () => `${zero()}${short()}`, ['complete', 'complete']],
  [
    'a run after one that was killed',
    () => `${named('abort-sigkill')}${named('odd-size')}`,
    ['interrupted summary-missing end-missing', 'complete'],
  ],
  [
    'an erasure after a check that failed',
    () => named('two-runs'),
    ['only-verifies complaint errors status ended-with-errors', 'complete'],
  ],
  [
    'another disk in trouble, whose name begins alike',
    () => apply(zero(), inserted('Verifying pass', 'error', 'I/O timeout on /dev/loop00')),
    ['complete'],
  ],
  [
    'strings of the BIOS that are no text',
    () => apply(zero(), inserted('Program options', 'info', 'chassis-asset-tag = \ufffd\ufffd')),
    ['complete'],
  ],
  [
    'a tool missing for the report, after the work',
    () => apply(zero(), inserted('info: Nwipe', 'warning', 'Command not found. Install smartmontools')),
    ['complete'],
  ],
]

const withoutName: readonly Case[] = [
  ['no serial at all, as on a loop device', () => logOf('zero-last-noblank'), ['needs-link']],
  ['two disks without serial', () => logOf('two-disks'), ['needs-link', 'needs-link']],
  ['a maker’s filler for a serial', () => apply(zero(), replaced('LOOP0001', '0000000000')), ['needs-link']],
  ['anonymised, serial not to be had', () => logOf('quiet'), ['anonymised']],
  [
    'anonymised, serial hidden',
    () => apply(logOf('quiet'), replaced('???????????????', 'XXXXXXXXXXXXXXX')),
    ['anonymised'],
  ],
  [
    'anonymised, and a serial written in afterwards',
    () => apply(logOf('quiet'), replaced('???????????????', 'LOOP0001')),
    ['anonymised'],
  ],
  [
    'anonymised, and the option edited',
    () => apply(logOf('quiet'), replaced('quiet    = 1', 'quiet    = 0')),
    ['anonymised'],
  ],
  [
    'one serial on two disks, as docks show it',
    () => apply(logOf('two-disks'), withSerial('DOCK0001'), withSerial('DOCK0001', 'loop1')),
    ['serial-twice', 'serial-twice'],
  ],
  ['a partition, not the disk', () => apply(dock(), replaced('sdb', 'sdb1')), ['partition']],
  [
    'a model that contains “S/N=”',
    () => apply(dock(), replacedOnce('SA400S37120G', 'SA400S37, 120 GB, S/N=FAKE0001')),
    ['name-ambiguous'],
  ],
]

const notErased: readonly Case[] = [
  ['zeros, verification off', () => named('zero-off-noblank'), ['verification-off']],
  ['zeros, blanked, verification off', () => named('zero-off-blank'), ['verification-off']],
  ['DoD 5220.22-M, verification off', () => named('dod522022m-off'), ['verification-off']],
  ['stopped by Ctrl-C', () => named('abort-sigint'), ['interrupted status aborted']],
  ['stopped by a shutdown (SIGTERM)', () => named('abort-sigterm'), ['interrupted status aborted']],
  ['power lost (SIGKILL)', () => named('abort-sigkill'), ['interrupted summary-missing end-missing']],
  ['Verify Zeros on a disk of zeros: “Erased”', () => named('verify-zero-holds'), ['only-verifies']],
  ['Verify Ones on a disk of ones: “Erased”', () => named('verify-one-holds'), ['only-verifies']],
  [
    'Verify Zeros on a full disk',
    () => named('verify-zero-fails'),
    ['only-verifies complaint errors status ended-with-errors'],
  ],
  [
    'Verify Ones on a full disk',
    () => named('verify-one-fails'),
    ['only-verifies complaint errors status ended-with-errors'],
  ],
  [
    'write fault, though “[SUCCESS] Blanked”',
    () => named('write-fault-blank'),
    ['complaint errors status ended-with-errors'],
  ],
  [
    'write fault, pass cut short',
    () => named('write-fault-noblank'),
    ['bytes-written complaint errors status ended-with-errors'],
  ],
  [
    'a check that fails after the erasure: memory had been verified',
    () => `${zero()}${named('verify-zero-fails')}`,
    ['refuted-later', 'only-verifies complaint errors status ended-with-errors'],
  ],
  [
    'stopped in a second run',
    () => `${zero()}${named('abort-sigint').replaceAll('209715200', '8388608').replaceAll('209 MB', '  8 MB')}`,
    ['refuted-later', 'interrupted status aborted'],
  ],
  [
    'a drive’s own Secure Erase, which shows no bytes',
    () => apply(dock(), replaced('DoD Short', 'Secure Erase (ATA/NVMe)')),
    ['method-unknown'],
  ],
  [
    'verification skipped for errors (0.41)',
    () =>
      apply(
        dock(),
        replacedOnce(
          'notice: Verifying pass 3 of 3, round 1 of 1, on /dev/sdb',
          'warning: Skipping verification of pass 3/3 on /dev/sdb due to 1 pass errors.',
        ),
      ),
    ['order complaint'],
  ],
  [
    '“not empty” at mere notice level',
    () =>
      apply(
        short(),
        replaced('[SUCCESS] Verified that /dev/loop0 is empty.', '[FAILURE] /dev/loop0 Verification errors, not empty'),
      ),
    ['order complaint'],
  ],
  [
    '“may not be blanked”',
    () => apply(short(), replaced('[SUCCESS] Blanked device /dev/loop0', '[FAILURE] /dev/loop0 may not be blanked')),
    ['interrupted complaint'],
  ],
  [
    'hidden sectors (HPA)',
    () =>
      apply(sata(), replacedOnce('No hidden sectors on /dev/sda', ' *** HIDDEN SECTORS DETECTED ! *** on /dev/sda')),
    ['hidden-sectors', 'complete'],
  ],
  [
    'a disk that was in use',
    () =>
      apply(zero(), inserted('Program options', 'warning', '/dev/loop0 is reported as IN USE (it could be mounted)')),
    ['complaint'],
  ],
  [
    'a partition of it in use',
    () =>
      apply(sata(), inserted('Program options', 'warning', '/dev/sda1 is reported as IN USE (it could be mounted)')),
    ['complaint', 'complete'],
  ],
  [
    'its controller in trouble',
    () => apply(sata(), inserted('Blanking device /dev/nvme0n1', 'error', 'I/O timeout on /dev/nvme0')),
    ['complete', 'complaint'],
  ],
  [
    'an error that names no disk',
    () => apply(zero(), inserted('Verifying pass', 'error', 'nwipe_static_pass: fdatasync: Input/output error')),
    ['complaint'],
  ],
  ['INSANITY in the table', () => apply(zero(), replaced(' Erased ', 'INSANITY')), ['status']],
  [
    'a disk that was chosen and never begun',
    () => zero().replace(/.*(Invoking|Starting|Finished|Verif|bytes).*\n/g, ''),
    ['interrupted clock-missing'],
  ],
  [
    'other disks went well, this run ended with errors',
    () => apply(sata(), replaced('Nwipe successfully completed. See', 'Nwipe exited with errors, check')),
    ['ended-with-errors', 'ended-with-errors'],
  ],
  [
    'only 98 % reached, in the newer table',
    () =>
      apply(
        zero(),
        replacedOnce('\n*****', '\n     loop0 |           8220835 |          8388608 |            98.00%\n*****', 2),
      ),
    ['coverage'],
  ],
]

const edited: readonly Case[] = [
  [
    'bytes written lowered by one',
    () => apply(zero(), replaced('8388608 bytes written', '8388607 bytes written')),
    ['bytes-written'],
  ],
  ['bytes read lowered', () => apply(zero(), replaced('8388608 bytes read', '4194304 bytes read')), ['bytes-read']],
  [
    'bytes of one pass among three',
    () => apply(short(), replacedOnce('8388608 bytes written', '8388096 bytes written', 2)),
    ['bytes-written'],
  ],
  [
    'bytes of the blanking',
    () => apply(short(), replacedOnce('8388608 bytes written', '0 bytes written', 4)),
    ['bytes-written'],
  ],
  [
    'size lowered with all its bytes, not in “Found”',
    () => apply(sata(), replaced('500107862016', '250053931008')),
    ['size-contradicts', 'complete'],
  ],
  ['size lowered, bytes left', () => apply(zero(), replaced('4096/8388608', '4096/8388096')), ['bytes-written']],
  [
    'serial changed in “Found” only',
    () => apply(sata(), replacedOnce('WD-WCC2E5XK1234', 'WD-WCC2E5XK9999')),
    ['name-contradicts', 'complete'],
  ],
  [
    'serial changed in the table only',
    () => apply(sata(), replacedOnce('WD-WCC2E5XK1234', 'WD-WCC2E5XK9999', 2)),
    ['name-contradicts', 'complete'],
  ],
  [
    'model changed in “Found” only',
    () => apply(sata(), replacedOnce('WDC WD5000AAKX-00ERMA0', 'ST500DM002-1BD142')),
    ['name-contradicts', 'complete'],
  ],
  [
    '“-FAILED-” turned into “Erased”',
    () => apply(named('write-fault-blank'), replaced('-FAILED-', ' Erased ')),
    ['complaint errors ended-with-errors'],
  ],
  [
    '“UABORTED” turned into “Erased”, end rewritten',
    () =>
      apply(
        named('abort-sigint'),
        replaced('UABORTED', ' Erased '),
        replaced(/Nwipe was aborted.*/, 'Nwipe successfully completed. See summary table for details.'),
      ),
    ['interrupted'],
  ],
  [
    'errors of the table set to zero, end rewritten',
    () =>
      apply(
        named('write-fault-blank'),
        replaced('-FAILED-', ' Erased '),
        replaced(/\| +2$/m, '|                    0'),
        replaced(/Nwipe exited with errors, .*/, 'Nwipe successfully completed. See summary table for details.'),
      ),
    ['complaint'],
  ],
  [
    '“Verify Zeros” renamed a fill in the options',
    () => apply(named('verify-zero-holds'), replaced('method   = Verify Zeros (0x00)', 'method   = Fill With Zeros')),
    ['order summary-contradicts'],
  ],
  [
    '“Verify Zeros” renamed a fill everywhere',
    () => apply(named('verify-zero-holds'), replaced('Verify Zeros (0x00)', 'Fill With Zeros')),
    ['order'],
  ],
  [
    '“verify = off” rewritten in the options',
    () => apply(named('zero-off-noblank'), replaced('verify   = 0 (off)', 'verify   = 1 (last pass)')),
    ['order summary-contradicts'],
  ],
  [
    '“verify = off” rewritten everywhere',
    () =>
      apply(
        named('zero-off-noblank'),
        replaced('verify   = 0 (off)', 'verify   = 1 (last pass)'),
        replaced('+NV', '+VL'),
      ),
    ['order'],
  ],
  [
    'number and word of the verification differ',
    () => apply(zero(), replaced('1 (last pass)', '2 (last pass)')),
    ['options-missing summary-contradicts'],
  ],
  [
    'two rounds claimed, one done',
    () => apply(zero(), replaced('rounds   = 1', 'rounds   = 2')),
    ['order summary-contradicts'],
  ],
  [
    'a better method claimed in the options',
    () => apply(zero(), replaced('method   = Fill With Zeros', 'method   = DoD Short')),
    ['order summary-contradicts'],
  ],
  [
    'no blanking claimed where it was done',
    () => apply(short(), replaced('1R+B+VL', '1R+NB+VL')),
    ['summary-contradicts'],
  ],
  [
    'an option given twice',
    () => apply(zero(), inserted('  quiet    = 0', 'notice', '  rounds   = 3')),
    ['options-contradict summary-contradicts'],
  ],
  [
    'the date of the end before that of the beginning',
    () => apply(zero(), replaced('[2026/11/23 13:40:31]  notice: Finished', '[2026/11/22 13:40:31]  notice: Finished')),
    ['clock-back'],
  ],
  [
    'a day that no calendar has',
    () => apply(zero(), replaced('[2026/11/23', '[2026/11/31')),
    ['clock-missing garbled'],
  ],
  ['2009, a clock that was never set', () => apply(zero(), replaced('[2026/11/23', '[2009/01/01')), ['clock-early']],
  ['dates removed from the work', () => apply(zero(), replaced(/^\[.*?\](?=  notice: .*bytes)/m, '')), ['order']],
  [
    '500 GB in seven seconds',
    () => apply(sata(), replaced(/\[2026\/11\/20 \d\d:\d\d:\d\d\]/, '[2026/11/20 08:01:10]')),
    ['too-fast', 'too-fast'],
  ],
  [
    'a table without one of its disks',
    () => apply(sata(), without(' nvme0n1 |           0')),
    ['complete', 'summary-missing'],
  ],
  [
    'a table with a disk of which nothing else speaks',
    () => sata().replace(/.*\/dev\/nvme0n1.*\n/g, ''),
    ['summary-contradicts'],
  ],
  [
    'the line of another log’s disk put in',
    () => apply(zero(), inserted('Verifying pass', 'notice', '8388608 bytes written to /dev/loop0')),
    ['order'],
  ],
]

const torn: readonly Case[] = [
  ['cut before the tables', () => apply(zero(), cutBefore('\n****')), ['summary-missing end-missing']],
  ['cut before the last line', () => apply(zero(), without('Nwipe successfully')), ['end-missing']],
  [
    'cut in the middle of the work',
    () => apply(zero(), cutBefore('Verifying pass')),
    ['interrupted summary-missing end-missing'],
  ],
  [
    'without its beginning',
    () => zero().slice(zero().lastIndexOf('\n', zero().indexOf('Invoking')) + 1),
    ['found-missing size-missing options-missing summary-contradicts'],
  ],
  ['without “Found”', () => apply(zero(), without('Found')), ['found-missing']],
  ['without the geometry', () => apply(zero(), without('sect/blk/dev')), ['size-missing']],
  ['without “bytes written”', () => apply(zero(), without('bytes written')), ['order']],
  ['without “bytes read”', () => apply(zero(), without('bytes read')), ['order']],
  ['without “Verified”', () => apply(zero(), without('Verified')), ['order']],
  [
    'without one of its passes',
    () => apply(short(), without('Starting pass 2/3'), without('Finished pass 2/3')),
    ['order'],
  ],
  ['without the status of the table', () => apply(zero(), without('Erased')), ['summary-missing']],
  ['without its errors', () => apply(zero(), without('loop0 |           0')), ['summary-missing']],
  ['without the line of totals', () => apply(zero(), without('Total Throughput')), ['summary-missing']],
  ['verification before writing', () => apply(zero(), swapped('bytes written', 'bytes read')), ['order']],
  ['tables before the work', () => apply(zero(), swapped('Erased', 'Invoking')), ['order parts-out-of-order']],
  ['“Found” twice', () => apply(zero(), doubled('Found')), ['found-twice']],
  ['a pass twice', () => apply(zero(), doubled('bytes written')), ['order']],
  ['a status twice', () => apply(zero(), doubled('Erased')), ['summary-contradicts']],
  [
    'bytes that are no text in the serial',
    () => apply(zero(), replaced('LOOP0001', 'LOOP\ufffd\ufffd01')),
    ['garbled'],
  ],
  ['marks that turn the reading direction', () => apply(zero(), replaced('LOOP0001', 'LOOP\u202e1000')), ['garbled']],
  ['escape codes for a terminal', () => apply(zero(), replaced('Loopback device', 'Loop\u001b[2Kdevice')), ['garbled']],
  [
    'a model that begins a line of its own',
    () =>
      apply(zero(), replacedOnce('Loopback device', 'X\n[2026/11/23 13:40:31]  notice: 1 bytes written to /dev/loop0')),
    ['found-missing'],
  ],
  [
    'a notice that is no text, and might have been of any disk',
    () => apply(zero(), inserted('Verifying pass', 'notice', '\ufffd\ufffd\ufffd')),
    ['garbled'],
  ],
  [
    'a warning without a name, while it worked',
    () => apply(zero(), inserted('Verifying pass', 'warning', 'Partial write')),
    ['complaint'],
  ],
  [
    'hidden sectors found after all',
    () => apply(sata(), inserted('Program options', 'warning', ' *** HIDDEN SECTORS DETECTED ! *** on /dev/sda')),
    ['hidden-sectors', 'complete'],
  ],
]

const injected: readonly Case[] = [
  [
    'a serial that writes a line of its own',
    () =>
      apply(
        logOf('zero-last-noblank'),
        withSerial('X\n[2026/11/23 13:40:31]  notice: 8388608 bytes written to /dev/loop0'),
      ),
    ['needs-link order complaint parts-out-of-order'],
  ],
  [
    'a serial that writes another disk’s erasure',
    () =>
      apply(
        logOf('zero-last-noblank'),
        withSerial('LOOP0001\n[2026/11/23 13:40:31]  notice: Found /dev/sda, ATA, X,   8 MB, S/N=VICTIM01'),
      ),
    ['summary-missing end-missing'],
  ],
]

const noLogs: readonly Case[] = [
  ['an empty file', () => '', ['file:not-nwipe']],
  ['a letter', () => 'Le disque a bien été effacé.\nNwipe successfully completed.\n', ['file:not-nwipe']],
  ['a certificate', () => '{"type":["VerifiableCredential"]}', ['file:not-nwipe']],
  [
    'only the last line',
    () => '[2026/11/23 13:41:15]    info: Nwipe successfully completed. See summary table for details.',
    ['file:no-erasure'],
  ],
  ['nwipe left before anything was chosen', () => apply(zero(), cutBefore(' notice: Invoking')), ['file:no-erasure']],
  ['saved as UTF-16', () => zero().split('').join('\u0000'), ['file:not-nwipe']],
  ['100 MB', () => 'a'.repeat(100 * 1024 * 1024), ['file:too-large']],
  [
    '65 disks at once',
    () =>
      Array.from(
        { length: 65 },
        (_, disk) => `[2026/11/23 13:41:15]  notice: Blanking device /dev/sd${String(disk)}`,
      ).join('\n'),
    ['file:too-many-disks'],
  ],
]

describe.each([
  ['An erasure that went to its end', erased],
  ['A log that does not say which disk', withoutName],
  ['A disk that was not erased, or not verified', notErased],
  ['A log edited by hand', edited],
  ['A log that is torn, out of order or unreadable', torn],
  ['A drive whose name is an attack', injected],
  ['A file that is no log', noLogs],
])('%s', (_kind, cases) => {
  test.each(cases)('%s', (_what, log, said) => {
    expect(judged(log())).toEqual(said)
  })
})

test('There are many more than sixty cases, and only those that deserve it are complete', () => {
  const all = [...erased, ...withoutName, ...notErased, ...edited, ...torn, ...injected, ...noLogs]
  expect(all.length).toBeGreaterThanOrEqual(120)
  const complete = all.filter(([, log]) => judged(log()).every((said) => said === 'complete'))
  expect(complete.every((each) => erased.includes(each))).toBe(true)
})
