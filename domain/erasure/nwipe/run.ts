// One run of nwipe that the station starts itself: the arguments it is given, and what its log has to say for the run to
// be complete. What a log from elsewhere is worth is nwipe/log-verdict.ts' business, whose rules hold here too.
import { type Reason, reason } from '../../words/reason.ts'
import type { ErasureChoice } from '../disk-job.ts'
import { isDeviceName } from '../running/device-name.ts'
import { serialKey } from '../disk-identity.ts'
import { readNwipeLog } from './log.ts'
import { judgeNwipeRun } from './log-verdict.ts'
import type { Medium } from '../read-back/read-back.ts'

type Fill = Pick<ErasureChoice, 'fill' | 'blank'>

/**
 * All that nwipe is told, the device last. Throws without exactly one device by a name of this form: `--autonuke` and no
 * device wipes every disk of the computer.
 */
export const nwipeArguments = ({ fill, blank }: Fill, logFile: string, device: string): readonly string[] => {
  if (!isDeviceName(device)) throw new Error('nwipe is never started without the name of one disk')
  if (!/^\/[^\0\n]+$/.test(logFile)) throw new Error('the log needs an absolute path')
  return [
    '--autonuke',
    '--nogui',
    '--nowait',
    '--verify=last',
    '--rounds=1',
    `--method=${fill === 'zeros' ? 'zero' : 'random'}`,
    // Zeros need no second fill of zeros.
    ...(fill === 'zeros' || !blank ? ['--noblank'] : []),
    `--logfile=${logFile}`,
    device,
  ]
}

const METHODS: Readonly<Record<ErasureChoice['fill'], string>> = { zeros: 'Fill With Zeros', random: 'PRNG Stream' }

/** nwipe shows a serial whole, cut, or with what a bridge adds to it; where it shows none, nothing is contradicted. */
export const isOfSerial = (shown: string, medium: Medium): boolean => {
  const serial = serialKey(medium.identity)
  const said = serialKey({ ...medium.identity, serial: shown })
  return serial === null || said === null || serial === said || serial.includes(said) || said.includes(serial)
}

/**
 * Why the log is not that of a complete run on this medium by these arguments; empty where it is. A serial that nwipe
 * could not read is no doubt here: the station knows which device it named.
 */
export const doubtsOfNwipeRun = (
  log: string,
  asked: Fill & { readonly device: string; readonly medium: Medium; readonly now: string },
): readonly Reason[] => {
  const read = readNwipeLog(log)
  if (read.kind === 'refused') return log.trim() === '' ? [reason('erase.log-empty')] : read.reasons
  const [run, ...others] = read.runs
  if (run === undefined || others.length > 0 || run.device !== asked.device) return [reason('erase.log-of-another')]
  const judgement = judgeNwipeRun(run, asked.now)
  const doubts =
    judgement.kind === 'complete' ? [] : judgement.reasons.filter(({ code }) => code !== 'erasure.log-needs-link')
  const isAsAsked =
    run.method === METHODS[asked.fill] &&
    run.sizeBytes === asked.medium.sizeBytes &&
    run.blank === (asked.fill === 'random' && asked.blank) &&
    run.verify === 'last' &&
    run.rounds === 1
  return [
    ...doubts,
    // Only where nothing else was said: a run that stopped early has shown no options.
    ...(isAsAsked || doubts.length > 0 ? [] : [reason('erase.log-not-as-asked')]),
    ...(isOfSerial(run.serial ?? '', asked.medium) ? [] : [reason('erase.log-of-another')]),
  ]
}

/** Bytes that nwipe has so far told to be written or read, pass by pass: the least that is done. */
export const bytesToldByNwipe = (log: string): number =>
  [...log.matchAll(/(\d{1,16}) bytes (?:written to|read from) \/dev\//g)].reduce(
    (sum, [, bytes]) => sum + Number(bytes),
    0,
  )
