// What the probe says to the person who started it, on a terminal.
import type { Sentences } from '../words/reason.ts'

export const probeSentences: Sentences = {
  fr: {
    'probe.usage': `Lit le matériel de cette machine et écrit le relevé (.etabli.json).

  --out OÙ        le dossier ou le fichier où écrire ; - pour la sortie standard.
                  Sans cela : sur la clé d’où la sonde est lancée ; installée, sur la sortie standard.
  --no-bench      ne mesure pas le processeur (la mesure prend huit secondes)
  --verify full|sample [--expect zero|pattern:HEX|random]
                  relit les disques de la machine, et écrit ce qui en est lu à côté du relevé
  --no-report     avec --verify : n’écrit pas le relevé, seulement ce qui est lu des disques
  --collect       cherche les journaux de nwipe sur la clé, et en fait la liste à côté du relevé
  --from FICHIER  ne lit pas cette machine : convertit le relevé d’un autre outil
  --readings      écrit aussi, mot pour mot, ce que chaque source a dit
  --lang fr|en    la langue
  --help          ce texte

Lancez-la en root (sudo) pour lire les numéros de série, les barrettes et l’état des disques.
Elle n’écrit sur aucun disque de la machine, n’installe rien et n’utilise pas le réseau.`,
    'probe.option-wrong': 'Option inconnue ou incomplète : {option}. Essayez --help.',
    'probe.out-is-disk': '{path} est un disque : la sonde n’écrit sur aucun disque. Nommez un dossier ou un fichier.',
    'probe.out-exists': '{path} existe déjà, et rien n’est écrasé. Nommez un autre fichier.',
    'probe.out-folder-missing': 'Le dossier {folder} n’existe pas.',
    'probe.on-disk-as-told':
      '{folder} est sur un disque de cette machine ; le relevé y est écrit parce que vous le demandez.',
    'probe.not-on-key':
      'La sonde n’a pas été lancée d’une clé : {folder} est sur un disque de cette machine, et rien n’y sera écrit. Pour choisir un dossier : --out.',
    'probe.key-full':
      'Plus de place dans {folder} : libérez de la place sur la clé, ou choisissez un dossier avec --out.',
    'probe.key-read-only': '{folder} est en lecture seule : déverrouillez la clé, ou choisissez un dossier avec --out.',
    'probe.key-fails': 'L’écriture dans {folder} a échoué ({errno}).',
    'probe.written': 'Relevé écrit et enregistré pour de bon : {path}',
    'probe.written-in-memory': 'Le relevé est dans {path}, en mémoire : copiez-le avant d’éteindre la machine.',
    'probe.written-to-output': 'Le relevé est donné sur la sortie standard.',
    'probe.reading': 'Lecture de la machine…',
    'probe.measuring': 'Mesure du processeur (huit secondes)…',
    'probe.measured': 'Processeur mesuré : {single} points sur un cœur, {all} sur tous.',
    'probe.throttled': 'Le processeur se ralentit tout seul : regardez le ventilateur et la poussière.',
    'probe.not-measured': 'Le processeur n’a pas pu être mesuré : {message}',
    'probe.from-unreadable': '{file} ne se laisse pas lire ({errno}).',
    'probe.converted': 'Relevé de {tool}, converti.',
    'probe.verify-none': 'Aucun disque interne à relire.',
    'probe.verifying': 'Relecture de {disk} ({path})…',
    'probe.verify-progress': '{percent} %, {speed} Mo/s',
    'probe.verified': '{disk} : {outcome:term}',
    'probe.record-written': 'Relecture écrite et enregistrée pour de bon : {path}',
    'probe.record-in-memory': 'La relecture est dans {path}, en mémoire : copiez-la avant d’éteindre la machine.',
    'probe.logs-none': 'Aucun journal de nwipe trouvé dans {folder}.',
    'probe.log-found':
      'Journal de nwipe : {file} ({own} {own:disque de cette machine|disques de cette machine}, {complete} {complete:effacement complet|effacements complets}).',
    'probe.logs-more': 'Plus de {count} journaux : les autres ne sont pas dans la liste.',
    'probe.logs-written': 'Liste des journaux écrite : {path}',
    'term.read-back-holds': 'ce qui a été relu est comme attendu',
    'term.read-back-fails': 'des données sont encore là',
    'term.read-back-unknown': 'on ne peut pas le dire',
    'probe.nothing': 'rien',
    'probe.section': '{section:term}',
    'probe.causes': '({causes:terms})',
    'probe.lacks-root':
      'Lu sans les droits root : il manque des numéros de série, les barrettes ou l’état des disques. Relancez avec sudo.',
    'probe.lacks-tools': 'Des outils manquent ici : {tools}.',
    'probe.failed': 'La sonde s’est arrêtée : {message}',
    'term.absence-needs-root': 'il faut root',
    'term.absence-tool-missing': 'outil absent',
    'term.absence-tool-failed': 'l’outil a échoué',
    'term.absence-timed-out': 'pas de réponse à temps',
    'term.absence-malformed': 'réponse illisible',
    'term.absence-too-large': 'réponse trop longue',
    'term.absence-device-silent': 'le matériel ne dit pas tout',
    'term.absence-placeholder': 'non rempli par le fabricant',
    'term.absence-not-present': 'absent',
    'term.absence-unsupported': 'ne se lit pas ici',
    'term.absence-not-asked': 'rien n’a été demandé',
  },
  en: {
    'probe.usage': `Reads the hardware of this machine and writes the report (.etabli.json).

  --out WHERE     the folder or file to write to; - for standard output.
                  Without it: to the key that it was started from; where it is installed, to standard output.
  --no-bench      does not measure the processor (which takes eight seconds)
  --verify full|sample [--expect zero|pattern:HEX|random]
                  reads the machine's disks back, and writes what was read beside the report
  --no-report     with --verify: does not write the report, only what is read of the disks
  --collect       looks for logs of nwipe on the key, and lists them beside the report
  --from FILE     does not read this machine: converts the report of another tool
  --readings      writes what every source said as well, word for word
  --lang fr|en    the language
  --help          this text

Run it as root (sudo) to read serial numbers, memory modules and disk health.
It writes to no disk of the machine, installs nothing and uses no network.`,
    'probe.option-wrong': 'Unknown or incomplete option: {option}. Try --help.',
    'probe.out-is-disk': '{path} is a disk: the probe writes to no disk. Name a folder or a file.',
    'probe.out-exists': '{path} is there already, and nothing is overwritten. Name another file.',
    'probe.out-folder-missing': 'There is no folder {folder}.',
    'probe.on-disk-as-told':
      '{folder} is on a disk of this machine; the report is written there because you ask for it.',
    'probe.not-on-key':
      'The probe was not started from a key: {folder} is on a disk of this machine, and nothing will be written there. To choose a folder: --out.',
    'probe.key-full': 'No room left in {folder}: make room on the key, or choose a folder with --out.',
    'probe.key-read-only': '{folder} is read-only: unlock the key, or choose a folder with --out.',
    'probe.key-fails': 'Writing to {folder} failed ({errno}).',
    'probe.written': 'Report written, and safely on the medium: {path}',
    'probe.written-in-memory': 'The report is in {path}, in memory: copy it before you switch the machine off.',
    'probe.written-to-output': 'The report is given on standard output.',
    'probe.reading': 'Reading the machine…',
    'probe.measuring': 'Measuring the processor (eight seconds)…',
    'probe.measured': 'Processor measured: {single} points on one core, {all} on all of them.',
    'probe.throttled': 'The processor slows itself down: look at the fan and the dust.',
    'probe.not-measured': 'The processor could not be measured: {message}',
    'probe.from-unreadable': '{file} cannot be read ({errno}).',
    'probe.converted': 'Report of {tool}, converted.',
    'probe.verify-none': 'No internal disk to read back.',
    'probe.verifying': 'Reading {disk} back ({path})…',
    'probe.verify-progress': '{percent}%, {speed} MB/s',
    'probe.verified': '{disk}: {outcome:term}',
    'probe.record-written': 'Reading written, and safely on the medium: {path}',
    'probe.record-in-memory': 'The reading is in {path}, in memory: copy it before you switch the machine off.',
    'probe.logs-none': 'No log of nwipe found in {folder}.',
    'probe.log-found':
      'Log of nwipe: {file} ({own} {own:disk|disks} of this machine, {complete} complete {complete:erasure|erasures}).',
    'probe.logs-more': 'More than {count} logs: the others are not in the list.',
    'probe.logs-written': 'List of logs written: {path}',
    'term.read-back-holds': 'what was read is as expected',
    'term.read-back-fails': 'data is still there',
    'term.read-back-unknown': 'it cannot be told',
    'probe.nothing': 'none',
    'probe.section': '{section:term}',
    'probe.causes': '({causes:terms})',
    'probe.lacks-root':
      'Read without root: serial numbers, memory modules or disk health are missing. Run it again with sudo.',
    'probe.lacks-tools': 'Tools are missing here: {tools}.',
    'probe.failed': 'The probe stopped: {message}',
    'term.absence-needs-root': 'needs root',
    'term.absence-tool-missing': 'tool missing',
    'term.absence-tool-failed': 'the tool failed',
    'term.absence-timed-out': 'no answer in time',
    'term.absence-malformed': 'answer unreadable',
    'term.absence-too-large': 'answer too long',
    'term.absence-device-silent': 'the device does not tell all',
    'term.absence-placeholder': 'left blank by the maker',
    'term.absence-not-present': 'not there',
    'term.absence-unsupported': 'cannot be read here',
    'term.absence-not-asked': 'nothing was asked',
  },
}
