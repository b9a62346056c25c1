// A disk that came by itself: received, it waits on Accueil, and what is done with it is done under its own name.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { violations } from '../components/mount.ts'
import { attachedDisk, plainIdentity, readBackNow, spoiledReadBack } from '../disk-evidence.ts'
import { present } from '../journal-in-memory.ts'
import { laptopReport, plainDisk } from '../laptop-report.ts'
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

  // What is done with is still found: in the list, and by the number on its label.
  press(main, 'Disques hors machine')
  await says(main, '1 disque')
  await vi.waitFor(() => {
    expect(main.querySelector('tbody tr')?.textContent).toMatch(/Y5QSC0FPT.*INV-0311.*Terminé/)
  })
  expect(await violations(main)).toEqual([])
  await router.push('/banc')
  const scan = present(main.querySelector<HTMLInputElement>('[data-scan=field]'))
  scan.value = 'y5qsc0fpt'
  scan.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
  present(scan.closest('form')).requestSubmit()
  await vi.waitFor(() => {
    expect(router.currentRoute.value.fullPath).toBe(place)
  })

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

/** The dialog, with a disk of this label typed into it. */
const typed = async (main: HTMLElement, serial: string, model = '', gigabytes = '') => {
  press(main, 'Recevoir un disque hors machine')
  await vi.waitFor(() => dialog())
  await says(dialog(), 'Pas branché ici')
  present(dialog().querySelector<HTMLInputElement>('input[value=typed]')).click()
  await nextTick()
  await fill(0, serial)
  await fill(1, model)
  await fill(2, gigabytes)
  await fill(-1, 'Boîte 3')
}
const receivedFiles = ({ journal }: Awaited<ReturnType<typeof atTheBench>>) =>
  journal.frames().filter(({ frame }) => frame.entry.kind === 'loose-disk').length

test('a disk that waits already is not received a second time, and its file is a press away', async () => {
  const bench = await atTheBench('/accueil')
  const { main, router } = bench
  await says(main, 'Recevoir un disque hors machine')
  await typed(main, 'Z4YC19QX', 'ST500DM002', '500')
  press(dialog(), 'Ouvrir son dossier')
  await says(main, 'Pas branché à ce poste')
  const place = router.currentRoute.value.fullPath

  await router.push('/accueil')
  await says(main, 'Z4YC19QX')
  await typed(main, 'z4yc 19qx')
  await says(dialog(), 'Ce disque est déjà ici')
  await says(dialog(), /Il attend déjà comme disque hors machine\s: Boîte 3\./)
  expect(await violations()).toEqual([])
  present([...dialog().querySelectorAll<HTMLElement>('footer button')].at(-1)).click()
  await nextTick()
  expect(receivedFiles(bench)).toBe(1)
  press(dialog(), 'Voir ce disque')
  await vi.waitFor(() => {
    expect(router.currentRoute.value.fullPath).toBe(place)
  })
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

test('another disk of the same number is received once somebody compared the labels', async () => {
  const bench = await atTheBench('/accueil')
  const { main, router } = bench
  await says(main, 'Recevoir un disque hors machine')
  await typed(main, 'Z4YC19QX', 'ST500DM002', '500')
  press(dialog(), 'Ouvrir son dossier')
  await says(main, 'Pas branché à ce poste')
  await router.push('/accueil')
  await says(main, 'Z4YC19QX')

  await typed(main, 'Z4YC19QX', 'HTS545050A7', '320')
  await says(dialog(), 'Un disque du même numéro est déjà ici')
  const submit = () => present([...dialog().querySelectorAll<HTMLElement>('footer button')].at(-1))
  submit().click()
  await nextTick()
  expect(receivedFiles(bench)).toBe(1)
  present(dialog().querySelector<HTMLInputElement>('input[type=checkbox]')).click()
  await nextTick()
  submit().click()
  await vi.waitFor(() => {
    expect(receivedFiles(bench)).toBe(2)
  })
})

test('a disk that stands in a machine of this station is not received as a loose one', async () => {
  const bench = await atTheBench('/accueil')
  const { main, journal, machines } = bench
  const created = await machines.create({ inventoryNumber: 'PC-0007', equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('It was not created')
  const report = { ...laptopReport(), disks: [plainDisk] }
  const hash = await journal.addReport(report)
  await machines.addReport(created.machine.id, hash, report, 'file')

  await says(main, 'PC-0007')
  await typed(main, plainDisk.serial ?? '')
  await says(dialog(), 'Il est dans la machine PC-0007.')
  present([...dialog().querySelectorAll<HTMLElement>('footer button')].at(-1)).click()
  await nextTick()
  expect(receivedFiles(bench)).toBe(0)
  press(dialog(), 'Machine PC-0007')
  await vi.waitFor(() => {
    expect(bench.router.currentRoute.value.params['machineId']).toBe(created.machine.id)
  })
})

test('a long serial pushes nothing out of sight, neither in the list nor on Accueil, on a small screen', async () => {
  const { main, router } = await atTheBench('/accueil')
  // What is left of 1024 pixels beside the rail.
  main.style.width = '761px'
  await says(main, 'Recevoir un disque hors machine')
  await typed(main, 'S4EWNX0R123456_1.00000000.0025385B71B0F5C2', 'SAMSUNG MZVLB256HAHQ-000L7', '256')
  press(dialog(), 'Ouvrir son dossier')
  await says(main, 'Pas branché à ce poste')
  for (const place of ['/accueil', '/disques']) {
    await router.push(place)
    await vi.waitFor(() => present(main.querySelector('table')))
    const frame = present(main.querySelector('table')?.parentElement)
    expect(frame.scrollWidth).toBeLessThanOrEqual(frame.clientWidth)
    expect(main.scrollWidth).toBeLessThanOrEqual(main.clientWidth)
  }
})
