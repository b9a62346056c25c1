// The window's beginning: styles, stores, languages and places are put together here, and the station is given to the
// stores.
import './styles/index.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { ignoreDropsBeside } from './dropped-beside.ts'
import { i18n } from './i18n.ts'
import { router } from './router.ts'
import { onHostGone } from './session.ts'
import { createStationClient } from './station.ts'
import { tellFault } from './stores/faults.ts'
import { provideStation } from './stores/station-client.ts'
import { useStation } from './stores/station.ts'

provideStation(createStationClient())
const pinia = createPinia()
const app = createApp(App).use(pinia).use(i18n).use(router)
app.config.errorHandler = (fault) => {
  console.error(fault)
  tellFault(fault)
}
window.addEventListener('error', ({ error }) => {
  tellFault(error)
})
ignoreDropsBeside(window)
onHostGone(() => {
  useStation(pinia).reachable = false
})
app.mount('#app')
