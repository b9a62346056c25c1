// Asking smartctl for all that it knows of one disk. Before version 7.0 it has no JSON and refuses to be asked for it: an old
// live system's is asked again for the text that it prints for people. Which device it is given is the caller's care.
import type { Answer } from '../../domain/machine/readings.ts'
import { askProgram, type Question } from './ask-program.ts'

export type SmartctlQuestion = Pick<Question, 'limitMs' | 'signal'> & {
  /** The device, and how it is spoken with where that is not smartctl's own guess. */
  readonly device: readonly string[]
}

/** Every smartctl that has JSON explains even a refusal in it. */
const isWithoutJson = (answer: Answer) => answer.state === 'said' && !answer.text.trimStart().startsWith('{')

export const askSmartctl = async ({ device, ...limits }: SmartctlQuestion): Promise<Answer> => {
  const ask = (...how: readonly string[]) =>
    askProgram({ program: 'smartctl', args: ['-a', ...how, ...device], ...limits })
  const answer = await ask('-j')
  return isWithoutJson(answer) ? ask() : answer
}
