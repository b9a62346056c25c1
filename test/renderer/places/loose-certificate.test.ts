// The certificate of a disk that stands in no machine, on its own screen: what is lacking, the paper as it will be, the
// issuing, the correction.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useDocuments } from '../../../renderer/stores/documents.ts'
import { violations } from '../components/mount.ts'
import { attachedDisk, readBackNow } from '../disk-evidence.ts'
import { present } from '../journal-in-memory.ts'
import { sachaConfirms } from '../stores/workshop.ts'
import { atTheBench, hasFocus, press, says } from './banc/at-the-bench.ts'

const dialog = () => present(document.querySelector<HTMLElement>('[role=dialog]'))
const fill = async (index: number, text: string) => {
  const input = present([...dialog().querySelectorAll<HTMLInputElement>('.field input')].at(index))
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
}

/** The disk on its screen, taken from a chassis and not settled yet. */
const received = async () => {
  const bench = await atTheBench('/accueil')
  bench.journal.attach([attachedDisk()])
  press(bench.main, 'Recevoir un disque hors machine')
  await vi.waitFor(() => dialog())
  await says(dialog(), 'Y5QSC0FPT')
  present(dialog().querySelector<HTMLInputElement>('input[type=radio]')).click()
  await fill(0, 'INV-0311')
  await fill(1, 'Station d’accueil 2')
  press(dialog(), 'Ouvrir son dossier')
  await says(bench.main, 'ordinateur INV-0311')
  return bench
}

const readBackAndSettled = async () => {
  const bench = await received()
  await says(bench.main, 'Branché à ce poste')
  press(bench.main, 'Relire le disque…')
  await vi.waitFor(() => dialog())
  press(dialog(), 'Commencer la relecture')
  await says(bench.main, 'En cours')
  const job = present(bench.journal.jobs()[0])
  await bench.journal.endJob(job.id, [{ form: 'read-back', text: JSON.stringify(readBackNow()) }])
  await says(bench.main, 'Preuve trouvée')
  press(bench.main, 'Retenir cette preuve')
  await sachaConfirms()
  await says(bench.main, 'Effacement vérifié (constaté)')
  return bench
}

test('says what is lacking as long as nothing is settled, and offers no certificate', async () => {
  const { main } = await received()
  await says(main, 'Pas encore de certificat')
  await says(main, 'rien ne dit encore ce que ce disque est devenu')
  expect(main.textContent).not.toContain('Émettre le certificat')
})

test('shows the paper as it will be, unsigned, and issues it', async () => {
  const { main, journal, router } = await readBackAndSettled()
  await says(main, 'Rien ne manque')
  const paper = present(main.querySelector('.paper'))
  await says(paper as HTMLElement, 'APERÇU, SANS SIGNATURE')
  await says(paper as HTMLElement, 'Y5QSC0FPT')
  expect(await violations(main)).toEqual([])

  press(main, 'Émettre le certificat')
  await says(main, 'Ouvrir et imprimer')
  await says(main, 'AT1-000001')
  await hasFocus((at) => at.getAttribute('data-said') === 'issued')
  const issued = journal.frames().flatMap(({ frame: { entry } }) => (entry.kind === 'document' ? [entry.document] : []))
  expect(issued).toMatchObject([
    { credentialSubject: { kind: 'erasure-certificate', machineId: router.currentRoute.value.params['looseDiskId'] } },
  ])

  press(main, 'Corriger')
  await says(main, 'Le nouveau certificat remplacera AT1-000001.')
  press(main, 'Émettre le certificat')
  await says(main, 'AT1-000002')
  await says(main, 'AT1-000001, remplacé')
})

test('is confirmed by a second person where one is asked: the same draft, with that confirmation', async () => {
  const { main, journal } = await readBackAndSettled()
  await says(main, 'Rien ne manque')
  const issue = vi.spyOn(useDocuments(), 'issue')
  press(main, 'Faire confirmer par une seconde personne')
  await sachaConfirms()
  await says(main, 'Une seconde personne l’a confirmé.')
  await hasFocus((at) => at.getAttribute('data-said') === 'ready')
  press(main, 'Émettre le certificat')
  await says(main, 'Ouvrir et imprimer')
  const confirmation = journal
    .frames()
    .flatMap(({ frame: { entry } }) => (entry.kind === 'confirmation' ? [entry.confirmation] : []))
    .at(-1)
  expect(confirmation?.action.kind).toBe('second-person')
  expect(issue.mock.calls[0]?.[0]).toMatchObject({ kind: 'erasure-certificate', secondPerson: confirmation?.id })
})
