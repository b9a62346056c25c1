// npm run sign-update -- FILE…: writes the signed manifest of each package beside it, with the key that ETABLI_SIGNING_KEY names.
//   --feed            also under the name that a feed is asked for
//   --new-key FILE    makes a key instead, and prints the name that builds believe it by
import { stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { feedManifestName, manifestName } from '../domain/update/manifest.ts'
import { factsOf } from './signing/package-facts.ts'
import { makeKey, publicNameOf, readKey, signPackage } from './signing/sign-package.ts'

const usage = 'npm run sign-update -- PAQUET… [--feed], ou npm run sign-update -- --new-key FICHIER'

/** When the package was made: as the sources' date says where the build was told one, else the file's own. */
const builtAt = async (file: string): Promise<string> => {
  const told = process.env['SOURCE_DATE_EPOCH']
  return (told === undefined ? (await stat(file)).mtime : new Date(Number(told) * 1000)).toISOString()
}

const run = async (words: readonly string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { feed: { type: 'boolean', default: false }, 'new-key': { type: 'string' } },
  })
  const passphrase = process.env['ETABLI_SIGNING_PASSPHRASE'] ?? null
  const newKey = values['new-key']
  if (newKey !== undefined) {
    console.log(`ETABLI_UPDATE_KEY=${await makeKey(newKey, passphrase)}`)
    return
  }
  const keyFile = process.env['ETABLI_SIGNING_KEY'] ?? ''
  if (positionals.length === 0) throw new Error(usage)
  if (keyFile === '') throw new Error('ETABLI_SIGNING_KEY nomme le fichier de la clé de signature.')
  const key = await readKey(keyFile, passphrase)
  const believed = process.env['ETABLI_UPDATE_KEY'] ?? ''
  if (believed !== '' && believed !== publicNameOf(key))
    throw new Error(`Les paquets croient ${believed}, et cette clé est ${publicNameOf(key)}.`)
  for (const file of positionals) {
    const manifest = await signPackage(file, { ...factsOf(file), builtAt: await builtAt(file) }, key)
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    const { form, architecture, version } = manifest
    const names = [manifestName(manifest.fileName), ...(values.feed ? [feedManifestName(form, architecture)] : [])]
    for (const name of names) await writeFile(join(dirname(file), name), text)
    console.log(`${names.join(', ')} : ${form} ${architecture} ${version}, signé par ${publicNameOf(key)}`)
  }
}

try {
  await run(process.argv.slice(2))
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
}
