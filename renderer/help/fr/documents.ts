// Help: Documents.
import type { HelpText } from '../help-text.ts'

export const documents: HelpText = {
  title: 'Documents',
  purpose:
    'Documents garde tout ce qui a été signé, ici et sur les autres sites. Un document signé ne change plus jamais : on le remplace ou on l’annule, et cela se voit.',
  tasks: [
    {
      title: 'Retrouver un document',
      steps: [
        'Tapez un numéro de document, de machine ou de série dans [[documents.search]], ou scannez le code imprimé sur le papier.',
        'Réduisez la liste par la date ou par la sorte de document.',
        'Ouvrez-le en appuyant sur son numéro.',
      ],
      picture: {
        name: 'documents',
        alt: 'La liste des documents : recherche, dates et sorte en haut, puis numéro, sorte, machine, date et état.',
      },
    },
    {
      title: 'Imprimer un document ou le donner',
      steps: [
        'Ouvrez le document et appuyez sur [[common.print]] ou sur [[documents.savePdf]].',
        'Le papier est pour les yeux. Ce qui prouve, c’est le fichier signé : [[documents.saveJson]].',
        'Pour plusieurs documents à la fois, faites un lot dans Échanges.',
      ],
      picture: {
        name: 'documents-certificat',
        alt: 'Un certificat ouvert : son état, les boutons pour imprimer et enregistrer, et l’aperçu de la page.',
      },
    },
    {
      title: 'Corriger ou annuler',
      steps: [
        'Pour corriger, appuyez sur [[documents.correct]] : le nouveau document nommera celui qu’il remplace.',
        'Pour annuler, appuyez sur [[documents.withdraw]] et dites pourquoi.',
        'Un encadrant confirme. L’ancien document reste lisible, et dit qu’il est annulé.',
      ],
    },
    {
      title: 'Vérifier un fichier reçu',
      steps: [
        'Dans [[documents.verifyFile]], choisissez le fichier signé (.json).',
        'Il est seulement regardé : rien n’est enregistré.',
        'Si un contrôle échoue, ne vous fiez pas au fichier et appelez le site qui l’a donné.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[documents.notHere]]',
      then: 'Le document a été signé sur un autre site. Recevez un lot de ce site dans Échanges.',
    },
    {
      when: '[[documents.doesNotHold]]',
      then: 'Le fichier n’est plus celui qui a été signé, ou il se contredit. Gardez-le de côté et demandez-en un autre.',
    },
    {
      when: '[[documents.numberClash]]',
      then: 'Deux postes ont pris le même code. Gardez les deux documents, et prévenez un encadrant : un des postes doit changer de code.',
    },
    {
      when: '[[documents.declaredDate]]',
      then: 'L’horloge de l’ordinateur était en doute à la signature. Un encadrant l’avait confirmée.',
    },
  ],
  words: ['document', 'certificat', 'annulation', 'poste', 'lot'],
}
