// Puts the stand-in where the built main process asks for Electron, and makes this process look like Electron's own.
import { registerHooks } from 'node:module'
import electron from 'electron/package.json' with { type: 'json' }

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: new URL('./module.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})

// The program finds out from these what it runs in.
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: electron.version } })
Object.defineProperty(process, 'type', { value: 'browser' })
// An installed program has no word that names its main file.
if (process.env['STAND_IN_PACKAGED'] === '1') process.argv.splice(1, 1)
