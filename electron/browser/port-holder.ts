// Who listens on a port that we need: another Établi, which says so itself, or a program that Linux can name.
import { readdir, readFile, readlink } from 'node:fs/promises'
import { z } from 'zod'
import { IDENTITY_ADDRESS } from '../transport/http.ts'

export type PortHolder =
  | { readonly kind: 'etabli'; readonly station: string }
  | { readonly kind: 'program'; readonly name: string; readonly process: number }
  | { readonly kind: 'unknown' }

const Identity = z.object({ application: z.literal('etabli'), station: z.string().max(100) })
const LISTENING = '0A'

const askEtabli = async (port: number): Promise<string | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${String(port)}${IDENTITY_ADDRESS}`, {
      signal: AbortSignal.timeout(2_000),
      redirect: 'error',
    })
    const identity = Identity.safeParse(await response.json())
    return identity.success ? identity.data.station : null
  } catch {
    return null
  }
}

type Listener = { readonly user: number; readonly inode: string }

/** The sockets that listen on this port, from /proc/net/tcp and tcp6 (proc(5)). */
const listenersOn = async (port: number): Promise<Listener[]> => {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((table) => readFile(table, 'utf8').catch(() => '')),
  )
  return tables.flatMap((table) =>
    table
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, local, , state, , , , user, , inode] = line.trim().split(/\s+/)
        const isHere = state === LISTENING && Number.parseInt(local?.split(':')[1] ?? '', 16) === port
        return isHere && inode !== undefined ? [{ user: Number(user), inode: `socket:[${inode}]` }] : []
      }),
  )
}

/**
 * Whether somebody else of this computer listens on this port: under our address they would show a page of their own, and
 * reach what our pages stored. Where the system does not say who listens (not Linux) it is taken for ours.
 */
export const isAnotherUsers = async (port: number): Promise<boolean> =>
  (await listenersOn(port)).some(({ user }) => user !== process.getuid?.())

const findProgram = async (port: number): Promise<PortHolder> => {
  const inodes = new Set((await listenersOn(port)).map(({ inode }) => inode))
  if (inodes.size === 0) return { kind: 'unknown' }
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  for (const process of processes) {
    // Without rights over a process its files cannot be seen: then it stays unknown.
    for (const descriptor of await readdir(`/proc/${process}/fd`).catch(() => [])) {
      const target = await readlink(`/proc/${process}/fd/${descriptor}`).catch(() => '')
      if (!inodes.has(target)) continue
      // A program calls itself as it likes, and a terminal does what some signs tell it.
      const name = (await readFile(`/proc/${process}/comm`, 'utf8').catch(() => '')).replace(/\p{C}/gu, '').trim()
      return { kind: 'program', name, process: Number(process) }
    }
  }
  return { kind: 'unknown' }
}

export const findPortHolder = async (port: number): Promise<PortHolder> => {
  const station = await askEtabli(port)
  return station === null ? findProgram(port) : { kind: 'etabli', station }
}
