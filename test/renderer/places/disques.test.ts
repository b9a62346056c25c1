// A disk that came by itself: received, it waits on Accueil, and what is done with it is done under its own name.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { violations } from '../components/mount.ts'
import { attachedDisk, plainIdentity, readBackNow, spoiledReadBack } from '../disk-evidence.ts'
import { present } from '../journal-in-memory.ts'
import { plainDisk } from '../laptop-report.ts'
import { sachaConfirms } from '../stores/workshop.ts'
import { atTheBench, escape, hasFocus, press, pressWithKeys, says } from './banc/at-the-bench.ts'

const dialog = () => present(document.querySelector<HTMLElement>('[role=dialog]'))
const fill = async (index: number, text: string) => {
  const input = present([...dialog().querySelectorAll<HTMLInputElement>('.field input')].at(index))
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
}

const received = async () => {
  const bench = await atTheBench('/accueil')
  bench.journal.attach([attachedDisk()])
  await says(bench.main, 'Recevoir un disque hors machine')
  press(bench.main, 'Recevoir un disque hors machine')
  await vi.waitFor(() => dialog())
  await says(dialog(), 'Y5QSC0FPT')
  return bench
}

test('nothing is received before somebody says which disk it is and where it lies', async () => {
  const { journal } = await received()
  press(dialog(), 'Ouvrir son dossier')
  await says(dialog(), 'Dites d’abord de quel disque il s’agit.')
  await says(dialog(), 'À remplir.')
  expect(await violations()).toEqual([])
  expect(journal.frames().some(({ frame }) => frame.entry.kind === 'loose-disk')).toBe(false)
})

test('Escape closes the reception, and the focus is where it was opened', async () => {
  const { main } = await atTheBench('/accueil')
  await says(main, 'Recevoir un disque hors machine')
  const opener = pressWithKeys(main, 'Recevoir un disque hors machine')
  await vi.waitFor(() => dialog())
  await hasFocus((at) => dialog().contains(at))
  escape()
  await vi.waitFor(() => {
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })
  await hasFocus((at) => at === opener)
})

test('an attached disk is received, read back, and settled by what was read', async () => {
  const { main, router, journal } = await received()
  present(dialog().querySelector<HTMLInputElement>('input[type=radio]')).click()
  await fill(0, 'INV-0311')
  await fill(1, 'Station d’accueil 2')
  press(dialog(), 'Ouvrir son dossier')
  await says(main, 'ordinateur INV-0311')
  await says(main, 'Branché à ce poste')
  expect(await violations(main)).toEqual([])
  expect(journal.frames().map(({ frame }) => frame.entry)).toContainEqual(
    expect.objectContaining({ kind: 'loose-disk', disk: expect.objectContaining({ kind: plainDisk.kind }) as unknown }),
  )

  press(main, 'Relire le disque…')
  await vi.waitFor(() => dialog())
  press(dialog(), 'Commencer la relecture')
  await says(main, 'En cours')
  const job = present(journal.jobs()[0])
  expect(job.disk).toEqual(plainIdentity)
  expect(job.owner.machineId).toBe(router.currentRoute.value.params['looseDiskId'])
  await journal.endJob(job.id, [{ form: 'read-back', text: JSON.stringify(readBackNow()) }])
  await says(main, 'Preuve trouvée')
  press(main, 'Retenir cette preuve')
  await sachaConfirms()
  await says(main, 'Effacement vérifié (constaté)')

  const place = router.currentRoute.value.fullPath
  await router.push('/accueil')
  await says(main, 'Rien n’attend')

  // Read once more, it is found to hold something: what settled it no longer stands, and it waits again.
  await router.push(place)
  await says(main, 'Branché à ce poste')
  press(main, 'Relire le disque…')
  await vi.waitFor(() => dialog())
  press(dialog(), 'Commencer la relecture')
  await says(main, 'En cours')
  const again = present(journal.jobs().find(({ id }) => id !== job.id))
  await journal.endJob(again.id, [{ form: 'read-back', text: JSON.stringify(spoiledReadBack()) }], { outcome: 'fails' })
  await says(main, 'Effacement contredit')
  await router.push('/accueil')
  await says(main, '1 disque sorti attend')
  await says(main, 'Y5QSC0FPT')
})

test('a disk that is not attached is received by what its label says, and waits on Accueil', async () => {
  const { main, router } = await received()
  present(dialog().querySelector<HTMLInputElement>('input[value=typed]')).click()
  await nextTick()
  await fill(0, 'Z4YC19QX')
  await fill(-1, 'Armoire fermée')
  press(dialog(), 'Ouvrir son dossier')
  await says(main, 'Pas branché à ce poste')
  await router.push('/accueil')
  await says(main, 'Z4YC19QX')
  await says(main, '1 disque sorti attend')
})
