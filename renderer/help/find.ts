// Searching the help: without regard to capitals and accents, every word asked for has to stand in the same passage. What is
// in a title comes first.
import { folded } from '../../domain/documents/columns.ts'

export type Passage = {
  readonly id: string
  /** The title of the topic it stands in. */
  readonly topic: string
  readonly title: string
  readonly text: string
}

const asked = (query: string): readonly string[] =>
  folded(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** A word without the ending of its feminine or plural: « perdues » asks for « perdu » as well. */
const stem = (word: string): string => (word.length > 4 ? word.replace(/e?s?$/, '') : word)

/** `query` finds words that begin so: « effac » finds « effacer » and « effacement ». */
export const find = <P extends Passage>(passages: readonly P[], query: string): readonly P[] => {
  const wanted = asked(query).map(stem)
  if (wanted.length === 0) return []
  const has = (text: string) => {
    const words = asked(text)
    return wanted.every((begin) => words.some((word) => word.startsWith(begin)))
  }
  const inTitle = passages.filter(({ title }) => has(title))
  const inText = passages.filter((one) => !inTitle.includes(one) && has(`${one.topic} ${one.title} ${one.text}`))
  return [...inTitle, ...inText]
}
