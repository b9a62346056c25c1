// What is said of a file that was opened with Établi and cannot be taken.
import type { Sentences } from '../words/reason.ts'

export const openingSentences: Sentences = {
  fr: {
    'opening.gone':
      'Le fichier {name} n’est plus là. Si la clé a été retirée, remettez-la, puis ouvrez le fichier de nouveau.',
    'opening.not-a-file': '{name} est un dossier, ou autre chose qu’un fichier. Ouvrez un fichier.',
    'opening.too-large': 'Le fichier {name} est trop grand pour Établi : {bytes:disk}, au plus {limit:disk}.',
    'opening.unreadable': 'Le fichier {name} ne peut pas être lu. Vérifiez que vous avez le droit de l’ouvrir.',
  },
  en: {
    'opening.gone':
      'The file {name} is no longer there. If the key was pulled out, plug it in again, then open the file.',
    'opening.not-a-file': '{name} is a folder, or something else than a file. Open a file.',
    'opening.too-large': 'The file {name} is too large for Établi: {bytes:disk}, at most {limit:disk}.',
    'opening.unreadable': 'The file {name} cannot be read. Check that you may open it.',
  },
}
