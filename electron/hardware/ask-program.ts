// Asking one of the field's programs: no shell, English output, a time limit and a limit on what it may say. A program that
// is missing, hangs or floods is an answer too, never an exception.
import { spawn } from 'node:child_process'
import type { Absence } from '../../domain/machine/hardware-report.ts'
import type { Answer } from '../../domain/machine/readings.ts'
import { findProgram } from './find-program.ts'

export type Question = {
  readonly program: string
  readonly args: readonly string[]
  readonly limitMs: number
  /** Some programs (dmidecode) explain on standard error what they could not do; then both are the answer. */
  readonly withErrors?: boolean
  readonly signal?: AbortSignal | undefined
}

const MOST_CHARACTERS = 4 * 1024 * 1024
const MOST_ERROR_CHARACTERS = 16 * 1024

const mute = (why: Absence): Answer => ({ state: 'mute', why })

const isAboutPermission = (errors: string) =>
  /permission denied|operation not permitted|must be (run as )?root/i.test(errors)

export const askProgram = async (question: Question): Promise<Answer> => {
  const path = await findProgram(question.program)
  if (path === null) return mute('tool-missing')
  if (question.signal?.aborted === true) return mute('not-asked')
  return run(path, question)
}

const run = (path: string, { args, limitMs, withErrors = false, signal }: Question): Promise<Answer> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    let output = ''
    let errors = ''
    // A group of its own, so that what the program started ends with it.
    const child = spawn(path, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    })
    const end = (answer: Answer) => {
      clearTimeout(limit)
      signal?.removeEventListener('abort', cancel)
      resolve(answer)
    }
    // Answered at once, without waiting for the end: a program stuck in the kernel on a dying disk cannot even be killed.
    const stop = (why: Absence) => {
      killGroup(child.pid)
      child.stdout.destroy()
      child.stderr.destroy()
      child.unref()
      end(mute(why))
    }
    const cancel = () => {
      stop('not-asked')
    }
    const limit = setTimeout(() => {
      stop('timed-out')
    }, limitMs)
    signal?.addEventListener('abort', cancel, { once: true })

    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.length > MOST_CHARACTERS) stop('too-large')
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (errors.length < MOST_ERROR_CHARACTERS) errors += text
    })
    child.on('error', () => {
      end(mute('tool-failed'))
    })
    child.on('close', (exitCode) => {
      const text = withErrors ? `${output}\n${errors}` : output
      const silent = text.trim() === '' && exitCode !== 0
      if (silent) end(mute(isAboutPermission(errors) ? 'needs-root' : 'tool-failed'))
      else end({ state: 'said', text, exitCode, milliseconds: Math.round(performance.now() - startedAt) })
    })
  })

const killGroup = (pid: number | undefined) => {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}
