// The help as passages to be searched, each with the address where it stands.
import type { Language } from '../../domain/words/reason.ts'
import type { Passage } from './find.ts'
import { words, type Help } from './help-text.ts'
import { plain } from './sentence.ts'
import { topics, type Topic } from './topics.ts'

/** Where a passage stands in its topic, as an id of the page. */
export const taskId = (topic: Topic, index: number): string => `${topic}-${String(index + 1)}`
export const troubleId = (topic: Topic): string => `${topic}-ennuis`
export const wordId = (word: string): string => `mot-${word}`

export type Found = Passage & { readonly at: Topic }

export const passagesOf = (help: Help, language: Language, labelOf: (key: string) => string): readonly Found[] => {
  const said = (...sentences: readonly string[]) => sentences.map((one) => plain(one, language, labelOf)).join(' ')
  const ofTopics = topics.flatMap((at): readonly Found[] => {
    const { title: topic, purpose, tasks, troubles } = help.topics[at]
    return [
      { at, id: 'page-title', topic, title: topic, text: said(purpose) },
      ...tasks.map(({ title, before, steps }, index) => ({
        at,
        id: taskId(at, index),
        topic,
        title: said(title),
        text: said(before ?? '', ...steps),
      })),
      ...troubles.map(({ when, then }) => ({ at, id: troubleId(at), topic, title: said(when), text: said(then) })),
    ]
  })
  const ofWords = words.map((name): Found => {
    const { word, meaning } = help.words[name]
    return { at: 'mots', id: wordId(name), topic: help.topics.mots.title, title: word, text: said(meaning) }
  })
  return [...ofWords, ...ofTopics]
}
