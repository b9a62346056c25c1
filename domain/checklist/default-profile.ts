// The profile that a new station starts with: a refurbishing bench, from reception to the final check. Its texts speak
// to the person at the bench: what to do, what to look at, and when to stop.
import type { Profile, Step } from './profile.ts'

type Texts = Step['text']
type Rest = Partial<Omit<Step, 'id' | 'section' | 'kind' | 'text'>>

const step = (id: string, section: string, kind: Step['kind'], text: Texts, rest: Rest = {}): Step => ({
  id,
  section,
  kind,
  text,
  equipment: null,
  requires: [],
  decidedBy: null,
  lastWord: 'person',
  stopsEverything: false,
  forIssuing: 'end',
  mayBeNotApplicable: true,
  ...rest,
})

const withScreen: Step['equipment'] = ['laptop', 'all-in-one', 'tablet']
const portable: Step['equipment'] = ['laptop', 'tablet']

export const defaultProfile: Profile = {
  kind: 'profile',
  id: 'etabli-refurbishing',
  version: 1,
  name: { fr: 'Reconditionnement', en: 'Refurbishing' },
  sections: [
    { id: 'reception', title: { fr: 'Réception', en: 'Reception' } },
    { id: 'safety', title: { fr: 'Sécurité', en: 'Safety' } },
    { id: 'start', title: { fr: 'Mise en route', en: 'Starting' } },
    { id: 'data', title: { fr: 'Disques et données', en: 'Disks and data' } },
    { id: 'tests', title: { fr: 'Essais', en: 'Tests' } },
    { id: 'repair', title: { fr: 'Remise en état', en: 'Repair' } },
    { id: 'finish', title: { fr: 'Finition', en: 'Finish' } },
  ],
  steps: [
    step(
      'label',
      'reception',
      'do',
      {
        fr: {
          title: 'Étiquette posée',
          help: 'Collez l’étiquette d’inventaire à plat, sans cacher le numéro de série ni les aérations. Retirez les étiquettes de l’ancien propriétaire : elles peuvent porter un nom.',
        },
        en: {
          title: 'Label applied',
          help: 'Stick the inventory label flat, hiding neither the serial number nor the vents. Take off the previous owner’s labels: they may carry a name.',
        },
      },
      { forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'left-behind',
      'reception',
      'look',
      {
        fr: {
          title: 'Rien d’oublié dans la machine',
          help: 'Ouvrez le lecteur de disques, regardez les fentes pour cartes et les prises USB. Une carte SD ou une clé oubliée contient des données : posez-la avec la machine et prévenez un encadrant.',
        },
        en: {
          title: 'Nothing left inside',
          help: 'Open the optical drive, look at card slots and USB ports. A forgotten SD card or key holds data: keep it with the machine and tell a supervisor.',
        },
      },
      { forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'visual-safety',
      'safety',
      'look',
      {
        fr: {
          title: 'Contrôle visuel : pas de danger',
          help: 'Regardez avant de brancher. Coque bombée, pavé tactile soulevé, clavier qui gondole : la batterie est peut-être gonflée. Câble dénudé, odeur de brûlé, liquide, verre cassé : ne branchez pas. Si vous voyez un de ces signes, arrêtez, ne forcez rien, mettez la machine à part et appelez un encadrant.',
        },
        en: {
          title: 'Visual check: no danger',
          help: 'Look before you plug in. A bulging case, a raised touchpad, a warped keyboard: the battery may be swollen. A bare wire, a burnt smell, liquid, broken glass: do not plug in. If you see any of these, stop, force nothing, set the machine apart and call a supervisor.',
        },
      },
      { stopsEverything: true, forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'power-on',
      'start',
      'do',
      {
        fr: {
          title: 'La machine démarre',
          help: 'Branchez, allumez, attendez l’écran du fabricant. Si rien ne vient : autre prise, autre chargeur, autre barrette de mémoire. Si elle ne démarre toujours pas, notez ce que vous avez essayé.',
        },
        en: {
          title: 'The machine starts',
          help: 'Plug in, switch on, wait for the maker’s screen. If nothing comes: another socket, another charger, another memory module. If it still does not start, note what you tried.',
        },
      },
      { requires: ['visual-safety'], forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'firmware-open',
      'start',
      'look',
      {
        fr: {
          title: 'Ni mot de passe ni gestion à distance',
          help: 'Entrez dans le BIOS ou l’UEFI : aucun mot de passe ne doit être demandé. Regardez aussi si l’ancien propriétaire peut encore commander la machine : Computrace ou Absolute, Intel AMT, inscription MDM, Autopilot, verrouillage d’activation. S’il en reste, elle ne peut pas partir : demandez au donateur de la libérer.',
        },
        en: {
          title: 'No password, no remote management',
          help: 'Enter the BIOS or UEFI: no password should be asked for. See also whether the previous owner can still command the machine: Computrace or Absolute, Intel AMT, MDM enrolment, Autopilot, activation lock. If any of it is left the machine cannot leave: ask the donor to release it.',
        },
      },
      { requires: ['power-on'], forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'hardware-read',
      'start',
      'measure',
      {
        fr: {
          title: 'Relevé matériel',
          help: 'Lisez cette machine, ou ouvrez le relevé fait par la sonde. Avec les droits root, le relevé est plus complet : numéros de série, mémoire, état des disques.',
        },
        en: {
          title: 'Hardware report',
          help: 'Read this machine, or open the report that the probe made. As root the report says more: serial numbers, memory, health of the disks.',
        },
      },
      { decidedBy: 'hardware-read', lastWord: 'rule', forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'disks-accounted',
      'data',
      'measure',
      {
        fr: {
          title: 'Tous les disques sont comptés',
          help: 'Chaque disque vu doit être retrouvé : deuxième SSD M.2, mémoire eMMC, carte SD compris. Si le relevé ne peut pas le dire seul, ouvrez la machine et comptez avec un encadrant.',
        },
        en: {
          title: 'Every disk accounted for',
          help: 'Every disk that was seen must be found: a second M.2 SSD, eMMC storage and SD cards too. Where the report alone cannot tell, open the machine and count with a supervisor.',
        },
      },
      { decidedBy: 'disks-accounted', lastWord: 'rule', forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'disks-erased',
      'data',
      'measure',
      {
        fr: {
          title: 'Effacement et vérification',
          help: 'Dites pour chaque disque ce qu’il est devenu : effacé (méthode, outil, vérification), détruit ou retiré. Un encadrant confirme. Tant qu’un disque n’est pas réglé, il n’y a pas de certificat.',
        },
        en: {
          title: 'Erasure and verification',
          help: 'Say of each disk what became of it: erased (method, tool, verification), destroyed or removed. A supervisor confirms. While one disk is unsettled there is no certificate.',
        },
      },
      { decidedBy: 'disks-erased', lastWord: 'rule', forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'second-person',
      'data',
      'decide',
      {
        fr: {
          title: 'Deuxième personne',
          help: 'Une autre personne que celle qui a effacé regarde : mêmes disques dans la machine et à l’écran, mêmes numéros de série.',
        },
        en: {
          title: 'Second person',
          help: 'Somebody other than the one who erased looks: the same disks in the machine and on screen, the same serial numbers.',
        },
      },
      { decidedBy: 'second-person', mayBeNotApplicable: false },
    ),
    step('memory-test', 'tests', 'measure', {
      fr: {
        title: 'Test de la mémoire',
        help: 'Lancez un test de mémoire (memtest86+) et laissez finir au moins un passage. Une seule erreur suffit pour changer la barrette.',
      },
      en: {
        title: 'Memory test',
        help: 'Run a memory test (memtest86+) and let at least one pass end. A single error is enough to replace the module.',
      },
    }),
    step(
      'disk-health',
      'tests',
      'measure',
      {
        fr: {
          title: 'État des disques (SMART)',
          help: 'Le relevé lit l’usure, les secteurs en attente et les secteurs réalloués. Un disque défaillant se remplace : ses données doivent quand même être effacées ou le disque détruit.',
        },
        en: {
          title: 'Health of the disks (SMART)',
          help: 'The report reads wear, pending and reallocated sectors. A failing disk is replaced: its data must still be erased, or the disk destroyed.',
        },
      },
      { decidedBy: 'disk-health' },
    ),
    step(
      'screen',
      'tests',
      'look',
      {
        fr: {
          title: 'Écran',
          help: 'Affichez du blanc, du noir, puis du rouge, du vert et du bleu. Cherchez pixels morts, taches, lignes, zones sombres. Essayez la luminosité et les charnières.',
        },
        en: {
          title: 'Screen',
          help: 'Show white, black, then red, green and blue. Look for dead pixels, stains, lines, dark areas. Try the brightness and the hinges.',
        },
      },
      { equipment: withScreen },
    ),
    step('keyboard', 'tests', 'look', {
      fr: {
        title: 'Clavier',
        help: 'Tapez toutes les touches, une par une, avec les accents et les touches de fonction. Aucune ne colle, aucune ne se répète.',
      },
      en: {
        title: 'Keyboard',
        help: 'Press every key, one by one, accents and function keys too. None sticks, none repeats.',
      },
    }),
    step(
      'touchpad',
      'tests',
      'look',
      {
        fr: {
          title: 'Pavé tactile',
          help: 'Le pointeur va partout, les deux clics répondent, le défilement à deux doigts marche.',
        },
        en: {
          title: 'Touchpad',
          help: 'The pointer goes everywhere, both clicks answer, two-finger scrolling works.',
        },
      },
      { equipment: ['laptop'] },
    ),
    step('ports', 'tests', 'do', {
      fr: {
        title: 'Prises',
        help: 'Essayez chaque prise USB avec une clé, la sortie vidéo avec un écran, le réseau avec un câble, le casque. Notez celles qui ne marchent pas.',
      },
      en: {
        title: 'Ports',
        help: 'Try each USB port with a key, the video output with a screen, the network with a cable, the headphones. Note those that do not work.',
      },
    }),
    step(
      'sound',
      'tests',
      'look',
      {
        fr: {
          title: 'Son et micro',
          help: 'Écoutez un son à gauche, puis à droite. Enregistrez votre voix et réécoutez-la.',
        },
        en: {
          title: 'Sound and microphone',
          help: 'Listen to a sound on the left, then on the right. Record your voice and listen to it.',
        },
      },
      { decidedBy: 'sound-present' },
    ),
    step(
      'webcam',
      'tests',
      'look',
      {
        fr: {
          title: 'Webcam',
          help: 'L’image est nette et bouge bien. Le cache, s’il y en a un, s’ouvre et se ferme.',
        },
        en: {
          title: 'Webcam',
          help: 'The picture is sharp and moves well. The cover, if there is one, opens and closes.',
        },
      },
      { decidedBy: 'webcam-present' },
    ),
    step(
      'wifi',
      'tests',
      'look',
      {
        fr: {
          title: 'Wi-Fi',
          help: 'La machine voit les réseaux autour d’elle et se connecte à celui de l’atelier, s’il y en a un.',
        },
        en: {
          title: 'Wi-Fi',
          help: 'The machine sees the networks around it and connects to the workshop’s, if there is one.',
        },
      },
      { decidedBy: 'wifi-present' },
    ),
    step(
      'charger',
      'tests',
      'do',
      {
        fr: {
          title: 'Chargeur',
          help: 'Le chargeur est le bon (tension et prise), son câble est entier, la machine dit qu’elle charge. Il porte le même numéro que la machine.',
        },
        en: {
          title: 'Charger',
          help: 'The charger is the right one (voltage and plug), its cable is whole, the machine says that it charges. It carries the machine’s number.',
        },
      },
      { equipment: portable },
    ),
    step(
      'battery',
      'tests',
      'measure',
      {
        fr: {
          title: 'Batterie',
          help: 'Le relevé donne la capacité qui reste. Débranchez : la machine doit tenir au moins quelques minutes.',
        },
        en: {
          title: 'Battery',
          help: 'The report gives the capacity that is left. Unplug: the machine should hold for some minutes at least.',
        },
      },
      { equipment: portable, decidedBy: 'battery-read' },
    ),
    step('repairs', 'repair', 'do', {
      fr: {
        title: 'Réparations et pièces changées',
        help: 'Écrivez ce qui a été réparé et chaque pièce changée, avec son origine. Si une pièce a changé, refaites un relevé. S’il n’y avait rien à réparer : sans objet.',
      },
      en: {
        title: 'Repairs and parts replaced',
        help: 'Write what was repaired and every part replaced, with its origin. If a part has changed, read the hardware again. If there was nothing to repair: not applicable.',
      },
    }),
    step('cleaning', 'repair', 'do', {
      fr: {
        title: 'Nettoyage',
        help: 'Machine éteinte et débranchée. Poussière soufflée, ventilateur bloqué pendant qu’on souffle. Clavier, écran et coque essuyés avec le produit de l’atelier.',
      },
      en: {
        title: 'Cleaning',
        help: 'Machine off and unplugged. Dust blown out, the fan held still meanwhile. Keyboard, screen and case wiped with the workshop’s product.',
      },
    }),
    step(
      'grades',
      'finish',
      'decide',
      {
        fr: {
          title: 'Notes',
          help: 'Performance et batterie se notent d’après le relevé. Regardez la machine de tous les côtés et donnez la note d’aspect.',
        },
        en: {
          title: 'Grades',
          help: 'Performance and battery are graded from the report. Look at the machine from all sides and give the grade of aspect.',
        },
      },
      { decidedBy: 'grades-given', lastWord: 'rule', forIssuing: 'pass', mayBeNotApplicable: false },
    ),
    step(
      'system',
      'finish',
      'do',
      {
        fr: {
          title: 'Système installé et contrôlé',
          help: 'Installez le système, faites les mises à jour, contrôlez le son, le Wi-Fi et la langue. Écrivez son nom et sa version. Si la machine part sans système : sans objet.',
        },
        en: {
          title: 'Operating system installed and checked',
          help: 'Install the system, update it, check sound, Wi-Fi and language. Write its name and version. If the machine leaves without a system: not applicable.',
        },
      },
      { requires: ['disks-erased'], decidedBy: 'system-recorded' },
    ),
    step(
      'final-check',
      'finish',
      'look',
      {
        fr: {
          title: 'Contrôle final',
          help: 'La machine démarre seule jusqu’au bureau, sans compte ni fichier de l’atelier. Étiquette, chargeur et accessoires sont avec elle. Elle est propre et fermée.',
        },
        en: {
          title: 'Final check',
          help: 'The machine starts to its desktop by itself, with no account or file of the workshop’s. Label, charger and accessories are with it. It is clean and closed.',
        },
      },
      { requires: ['visual-safety', 'disks-erased'], forIssuing: 'pass', mayBeNotApplicable: false },
    ),
  ],
}
