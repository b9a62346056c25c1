/// <reference types="@vitest/browser-playwright" />
// Reception on a page: the same machine received by touch alone, by the keyboard alone and by cards alone; what was said stays in
// view; and a scan never presses the button that has the focus.
import { getActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { commandCode, type Command } from '../../../../domain/documents/scan-code.ts'
import { listenForScans } from '../../../../renderer/components/useScanner.ts'
import { i18n, showLanguage } from '../../../../renderer/i18n.ts'
import Reception from '../../../../renderer/places/demantelement/reception/Reception.vue'
import { useCalls } from '../../../../renderer/stores/calls.ts'
import { useIntakes } from '../../../../renderer/stores/intakes.ts'
import { violations } from '../../components/mount.ts'
import { present } from '../../journal-in-memory.ts'
import { openWorkshop } from '../../stores/workshop.ts'
import { press, says } from '../banc/at-the-bench.ts'

let main: HTMLElement
let intakeId: string

const atReception = async () => {
  await openWorkshop()
  const donor = { name: 'Lycée Borda', publicBody: true }
  const intake = await useIntakes().create({
    donor,
    reference: 'BL 12',
    receivedOn: '2026-11-24',
    expected: 2,
    notes: '',
  })
  intakeId = intake.id
  document.body.replaceChildren()
  main = document.createElement('main')
  document.body.append(main)
  document.title = 'Établi'
  showLanguage('fr')
  const nothing = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/reception/:intakeId', name: 'reception', component: Reception, props: true },
      { path: '/arrivages', name: 'arrivages', component: nothing },
      { path: '/arrivages/:intakeId', name: 'arrivage', component: nothing },
      { path: '/cartes', name: 'command-cards-paper', component: nothing },
    ],
  })
  await router.push({ name: 'reception', params: { intakeId } })
  const app = createApp({ render: () => h(RouterView) })
  app.use(present(getActivePinia())).use(i18n).use(router).mount(main)
  const stopListening = listenForScans()
  onTestFinished(() => {
    stopListening()
    app.unmount()
  })
  await says(main, 'Scannez l’étiquette')
}

/** Keys as a device sends them: every few milliseconds by its own clock, however busy this computer is. */
const scan = async (text: string) => {
  const begun = Date.now() / 1000
  for (const [index, key] of [...text, 'Enter'].entries()) {
    const code = /^[A-Z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key
    const stroke = { key, code, timestamp: begun + index * 0.006 }
    await cdp().send('Input.dispatchKeyEvent', { type: 'keyDown', text: key === 'Enter' ? '\r' : key, ...stroke })
    await cdp().send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke })
  }
}
const card = (command: Command) => scan(commandCode(command))
const type = (label: string) => userEvent.type(present(main.querySelector<HTMLElement>('[data-scan=field]')), label)

const received = () =>
  useIntakes()
    .machinesOf(intakeId)
    .map(({ inventoryNumber, equipment, triage }) => [inventoryNumber, equipment, triage?.look, triage?.powerOn])
const expected = [['PC-0007', 'desktop', 'worn', 'starts']]

beforeEach(atReception)

describe('one machine is received', () => {
  it('by touch alone, once its number is typed', async () => {
    await type('PC-0007')
    press(main, 'Recevoir')
    await says(main, 'Quelle sorte de machine')
    press(main, 'Ordinateur fixe')
    await says(main, 'Dans quel état')
    press(main, 'Usée')
    await says(main, 'S’allume-t-elle')
    press(main, 'Oui, elle s’allume')
    await says(main, /PC-0007\s+est reçue et va au reconditionnement/)
    expect(received()).toEqual(expected)
  })

  it('by the keyboard alone, by the keys that stand on the buttons', async () => {
    await type('PC-0007{Enter}')
    await says(main, 'Quelle sorte de machine')
    await userEvent.keyboard('2')
    await says(main, 'Dans quel état')
    await userEvent.keyboard('2')
    await says(main, 'S’allume-t-elle')
    await userEvent.keyboard('o')
    await says(main, /PC-0007\s+est reçue/)
    expect(received()).toEqual(expected)
    // The next number is typed where the first was.
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(main.querySelector('[data-scan=field]'))
    })
  })

  it('by a scanner alone', async () => {
    await scan('PC-0007')
    await says(main, 'Quelle sorte de machine')
    await card('2')
    await says(main, 'Dans quel état')
    await card('2')
    await says(main, 'S’allume-t-elle')
    await card('yes')
    await says(main, /PC-0007\s+est reçue/)
    expect(received()).toEqual(expected)
  })
})

describe('while a machine is received', () => {
  it('what was said is in view, and the question is read out where it changes', async () => {
    await scan('PC-0007')
    await says(main, 'Quelle sorte de machine')
    await card('2')
    await says(main, 'Dans quel état')
    await card('3')
    await says(main, 'S’allume-t-elle')
    expect(main.querySelector('.said')?.textContent).toMatch(/Ordinateur fixe.*Abîmée/)
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent).toContain('S’allume-t-elle')
    })
    expect(await violations(main)).toEqual([])
  })

  it('a scan does not press the answer that has the focus', async () => {
    await scan('PC-0007')
    await says(main, 'Quelle sorte de machine')
    const server = [...main.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent.includes('Serveur'))
    present(server).focus()
    await scan('PC-0008')
    await says(main, 'Répondez d’abord pour PC-0007')
    expect(main.textContent).toContain('Quelle sorte de machine')
  })

  it('a supervisor is called by a card, and the question stays', async () => {
    await scan('PC-0007')
    await says(main, 'Quelle sorte de machine')
    await card('call')
    await says(main, 'L’encadrant est appelé')
    await vi.waitFor(() => {
      expect(useCalls().waiting).toMatchObject([{ machineId: null, step: 'reception' }])
    })
    expect(main.textContent).toContain('Quelle sorte de machine')
  })
})
