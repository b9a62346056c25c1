// The shell process's end of the line. What is asked of it is answered in answering.ts, which knows the parts.
import { openLine, type Answers, type AskedOfScreen, type AskedOfShell } from '../line.ts'

let answers: Answers<AskedOfShell> | null = null

export const answerWith = (given: Answers<AskedOfShell>): void => {
  answers = given
}

const later =
  <Name extends keyof AskedOfShell>(name: Name) =>
  (input: AskedOfShell[Name]['input']) => {
    if (answers === null) throw new Error('The shell has not begun')
    return answers[name](input)
  }

const line = openLine<AskedOfScreen, AskedOfShell>(process, {
  question: later('question'),
  ipc: later('ipc'),
  'close-window': later('close-window'),
  crashed: later('crashed'),
  painted: later('painted'),
  quit: later('quit'),
  'second-instance': later('second-instance'),
  record: later('record'),
})

export const screen = line.ask

/** Ends the process once everything that was told has left it. */
export const leave = (code: number): void => {
  void line.flushed().then(() => process.exit(code))
}

// Whoever shows the windows has gone: nobody is left to work for.
process.on('disconnect', () => process.exit(1))
