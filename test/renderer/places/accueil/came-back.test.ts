// A machine that somebody brought back to a tiers-lieu: its disks hold a person's data, and no disk is erased there. Every place
// where it could be looked for says so, and leads to sending it away.
import '../../../../renderer/styles/index.css'
import { getActivePinia } from 'pinia'
import { onTestFinished, expect, test, vi } from 'vitest'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import type { Activity } from '../../../../domain/station/station.ts'
import { i18n, showLanguage } from '../../../../renderer/i18n.ts'
import CameBackWaiting from '../../../../renderer/places/accueil/CameBackWaiting.vue'
import Departure from '../../../../renderer/places/echanges/transferts/Departure.vue'
import MachinePage from '../../../../renderer/places/machines/MachinePage.vue'
import Machines from '../../../../renderer/places/machines/Machines.vue'
import HandOverMachine from '../../../../renderer/places/remises/remettre/HandOverMachine.vue'
import { useCameBack } from '../../../../renderer/stores/came-back.ts'
import { useMachinePaths } from '../../../../renderer/stores/machine-paths.ts'
import { useSession } from '../../../../renderer/stores/session.ts'
import { useStation } from '../../../../renderer/stores/station.ts'
import certificateOfOld from '../../../fixtures/documents/refurbishment-certificate-v1.json' with { type: 'json' }
import returnSlip from '../../../fixtures/documents/return-slip-v1.json' with { type: 'json' }
import { hashOf } from '../../../../domain/documents/canonical.ts'
import { sha256 } from '../../../../renderer/stores/sha256.ts'
import { violations } from '../../components/mount.ts'
import { DID, machineFile, present, workshop } from '../../journal-in-memory.ts'
import { openWindow } from '../../stores/workshop.ts'
import { says } from '../banc/at-the-bench.ts'

const { machineId, machine, number } = returnSlip.credentialSubject
const certificate = {
  ...certificateOfOld,
  validFrom: '2026-11-01T09:00:00Z',
  credentialSubject: { ...certificateOfOld.credentialSubject, id: `urn:uuid:${machineId}`, machineId },
}
const back = machineFile({
  id: machineId,
  inventoryNumber: machine.inventoryNumber,
  stay: { id: machine.stay.stayId, startedAt: returnSlip.validFrom },
  onBench: false,
})

/** The machine was certified, handed over and brought back; `path` is on the screen. */
const afterTheReturn = async (path: string, activities: readonly Activity[] = ['tiers-lieu']) => {
  const { journal, station } = await openWindow({ settings: { ...workshop, activities: [...activities] } })
  await journal.addDocument(certificate)
  await journal.append({
    kind: 'arrival',
    v: 1,
    draftId: crypto.randomUUID(),
    hash: await hashOf(returnSlip, sha256),
    document: returnSlip,
    confirmations: [],
    machines: [back],
    disks: [],
    parts: [],
  })
  await station.start()
  useSession().signIn('AAAA')
  document.body.replaceChildren()
  const main = document.createElement('main')
  document.body.append(main)
  document.title = 'Établi'
  showLanguage('fr')
  const nothing = { render: () => null }
  const elsewhere = ['documents', 'fiche', 'label-paper', 'passport-paper', 'recevoir-lot', 'transferts', 'remettre']
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'accueil', component: CameBackWaiting },
      { path: '/machines', name: 'machines', component: Machines },
      { path: '/machines/:machineId', name: 'machine', component: MachinePage, props: true },
      { path: '/depart', name: 'transfert', component: Departure },
      { path: '/remettre/:machineId', name: 'remettre-machine', component: HandOverMachine, props: true },
      { path: '/banc/:machineId?', name: 'banc', component: nothing },
      { path: '/reglages', name: 'reglages', component: nothing },
      ...elsewhere.map((name) => ({ path: `/${name}/:rest*`, name, component: nothing })),
    ],
  })
  await router.push(path)
  const app = createApp({ render: () => h(RouterView) })
  app.use(present(getActivePinia())).use(i18n).use(router).mount(main)
  onTestFinished(() => {
    app.unmount()
  })
  return { main, router, journal }
}
const linkTo = (main: HTMLElement, word: string): HTMLAnchorElement =>
  present([...main.querySelectorAll('a')].find(({ textContent }) => textContent.includes(word)))

test('Accueil names it, says since when and why, and leads to its departure, where it is on the list already', async () => {
  const { main } = await afterTheReturn('/')
  await says(main, '1 machine revenue')
  await says(main, machine.inventoryNumber)
  await says(main, `${machine.name} · ${machine.serial}`)
  await says(main, number)
  await says(main, /renvoyez-la à l’atelier/)
  expect(await violations(main)).toEqual([])
  linkTo(main, 'Préparer un départ').click()
  await vi.waitFor(() => {
    expect(main.querySelector('ol')?.textContent).toContain(machine.inventoryNumber)
  })
})

test('the list of machines tells its model, its serial and that it is to be sent away', async () => {
  const { main } = await afterTheReturn('/machines')
  await says(main, machine.name)
  await says(main, machine.serial)
  await says(main, 'Revenue, à renvoyer')
  expect(main.textContent).not.toContain('Pas encore lue')
})

test('so does its page', async () => {
  const { main } = await afterTheReturn(`/machines/${machineId}`)
  await says(main, 'Revenue, à renvoyer')
  await says(main, /renvoyez-la à l’atelier/)
  expect(linkTo(main, 'Préparer un départ').getAttribute('href')).toBe(`/depart?machine=${machineId}`)
})

test('whoever would hand it over again is asked nothing of a person, and told why and where to go', async () => {
  const { main } = await afterTheReturn(`/remettre/${machineId}`)
  await says(main, 'Cette machine ne peut pas être remise')
  await says(main, number)
  expect(main.querySelector('form')).toBeNull()
  expect(linkTo(main, 'Préparer son départ').getAttribute('href')).toBe(`/depart?machine=${machineId}`)
})

test('where disks are erased it goes to the bench instead', async () => {
  const { main } = await afterTheReturn('/', ['tiers-lieu', 'refurbishing'])
  await says(main, /traitez-les au banc/)
  expect(linkTo(main, 'Ouvrir au banc').getAttribute('href')).toBe(`/banc/${machineId}`)
})

test('a certificate of its new stay ends the wait; one of a station that is not believed here does not', async () => {
  const { main, journal } = await afterTheReturn('/')
  await says(main, '1 machine revenue')
  const later = (issuer: string) => ({
    ...certificate,
    issuer: { ...certificate.issuer, id: issuer },
    validFrom: '2026-11-05T09:00:00Z',
    credentialSubject: { ...certificate.credentialSubject, number: 'AT1-000009', sequence: 9 },
  })
  const { catchUp } = useStation()
  await journal.addDocument(later(certificate.issuer.id))
  await catchUp()
  await vi.waitFor(() => {
    expect(useMachinePaths().loaded).toBe(true)
  })
  expect(useCameBack().waiting).toHaveLength(1)
  await journal.addDocument(later(DID))
  await catchUp()
  await vi.waitFor(() => {
    expect(main.textContent).not.toContain('machine revenue')
  })
  expect(useCameBack().waiting).toEqual([])
})
