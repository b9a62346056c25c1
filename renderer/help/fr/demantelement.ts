// Help: Démantèlement.
import type { HelpText } from '../help-text.ts'

export const demantelement: HelpText = {
  title: 'Démantèlement',
  purpose:
    'C’est ici qu’on reçoit les machines d’un donateur, et qu’on démonte celles qui ne repartiront pas : ce qui est dangereux d’abord, les disques sous clé, puis chaque tas dans sa fraction.',
  tasks: [
    {
      title: 'Recevoir un arrivage',
      steps: [
        'Dans [[intake.sections.arrivages]], appuyez sur [[intake.form.new]] et dites qui donne les machines.',
        'Appuyez sur [[intake.form.begin]], puis scannez les étiquettes l’une après l’autre.',
        'Pour chaque machine : sa sorte, son état, et si elle s’allume. Une touche ou une carte à scanner suffit.',
        'Quand tout est reçu, appuyez sur [[intake.reception.finish]].',
      ],
      picture: {
        name: 'demantelement-reception',
        alt: 'La réception : une seule question à l’écran, avec ses réponses et leurs touches, et les dernières machines reçues.',
      },
    },
    {
      title: 'Envoyer des machines au démantèlement',
      steps: [
        'Ouvrez [[intake.sections.a-demanteler]]. Celles qui ne s’allument pas y sont déjà.',
        'Cochez les machines. Rien n’est choisi d’avance.',
        'Appuyez sur [[intake.dismantle.ask]] : un encadrant confirme pour toutes à la fois.',
        'Imprimez les fiches vierges, ou travaillez à l’écran.',
      ],
    },
    {
      title: 'Remplir et signer une fiche',
      steps: [
        'Ouvrez [[intake.sections.fiches]] et scannez la machine.',
        'Répondez pour chaque élément de l’annexe VII : absent, retiré, ou encore dedans.',
        'Comptez les disques, notez leur numéro, et faites confirmer par un encadrant. Puis mettez-les dans l’armoire fermée.',
        'Pesez chaque fraction, et choisissez son code et son exutoire.',
        'Regardez le bilan : les poids doivent concorder.',
        'Un encadrant signe la fiche avec son code : [[dismantling.form.sign]].',
      ],
      picture: {
        name: 'demantelement-fiche',
        alt: 'Une fiche de démantèlement : ses parties à gauche, celle qui est en cours à droite, et ce qui manque avant la signature.',
      },
    },
    {
      title: 'Faire les totaux pour la collecte',
      steps: [
        'Ouvrez [[intake.sections.totaux]] et choisissez la période.',
        'Imprimez, ou appuyez sur [[totals.saveCsv]] pour le registre des déchets.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[dismantling.form.swollen]]',
      then: 'Arrêtez. Ne la pressez pas, ne la chauffez pas. Un encadrant l’isole.',
    },
    {
      when: 'Les poids ne concordent pas.',
      then: 'Cherchez une virgule mal placée ou un tas oublié. Pesez à nouveau. L’écart reste écrit sur la fiche.',
    },
    {
      when: 'La fiche attend ses disques.',
      then: 'Le sort de chaque disque doit être dit. Sous clé, il attend son effacement : la fiche peut être signée, elle dira qu’il attend.',
    },
    {
      when: 'Une machine a été envoyée ici par erreur.',
      then: 'Tant que rien n’a été fait, un encadrant peut l’annuler dans sa fiche : [[dismantling.rescind.ask]].',
    },
    {
      when: 'Un code déchet manque ou a changé.',
      then: 'Un encadrant l’ajoute ou le corrige dans [[intake.sections.codes-dechets]], avec ses dates.',
    },
  ],
  words: ['arrivage', 'fiche', 'fraction', 'exutoire', 'piece', 'encadrant'],
}
