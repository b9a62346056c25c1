// The place Échanges on a page, as a window at a station shows it: real stores and real IndexedDB over a journal in memory.
import '../../../../renderer/styles/index.css'
import { getActivePinia } from 'pinia'
import { onTestFinished } from 'vitest'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { listenForScans } from '../../../../renderer/components/useScanner.ts'
import { i18n, showLanguage } from '../../../../renderer/i18n.ts'
import Echanges from '../../../../renderer/places/echanges/Echanges.vue'
import BatchPage from '../../../../renderer/places/echanges/envoyer/BatchPage.vue'
import SendBatch from '../../../../renderer/places/echanges/envoyer/SendBatch.vue'
import Stations from '../../../../renderer/places/echanges/postes/Stations.vue'
import ReceiveBatch from '../../../../renderer/places/echanges/recevoir/ReceiveBatch.vue'
import { provideStation } from '../../../../renderer/stores/station-client.ts'
import { useSession } from '../../../../renderer/stores/session.ts'
import { present, type JournalInMemory } from '../../journal-in-memory.ts'
import { openWindow } from '../../stores/workshop.ts'
import { createExchange } from './exchange-in-memory.ts'

export const atTheExchange = async (
  path: string,
  prepare: (journal: JournalInMemory) => Promise<unknown> = () => Promise.resolve(),
) => {
  const { journal, station } = await openWindow()
  const exchange = createExchange(journal)
  provideStation(exchange.send)
  await prepare(journal)
  await station.start()
  useSession().signIn('AAAA')
  document.body.replaceChildren()
  const main = document.createElement('main')
  document.body.append(main)
  document.title = 'Établi'
  showLanguage('fr')
  const nothing = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      {
        path: '/echanges',
        component: Echanges,
        children: [
          { path: 'envoyer', name: 'envoyer-lot', component: SendBatch },
          { path: 'envoyer/:manifest', name: 'lot', component: BatchPage, props: true },
          { path: 'recevoir', name: 'recevoir-lot', component: ReceiveBatch },
          { path: 'postes', name: 'postes', component: Stations },
        ],
      },
      { path: '/documents/:hash?', name: 'documents', component: nothing },
      { path: '/banc/:machineId?', name: 'banc', component: nothing },
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
  return { main, router, journal, exchange }
}
