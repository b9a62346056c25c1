// What a start found out about the working data, in words. Nothing is lost as long as the journal has it, and that is
// said first.
import type { Sentences } from '../words/reason.ts'

export const storageSentences: Sentences = {
  fr: {
    'storage.caught-up':
      '{frames} {frames:enregistrement|enregistrements} du journal de sûreté {frames:manquait|manquaient} à l’écran : c’est rattrapé.',
    'storage.restored-new-here':
      'Établi s’ouvre ici pour la première fois. Le journal de sûreté a tout apporté : {machines} {machines:dossier|dossiers}, {documents} {documents:document|documents}.',
    'storage.restored-empty':
      'Les données de travail avaient disparu. Elles sont revenues du journal de sûreté : {machines} {machines:dossier|dossiers}, {documents} {documents:document|documents}.',
    'storage.restored-incomplete':
      'Il manquait une partie des données de travail. Elle est revenue du journal de sûreté : {machines} {machines:dossier|dossiers}, {documents} {documents:document|documents}.',
    'storage.restored-unusable':
      'Les données de travail étaient abîmées. Elles ont été refaites d’après le journal de sûreté : {machines} {machines:dossier|dossiers}, {documents} {documents:document|documents}.',
    'storage.repaired':
      'Une partie des données de travail était abîmée. Elle a été refaite d’après le journal de sûreté.',
    'storage.ahead':
      'L’écran en savait plus que le journal de sûreté. Repris dans le journal : {machines} {machines:dossier|dossiers}, {documents} {documents:document|documents}. Mis de côté : {setAside}.',
    'storage.postponed':
      'Les données de travail diffèrent du journal de sûreté, qui n’accepte rien pour l’instant. Rien n’a été changé.',
    'storage.machine-unreadable': 'Un dossier abîmé a été mis de côté.',
    'storage.machine-differs':
      'Le dossier {number} existait en deux versions. Celle du journal de sûreté est gardée, l’autre est mise de côté.',
    'storage.report-lost':
      'Un relevé matériel du dossier {number} est perdu. Le dossier est gardé sans lui, et son ancien état est mis de côté : la machine est à relire.',
    'storage.not-in-journal':
      'Une décision que le journal de sûreté ne connaît pas a été mise de côté : elle est à refaire.',
    'storage.trouble-full':
      'Le disque est plein. Ce qui est enregistré est à l’abri dans le journal, mais l’écran peut être en retard. Libérez de la place.',
    'storage.trouble-damaged':
      'Les données de travail sont abîmées. Ce qui est enregistré est à l’abri dans le journal. Fermez Établi et ouvrez-le de nouveau.',
    'storage.trouble-unavailable':
      'Les données de travail ne répondent pas. Ce qui est enregistré est à l’abri dans le journal. Fermez Établi et ouvrez-le de nouveau.',
  },
  en: {
    'storage.caught-up':
      '{frames} {frames:entry|entries} of the safety journal {frames:was|were} missing from the screen and {frames:has|have} been made up for.',
    'storage.restored-new-here':
      'Établi opens here for the first time. The safety journal brought everything: {machines} {machines:file|files}, {documents} {documents:document|documents}.',
    'storage.restored-empty':
      'The working data had disappeared. It came back from the safety journal: {machines} {machines:file|files}, {documents} {documents:document|documents}.',
    'storage.restored-incomplete':
      'Part of the working data was missing. It came back from the safety journal: {machines} {machines:file|files}, {documents} {documents:document|documents}.',
    'storage.restored-unusable':
      'The working data was damaged. It was made again from the safety journal: {machines} {machines:file|files}, {documents} {documents:document|documents}.',
    'storage.repaired': 'Part of the working data was damaged. It was made again from the safety journal.',
    'storage.ahead':
      'The screen knew more than the safety journal. Given to the journal: {machines} {machines:file|files}, {documents} {documents:document|documents}. Set aside: {setAside}.',
    'storage.postponed':
      'The working data differs from the safety journal, which takes nothing at present. Nothing was changed.',
    'storage.machine-unreadable': 'A damaged machine file was set aside.',
    'storage.machine-differs':
      'The file {number} existed in two versions. The one of the safety journal is kept, the other is set aside.',
    'storage.report-lost':
      'A hardware report of the file {number} is lost. The file is kept without it, and its former state is set aside: the machine has to be read again.',
    'storage.not-in-journal':
      'A decision that the safety journal does not know was set aside: it has to be made again.',
    'storage.trouble-full':
      'The disk is full. What was saved is safe in the journal, but the screen may lag behind. Make room.',
    'storage.trouble-damaged':
      'The working data is damaged. What was saved is safe in the journal. Close Établi and open it again.',
    'storage.trouble-unavailable':
      'The working data does not answer. What was saved is safe in the journal. Close Établi and open it again.',
  },
}
