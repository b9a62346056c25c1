// Runs in the virtual target, in the one Node that its boot pays for: does the steps that the host asks for, one after the
// other or several at once, and answers on the same line (virtio-serial). Ends when the host does.
import { createReadStream, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type StepAnswer, stepFiles, type StepQuestion } from './steps.ts'

const line = openSync('/dev/virtio-ports/etabli.agent', 'r+')
const say = (answer: StepAnswer) => {
  const bytes = Buffer.from(`${JSON.stringify(answer)}\n`)
  for (let done = 0; done < bytes.length;) done += writeSync(line, bytes, done)
}

const isStepFile = (name: string): name is keyof typeof stepFiles => Object.hasOwn(stepFiles, name)

const answerTo = async ({ id, file, step, given }: StepQuestion): Promise<StepAnswer> => {
  try {
    if (!isStepFile(file)) throw new Error(`no steps called ${file}`)
    const steps: Readonly<Record<string, unknown>> = await stepFiles[file]()
    const run = steps[step]
    if (typeof run !== 'function') throw new Error(`no step ${file}.${step}`)
    const value: unknown = await run(...given)
    return { kind: 'done', id, value: value ?? null }
  } catch (error) {
    return { kind: 'failed', id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

createInterface({ input: createReadStream('', { fd: line, autoClose: false }) })
  .on('line', (text) => {
    void answerTo(JSON.parse(text) as StepQuestion).then(say) // from boot.ts
  })
  .on('close', () => process.exit(0))
say({ kind: 'started' })
