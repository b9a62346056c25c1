// Puts a component on a page as the application does, with its languages and styles, and takes it away again.
import '../../../renderer/styles/index.css'
import axe from 'axe-core'
import { createPinia } from 'pinia'
import { createApp, h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, showLanguage } from '../../../renderer/i18n.ts'

export const mount = async (component: Component, props: Record<string, unknown> = {}, slot = '') => {
  document.body.replaceChildren()
  const main = document.createElement('main')
  document.body.append(main)
  document.title = 'Établi'
  showLanguage('fr')
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { render: () => null } }],
  })
  const app = createApp({ render: () => h(component, props, () => slot) })
  app.use(createPinia()).use(i18n).use(router).mount(main)
  await router.isReady()
  return {
    main,
    unmount: () => {
      app.unmount()
    },
  }
}

/** The rules of WCAG 2.2 AA, and contrast at 7:1 (DESIGN §5). */
export const violations = async (within: Element = document.body) => {
  const { violations: found } = await axe.run(within, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'color-contrast-enhanced': { enabled: true } },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
