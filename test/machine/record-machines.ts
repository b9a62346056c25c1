// npm run record-machines [-- NAME…]: records the described machines anew. Without names it is all of them, and a recording
// that differs in nothing but what is volatile is left as it is; one that is named is written in any case.
import { isDeepStrictEqual } from 'node:util'
import { ensureInstalled, howToInstall, programsOfTarget } from '../../build/system-packages.ts'
import { record } from './record.ts'
import { recordedMachines, type RecordedMachineName } from './recorded-machines/recorded-machines.ts'
import { keepRecording, recordingOf } from './recordings.ts'
import { lasting } from './volatile.ts'

const names = Object.keys(recordedMachines) as readonly RecordedMachineName[] // the keys just written there
const isName = (word: string): word is RecordedMachineName => names.some((name) => name === word)

const recordAll = async (wanted: readonly RecordedMachineName[]): Promise<void> => {
  for (const name of wanted.length === 0 ? names : wanted) {
    const readings = await record(recordedMachines[name])
    const before = await recordingOf(name).catch(() => null)
    const isSame = wanted.length === 0 && before !== null && isDeepStrictEqual(lasting(before), lasting(readings))
    if (!isSame) await keepRecording(name, readings)
    console.log(`${name} : ${isSame ? 'inchangée' : 'enregistrée'}`)
  }
}

const words = process.argv.slice(2)
const unknown = words.filter((word) => !isName(word))
const missing = ensureInstalled(programsOfTarget)
if (missing.length > 0) {
  console.error(howToInstall(missing))
  process.exitCode = 1
} else if (unknown.length > 0) {
  console.error(`Machines connues : ${names.join(', ')}`)
  process.exitCode = 2
} else await recordAll(words.filter(isName))
