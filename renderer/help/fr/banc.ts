// Help: the bench.
import type { HelpText } from '../help-text.ts'

export const banc: HelpText = {
  title: 'Banc',
  purpose:
    'Le banc est l’endroit où l’on travaille sur une machine : on la lit, on la contrôle, on règle ses disques, et on émet son certificat.',
  tasks: [
    {
      title: 'Commencer une machine',
      steps: [
        'Dites qui travaille, en haut de l’écran.',
        'Scannez l’étiquette, ou tapez le numéro d’inventaire puis Entrée.',
        'Si le numéro est nouveau, choisissez la sorte de machine et appuyez sur [[bench.start.submit]].',
        'Imprimez l’étiquette ([[bench.label]]) et collez-la tout de suite.',
      ],
    },
    {
      title: 'Lire la machine',
      before: 'Le relevé dit ce qu’il y a dans la machine. Presque toutes les étapes en dépendent.',
      steps: [
        'Démarrez la machine sur la clé d’Établi ou un système autonome, et lancez-y la sonde.',
        'Rapportez la clé ici. Dans [[bench.sections.report]], appuyez sur [[report.open]] et choisissez le fichier.',
        'Si Établi tourne sur la machine elle-même, appuyez plutôt sur [[report.readThis]].',
        'Lisez [[report.attention.title]] : ce qui demande une décision est là.',
      ],
      picture: {
        name: 'banc-releve',
        alt: 'Le relevé d’un ordinateur portable au banc : ce qu’il faut regarder d’abord, puis le processeur, la mémoire et les disques.',
      },
    },
    {
      title: 'Suivre la liste de contrôle',
      steps: [
        'Ouvrez [[bench.sections.checklist]]. L’étape à faire est dépliée.',
        'Faites ce qui est écrit, puis répondez : [[checklist.outcome.passed]], [[checklist.outcome.failed]] ou [[checklist.outcome.not-applicable]].',
        'Un échec demande quelques mots : ils seront sur le certificat.',
        'Une erreur se reprend : [[checklist.setBack]] dans l’étape, ou la touche U.',
      ],
      picture: {
        name: 'banc-controle',
        alt: 'La liste de contrôle : une étape dépliée avec ses boutons de réponse, et celles qui restent au-dessous.',
      },
    },
    {
      title: 'Noter la machine',
      steps: [
        'Ouvrez [[bench.sections.notes]]. Les notes se calculent d’après le relevé, avec leurs raisons.',
        'Donnez la note d’aspect, à l’œil, et le système installé.',
        'Écrivez les réparations, les accessoires et les réserves : la personne les lira sur son certificat.',
        'Une note ne se change qu’avec une raison et l’accord d’un encadrant.',
      ],
    },
    {
      title: 'Émettre le certificat',
      steps: [
        'Ouvrez [[bench.sections.certificate]]. Ce qui manque encore y est écrit ; chaque ligne mène où cela se règle.',
        'Quand tout est prêt, appuyez sur [[bench.certificate.second.ask]]. Une seconde personne relit et tape son code.',
        'Appuyez sur [[bench.certificate.issue]], puis sur [[bench.certificate.open]].',
      ],
      picture: {
        name: 'banc-certificat',
        alt: 'La partie Certificat d’une machine : ce que le certificat dira et ce qui manque encore avant de pouvoir l’émettre.',
      },
    },
  ],
  troubles: [
    {
      when: 'La machine ne démarre pas.',
      then: 'Ne la lisez pas. Un encadrant l’envoie au démantèlement ; ses disques suivent les mêmes règles que tous les autres.',
    },
    {
      when: '[[checklist.stop.title]]',
      then: 'Éloignez-vous et appelez l’encadrant. Le travail ne reprend que lorsqu’il a mis la machine en sécurité.',
    },
    {
      when: 'Le relevé dit « Non lu » pour une partie.',
      then: 'La raison est écrite à côté, et ce qu’il faut faire. Le plus souvent, il faut relancer la sonde avec les droits d’administrateur.',
    },
    {
      when: 'Le certificat est refusé.',
      then: 'Rien n’a été changé. Lisez la raison : il s’agit presque toujours d’un disque sans verdict.',
    },
    {
      when: '[[bench.notSaved]]',
      then: 'Appuyez sur [[bench.retry]]. Si cela revient, regardez s’il reste de la place sur le disque de cet ordinateur.',
    },
  ],
  words: ['releve', 'sonde', 'liste-de-controle', 'note', 'certificat', 'encadrant', 'code-personnel'],
}
