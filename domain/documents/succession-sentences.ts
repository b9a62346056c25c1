// What speaks against a succession: a chain that claims to go on from another.
import type { Sentences } from '../words/reason.ts'

export const successionSentences: Sentences = {
  fr: {
    'term.succession': 'reprise de poste',
    'documents.succession-not-first': 'Une reprise doit être le premier document d’un poste ; celle-ci ne l’est pas.',
    'documents.succession-of-itself': 'La reprise nomme son propre poste comme celui qui la précède.',
    'documents.succession-same-code':
      'La reprise garde le code du poste précédent : deux documents porteraient le même numéro.',
    'documents.succession-head': 'La reprise ne suit pas le dernier document qu’elle nomme.',
    'documents.succession-signature':
      'La reprise porte une signature de l’ancien poste qui n’est pas la sienne : quelqu’un prétend lui succéder.',
  },
  en: {
    'term.succession': 'station restored',
    'documents.succession-not-first': 'A succession must be a station’s first document; this one is not.',
    'documents.succession-of-itself': 'The succession names its own station as the one before it.',
    'documents.succession-same-code':
      'The succession keeps the code of the station before it: two documents would bear one number.',
    'documents.succession-head': 'The succession does not follow the last document that it names.',
    'documents.succession-signature':
      'The succession bears a signature of the old station that is not its own: somebody claims to succeed it.',
  },
}
