// Kinds of test: rules and the privileged half on Node; storage and components in real Chromium; the whole workshop end to
// end; disks and block layers in the virtual target.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { printed } from './browser-commands.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Once all files have run here vitest knows which take longest; from a clean checkout it would begin with the largest. */
const longest = ['/test/machine/guards.test.ts', '/test/e2e/screens.test.ts']
const takesLongest = ({ moduleId }: TestSpecification) => longest.some((path) => moduleId.endsWith(path))

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(takesLongest), ...sorted.filter((file) => !takesLongest(file))]
  }
}

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'node',
          root,
          include: ['test/{domain,electron,build,electron-shell}/**/*.test.ts'],
          // A whole job through the screens takes as long as end to end.
          exclude: ['test/electron-shell/*-path.test.ts'],
          environment: 'node',
          // Some start a browser or a whole shell, others work beside them.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Of two processors vitest leaves one idle; most of these wait for disks and other programs.
          maxWorkers: 2,
        },
      },
      {
        // Named beforehand: a dependency that Vite met only in the middle of a run would be optimised anew, and the page
        // would hold two copies of Vue.
        optimizeDeps: {
          include: [
            '@lucide/vue',
            'axe-core',
            'canonicalize',
            'dexie',
            'fast-check',
            'pinia',
            'qrcode',
            'reka-ui',
            'vue',
            'vue-i18n',
            'vue-router',
            'zod',
          ],
        },
        plugins: [vue({ template: { compilerOptions: { hoistStatic: false } } })],
        test: {
          name: 'chromium',
          root,
          include: ['test/renderer/**/*.test.ts'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { printed },
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: {
                executablePath: process.env['ETABLI_CHROMIUM'] ?? '/usr/bin/chromium',
                args: [
                  '--no-sandbox',
                  '--disable-gpu',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                ],
              },
            }),
          },
        },
      },
      {
        test: {
          name: 'e2e',
          root,
          include: ['test/e2e/**/*.test.ts', 'test/electron-shell/*-path.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // Each file has stations, ports, folders and a browser of its own; more than two starve each other.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'packages',
          root,
          include: ['test/packages/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 600_000,
          // One root file system, one set of packages at a time.
          maxWorkers: 1,
        },
      },
      {
        // Emulated, a computer is some twenty times slower and makes use of little more than one core: one is booted for each
        // file, two at a time.
        test: {
          name: 'machine',
          root,
          include: ['test/machine/**/*.test.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 240_000,
          globalSetup: ['test/machine/before-all.ts'],
          maxWorkers: 2,
          // Emulated on a busy computer, a guest now and then misses a moment of its own; what fails twice is a fault.
          retry: 1,
        },
      },
    ],
  },
})
