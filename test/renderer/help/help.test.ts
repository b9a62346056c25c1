// The help says the same in both languages, names words that stand on the screen, and has something to say about every screen.
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../domain/words/reason.ts'
import { words, type Help } from '../../../renderer/help/help-text.ts'
import { helpIn } from '../../../renderer/help/index.ts'
import { passagesOf } from '../../../renderer/help/passages.ts'
import { pictureOf } from '../../../renderer/help/pictures.ts'
import { keysIn, plain } from '../../../renderer/help/sentence.ts'
import { isTopic, topicOf, topics } from '../../../renderer/help/topics.ts'
import { find } from '../../../renderer/help/find.ts'
import { i18n } from '../../../renderer/i18n.ts'
import { router } from '../../../renderer/router.ts'

const languages = ['fr', 'en'] as const

const sentences = (help: Help): readonly string[] => [
  ...topics.flatMap((topic) => {
    const { title, purpose, tasks, troubles } = help.topics[topic]
    return [
      title,
      purpose,
      ...tasks.flatMap((task) => [
        task.title,
        ...(task.before === undefined ? [] : [task.before]),
        ...task.steps,
        ...(task.picture === undefined ? [] : [task.picture.alt]),
      ]),
      ...troubles.flatMap(({ when, then }) => [when, then]),
    ]
  }),
  ...words.flatMap((name) => [help.words[name].word, help.words[name].meaning]),
]

const labelOf = (language: Language) => (key: string) => i18n.global.t(key, 1, { locale: language })
describe('the help', () => {
  it('has the same tasks, steps, pictures, troubles and words in both languages', () => {
    const form = (help: Help) =>
      topics.map((topic) => {
        const { tasks, troubles, words: needed } = help.topics[topic]
        return {
          topic,
          tasks: tasks.map(({ steps, before, picture, title }) => ({
            before: before !== undefined,
            picture: picture?.name,
            steps: [title, ...steps].map(keysIn),
          })),
          troubles: troubles.map(({ when, then }) => [...keysIn(when), ...keysIn(then)]),
          needed,
        }
      })
    expect(form(helpIn('en'))).toEqual(form(helpIn('fr')))
  })

  it.each(languages)('names words of the screen that are there, whole and without figures (%s)', (language) => {
    const keys = [...new Set(sentences(helpIn(language)).flatMap(keysIn))]
    expect(keys.length).toBeGreaterThan(50)
    const messages = i18n.global.getLocaleMessage(language)
    const at = (key: string) =>
      key.split('.').reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], messages)
    for (const key of keys) {
      expect(at(key), key).toBeTypeOf('string')
      expect(at(key), key).not.toMatch(/[{|]/)
    }
  })

  it('is written as French is printed, and promises nothing that nobody can', () => {
    for (const sentence of sentences(helpIn('fr'))) {
      const said = plain(sentence, 'fr', labelOf('fr'))
      expect(said).not.toMatch(/[a-zà-ÿ]'[a-zà-ÿ]/i)
      expect(said).not.toMatch(/[ \u00a0][;:!?%»]|«[ \u00a0]/)
      expect(said).not.toMatch(/irrécupérable|FALC/i)
    }
    for (const sentence of sentences(helpIn('en'))) expect(sentence).not.toMatch(/[a-z]'[a-z]/i)
  })

  it('ends a sentence once, whatever ends the word on the button', () => {
    for (const language of languages)
      for (const sentence of sentences(helpIn(language)))
        expect(plain(sentence, language, labelOf(language))).not.toMatch(/…\.|\.\./)
  })

  it.each(languages)('says one thing in a sentence of at most thirty words (%s)', (language) => {
    const long = sentences(helpIn(language))
      .flatMap((sentence) => plain(sentence, language, labelOf(language)).split(/(?<=[.:;])\s/))
      .filter((sentence) => sentence.split(/\s+/).length > 30)
    expect(long).toEqual([])
  })

  it.each(languages)('shows a picture of every screen that it speaks of (%s)', (language) => {
    for (const topic of topics)
      for (const { picture } of helpIn(language).topics[topic].tasks)
        if (picture !== undefined) expect(pictureOf(picture.name, language).src, picture.name).toMatch(/\.webp/)
  })

  it('has a topic for every screen of the application', () => {
    const screens = router.getRoutes().filter(({ name, redirect }) => name !== undefined && redirect === undefined)
    for (const { name, path } of screens) {
      const params = Object.fromEntries(
        [...path.matchAll(/:(\w+)(\?)?/g)].map(([, key = '', optional]) => [key, optional === '?' ? '' : 'x']),
      )
      const topic = topicOf(router.resolve({ name: name ?? '', params }))
      expect(isTopic(topic)).toBe(true)
      // Only Accueil's own screen may fall back on Accueil, and the list of all topics.
      if (name !== 'accueil' && name !== 'aide') expect(topic, String(name)).not.toBe('accueil')
    }
  })

  it('of a machine’s disks is that of disks', () => {
    expect(topicOf(router.resolve('/banc/x?partie=disks'))).toBe('disques')
    expect(topicOf(router.resolve('/banc/x?partie=notes'))).toBe('banc')
    expect(topicOf(router.resolve('/aide/pieces'))).toBe('pieces')
    expect(topicOf(router.resolve('/aide/constructor'))).toBe('accueil')
  })
})

describe('who searches the help', () => {
  const french = passagesOf(helpIn('fr'), 'fr', labelOf('fr'))
  const at = (query: string) => find(french, query).map(({ id }) => id)

  it('finds a word of the trade first', () => {
    expect(at('exutoire')[0]).toBe('mot-exutoire')
    expect(at('bordereau')[0]).toBe('mot-bordereau')
  })

  it('needs neither accents nor capitals, nor the end of a word', () => {
    expect(at('DEMANTEL')).toEqual(at('démantel'))
    expect(at('effac')).toEqual(expect.arrayContaining(['mot-effacement', 'disques-1']))
  })

  it('may ask for many, or for her', () => {
    expect(at('codes perdus')).toContain('reglages-ennuis')
    expect(at('preuve refusée')).toEqual(at('preuves refusées'))
  })

  it('finds the personal code as what people call it elsewhere', () => {
    expect(at('mot de passe')).toContain('mot-code-personnel')
    expect(find(passagesOf(helpIn('en'), 'en', labelOf('en')), 'password').map(({ id }) => id)).toContain(
      'mot-code-personnel',
    )
  })

  it('has to say every word in one passage', () => {
    expect(at('clé volée')).toContain('echanges-ennuis')
    expect(at('clé baleine')).toEqual([])
    expect(at('  ')).toEqual([])
  })

  it('finds what stands on the button', () => {
    expect(at(labelOf('fr')('bench.certificate.issue'))).toContain('banc-5')
  })
})
