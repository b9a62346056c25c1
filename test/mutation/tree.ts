// A copy of the working tree, built, in which one file at a time may be made wrong and is then put right again.
import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mutant } from './mutants.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Which part of dist/ is made of this file. */
type Part = 'electron' | 'renderer'
const partOf = (file: string): Part | null => {
  if (/^(electron|domain)\/|^build\/electron\.config\.ts$/.test(file)) return 'electron'
  return /^renderer\/|^build\/renderer\.config\.ts$/.test(file) ? 'renderer' : null
}

export type Ran = { readonly code: number | null; readonly output: string }

/** Campaigns at their full counts would take hours, once for each mutant. */
const { ETABLI_LONG: _campaigns, ...surroundings } = process.env

const running = new Set<() => void>()

/** Ends what runs in any tree. */
export const endAll = (): void => {
  for (const stop of running) stop()
}

/** A process group of its own, so that what it started ends with it. `code` is null where its time was up. */
const run = (cwd: string, words: readonly string[], limitMs: number): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, words, {
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...surroundings, NO_COLOR: '1' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    }
    const send = (signal: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal)
      } catch {
        // It has ended by itself meanwhile.
      }
    }
    /** Asked first: a browser that the tests started has a group of its own, and only they can end it. */
    const stop = () => {
      send('SIGTERM')
      setTimeout(() => {
        send('SIGKILL')
      }, 5_000).unref()
    }
    running.add(stop)
    const limit = setTimeout(stop, limitMs)
    child.once('close', (code) => {
      clearTimeout(limit)
      running.delete(stop)
      send('SIGKILL')
      resolve({ code, output })
    })
  })

export type Tree = {
  readonly folder: string
  readonly run: (words: readonly string[], limitMs: number) => Promise<Ran>
  /** Does `work` while the mutant stands in the tree. Throws where the table does not fit the code. */
  readonly withMutant: <Result>(mutant: Mutant, work: () => Promise<Result>) => Promise<Result>
  readonly remove: () => Promise<void>
}

const occurrences = (text: string, part: string): number => text.split(part).length - 1

const treeAt = (folder: string): Tree => {
  const inTree = (words: readonly string[], limitMs: number) => run(folder, words, limitMs)
  const built = (part: Part) => join(folder, 'dist', part)
  const kept = (part: Part) => join(folder, 'kept', part)
  return {
    folder,
    run: inTree,
    withMutant: async (mutant, work) => {
      const file = join(folder, mutant.file)
      const right = await readFile(file, 'utf8')
      const found = occurrences(right, mutant.from)
      if (found !== 1) throw new Error(`“${mutant.from}” stands ${String(found)} times in ${mutant.file}, not once`)
      const part = partOf(mutant.file)
      try {
        if (part !== null) {
          await mkdir(join(folder, 'kept'), { recursive: true })
          await rm(kept(part), { recursive: true, force: true })
          await cp(built(part), kept(part), { recursive: true })
        }
        await writeFile(
          file,
          right.replace(mutant.from, () => mutant.to),
        )
        if (part !== null) {
          const { code, output } = await inTree(['test/mutation/rebuild.ts', part], 120_000)
          if (code !== 0) throw new Error(`With it the tree cannot be built:\n${output.slice(-2_000)}`)
        }
        return await work()
      } finally {
        await writeFile(file, right)
        if (part !== null) {
          await rm(built(part), { recursive: true, force: true })
          await rename(kept(part), built(part))
        }
      }
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  }
}

/** What git knows of or would take, as it stands now. */
const workingFiles = (): readonly string[] => {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error('git cannot say which files the tree has')
  return [...new Set(stdout.split('\0'))].filter((file) => file !== '' && !file.startsWith('node_modules'))
}

/** `count` trees that are alike; the first is built, the others are its copies. */
export const plantTrees = async (count: number): Promise<readonly [Tree, ...Tree[]]> => {
  const first = await mkdtemp(join(tmpdir(), 'etabli-mutation-'))
  for (const file of workingFiles()) {
    await mkdir(dirname(join(first, file)), { recursive: true })
    // A file that was removed but is not yet committed is none.
    await cp(join(root, file), join(first, file)).catch(() => undefined)
  }
  await symlink(join(root, 'node_modules'), join(first, 'node_modules'))
  const tree = treeAt(first)
  const { code, output } = await tree.run(['build/build.ts'], 300_000)
  if (code !== 0) throw new Error(`The tree cannot be built:\n${output.slice(-2_000)}`)
  const others: Tree[] = []
  for (let planted = 1; planted < count; planted += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'etabli-mutation-'))
    await cp(first, folder, { recursive: true, verbatimSymlinks: true })
    others.push(treeAt(folder))
  }
  return [tree, ...others]
}
