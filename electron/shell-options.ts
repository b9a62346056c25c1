// The words a shell is started with, the same for both: which folder, which port, whether a window opens, and the files that
// it shall show.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** Fixed: the browser keeps a page's data under its address, and the port is part of that. */
export const USUAL_PORT = 27437
/** The demo may run beside the real station. */
export const DEMO_PORT = 27438

export type ShellOptions = {
  readonly port: number
  /** null: the usual one. */
  readonly dataFolder: string | null
  readonly open: boolean
  readonly demo: boolean
  readonly shell: 'electron' | 'browser' | null
  /** Loop devices may be erased: for tests, and refused by packaged builds. */
  readonly testLoopDevices: boolean
  /** Whole paths of files to open: a desktop names them so for a double click. */
  readonly files: readonly string[]
}

export class UsageError extends Error {}

const usage = (packaged: boolean) => {
  const forTests = packaged ? '' : ', --test-loop-devices'
  const example = packaged ? 'etabli --demo' : 'npm start -- --demo'
  return `Mots connus : FICHIER, --port NUMÉRO, --data-dir DOSSIER, --no-open, --demo, --shell electron|browser${forTests}. Exemple : ${example}`
}

const portOf = (text: string | undefined, demo: boolean): number => {
  if (text === undefined) return demo ? DEMO_PORT : USUAL_PORT
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1024 || port > 65535) {
    throw new UsageError(`Le port doit être un nombre de 1024 à 65535, pas « ${text} ».`)
  }
  return port
}

const shellOf = (text: string | undefined): ShellOptions['shell'] => {
  if (text === undefined || text === 'electron' || text === 'browser') return text ?? null
  throw new UsageError(`--shell prend « electron » ou « browser », pas « ${text} ».`)
}

/** Desktops name a file by its path, or by an address with blanks and accents as percent signs. */
const pathOf = (word: string, packaged: boolean): string => {
  if (!word.startsWith('file:')) return resolve(word)
  try {
    return fileURLToPath(word)
  } catch {
    throw new UsageError(usage(packaged))
  }
}

/** An AppImage's own starter adds this word where the system keeps users from making namespaces, as Ubuntu has since 24.04. */
const NO_SANDBOX = '--no-sandbox'
const unconfined =
  'Sur cet ordinateur, le système ne laisse pas un programme qui n’est pas installé enfermer ses pages (bac à sable), et Établi ne s’ouvre pas sans. Installez Établi par son paquet .deb.'

/** `packaged`: built to be installed. Throws a UsageError with a sentence for the person. */
export const readShellOptions = (words: readonly string[], packaged: boolean): ShellOptions => {
  if (words.includes(NO_SANDBOX)) throw new UsageError(unconfined)
  let values
  let positionals
  try {
    ;({ values, positionals } = parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
        shell: { type: 'string' },
        ...(packaged ? {} : { 'test-loop-devices': { type: 'boolean', default: false } }),
      },
    }))
  } catch {
    throw new UsageError(usage(packaged))
  }
  if (values['data-dir'] === '' || positionals.includes('')) throw new UsageError(usage(packaged))
  return {
    port: portOf(values.port, values.demo),
    dataFolder: values['data-dir'] ?? null,
    open: !values['no-open'],
    demo: values.demo,
    shell: shellOf(values.shell),
    testLoopDevices: 'test-loop-devices' in values && values['test-loop-devices'] === true,
    files: positionals.map((word) => pathOf(word, packaged)),
  }
}
