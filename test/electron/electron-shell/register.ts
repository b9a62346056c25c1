// Puts the stand-in where the built main process asks for Electron.
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./stand-in.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})
