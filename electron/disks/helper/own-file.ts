// Whether a running program's own file was replaced since it began: an update puts a new file in its place, and what the
// program still has to load from beside it is then the new version's.
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const markOf = (file: string): string | null => {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats === undefined ? null : [stats.dev, stats.ino, stats.size, stats.mtimeMs].join(' ')
}

/** `here`: the program's own address. Answers true from the moment its file is another one, or gone. */
export const replacementWatch = (here: string): (() => boolean) => {
  const file = fileURLToPath(here)
  const atStart = markOf(file)
  return () => markOf(file) !== atStart
}
