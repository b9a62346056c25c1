// The help in English, topic by topic.
import type { Help } from '../help-text.ts'
import { accueil } from './accueil.ts'
import { banc } from './banc.ts'
import { clavier } from './clavier.ts'
import { demantelement } from './demantelement.ts'
import { disques } from './disques.ts'
import { documents } from './documents.ts'
import { echanges } from './echanges.ts'
import { machines } from './machines.ts'
import { miseEnRoute } from './mise-en-route.ts'
import { meanings, mots } from './mots.ts'
import { papier } from './papier.ts'
import { pieces } from './pieces.ts'
import { reglages } from './reglages.ts'
import { remises } from './remises.ts'
import { simplifie } from './simplifie.ts'

export const english: Help = {
  topics: {
    accueil,
    banc,
    disques,
    machines,
    documents,
    demantelement,
    pieces,
    echanges,
    remises,
    reglages,
    'mise-en-route': miseEnRoute,
    simplifie,
    papier,
    clavier,
    mots,
  },
  words: meanings,
}
