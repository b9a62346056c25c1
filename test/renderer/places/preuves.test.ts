// Evidence from a USB key: every file gets its answer, disks find their machines, and what finds none stays in sight.
import { expect, test, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useSession } from '../../../renderer/stores/session.ts'
import { useSupervisor } from '../../../renderer/stores/supervisor.ts'
import { violations } from '../components/mount.ts'
import { logNow, readBackNow } from '../disk-evidence.ts'
import { PIN, present } from '../journal-in-memory.ts'
import { sachaConfirms } from '../stores/workshop.ts'
import { useWork } from '../../../renderer/stores/work.ts'
import { atTheBench, hasFocus, press, says } from './banc/at-the-bench.ts'

const inAMinute = () => new Date(Date.now() + 60_000)
const file = (name: string, text: string) => new File([text], name)

const bring = async (main: HTMLElement, files: readonly File[]) => {
  const input = present(main.querySelector<HTMLInputElement>('input[type=file][multiple]'))
  const transfer = new DataTransfer()
  for (const each of files) transfer.items.add(each)
  input.files = transfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await nextTick()
}

/** A machine that was opened, and in which this disk was found. */
const withMachine = async (serial: string | null, wwn: string | null = null) => {
  const bench = await atTheBench('/preuves')
  await says(bench.main, 'Preuves d’effacement')
  const created = await bench.machines.create({ inventoryNumber: 'PC-0042', equipment: 'desktop' })
  if (created.kind !== 'created') throw new Error('It was not created')
  const scope = effectScope()
  const work = present(scope.run(() => useWork(created.machine.id)))
  await vi.waitFor(() => {
    expect(work.accounting.value).not.toBeNull()
  })
  const found = [{ serial, wwn, model: serial === null ? 'Loopback device' : null, sizeBytes: 8_388_608 }]
  const attesting = work.attest({ reportHash: null, why: 'no-report', found, notes: '' })
  await sachaConfirms()
  await attesting
  return { ...bench, work, machine: created.machine }
}

test('evidence of a disk that has no serial finds its machine by the WWN', async () => {
  const { main } = await withMachine(null, '0x5000c500a1b2c3d4')
  const record = readBackNow()
  const identity = { serial: null, wwn: 'naa.5000C500A1B2C3D4', model: null, sizeBytes: record.medium.sizeBytes }
  await bring(main, [file('read-back.json', JSON.stringify({ ...record, medium: { ...record.medium, identity } }))])
  await says(main, 'Une preuve est gardée sur ce poste.')
  await says(main, 'Machine PC-0042')
  await says(main, 'Toutes les preuves ont trouvé leur disque')
})

test('a log finds its machine by the serial, and other files say why they are none', async () => {
  const { main, router, machine } = await withMachine('LOOP0001')
  await bring(main, [
    file('erase.log', logNow('zero-last-noblank', inAMinute(), 'LOOP0001')),
    file('notes.txt', 'bonjour'),
  ])
  await says(main, 'Une preuve est gardée sur ce poste.')
  await says(main, 'Un fichier n’est pas une preuve')
  await hasFocus((at) => at.id === 'answers')
  await says(main, 'Machine PC-0042')
  await says(main, 'Toutes les preuves ont trouvé leur disque')
  expect(await violations(main)).toEqual([])

  press(main, 'Machine PC-0042')
  await vi.waitFor(() => {
    expect(router.currentRoute.value.params['machineId']).toBe(machine.id)
  })
  await says(main, 'Preuve trouvée')
  await says(main, 'Un journal vaut moins qu’un constat')
  press(main, 'Retenir cette preuve')
  await sachaConfirms()
  await says(main, 'Effacement vérifié (journal)')
})

test('the machine whose disk a log settles names the other disks of that log that nobody knows', async () => {
  const { main } = await withMachine('LOOP0001')
  const log = logNow('two-disks', inAMinute(), 'LOOP0001')
    .replace(/(Found \/dev\/loop1, .*S\/N=)$/gm, '$1STRANGER2')
    .replace(/^([! ] +loop1 \|[^|]*\|[^|]*\/s \|.*\/)$/gm, '$1STRANGER2')
  await bring(main, [file('deux-disques.log', log)])
  await says(main, 'Machine PC-0042')
  await says(main, 'STRANGER2')
  press(main, 'Machine PC-0042')
  await says(main, 'Preuve trouvée')
  expect(main.textContent).not.toContain('STRANGER2')
  press(main, 'Retenir cette preuve')
  await sachaConfirms()
  await says(main, 'Effacement vérifié (journal)')
  await says(main, /nomme aussi un disque que ce poste ne connaît pas.*STRANGER2/)
  expect(await violations(main)).toEqual([])
  press(main, 'Voir les preuves sans machine')
  await says(main, 'Aucun dossier ne montre ce disque')
})

test('what no machine knows stays here, also after another visit', async () => {
  const { main, router } = await withMachine('OTHER')
  await bring(main, [file('erase.log', logNow('zero-last-noblank', inAMinute(), 'LOOP0001'))])
  await says(main, 'Aucun dossier ne montre ce disque')
  await router.push('/machines')
  await router.push('/preuves')
  await says(main, 'LOOP0001')
  await says(main, 'Aucun dossier ne montre ce disque')
})

test('the same file again is known already', async () => {
  const { main } = await withMachine('LOOP0001')
  const text = logNow('zero-last-noblank', inAMinute(), 'LOOP0001')
  await bring(main, [file('erase.log', text)])
  await says(main, 'Une preuve est gardée')
  await bring(main, [file('copie.log', text)])
  await says(main, 'copie.log')
  await says(main, 'déjà connue')
})

test('a log without a serial is linked by two people, and never by one', async () => {
  const { main, work } = await withMachine('LOOP0001')
  await bring(main, [file('sans-serie.log', logNow('zero-last-noblank', inAMinute()))])
  await says(main, 'À relier à un disque')
  press(main, 'Relier à un disque…')
  const dialog = () => present(document.querySelector<HTMLElement>('[role=dialog]'))
  await vi.waitFor(() => dialog())
  const number = present(dialog().querySelector<HTMLInputElement>('[data-scan=field]'))
  number.value = 'PC-0042'
  number.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
  press(dialog(), 'Chercher')
  await vi.waitFor(() => dialog().querySelector('input[type=radio]') ?? Promise.reject(new Error('No disk yet')))
  present(dialog().querySelector<HTMLInputElement>('input[type=radio]')).click()
  await says(dialog(), 'autre que la personne au poste')
  // The button has come to life, and its colours are on their way.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await violations()).toEqual([])
  press(dialog(), 'Demander l’accord d’un encadrant')
  const supervisor = useSupervisor()
  await vi.waitFor(() => {
    expect(supervisor.open).toBe(true)
  })
  expect(supervisor.onScreen.anotherPerson).toBe(true)
  expect(useSession().operator).not.toBe('SSSS')
  await supervisor.submit('SSSS', PIN)
  await vi.waitFor(() => {
    expect(work.accounting.value?.disks[0]?.verdict).toMatchObject({ kind: 'verified', how: 'log' })
  })
  expect(work.settlements.value.at(-1)?.outcome).toMatchObject({
    kind: 'evidence',
    link: { run: 1, device: '/dev/loop0' },
  })
  await says(main, 'Toutes les preuves ont trouvé leur disque')
})
