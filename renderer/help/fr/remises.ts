// Help: Remises.
import type { HelpText } from '../help-text.ts'

export const remises: HelpText = {
  title: 'Remises',
  purpose:
    'Remises sert à donner une machine à une personne, à noter sa contribution et son retour, et à faire les totaux pour le département, sans aucun nom.',
  tasks: [
    {
      title: 'Remettre une machine',
      steps: [
        'Ouvrez [[handover.sections.remettre]] et scannez l’étiquette. La machine doit avoir son certificat.',
        'Notez un prénom et une initiale, ou un code à vous. Rien d’autre n’est gardé de la personne.',
        'Dites quand et par qui l’éligibilité a été vérifiée. Le justificatif est rendu.',
        'Notez la contribution, et si une formation est souhaitée.',
        'Appuyez sur [[handover.form.sign]] et imprimez les deux exemplaires.',
      ],
      picture: {
        name: 'remises-bon',
        alt: 'Le formulaire de remise : la machine, ce qui est noté de la personne, l’éligibilité et la contribution.',
      },
    },
    {
      title: 'Noter un retour',
      steps: [
        'Dans [[handover.sections.chez-qui]], ouvrez le bon et appuyez sur [[handover.page.takeBack]].',
        'Dites ce qui est rendu, et dans quel état.',
        'La machine reprend un dossier neuf : ses disques contiennent les données de la personne. Ils sont à effacer avant toute autre remise.',
      ],
      picture: {
        name: 'remises-liste',
        alt: 'Les machines remises : la machine, chez qui elle est, depuis quel jour, le bon et l’état.',
      },
    },
    {
      title: 'Suivre les contributions',
      steps: [
        'Ouvrez [[handover.sections.contributions]] : ce qui est à recevoir est en haut.',
        'Appuyez sur [[handover.due.take]] quand la personne a payé.',
      ],
    },
    {
      title: 'Faire les totaux du département',
      steps: [
        'Ouvrez [[handover.sections.remises-totaux]] et choisissez la période.',
        'Tapez, mois par mois, combien de personnes de chaque public. Le public d’une personne n’est noté nulle part.',
        'Un chiffre de moins de 5 n’est pas montré : il laisserait deviner quelqu’un.',
      ],
    },
  ],
  troubles: [
    {
      when: 'La machine n’est pas dans la liste des machines prêtes.',
      then: 'Son certificat n’est pas ici. Recevez d’abord le lot de l’atelier, dans Échanges.',
    },
    {
      when: 'Une personne demande que son nom soit effacé.',
      then: 'Ouvrez le bon et appuyez sur [[handover.page.forget]]. Un encadrant confirme. Le bon reste valable.',
    },
    {
      when: '[[handover.page.noLonger]]',
      then: 'La durée choisie est passée, ou le poste a été repris d’une sauvegarde sans les noms. Le bon de papier reste la référence.',
    },
    {
      when: 'Le bon a été signé par erreur.',
      then: 'Ouvrez-le et appuyez sur [[handover.page.withdraw]]. La machine redevient prête à remettre.',
    },
  ],
  words: ['bon-de-remise', 'certificat', 'document', 'encadrant'],
}
