// Help: Échanges.
import type { HelpText } from '../help-text.ts'

export const echanges: HelpText = {
  title: 'Échanges',
  purpose:
    'Échanges fait voyager les documents et les machines entre les sites. Une clé USB suffit ; le réseau n’est jamais nécessaire.',
  tasks: [
    {
      title: 'Envoyer un lot',
      steps: [
        'Ouvrez [[exchange.sections.envoyer-lot]]. Choisissez [[exchange.choice.mode.matching]] ou [[exchange.choice.mode.byHand]].',
        'Regardez la liste, puis appuyez sur [[exchange.make.do]].',
        'Branchez une clé et appuyez sur [[exchange.take.write]]. Le lot est relu et comparé.',
        'Imprimez le bordereau du lot : [[exchange.batches.slip]]. Il porte l’empreinte de ce poste.',
      ],
      picture: {
        name: 'echanges-envoyer',
        alt: 'Préparer un lot : le choix des documents, la liste de ceux qui correspondent, et le bouton pour préparer le lot.',
      },
    },
    {
      title: 'Recevoir un lot',
      steps: [
        'Ouvrez [[exchange.sections.recevoir-lot]], branchez la clé et choisissez le fichier.',
        'Établi vérifie tout et montre ce que le lot apporte. Rien n’entre encore.',
        'La première fois, un encadrant accepte le poste qui envoie. Appelez l’autre site et comparez les huit groupes de l’empreinte.',
        'Faites entrer le lot : tout entre, ou rien.',
      ],
    },
    {
      title: 'Envoyer des machines à un autre site',
      steps: [
        'Ouvrez [[exchange.sections.transferts]] et appuyez sur [[transfer.prepare]].',
        'Choisissez le destinataire, puis scannez tout ce qui part.',
        'Relisez : un disque qui n’est pas effacé part avec ses données, et le bordereau le dit.',
        'Appuyez sur [[transfer.departure.sign]], imprimez-le, et mettez-le dans un lot.',
      ],
      picture: {
        name: 'echanges-depart',
        alt: 'Préparer un départ : le destinataire, le champ pour scanner, et la liste de ce qui part avec l’état des disques.',
      },
    },
    {
      title: 'Recevoir des machines',
      steps: [
        'Recevez d’abord le lot qui contient le bordereau.',
        'Dans [[exchange.sections.transferts]], appuyez sur [[transfer.expected.receive]] et scannez tout ce qui est là.',
        'Ce qui manque et ce qui est en trop est noté. Puis [[transfer.arrival.sign]].',
      ],
    },
    {
      title: 'Envoyer par le réseau, s’il y en a un',
      steps: [
        'Dans [[exchange.sections.envois]], appuyez sur [[delivery.add]] et dites où envoyer ; un encadrant confirme.',
        'Sans réseau, tout attend ici et part plus tard.',
        'Un envoi refusé dit pourquoi, et reste dans la liste jusqu’à ce qu’on s’en occupe.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[exchange.preview.refusedTitle]]',
      then: 'Un seul défaut refuse tout le lot : rien n’a changé ici. Demandez-en un nouveau à l’expéditeur.',
    },
    {
      when: 'L’empreinte n’est pas la même au téléphone.',
      then: 'N’acceptez pas. Ce n’est pas ce poste, ou le fichier a été changé. Prévenez un encadrant.',
    },
    {
      when: '[[exchange.medium.none]]',
      then: 'Attendez quelques secondes après avoir branché la clé, puis appuyez sur [[exchange.medium.look]].',
    },
    {
      when: 'La clé d’un autre poste a été volée.',
      then: 'Dans [[exchange.sections.postes]], un encadrant choisit [[exchange.distrust.open]] et dit depuis quel jour.',
    },
    {
      when: 'Une machine du bordereau n’est pas arrivée.',
      then: 'Signez quand même : le bordereau dira ce qui manque. Si elle est retrouvée, vous pourrez encore la recevoir.',
    },
  ],
  words: ['lot', 'bordereau', 'empreinte', 'poste', 'encadrant'],
}
