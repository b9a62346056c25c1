// What dismantling says: refusals and doubts, and the words of its kinds.
import type { Sentences } from '../words/reason.ts'

export const dismantlingSentences: Sentences = {
  fr: {
    'dismantling.ordered-already': 'Cette machine part déjà au démantèlement. Ouvrez sa fiche.',
    'dismantling.ordered-twice': 'Cette machine est deux fois dans la liste.',
    'dismantling.not-ordered':
      'Cette machine n’est pas envoyée au démantèlement. Un encadrant doit d’abord le confirmer.',
    'dismantling.second-file': 'Cette machine a déjà une fiche en cours. Ouvrez celle-là.',
    'dismantling.sheet-signed':
      'La fiche {number} est signée : ce qui y est écrit ne change plus. Pour corriger une erreur, ouvrez la fiche de la machine et choisissez « Corriger par une nouvelle fiche ».',
    'dismantling.begun-otherwise':
      'Le moment où cette fiche a été ouverte ne change pas et n’est pas à venir. Vérifiez l’heure du poste. Rien n’a été changé.',
    'dismantling.rescind-signed': 'La fiche {number} est signée : le départ au démantèlement ne s’annule plus.',
    'dismantling.rescind-begun':
      'Le travail est commencé : la fiche contient déjà des réponses. Effacez-les d’abord si elles sont fausses.',
    'dismantling.rescind-disks':
      'Un disque trouvé dans cette machine, ou ce qu’il devient, est déjà noté : le départ au démantèlement ne s’annule plus.',
    'dismantling.rescind-parts':
      'Une pièce a déjà été retirée de cette machine : le départ au démantèlement ne s’annule plus.',
    'dismantling.other-machine': 'Cette fiche appartient à une autre machine. Rien n’a été changé.',
  },
  en: {
    'dismantling.ordered-already': 'This machine is already sent to dismantling. Open its sheet.',
    'dismantling.ordered-twice': 'This machine is in the list twice.',
    'dismantling.not-ordered': 'This machine was not sent to dismantling. A supervisor has to confirm that first.',
    'dismantling.second-file': 'This machine already has a sheet in progress. Open that one.',
    'dismantling.sheet-signed':
      'The sheet {number} is signed: what it says does not change any more. To correct a mistake, open the machine’s sheet and choose “Correct by a new sheet”.',
    'dismantling.begun-otherwise':
      'The moment at which this sheet was begun does not change and is none to come. Check the time of the station. Nothing was changed.',
    'dismantling.rescind-signed': 'The sheet {number} is signed: the order to dismantle can no longer be taken back.',
    'dismantling.rescind-begun': 'Work has begun: the sheet holds answers already. Clear them first if they are wrong.',
    'dismantling.rescind-disks':
      'A disk that was found in this machine, or what became of one, is already noted: the order to dismantle can no longer be taken back.',
    'dismantling.rescind-parts':
      'A part was already taken out of this machine: the order to dismantle can no longer be taken back.',
    'dismantling.other-machine': 'This sheet belongs to another machine. Nothing was changed.',
  },
}
