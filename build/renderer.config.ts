// How the renderer is built: pages that the content security policy accepts as they are, with nothing fetched from
// elsewhere and nothing compiled in the browser.
import { fileURLToPath } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('../renderer', import.meta.url))

export default defineConfig({
  root,
  // Absolute addresses: the same in http://127.0.0.1 and in the Electron shell's own scheme.
  base: '/',
  plugins: [
    // Hoisted static blocks are set as text, and the policy then drops their styles without a word.
    vue({ template: { compilerOptions: { hoistStatic: false } } }),
    // Messages are compiled here: the browser needs neither the compiler nor eval.
    vueI18n({ include: [`${root}/locales/**`], runtimeOnly: true, dropMessageCompiler: true, strictMessage: false }),
  ],
  build: {
    emptyOutDir: true,
    // Fonts and pictures stay files: the policy refuses fonts in data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'chrome120',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
})
