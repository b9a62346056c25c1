// Which npm packages are really in what was built: the folders of those whose code or style a bundle holds. What their
// licences say is read by third-party-licences.ts.
import { resolve, sep } from 'node:path'
import type { Plugin } from 'vite'

const inPackages = `${sep}node_modules${sep}`

/** `…/node_modules/@scope/name` of a file in it, the innermost where one lies in another. null: not of a package. */
const packageFolder = (file: string): string | null => {
  const at = file.lastIndexOf(inPackages)
  if (at < 0) return null
  const start = at + inPackages.length
  const parts = file.slice(start).split(sep)
  const name = parts[0]?.startsWith('@') === true ? parts.slice(0, 2) : parts.slice(0, 1)
  return file.slice(0, start) + name.join(sep)
}

/** Bundlers put a mark before what they made themselves of a module, and a question after its name. */
const fileOf = (id: string): string =>
  id
    .replace(/^\0+/, '')
    .replace(/[?#].*$/, '')
    .split('/')
    .join(sep)

/** A plugin of one build or of several, which puts every package it meets in a bundle into `bundled`. */
export const noteBundled = (bundled: Set<string>): Plugin => {
  let root = ''
  return {
    name: 'etabli:bundled-packages',
    configResolved(config) {
      root = config.root
    },
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        // Fonts and pictures are named from the root of the build, code by its whole path.
        const ids = part.type === 'chunk' ? part.moduleIds : part.originalFileNames
        for (const id of ids) {
          const folder = packageFolder(resolve(root, fileOf(id)))
          if (folder !== null) bundled.add(folder)
        }
      }
    },
  }
}
