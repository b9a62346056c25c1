// What the rules of erasure answer, in words. The data of a disk is called erased, verified or declared, never lost
// beyond recovery: that nobody can promise.
import type { Sentences } from '../words/reason.ts'
import { logSentences } from './nwipe/log-sentences.ts'

export const erasureSentences: Sentences = {
  fr: {
    ...logSentences.fr,
    'erasure.attest-no-report':
      'Cette machine n’a pas encore de relevé matériel : lisez-la, ou ouvrez-la et faites confirmer par un encadrant les disques qui s’y trouvent.',
    'erasure.attest-no-disk':
      'Le relevé ne montre aucun disque interne : ouvrez la machine et faites confirmer par un encadrant ce qui s’y trouve.',
    'erasure.attest-incomplete':
      'La liste des disques du relevé est incomplète : relisez la machine avec les droits root, ou ouvrez-la et faites confirmer les disques par un encadrant.',
    'erasure.attest-controller':
      'Un contrôleur RAID ou VMD peut cacher des disques, ou les contrôleurs n’ont pas pu être lus : ouvrez la machine et faites confirmer les disques par un encadrant.',
    'erasure.attest-unidentified':
      'Le relevé ne permet pas de distinguer tous les disques : ouvrez la machine, notez les numéros de série et faites-les confirmer par un encadrant.',
    'erasure.attest-report-date':
      'Le dernier relevé ne date pas de ce passage : relisez la machine, ou ouvrez-la et faites confirmer les disques par un encadrant.',
    'erasure.attest-other-machine':
      'Les relevés de ce dossier portent deux numéros de machine : l’un montre peut-être une autre machine. Ouvrez celle-ci et faites confirmer par un encadrant les disques qui s’y trouvent.',
    'erasure.disk-unsettled': '{disk} : rien ne dit encore ce que ce disque est devenu.',
    'erasure.disk-missing':
      '{disk} : ce disque a été vu, mais il manque dans le dernier relevé. Retrouvez-le, ou déclarez-le retiré ou détruit.',
    'erasure.disk-back': '{disk} : ce disque est noté retiré ou détruit, mais un relevé plus récent le montre encore.',
    'erasure.disk-never-seen':
      '{disk} : aucun relevé de ce passage ne montre ce disque. Vérifiez le numéro de série, ou notez-le comme n’étant pas de cette machine.',
    'erasure.disk-duplicate':
      '{disk} : deux disques portent le même nom. Il faut ouvrir la machine pour les distinguer.',
    'erasure.disk-contradiction':
      '{disk} : les relevés donnent à ce numéro de série deux tailles ou deux identifiants. Il peut s’agir de deux disques.',
    'erasure.disk-unnamed':
      '{disk} : ce disque n’a pas de numéro de série lisible. Relisez la machine avec les droits root, ou ouvrez-la pour le lire sur l’étiquette.',
    'erasure.failed': '{disk} : l’effacement a échoué. Recommencez, retirez ou détruisez ce disque.',
    'erasure.log-not-accepted':
      '{disk} : l’effacement est prouvé par un journal importé ; cet atelier demande qu’il soit constaté par Établi.',
    'erasure.declared-not-accepted': '{disk} : l’effacement est déclaré, non vérifié ; cet atelier demande une preuve.',
    'erasure.settled-before-stay': '{disk} : cette décision est datée d’avant l’arrivée de la machine.',
    'erasure.settled-in-future': '{disk} : cette décision est datée du futur. Vérifiez l’horloge du poste.',
    'erasure.performed-before-stay':
      '{disk} : l’opération est datée du {performedAt:day}, avant l’arrivée de la machine le {startedAt:day}. Elle ne vaut pas pour ce passage.',
    'erasure.performed-in-future': '{disk} : l’opération est datée du {performedAt:day}, dans le futur.',
    'erasure.settlement-of-another-stay': '{disk} : cette décision concerne une autre machine ou un autre passage.',
    'erasure.settlement-names-no-disk':
      'Cette décision ne nomme aucun disque : il faut un numéro de série, ou le modèle et la taille.',
    'erasure.technique-not-for-medium':
      '{disk} : la technique « {technique:term} » ne convient pas à ce support ({kind:term}).',
    'erasure.technique-unknown-medium':
      '{disk} : le type de ce disque est inconnu ; la technique « {technique:term} » ne peut pas être acceptée.',
    'erasure.category-too-high':
      '{disk} : sur ce support, la technique « {technique:term} » compte comme Clear, pas comme Purge.',
    'erasure.purge-needs-note':
      '{disk} : la technique « {technique:term} » compte d’ordinaire comme Clear. Pour l’inscrire comme Purge, écrivez pourquoi.',
    'erasure.evidence-unknown': '{disk} : la preuve annoncée n’est pas enregistrée sur ce poste.',
    'erasure.evidence-of-another-disk': '{disk} : la preuve concerne un autre disque.',
    'erasure.evidence-of-another-size': '{disk} : la preuve concerne un disque d’une autre taille.',
    'erasure.evidence-proves-nothing': '{disk} : la preuve ne montre pas que ce disque est effacé.',
    'erasure.evidence-of-another-file':
      '{disk} : cette preuve a été faite pour un autre dossier. Relisez le disque dans celui-ci.',
    'erasure.evidence-lost':
      '{disk} : une preuve enregistrée sur ce disque ne peut plus être lue : ce qu’elle disait n’est pas connu.',
    'erasure.evidence-undated': '{disk} : la preuve ne dit pas quand elle a été faite.',
    'erasure.evidence-before-stay':
      '{disk} : la preuve commence le {at:day}, avant l’arrivée de la machine le {startedAt:day}. Relisez le disque en entier.',
    'erasure.evidence-in-future':
      '{disk} : la preuve est datée du {at:day}, dans le futur. Relisez le disque en entier.',
    'erasure.evidence-used':
      '{disk} : cette preuve a déjà servi pour un autre disque ou un autre passage. Relisez le disque en entier.',
    'erasure.sectors-hidden':
      '{disk} : le disque cache des secteurs (HPA ou DCO), qui n’ont été ni effacés ni relus. Levez cette limite et effacez-le à nouveau, ou détruisez-le.',
    'erasure.evidence-refuted':
      '{disk} : une preuve plus récente, du {at:day}, montre que ce disque n’est pas dans l’état attendu.',
    'erasure.evidence-needs-read-back':
      '{disk} : le disque s’est effacé lui-même, et personne n’a compté les octets. Relisez-le.',
    'erasure.read-back-needs-erasure':
      '{disk} : une relecture par échantillons ou de données aléatoires ne prouve rien seule. Effacez le disque, ou relisez-le en entier.',
    'erasure.read-back-of-image': 'Cette relecture est celle d’un fichier, pas d’un disque.',
    'erasure.record-without-log': '{disk} : le journal de nwipe manque, ou montre autre chose que ce seul disque.',
    'erasure.record-hidden-sectors':
      '{disk} : ce disque cachait une partie de lui-même ({bytes} {bytes:octet|octets}) que l’effacement n’a pas atteinte.',
    'erasure.record-of-another-size': '{disk} : nwipe a vu une autre taille que celle du disque.',
    'erasure.record-of-another-disk': '{disk} : nwipe a vu un autre numéro de série que celui du disque.',
    'erasure.record-not-complete': '{disk} : l’effacement n’est pas allé jusqu’au bout.',
    'erasure.unfinished':
      '{disk} : un effacement a commencé le {at:day} et n’a pas de fin connue. Recommencez-le, ou relisez le disque en entier.',
    'erasure.link-needs-two-people':
      '{disk} : relier un journal sans numéro de série à ce disque demande deux personnes.',
    'erasure.evidence-only-a-log': '{disk} : la preuve est un journal importé, pas un effacement constaté par Établi.',
    'erasure.foreign-but-internal':
      '{disk} : ce disque est dans la machine. Seul un support USB ou une carte peut ne pas lui appartenir.',
    'term.hdd': 'disque dur',
    'term.sata-ssd': 'SSD SATA',
    'term.nvme': 'SSD NVMe',
    'term.emmc': 'mémoire eMMC',
    'term.sd': 'carte SD',
    'term.usb': 'support USB',
    'term.overwrite': 'réécriture',
    'term.block-erase': 'effacement par blocs',
    'term.crypto-erase': 'effacement cryptographique',
    'term.ata-secure-erase': 'ATA Secure Erase',
    'term.ata-sanitize': 'ATA Sanitize',
    'term.nvme-format': 'NVMe Format',
    'term.nvme-sanitize': 'NVMe Sanitize',
    'term.degauss': 'démagnétisation',
    'term.shred': 'broyage',
    'term.crush': 'écrasement',
    'term.drill': 'perçage',
    'term.disintegrate': 'désintégration',
    'term.incinerate': 'incinération',
  },
  en: {
    ...logSentences.en,
    'erasure.attest-no-report':
      'This machine has no hardware report yet: read it, or open it and have a supervisor confirm which disks are inside.',
    'erasure.attest-no-disk':
      'The report shows no internal disk: open the machine and have a supervisor confirm what is inside.',
    'erasure.attest-incomplete':
      'The report’s list of disks is incomplete: read the machine again as root, or open it and have a supervisor confirm the disks.',
    'erasure.attest-controller':
      'A RAID or VMD controller may hide disks, or the controllers could not be read: open the machine and have a supervisor confirm the disks.',
    'erasure.attest-unidentified':
      'The report cannot tell all disks apart: open the machine, write down the serial numbers and have a supervisor confirm them.',
    'erasure.attest-report-date':
      'The last report is not of this stay: read the machine again, or open it and have a supervisor confirm the disks.',
    'erasure.attest-other-machine':
      'The reports of this file bear two machine numbers: one may show another machine. Open this one and have a supervisor confirm which disks are inside.',
    'erasure.disk-unsettled': '{disk}: nothing says yet what became of this disk.',
    'erasure.disk-missing':
      '{disk}: this disk was seen, but the last report lacks it. Find it, or record it as removed or destroyed.',
    'erasure.disk-back': '{disk}: this disk is recorded as removed or destroyed, but a later report still shows it.',
    'erasure.disk-never-seen':
      '{disk}: no report of this stay shows this disk. Check the serial number, or record it as not of this machine.',
    'erasure.disk-duplicate': '{disk}: two disks have the same name. The machine has to be opened to tell them apart.',
    'erasure.disk-contradiction':
      '{disk}: the reports give this serial number two sizes or two identifiers. There may be two disks.',
    'erasure.disk-unnamed':
      '{disk}: this disk has no readable serial number. Read the machine again as root, or open it and read the label.',
    'erasure.failed': '{disk}: the erasure failed. Try again, remove or destroy this disk.',
    'erasure.log-not-accepted':
      '{disk}: an imported log shows the erasure; this workshop asks that Établi witnesses it.',
    'erasure.declared-not-accepted': '{disk}: the erasure is declared, not verified; this workshop asks for evidence.',
    'erasure.settled-before-stay': '{disk}: this decision is dated before the machine’s arrival.',
    'erasure.settled-in-future': '{disk}: this decision is dated in the future. Check the station’s clock.',
    'erasure.performed-before-stay':
      '{disk}: the operation is dated {performedAt:day}, before the machine’s arrival on {startedAt:day}. It does not count for this stay.',
    'erasure.performed-in-future': '{disk}: the operation is dated {performedAt:day}, in the future.',
    'erasure.settlement-of-another-stay': '{disk}: this decision is about another machine or another stay.',
    'erasure.settlement-names-no-disk':
      'This decision names no disk: it needs a serial number, or the model and the size.',
    'erasure.technique-not-for-medium':
      '{disk}: the technique “{technique:term}” does not fit this medium ({kind:term}).',
    'erasure.technique-unknown-medium':
      '{disk}: the kind of this disk is unknown; the technique “{technique:term}” cannot be accepted.',
    'erasure.category-too-high':
      '{disk}: on this medium the technique “{technique:term}” counts as Clear, not as Purge.',
    'erasure.purge-needs-note':
      '{disk}: the technique “{technique:term}” usually counts as Clear. To record it as Purge, write why.',
    'erasure.evidence-unknown': '{disk}: the evidence named is not recorded at this station.',
    'erasure.evidence-of-another-disk': '{disk}: the evidence is about another disk.',
    'erasure.evidence-of-another-size': '{disk}: the evidence is about a disk of another size.',
    'erasure.evidence-proves-nothing': '{disk}: the evidence does not show that this disk is erased.',
    'erasure.evidence-of-another-file':
      '{disk}: this evidence was made for another file. Read the disk back in this one.',
    'erasure.evidence-lost':
      '{disk}: evidence that was kept about this disk cannot be read any more: what it said is not known.',
    'erasure.evidence-undated': '{disk}: the evidence does not say when it was made.',
    'erasure.evidence-before-stay':
      '{disk}: the evidence begins on {at:day}, before the machine’s arrival on {startedAt:day}. Read the whole disk back.',
    'erasure.evidence-in-future': '{disk}: the evidence is dated {at:day}, in the future. Read the whole disk back.',
    'erasure.evidence-used':
      '{disk}: this evidence already served for another disk or another stay. Read the whole disk back.',
    'erasure.sectors-hidden':
      '{disk}: the drive hides sectors (HPA or DCO), which were neither erased nor read back. Lift that limit and erase it again, or destroy it.',
    'erasure.evidence-refuted': '{disk}: later evidence, of {at:day}, shows that this disk is not as it should be.',
    'erasure.evidence-needs-read-back': '{disk}: the disk erased itself, and nobody counted the bytes. Read it back.',
    'erasure.read-back-needs-erasure':
      '{disk}: reading samples, or looking for random data, proves nothing alone. Erase the disk, or read all of it back.',
    'erasure.read-back-of-image': 'This reading is of a file, not of a disk.',
    'erasure.record-without-log': '{disk}: nwipe’s log is missing, or shows something else than this one disk.',
    'erasure.record-hidden-sectors':
      '{disk}: this disk hid a part of itself ({bytes} {bytes:byte|bytes}) that the erasure did not reach.',
    'erasure.record-of-another-size': '{disk}: nwipe saw another size than the disk’s.',
    'erasure.record-of-another-disk': '{disk}: nwipe saw another serial number than the disk’s.',
    'erasure.record-not-complete': '{disk}: the erasure did not go to its end.',
    'erasure.unfinished':
      '{disk}: an erasure was begun on {at:day} and has no known end. Begin it again, or read the whole disk back.',
    'erasure.link-needs-two-people': '{disk}: linking a log without a serial number to this disk takes two people.',
    'erasure.evidence-only-a-log': '{disk}: the evidence is an imported log, not an erasure that Établi witnessed.',
    'erasure.foreign-but-internal':
      '{disk}: this disk is inside the machine. Only a USB medium or a card may belong elsewhere.',
    'term.hdd': 'hard disk',
    'term.sata-ssd': 'SATA SSD',
    'term.nvme': 'NVMe SSD',
    'term.emmc': 'eMMC storage',
    'term.sd': 'SD card',
    'term.usb': 'USB medium',
    'term.overwrite': 'overwrite',
    'term.block-erase': 'block erase',
    'term.crypto-erase': 'cryptographic erase',
    'term.ata-secure-erase': 'ATA Secure Erase',
    'term.ata-sanitize': 'ATA Sanitize',
    'term.nvme-format': 'NVMe Format',
    'term.nvme-sanitize': 'NVMe Sanitize',
    'term.degauss': 'degaussing',
    'term.shred': 'shredding',
    'term.crush': 'crushing',
    'term.drill': 'drilling',
    'term.disintegrate': 'disintegration',
    'term.incinerate': 'incineration',
  },
}
