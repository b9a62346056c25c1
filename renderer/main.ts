// The window's beginning: styles, stores, languages and places are put together here, and the station is given to the
// stores.
import './styles/index.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n.ts'
import { router } from './router.ts'
import { createStationClient } from './station.ts'
import { provideStation } from './stores/station-client.ts'

provideStation(createStationClient())
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
