// Why a machine has the grade it has, and what would raise it, in words.
import type { Sentences } from '../words/reason.ts'

export const gradingSentences: Sentences = {
  fr: {
    'grading.no-report': 'Pas de note : la machine n’a pas encore été lue.',
    'grading.memory-unknown': 'Pas de note : la quantité de mémoire n’a pas pu être lue.',
    'grading.memory-only-visible':
      'Seule la mémoire vue par le système est connue ({bytes:memory}) ; il y en a peut-être un peu plus.',
    'grading.memory-enough': 'Note {grade} : {bytes:memory} de mémoire.',
    'grading.memory-short': 'Note {grade} : {bytes:memory} de mémoire, il en faut {needed:gibibytes} pour {next}.',
    'grading.processor-unknown': 'Pas de note : le nombre de cœurs du processeur n’a pas pu être lu.',
    'grading.processor-cores': 'Note {grade} : processeur à {cores} {cores:cœur|cœurs}, {threads} {threads:fil|fils}.',
    'grading.processor-few-cores':
      'Note {grade} : processeur à {cores} {cores:cœur|cœurs} et {threads} {threads:fil|fils}, il en faut {neededCores} et {neededThreads} pour {next}.',
    'grading.processor-recent': 'Note {grade} : processeur {family}, génération {generation}.',
    'grading.processor-old':
      'Note {grade} : processeur {family} de génération {generation}, il faut la génération {needed} pour {next}.',
    'grading.processor-generation-unknown':
      'Note {grade} au mieux : la génération du processeur n’est pas connue ({model}).',
    'grading.processor-fast': 'Note {grade} : processeur mesuré à {single} points sur un cœur et {all} sur tous.',
    'grading.processor-slow':
      'Note {grade} : processeur mesuré à {single} points sur un cœur et {all} sur tous, il en faut {neededSingle} et {neededAll} pour {next}.',
    'grading.processor-throttled':
      'Note {grade} au mieux : pendant la mesure, le processeur s’est ralenti tout seul (chaleur ou alimentation).',
    'grading.processor-disturbed':
      'La mesure du processeur a été gênée par d’autres programmes et ne compte pas : recommencez-la sur une machine au repos.',
    'grading.disk-fast-measured': 'Note {grade} : disque lu à {speed} Mo/s (accès en {access} ms).',
    'grading.disk-slow-measured':
      'Note {grade} : disque lu à {speed} Mo/s (accès en {access} ms), il faut {needed} Mo/s pour {next}.',
    'grading.disk-unknown': 'Pas de note : le type ou la taille du disque n’a pas pu être lu.',
    'grading.disk-none': 'Note {grade} : il n’y a pas de disque interne.',
    'grading.disk-enough': 'Note {grade} : {kind:term} de {bytes:disk}.',
    'grading.disk-small': 'Note {grade} : {kind:term} de {bytes:disk}, il en faut {needed:disk} pour {next}.',
    'grading.disk-slow': 'Note {grade} : {kind:term} de {bytes:disk}, il faut un support plus rapide pour {next}.',
    'grading.disk-health-unknown': 'Note {grade} au mieux : l’état du disque {disk} n’est pas connu.',
    'grading.disk-health-warning': 'Note {grade} au mieux : le disque {disk} montre des signes de faiblesse.',
    'grading.disk-health-failing': 'Note {grade} : le disque {disk} est défaillant.',
    'grading.battery-not-applicable': 'Sans objet : ce type de matériel n’a pas de batterie.',
    'grading.battery-unknown': 'Pas de note : la batterie n’a pas pu être lue.',
    'grading.battery-health-unknown': 'Pas de note : la batterie ne donne pas sa capacité.',
    'grading.battery-none': 'Note {grade} : il n’y a pas de batterie.',
    'grading.battery-good': 'Note {grade} : batterie à {percent} % de sa capacité d’origine.',
    'grading.battery-worn':
      'Note {grade} : batterie à {percent} % de sa capacité d’origine, il faut {needed} % pour {next}.',
    'grading.aspect-not-given': 'Pas de note : l’aspect n’a pas encore été regardé.',
    'grading.aspect-given': 'Note {grade} donnée à l’œil.',
    'grading.aspect-given-with-notes': 'Note {grade} donnée à l’œil : {notes}',
    'grading.overridden': 'Note {to} décidée par un encadrant à la place de {from} : {why}',
    'grading.override-outdated':
      'Une note {to} avait été décidée à la place de {from} ; le barème donne maintenant autre chose, cette décision ne vaut plus.',
    'grading.raise-memory': 'Pour {next} : porter la mémoire à {needed:memory}.',
    'grading.raise-memory-free-slots':
      'Pour {next} : porter la mémoire à {needed:memory} ({free} {free:emplacement libre|emplacements libres}).',
    'grading.raise-memory-impossible':
      'Pour {next}, il faudrait {needed:memory} de mémoire ; cette machine en accepte {maximum:memory} au plus.',
    'grading.raise-by-reading-memory': 'Relire la machine avec les droits root pour connaître toute la mémoire.',
    'grading.raise-processor': 'Pour {next} : il faudrait un autre processeur.',
    'grading.raise-by-cooling':
      'Nettoyer le ventilateur, refaire la pâte thermique, brancher le chargeur, puis mesurer à nouveau.',
    'grading.raise-by-faster-disk': 'Pour {next} : poser un disque qui se lit à {needed} Mo/s ou plus (un SSD).',
    'grading.raise-disk-none': 'Poser un disque.',
    'grading.raise-disk-size': 'Pour {next} : poser un disque de {needed:disk} ou plus.',
    'grading.raise-disk-kind': 'Pour {next} : poser un SSD de {needed:disk} ou plus.',
    'grading.raise-by-reading-health': 'Lire l’état SMART du disque {disk} (droits root, smartctl).',
    'grading.raise-by-replacing-disk': 'Remplacer le disque {disk}.',
    'grading.raise-battery': 'Pour {next} : remplacer la batterie ({needed} % de capacité au moins).',
    'grading.raise-battery-none': 'Poser une batterie.',
    'grading.raise-aspect': 'Nettoyer, ou remplacer les pièces marquées.',
  },
  en: {
    'grading.no-report': 'No grade: the machine has not been read yet.',
    'grading.memory-unknown': 'No grade: the amount of memory could not be read.',
    'grading.memory-only-visible':
      'Only the memory that the system sees is known ({bytes:memory}); there may be a little more.',
    'grading.memory-enough': 'Grade {grade}: {bytes:memory} of memory.',
    'grading.memory-short': 'Grade {grade}: {bytes:memory} of memory, {needed:gibibytes} needed for {next}.',
    'grading.processor-unknown': 'No grade: the number of processor cores could not be read.',
    'grading.processor-cores':
      'Grade {grade}: processor with {cores} {cores:core|cores}, {threads} {threads:thread|threads}.',
    'grading.processor-few-cores':
      'Grade {grade}: processor with {cores} {cores:core|cores} and {threads} {threads:thread|threads}, {neededCores} and {neededThreads} needed for {next}.',
    'grading.processor-recent': 'Grade {grade}: {family} processor, generation {generation}.',
    'grading.processor-old':
      'Grade {grade}: {family} processor of generation {generation}, generation {needed} needed for {next}.',
    'grading.processor-generation-unknown':
      'Grade {grade} at best: the generation of the processor is not known ({model}).',
    'grading.processor-fast':
      'Grade {grade}: processor measured at {single} points on one core and {all} on all of them.',
    'grading.processor-slow':
      'Grade {grade}: processor measured at {single} points on one core and {all} on all of them, {neededSingle} and {neededAll} needed for {next}.',
    'grading.processor-throttled':
      'Grade {grade} at best: while it was measured, the processor slowed itself down (heat or power).',
    'grading.processor-disturbed':
      'Other programs disturbed the measure of the processor, which does not count: measure again on an idle machine.',
    'grading.disk-fast-measured': 'Grade {grade}: disk read at {speed} MB/s (access in {access} ms).',
    'grading.disk-slow-measured':
      'Grade {grade}: disk read at {speed} MB/s (access in {access} ms), {needed} MB/s needed for {next}.',
    'grading.disk-unknown': 'No grade: the kind or size of the disk could not be read.',
    'grading.disk-none': 'Grade {grade}: there is no internal disk.',
    'grading.disk-enough': 'Grade {grade}: {kind:term} of {bytes:disk}.',
    'grading.disk-small': 'Grade {grade}: {kind:term} of {bytes:disk}, {needed:disk} needed for {next}.',
    'grading.disk-slow': 'Grade {grade}: {kind:term} of {bytes:disk}, a faster medium is needed for {next}.',
    'grading.disk-health-unknown': 'Grade {grade} at best: the health of the disk {disk} is not known.',
    'grading.disk-health-warning': 'Grade {grade} at best: the disk {disk} shows signs of weakness.',
    'grading.disk-health-failing': 'Grade {grade}: the disk {disk} is failing.',
    'grading.battery-not-applicable': 'Not applicable: this kind of equipment has no battery.',
    'grading.battery-unknown': 'No grade: the battery could not be read.',
    'grading.battery-health-unknown': 'No grade: the battery does not tell its capacity.',
    'grading.battery-none': 'Grade {grade}: there is no battery.',
    'grading.battery-good': 'Grade {grade}: battery at {percent}% of its design capacity.',
    'grading.battery-worn': 'Grade {grade}: battery at {percent}% of its design capacity, {needed}% needed for {next}.',
    'grading.aspect-not-given': 'No grade: nobody has looked at the outside yet.',
    'grading.aspect-given': 'Grade {grade}, given by eye.',
    'grading.aspect-given-with-notes': 'Grade {grade}, given by eye: {notes}',
    'grading.overridden': 'Grade {to}, decided by a supervisor instead of {from}: {why}',
    'grading.override-outdated':
      'A grade {to} had been decided instead of {from}; the rubric now says something else, and that decision is over.',
    'grading.raise-memory': 'For {next}: bring the memory to {needed:memory}.',
    'grading.raise-memory-free-slots':
      'For {next}: bring the memory to {needed:memory} ({free} free {free:slot|slots}).',
    'grading.raise-memory-impossible':
      '{next} would take {needed:memory} of memory; this machine accepts {maximum:memory} at most.',
    'grading.raise-by-reading-memory': 'Read the machine again as root to know all of its memory.',
    'grading.raise-processor': 'For {next}: another processor would be needed.',
    'grading.raise-by-cooling': 'Clean the fan, renew the thermal paste, plug the charger in, then measure again.',
    'grading.raise-by-faster-disk': 'For {next}: fit a disk that is read at {needed} MB/s or more (an SSD).',
    'grading.raise-disk-none': 'Fit a disk.',
    'grading.raise-disk-size': 'For {next}: fit a disk of {needed:disk} or more.',
    'grading.raise-disk-kind': 'For {next}: fit an SSD of {needed:disk} or more.',
    'grading.raise-by-reading-health': 'Read the SMART data of the disk {disk} (root, smartctl).',
    'grading.raise-by-replacing-disk': 'Replace the disk {disk}.',
    'grading.raise-battery': 'For {next}: replace the battery ({needed}% of capacity at least).',
    'grading.raise-battery-none': 'Fit a battery.',
    'grading.raise-aspect': 'Clean it, or replace the marked parts.',
  },
}
