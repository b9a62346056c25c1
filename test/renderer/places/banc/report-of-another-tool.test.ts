// A file of another tool, opened at the bench: what a person sees of it, and what of a file that is none.
import { expect, test } from 'vitest'
import { dmidecode, glpi } from '../../../domain/machine/from-other-tools/foreign-files.ts'
import { present } from '../../journal-in-memory.ts'
import { violations } from '../../components/mount.ts'
import { atTheBench, says } from './at-the-bench.ts'

const atAnUnreadMachine = async () => {
  const bench = await atTheBench()
  const created = await bench.machines.create({ inventoryNumber: 'PC-0007', equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('It was not created')
  await bench.router.push(`/banc/${created.machine.id}?partie=report`)
  await says(bench.main, 'Cette machine n’a pas encore été lue')
  return bench.main
}

const choose = (main: HTMLElement, file: File) => {
  const input = present(main.querySelector<HTMLInputElement>('input[type="file"]'))
  const chosen = new DataTransfer()
  chosen.items.add(file)
  input.files = chosen.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test('a dump in Latin-1 is read with its accents, and the bench says whose it is and what it does not tell', async () => {
  const main = await atAnUnreadMachine()
  choose(main, new File([latin1(dmidecode)], 'dmidecode.txt'))
  await says(main, 'Fichier de dmidecode 3.4, sans date')
  await says(main, /Relevé fait par dmidecode 3\.4\s: \d+ rubriques n’y sont pas, et des disques peuvent manquer/)
  await says(main, 'Démo')
  expect(main.textContent).toContain('Rabot 14')
  expect(main.textContent).toContain('ce fichier ne le dit pas')
  expect(main.textContent).not.toContain('Aucun disque interne')
  expect(await violations(main)).toEqual([])
})

test('an inventory of GLPI has its own date, and its RAID controller stands first', async () => {
  const main = await atAnUnreadMachine()
  choose(main, new File([JSON.stringify(glpi)], 'inventaire.json'))
  await says(main, 'par GLPI-Agent 1.7.1')
  await says(main, 'ce contrôleur peut cacher des disques')
  expect(main.textContent).not.toContain('sans date')
})

test('a log of nwipe is refused with what it is, and a file of 100 MB before it is read', async () => {
  const main = await atAnUnreadMachine()
  choose(main, new File(['[2026/03/02 08:00:00]  notice: Opened entropy source\n'], 'nwipe.log'))
  await says(main, 'C’est, semble-t-il, un journal de nwipe')
  choose(main, new File([new Uint8Array(100 * 1024 * 1024)], 'big.json'))
  await says(main, /big\.json.*trop/)
})
