// What is said to people about supervisors, their PINs and what they confirm.
import type { Sentences } from '../words/reason.ts'

export const supervisionSentences: Sentences = {
  fr: {
    'supervision.wrong-secret': 'Ce code n’est pas le bon. Encore {left} {left:essai|essais} avant une pause.',
    'supervision.paused': 'Trop d’essais : réessayez dans {seconds} {seconds:seconde|secondes}.',
    'supervision.not-a-supervisor': 'Seul un encadrant peut confirmer.',
    'supervision.nobody-at-station':
      'Dites d’abord qui est au poste : le bouton « Dire qui travaille » est en haut de la fenêtre.',
    'supervision.no-supervisor': 'Il faut au moins un encadrant avec un code personnel.',
    'supervision.last-supervisor': 'C’est le dernier encadrant : il en faut toujours un.',
    'supervision.supervisor-without-pin': '{name} doit avoir un code personnel pour encadrer.',
    'supervision.pin-of-operator': 'Seuls les encadrants ont un code personnel.',
    'supervision.unknown-person': 'Personne n’a le code {code} sur ce poste.',
    'supervision.people-missing':
      'La liste des personnes du poste a disparu : personne ne peut confirmer. Remettez le fichier people.json dans le dossier de données, puis redémarrez Établi.',
    'supervision.people-unreadable': 'La liste des personnes du poste ne peut pas être lue.',
    'supervision.tries-unreadable':
      'Le compte des codes erronés ne peut pas être lu : personne ne peut confirmer tant qu’il n’est pas réparé.',
    'supervision.confirmation-unknown': 'Cette confirmation n’existe pas. Demandez-en une nouvelle.',
    'supervision.confirmation-used': 'Cette confirmation a déjà servi. Demandez-en une nouvelle.',
    'supervision.confirmation-of-other-kind': 'Cette confirmation a été donnée pour autre chose.',
    'supervision.confirmation-of-other-subject':
      'Ce qui a été confirmé a changé depuis. Demandez une nouvelle confirmation.',
    'supervision.confirmation-of-other-operator':
      'Cette confirmation a été donnée pour le travail d’une autre personne.',
  },
  en: {
    'supervision.wrong-secret': 'This code is not the right one. {left} more {left:try|tries} before a pause.',
    'supervision.paused': 'Too many tries: try again in {seconds} {seconds:second|seconds}.',
    'supervision.not-a-supervisor': 'Only a supervisor can confirm.',
    'supervision.nobody-at-station':
      'Say first who is at the station: the button “Say who is working” is at the top of the window.',
    'supervision.no-supervisor': 'At least one supervisor with a PIN is needed.',
    'supervision.last-supervisor': 'This is the last supervisor: there must always be one.',
    'supervision.supervisor-without-pin': '{name} needs a PIN to be a supervisor.',
    'supervision.pin-of-operator': 'Only supervisors have a PIN.',
    'supervision.unknown-person': 'Nobody has the code {code} at this station.',
    'supervision.people-missing':
      'The station’s list of people is gone: nobody can confirm. Put the file people.json back into the data folder, then start Établi again.',
    'supervision.people-unreadable': 'The station’s list of people cannot be read.',
    'supervision.tries-unreadable': 'The count of wrong PINs cannot be read: nobody can confirm until it is mended.',
    'supervision.confirmation-unknown': 'This confirmation does not exist. Ask for a new one.',
    'supervision.confirmation-used': 'This confirmation was used already. Ask for a new one.',
    'supervision.confirmation-of-other-kind': 'This confirmation was given for something else.',
    'supervision.confirmation-of-other-subject': 'What was confirmed has changed since. Ask for a new confirmation.',
    'supervision.confirmation-of-other-operator': 'This confirmation was given for somebody else’s work.',
  },
}
