// How the renderer is built: pages that the content security policy accepts as they are, with nothing fetched from
// elsewhere and nothing compiled in the browser.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('../renderer', import.meta.url))

const page = (name: string) => `${root}/${name}`

/** What is said when the application does not come, in every page as plain markup: it needs no script of ours. */
const wordsOfTrouble = (): Plugin => ({
  name: 'words-of-trouble',
  transformIndexHtml: (html) =>
    html.replace('<!-- words of trouble -->', () => readFileSync(page('trouble/words.html'), 'utf8')),
})

export default defineConfig({
  root,
  // Absolute addresses: the same in http://127.0.0.1 and in the Electron shell's own scheme.
  base: '/',
  plugins: [
    // Hoisted static blocks are set as text, and the policy then drops their styles without a word.
    vue({ template: { compilerOptions: { hoistStatic: false } } }),
    wordsOfTrouble(),
    // Messages are compiled here: the browser needs neither the compiler nor eval.
    vueI18n({ include: [`${root}/locales/**`], runtimeOnly: true, dropMessageCompiler: true, strictMessage: false }),
  ],
  build: {
    emptyOutDir: true,
    // Fonts and pictures stay files: the policy refuses fonts in data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'chrome120',
    rollupOptions: { input: [page('index.html'), page('trouble.html'), page('diagnostic.html')] },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
})
