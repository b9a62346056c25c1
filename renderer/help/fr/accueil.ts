// Help: Accueil.
import type { HelpText } from '../help-text.ts'

export const accueil: HelpText = {
  title: 'Accueil',
  purpose:
    'Accueil montre ce qui attend sur ce poste : les machines commencées, les disques sortis, les lots à emporter. Commencez la journée ici.',
  tasks: [
    {
      title: 'Dire qui travaille',
      before: 'Le poste inscrit votre code sur ce que vous faites. Votre nom ne quitte pas ce poste.',
      steps: [
        'Tout en haut, appuyez sur [[common.person.nobody]].',
        'Choisissez votre nom dans la liste.',
        'Quand vous partez, appuyez sur votre nom, puis sur [[common.person.leave]].',
      ],
    },
    {
      title: 'Ouvrir une machine',
      steps: [
        'Scannez son étiquette. Sans douchette : tapez le numéro dans [[home.scan]], puis Entrée.',
        'Le dossier s’ouvre là où le travail s’est arrêté.',
        'Un numéro inconnu commence un nouveau dossier sur le banc.',
      ],
      picture: {
        name: 'accueil',
        alt: 'Accueil : le champ pour ouvrir une machine, puis les machines qui attendent, avec l’étape à faire pour chacune.',
      },
    },
    {
      title: 'Savoir par quoi commencer',
      steps: [
        'Chaque ligne dit ce qui reste à faire. Appuyez dessus pour y aller.',
        'Les disques sortis des machines restent ici jusqu’à leur verdict : leurs données y sont encore.',
        'Un travail en cours sur un disque se suit ici aussi. Fermer la fenêtre ne l’arrête pas.',
      ],
    },
  ],
  troubles: [
    {
      when: 'Une machine que je cherche n’est pas dans la liste.',
      then: 'Elle est peut-être terminée ou partie. Cherchez-la dans Machines.',
    },
    {
      when: '[[common.frame.clock]]',
      then: 'Appelez un encadrant. Il regarde l’heure de l’ordinateur, la corrige si elle est fausse, puis la confirme. D’ici là, rien n’est signé.',
    },
    {
      when: '[[common.frame.lost]]',
      then: 'Fermez la fenêtre et ouvrez Établi de nouveau. Ce qui disait « Enregistré » est gardé.',
    },
    {
      when: 'La clé du poste est verrouillée.',
      then: 'Tapez la phrase de passe choisie à la mise en route. Sans elle, on peut lire et travailler, mais rien ne peut être signé.',
    },
  ],
  words: ['machine', 'disque-hors-machine', 'verdict', 'encadrant', 'douchette'],
}
