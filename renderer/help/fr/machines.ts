// Help: Machines.
import type { HelpText } from '../help-text.ts'

export const machines: HelpText = {
  title: 'Machines',
  purpose:
    'Machines montre toutes les machines que ce poste connaît, celles qui sont ici et celles qui sont parties, et le passeport de chacune.',
  tasks: [
    {
      title: 'Retrouver une machine',
      steps: [
        'Scannez son étiquette, ou tapez un numéro, une marque ou un modèle dans [[machines.search]].',
        'Appuyez sur un titre de colonne pour trier la liste.',
        'Ouvrez la machine en appuyant sur son numéro.',
      ],
      picture: {
        name: 'machines',
        alt: 'La liste des machines : numéro, modèle, numéro de série, état et dernier travail.',
      },
    },
    {
      title: 'Lire le passeport',
      before: 'Le passeport réunit tous les documents signés sur une machine, de site en site.',
      steps: [
        'Ouvrez la machine. En haut, une phrase dit si le passeport est complet.',
        'Chaque ligne est un document. Celui qui manque est montré à sa place.',
        'Pour l’emporter, appuyez sur [[passport.page.paper]].',
      ],
      picture: {
        name: 'machines-passeport',
        alt: 'Le passeport d’une machine : une phrase dit qu’il est complet, puis viennent ses documents, du premier au dernier.',
      },
    },
    {
      title: 'Continuer le travail',
      steps: [
        'Appuyez sur [[passport.page.openBench]].',
        'Une machine partie se lit seulement. Elle se travaille de nouveau quand elle est revenue.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[passport.state.incomplete.title]]',
      then: 'Ce qui est ici est juste, mais un document manque. Demandez au site nommé un lot avec cette machine.',
    },
    {
      when: '[[passport.state.broken.title]]',
      then: 'Des documents se contredisent. Ne remettez pas cette machine. Appelez les sites concernés.',
    },
    {
      when: 'Deux machines portent le même numéro.',
      then: 'Scannez le code carré de l’étiquette : il ne désigne qu’une seule machine.',
    },
    {
      when: 'Je ne peux rien changer dans le dossier.',
      then: 'La machine est partie, ou remise à une personne. Le dossier dit où elle est et quel document le dit.',
    },
  ],
  words: ['machine', 'passeport', 'document', 'lot'],
}
