// What the shells say: a session that ended, a station that does not answer, a page that is not printed.
import type { Sentences } from '../words/reason.ts'

export const shellSentences: Sentences = {
  fr: {
    'session.ended': 'Cette fenêtre n’a plus accès au poste. Fermez-la et ouvrez de nouveau Établi.',
    'session.unreachable':
      'Le poste ne répond pas. Rien de ce qui était enregistré n’est perdu : ouvrez de nouveau Établi.',
    'session.too-large': 'C’est trop grand : un fichier ne peut pas dépasser 64 Mo.',
    'paper.not-a-page': 'Ce qui devait être imprimé n’est pas une page.',
    'paper.active': 'Cette page contient un programme : elle n’est pas imprimée.',
    'paper.reaches-out': 'Cette page va chercher quelque chose ailleurs ({address}) : elle n’est pas imprimée.',
    'paper.no-browser': 'Aucun navigateur Chromium, Chrome ou Edge n’a été trouvé pour faire le PDF.',
    'paper.too-slow': 'Le PDF n’était pas prêt après {seconds} secondes. Essayez de nouveau.',
    'paper.failed': 'Le navigateur n’a pas fait le PDF. Essayez de nouveau.',
  },
  en: {
    'session.ended': 'This window no longer has access to the station. Close it and open Établi again.',
    'session.unreachable': 'The station does not answer. Nothing that was saved is lost: open Établi again.',
    'session.too-large': 'This is too large: a file cannot be larger than 64 MB.',
    'paper.not-a-page': 'What was to be printed is not a page.',
    'paper.active': 'This page contains a program: it is not printed.',
    'paper.reaches-out': 'This page fetches something from elsewhere ({address}): it is not printed.',
    'paper.no-browser': 'No Chromium, Chrome or Edge browser was found to make the PDF.',
    'paper.too-slow': 'The PDF was not ready after {seconds} seconds. Try again.',
    'paper.failed': 'The browser did not make the PDF. Try again.',
  },
}
