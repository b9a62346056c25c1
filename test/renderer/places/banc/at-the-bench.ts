// The bench on a page, as a window at a station shows it: real stores over a journal in memory, real IndexedDB.
import '../../../../renderer/styles/index.css'
import { getActivePinia } from 'pinia'
import { onTestFinished, vi } from 'vitest'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { listenForScans } from '../../../../renderer/components/useScanner.ts'
import { i18n, showLanguage } from '../../../../renderer/i18n.ts'
import Accueil from '../../../../renderer/places/accueil/Accueil.vue'
import Banc from '../../../../renderer/places/banc/Banc.vue'
import LooseDiskList from '../../../../renderer/places/disques/LooseDiskList.vue'
import LooseDiskPlace from '../../../../renderer/places/disques/LooseDiskPlace.vue'
import PartLabel from '../../../../renderer/places/papier/PartLabel.vue'
import PartPage from '../../../../renderer/places/pieces/PartPage.vue'
import Pieces from '../../../../renderer/places/pieces/Pieces.vue'
import TakeOutPage from '../../../../renderer/places/pieces/TakeOutPage.vue'
import Preuves from '../../../../renderer/places/preuves/Preuves.vue'
import { useMachines } from '../../../../renderer/stores/machines.ts'
import { present } from '../../journal-in-memory.ts'
import { openWorkshop } from '../../stores/workshop.ts'

export const atTheBench = async (path = '/banc') => {
  const { journal } = await openWorkshop()
  document.body.replaceChildren()
  const main = document.createElement('main')
  document.body.append(main)
  document.title = 'Établi'
  showLanguage('fr')
  const nothing = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/banc/:machineId?', name: 'banc', component: Banc, props: true },
      { path: '/machines', name: 'machines', component: nothing },
      { path: '/reglages', name: 'reglages', component: nothing },
      { path: '/accueil', name: 'accueil', component: Accueil },
      { path: '/preuves', name: 'preuves', component: Preuves },
      { path: '/disques', name: 'disques-liste', component: LooseDiskList },
      { path: '/disques/:looseDiskId', name: 'disques', component: LooseDiskPlace, props: true },
      { path: '/pieces', name: 'pieces', component: Pieces },
      { path: '/pieces/:partId', name: 'piece', component: PartPage, props: true },
      { path: '/pieces/sortir/:machineId', name: 'take-out-part', component: TakeOutPage, props: true },
      { path: '/papier/piece/:partId', name: 'part-label', component: PartLabel, props: true },
      { path: '/documents/:hash?', name: 'documents', component: nothing },
      { path: '/papier/etiquette/:machineId', name: 'label-paper', component: nothing },
    ],
  })
  await router.push(path)
  const app = createApp({ render: () => h(RouterView) })
  app.use(present(getActivePinia())).use(i18n).use(router).mount(main)
  const stopListening = listenForScans()
  onTestFinished(() => {
    stopListening()
    app.unmount()
  })
  return { main, router, journal, machines: useMachines() }
}

/** Waits until the page says so. */
export const says = (main: HTMLElement, words: string | RegExp) =>
  vi.waitFor(
    () => {
      const text = main.textContent
      if (typeof words === 'string' ? !text.includes(words) : !words.test(text))
        throw new Error(`The page does not say ${String(words)}`)
    },
    { timeout: 5000 },
  )

/** Presses Escape where the focus is, as a keyboard does. */
export const escape = () => {
  present(document.activeElement).dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
  )
}

/** The focus is there, and stays there once every dialog has closed. */
export const hasFocus = async (isIt: (element: Element) => boolean) => {
  const isThere = () => {
    const at = document.activeElement
    if (at === null || !isIt(at)) throw new Error(`The focus is on ${at?.outerHTML.slice(0, 200) ?? 'nothing'}`)
  }
  await vi.waitFor(isThere, { timeout: 3000 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  isThere()
}

/** Puts the focus on what bears this word, and presses it: by keyboard. */
export const pressWithKeys = (main: HTMLElement, word: string): HTMLElement => {
  const found = present(
    [...main.querySelectorAll<HTMLElement>('button, a')].find((one) => one.textContent.includes(word)),
  )
  found.focus()
  found.click()
  return found
}

/** Presses what bears this word. */
export const press = (main: HTMLElement, word: string) => {
  const found = [...main.querySelectorAll<HTMLElement>('button, a')].find((one) => one.textContent.includes(word))
  present(found).click()
}
