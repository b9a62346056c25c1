// What closing a dismantling sheet says to people: weights that make no sense, what still keeps it from being signed, what to
// look at again; and the words of annex VII, of the fractions and of the safety ticks.
import type { Sentences } from '../words/reason.ts'

export const closingSentences: Sentences = {
  fr: {
    'dismantling.weight-missing': 'Tapez un poids, par exemple 1,4 pour 1,4 kg.',
    'dismantling.weight-unreadable': '« {typed} » n’est pas un poids. Tapez des chiffres, par exemple 1,4 ou 350 g.',
    'dismantling.weight-zero': 'Un poids de zéro n’existe pas. Pesez à nouveau, ou laissez la case vide.',
    'dismantling.weight-negative':
      'Un poids est plus grand que zéro. Faites la tare, pesez à nouveau et tapez sans signe moins.',
    'dismantling.weight-too-light': 'C’est moins d’un gramme. Tapez le poids en kilos, ou ajoutez g pour des grammes.',
    'dismantling.weight-too-heavy':
      'C’est plus de {limit:weight}. Vérifiez la virgule ; pour des grammes, ajoutez g : 350 g.',

    'dismantling.annex-unanswered': '{item:term} : dites si cela se trouve dans la machine.',
    'dismantling.annex-present':
      '{item:term} : présent et encore dans la machine. Retirez-le, mettez-le dans son contenant, puis cochez « retiré ».',
    'dismantling.annex-removed-absent':
      '{item:term} : coché « retiré » alors qu’il n’y en a pas. Corrigez l’une des deux réponses.',

    'dismantling.media-bare-monitor':
      'Écran sans disque : vérifiez que c’est un écran seul. Un tout-en-un lui ressemble, et contient un disque.',
    'dismantling.media-not-counted': 'Dites combien de disques ont été trouvés dans la machine. Zéro est une réponse.',
    'dismantling.media-more-than-found':
      'La fiche nomme {named} {named:disque|disques} pour {found} {found:trouvé|trouvés}. Corrigez le nombre ou la liste.',
    'dismantling.media-too-few':
      '{found} {found:disque trouvé|disques trouvés} à l’ouverture, mais {known} {known:est connu|sont connus} de cette machine. Cherchez ce qui manque, ou demandez à un encadrant de dire où il est.',
    'dismantling.media-too-many':
      '{found} {found:disque trouvé|disques trouvés} à l’ouverture, mais {known} seulement {known:est confirmé|sont confirmés}. Un encadrant doit confirmer chaque disque trouvé.',
    'dismantling.media-went-before':
      '{found} {found:disque trouvé|disques trouvés} à l’ouverture, alors que {gone} {gone:disque était déjà sorti|disques étaient déjà sortis} de la machine. Écrivez le numéro de série de chaque disque trouvé, ou corrigez le nombre.',
    'dismantling.fitted-disk-open':
      'Le disque {disk} (pièce {number}) a été posé dans cette machine. Retirez-le ; un encadrant dit ce qu’il devient : effacé, détruit ou dans l’armoire fermée.',
    'dismantling.kept-disk-unknown':
      'Le disque {disk} est gardé comme pièce {number} de cette machine, mais personne ne l’y a trouvé. Un encadrant doit confirmer qu’il en vient, ou la pièce est à corriger.',
    'dismantling.medium-twice':
      'Le numéro de série {serial} est inscrit deux fois. Relisez l’étiquette de chaque disque.',
    'dismantling.medium-unaccounted':
      'Le disque {serial} a été trouvé, mais personne n’a dit ce qu’il devient. Un encadrant doit le confirmer : effacé, détruit ou dans l’armoire fermée.',

    'dismantling.fractions-missing': 'Aucune fraction n’est inscrite. Ajoutez chaque tas, avec son poids et son code.',
    'dismantling.fraction-twice':
      '{fraction:term} : la même ligne est inscrite deux fois. Retirez-la, puis inscrivez-la de nouveau.',
    'dismantling.fraction-unweighed': '{fraction:term} : pesez ce tas, ou retirez la ligne.',
    'dismantling.fraction-without-code': '{fraction:term} : choisissez le code déchet que votre exutoire demande.',
    'dismantling.code-unknown':
      '{fraction:term} : le code {code} n’est pas dans la liste. Choisissez-en un autre, ou faites ajouter ce code par un encadrant.',
    'dismantling.code-not-in-force':
      '{fraction:term} : le code {code} n’est pas valable le {day:day}. Choisissez un code en vigueur.',
    'dismantling.code-replaced':
      '{fraction:term} : le code {code} n’est pas valable le {day:day}. Prenez {instead} à la place ({label:text}).',

    'dismantling.code-ends-before': 'Le code {code} finirait avant d’avoir commencé. Corrigez l’un des deux jours.',

    'dismantling.gross-missing': 'La machine n’a pas été pesée entière : le bilan des poids ne peut pas être vérifié.',
    'dismantling.gross-implausible':
      'La machine pèserait {grams:weight} : c’est inhabituel. Vérifiez la virgule ou pesez à nouveau.',
    'dismantling.fraction-implausible':
      '{fraction:term} : {grams:weight}, c’est inhabituel. Vérifiez la virgule ou pesez à nouveau.',
    'dismantling.balance-too-little':
      'Il manque {grams:weight} : {found:weight} pour une machine de {gross:weight}, soit plus de {tolerance} % d’écart. Vérifiez qu’aucun tas ne manque.',
    'dismantling.balance-too-much':
      'Il y a {grams:weight} de trop : {found:weight} pour une machine de {gross:weight}, soit plus de {tolerance} % d’écart. Vérifiez qu’aucun tas d’une autre machine n’est compté.',
    'dismantling.battery-nowhere':
      'La batterie est cochée « retirée », mais ne figure dans aucun tas ni aucune pièce. Dites où elle est.',
    'dismantling.safety-open': 'Sécurité : « {what:term} » n’est pas coché.',

    'term.annex-batteries': 'Piles et batteries',
    'term.annex-circuit-boards': 'Cartes électroniques de plus de 10 cm²',
    'term.annex-mercury-lamps': 'Lampes au mercure (rétroéclairage)',
    'term.annex-lcd-screens': 'Écran plat de plus de 100 cm²',
    'term.annex-crt': 'Tube cathodique',
    'term.annex-capacitors-pcb': 'Condensateurs au PCB',
    'term.annex-electrolytic-capacitors': 'Condensateurs électrolytiques de plus de 25 mm',
    'term.annex-external-cables': 'Câbles électriques extérieurs',
    'term.annex-brominated-plastics': 'Plastiques avec retardateurs de flamme bromés',
    'term.annex-toner': 'Cartouches de toner',
    'term.annex-asbestos-ceramic-fibres': 'Amiante et fibres céramiques',
    'term.annex-refrigerants': 'Gaz réfrigérants',

    'term.fraction-ferrous': 'Ferraille',
    'term.fraction-aluminium': 'Aluminium et métaux non ferreux',
    'term.fraction-plastics': 'Plastiques',
    'term.fraction-circuit-boards': 'Cartes électroniques',
    'term.fraction-power-supplies': 'Alimentations',
    'term.fraction-drives': 'Lecteurs',
    'term.fraction-data-media': 'Disques détruits ou effacés',
    'term.fraction-cables': 'Câbles',
    'term.fraction-lithium-batteries': 'Batteries au lithium',
    'term.fraction-button-cells': 'Piles boutons',
    'term.fraction-lead-batteries': 'Batteries au plomb',
    'term.fraction-led-screens': 'Écrans à LED',
    'term.fraction-lamp-screens': 'Écrans à lampes, entiers',
    'term.fraction-hazardous-components': 'Composants dangereux',
    'term.fraction-whole-equipment': 'Équipement entier',
    'term.fraction-mixed': 'Mélange',
    'term.fraction-other': 'Autre',

    'term.safety-unplugged': 'débranchée',
    'term.safety-discharged': 'déchargée (bouton de marche tenu)',
    'term.safety-battery-looked-at': 'batterie regardée (gonflée ou non)',
    'term.protection-gloves': 'gants',
    'term.protection-glasses': 'lunettes',
    'term.protection-shoes': 'chaussures de sécurité',
    'term.dismantled-does-not-start': 'ne démarre pas',
    'term.dismantled-damaged': 'abîmée',
    'term.dismantled-incomplete': 'incomplète',
    'term.dismantled-too-old': 'trop ancienne',
    'term.dismantled-repair-too-costly': 'réparation trop chère',
    'term.dismantled-other': 'autre raison',
  },
  en: {
    'dismantling.weight-missing': 'Type a weight, for example 1.4 for 1.4 kg.',
    'dismantling.weight-unreadable': '“{typed}” is no weight. Type digits, for example 1.4 or 350 g.',
    'dismantling.weight-zero': 'Nothing weighs zero. Weigh again, or leave the field empty.',
    'dismantling.weight-negative':
      'A weight is more than zero. Reset the scale, weigh again and type it without a minus.',
    'dismantling.weight-too-light': 'That is less than one gram. Type the weight in kilograms, or add g for grams.',
    'dismantling.weight-too-heavy':
      'That is more than {limit:weight}. Check the decimal point; for grams, add g: 350 g.',

    'dismantling.annex-unanswered': '{item:term}: say whether it is in the machine.',
    'dismantling.annex-present':
      '{item:term}: present and still in the machine. Take it out, put it into its container, then tick “removed”.',
    'dismantling.annex-removed-absent':
      '{item:term}: ticked “removed” although there is none. Correct one of the two answers.',

    'dismantling.media-bare-monitor':
      'A screen without a disk: make sure that it is a screen alone. An all-in-one looks like one, and holds a disk.',
    'dismantling.media-not-counted': 'Say how many disks were found in the machine. Zero is an answer.',
    'dismantling.media-more-than-found':
      'The sheet names {named} {named:disk|disks} for {found} found. Correct the number or the list.',
    'dismantling.media-too-few':
      '{found} {found:disk|disks} found when it was opened, but {known} {known:is|are} known of this machine. Look for what is missing, or have a supervisor say where it is.',
    'dismantling.media-too-many':
      '{found} {found:disk|disks} found when it was opened, but only {known} confirmed. A supervisor has to confirm every disk that was found.',
    'dismantling.media-went-before':
      '{found} {found:disk was|disks were} found when it was opened, but {gone} {gone:disk had|disks had} been taken out before. Write the serial number of each disk found, or correct the number.',
    'dismantling.fitted-disk-open':
      'The disk {disk} (part {number}) was put into this machine. Take it out; a supervisor says what becomes of it: erased, destroyed or in the locked box.',
    'dismantling.kept-disk-unknown':
      'The disk {disk} is kept as part {number} of this machine, but nobody found it in there. A supervisor has to confirm that it comes from it, or the part is to be corrected.',
    'dismantling.medium-twice': 'The serial number {serial} is listed twice. Read the label of each disk again.',
    'dismantling.medium-unaccounted':
      'The disk {serial} was found, but nobody said what becomes of it. A supervisor has to confirm it: erased, destroyed or in the locked cupboard.',

    'dismantling.fractions-missing': 'No fraction is listed. Add every fraction, with its weight and its code.',
    'dismantling.fraction-twice': '{fraction:term}: the same line is there twice. Remove it, then write it again.',
    'dismantling.fraction-unweighed': '{fraction:term}: weigh this fraction, or remove the line.',
    'dismantling.fraction-without-code': '{fraction:term}: choose the waste code that your outlet asks for.',
    'dismantling.code-unknown':
      '{fraction:term}: the code {code} is not on the list. Choose another, or have a supervisor add it.',
    'dismantling.code-not-in-force':
      '{fraction:term}: the code {code} is not valid on {day:day}. Choose a code in force.',
    'dismantling.code-replaced':
      '{fraction:term}: the code {code} is not valid on {day:day}. Take {instead} instead ({label:text}).',

    'dismantling.code-ends-before': 'The code {code} would end before it begins. Correct one of the two days.',

    'dismantling.gross-missing': 'The machine was not weighed as a whole: the balance of weights cannot be checked.',
    'dismantling.gross-implausible':
      'The machine would weigh {grams:weight}: that is unusual. Check the decimal point or weigh again.',
    'dismantling.fraction-implausible':
      '{fraction:term}: {grams:weight} is unusual. Check the decimal point or weigh again.',
    'dismantling.balance-too-little':
      '{grams:weight} are missing: {found:weight} for a machine of {gross:weight}, more than {tolerance}% off. Check that no fraction is missing.',
    'dismantling.balance-too-much':
      '{grams:weight} too much: {found:weight} for a machine of {gross:weight}, more than {tolerance}% off. Check that no fraction of another machine is counted.',
    'dismantling.battery-nowhere':
      'The battery is ticked “removed”, but is in no fraction and is no part. Say where it is.',
    'dismantling.safety-open': 'Safety: “{what:term}” is not ticked.',

    'term.annex-batteries': 'Batteries',
    'term.annex-circuit-boards': 'Circuit boards over 10 cm²',
    'term.annex-mercury-lamps': 'Mercury lamps (backlight)',
    'term.annex-lcd-screens': 'Flat screen over 100 cm²',
    'term.annex-crt': 'Cathode ray tube',
    'term.annex-capacitors-pcb': 'Capacitors with PCB',
    'term.annex-electrolytic-capacitors': 'Electrolytic capacitors over 25 mm',
    'term.annex-external-cables': 'External electric cables',
    'term.annex-brominated-plastics': 'Plastics with brominated flame retardants',
    'term.annex-toner': 'Toner cartridges',
    'term.annex-asbestos-ceramic-fibres': 'Asbestos and ceramic fibres',
    'term.annex-refrigerants': 'Refrigerant gases',

    'term.fraction-ferrous': 'Ferrous metal',
    'term.fraction-aluminium': 'Aluminium and non-ferrous metal',
    'term.fraction-plastics': 'Plastics',
    'term.fraction-circuit-boards': 'Circuit boards',
    'term.fraction-power-supplies': 'Power supplies',
    'term.fraction-drives': 'Drives',
    'term.fraction-data-media': 'Destroyed or erased disks',
    'term.fraction-cables': 'Cables',
    'term.fraction-lithium-batteries': 'Lithium batteries',
    'term.fraction-button-cells': 'Button cells',
    'term.fraction-lead-batteries': 'Lead batteries',
    'term.fraction-led-screens': 'LED screens',
    'term.fraction-lamp-screens': 'Lamp-lit screens, whole',
    'term.fraction-hazardous-components': 'Hazardous components',
    'term.fraction-whole-equipment': 'Whole equipment',
    'term.fraction-mixed': 'Mixed',
    'term.fraction-other': 'Other',

    'term.safety-unplugged': 'unplugged',
    'term.safety-discharged': 'discharged (power button held)',
    'term.safety-battery-looked-at': 'battery looked at (swollen or not)',
    'term.protection-gloves': 'gloves',
    'term.protection-glasses': 'glasses',
    'term.protection-shoes': 'safety shoes',
    'term.dismantled-does-not-start': 'does not start',
    'term.dismantled-damaged': 'damaged',
    'term.dismantled-incomplete': 'incomplete',
    'term.dismantled-too-old': 'too old',
    'term.dismantled-repair-too-costly': 'repair too costly',
    'term.dismantled-other': 'another reason',
  },
}
