// Help: Pièces.
import type { HelpText } from '../help-text.ts'

export const pieces: HelpText = {
  title: 'Pièces',
  purpose:
    'Pièces est le stock de ce qu’on a gardé : barrettes, batteries, chargeurs, disques vérifiés. Le banc propose d’ici ce qui peut améliorer une machine.',
  tasks: [
    {
      title: 'Garder une pièce',
      steps: [
        'Pour une pièce qui sort d’une machine, appuyez sur [[parts.takeOut.open]] et scannez la machine.',
        'Pour une pièce arrivée seule, appuyez sur [[parts.receive]].',
        'Dites ce que c’est, si elle a été essayée, et où elle est rangée.',
        'Imprimez son étiquette et collez-la.',
      ],
      picture: {
        name: 'pieces',
        alt: 'Le stock de pièces : recherche et filtres en haut, puis numéro, pièce, place et état.',
      },
    },
    {
      title: 'Trouver une pièce pour une machine',
      steps: [
        'Scannez l’étiquette de la machine dans [[parts.search]].',
        'La liste dit pour chaque pièce : [[parts.fit.fits]], [[parts.fit.perhaps]] ou [[parts.fit.no]].',
        'Posez la pièce, puis dites-le : [[parts.fitInto.open]], et [[parts.fitInto.submit]].',
        'Relisez la machine : sa note en tiendra compte.',
      ],
    },
    {
      title: 'Écarter une pièce',
      steps: [
        'Ouvrez la pièce et appuyez sur [[parts.discard]].',
        'Elle reste dans l’historique. [[parts.restore]] la remet à disposition.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[parts.keep.cannot]]',
      then: 'La raison est écrite. Un disque doit d’abord avoir un verdict : on ne garde pas un disque encore plein.',
    },
    {
      when: 'Établi ne sait pas si la pièce convient.',
      then: 'La machine n’a pas été lue, ou la pièce n’est pas assez décrite. Comparez à l’œil : forme, encoche, tension.',
    },
    {
      when: 'Un certificat décrit déjà la machine.',
      then: 'Si une pièce change, relisez la machine, puis émettez un certificat corrigé.',
    },
  ],
  words: ['piece', 'machine', 'releve', 'verdict'],
}
