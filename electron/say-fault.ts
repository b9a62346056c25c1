// What kept Établi from starting, as a sentence in French for the person who started it: no window shows it yet.
import { say } from '../domain/words/sentences.ts'
import { built } from './built.ts'
import { StationError } from './failure.ts'
import { NotBuiltError } from './open-station.ts'
import { UsageError } from './shell-options.ts'

/** A start that cannot go on; `message` says why and what to do. */
export class StartError extends Error {}

/** `folder` is the data folder, where it was decided already. null: a fault of ours, which only its stack explains. */
export const sayFault = (fault: unknown, folder: string | null): string | null => {
  if (fault instanceof StartError || fault instanceof UsageError) return fault.message
  if (fault instanceof NotBuiltError) {
    return built === null
      ? 'Les pages ne sont pas encore construites : lancez « npm run build », ou « npm start ».'
      : 'Il manque des fichiers d’Établi sur cet ordinateur : réinstallez-le. Vos données sont intactes.'
  }
  if (fault instanceof StationError && fault.failure.reasons.length > 0) {
    const where = folder === null ? '' : ` sur le dossier de données « ${folder} »`
    const sentences = fault.failure.reasons.map((each) => say(each, 'fr')).join(' ')
    return `Établi ne peut pas s’ouvrir${where} : ${sentences} Un autre dossier se choisit avec --data-dir.`
  }
  return null
}
