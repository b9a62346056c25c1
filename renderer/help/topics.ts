// What there is help for, in the order in which a person reads on, and which screen belongs to which. What the help says lies
// in fr/ and en/, one file per topic.
import type { RouteLocationNormalized } from 'vue-router'

export const topics = [
  'accueil',
  'banc',
  'disques',
  'machines',
  'documents',
  'demantelement',
  'pieces',
  'echanges',
  'remises',
  'reglages',
  'mise-en-route',
  'simplifie',
  'papier',
  'clavier',
  'mots',
] as const

export type Topic = (typeof topics)[number]

export const isTopic = (name: unknown): name is Topic => topics.some((topic) => topic === name)

/** Screens that lie beside the places, or are named otherwise than their topic. */
const elsewhere: Readonly<Record<string, Topic>> = {
  preuves: 'disques',
  disques: 'disques',
  'disques-liste': 'disques',
  'label-paper': 'papier',
  'passport-paper': 'papier',
  'sheets-paper': 'papier',
  'totals-paper': 'papier',
  'command-cards-paper': 'papier',
  'intake-paper': 'papier',
  'part-label': 'papier',
  'handover-totals-paper': 'papier',
  'simplifie-machine': 'simplifie',
}

type Where = Pick<RouteLocationNormalized, 'matched' | 'query' | 'params'>

/** The topic of a screen; Accueil's where a screen has none. */
export const topicOf = ({ matched, query, params }: Where): Topic => {
  const names = matched.map(({ name }) => String(name))
  if (names.includes('aide') && isTopic(params['topic'])) return params['topic']
  if (names.includes('banc') && query['partie'] === 'disks') return 'disques'
  for (const name of names) {
    const topic = isTopic(name) ? name : elsewhere[name]
    if (topic !== undefined) return topic
  }
  return 'accueil'
}
