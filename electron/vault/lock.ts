// One writer per data folder: a name that the kernel holds for a process and lets go when it dies, however it dies. On
// Linux an abstract socket (unix(7)) named after the folder's real path, on Windows a named pipe. Whoever holds it tells
// who they are to whoever asks in vain. An abstract name is seen by one network namespace only.
import { createHash } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'
import { z } from 'zod'
import { reason } from '../../domain/words/reason.ts'
import { StationError } from '../failure.ts'

const Holder = z.object({
  pid: z.int(),
  shell: z.string().max(40),
  since: z.iso.datetime(),
  /** Where its window may be found: the browser shell's address. */
  address: z.string().max(200).nullable(),
})
export type Holder = z.infer<typeof Holder>

export type Lock = {
  /** The address is known only after the folder is locked. */
  readonly announce: (address: string) => void
  readonly release: () => Promise<void>
}

/**
 * The abstract name is as long as an address can be (sun_path, 108 bytes with the leading NUL): shorter ones are padded with
 * NULs by Node 20 and not by Node 24, and would be two names, so that two shells would lock each other out in vain.
 */
const lockName = (realFolder: string): string => {
  const name = `etabli-${createHash('sha256').update(realFolder).digest('hex')}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name.padEnd(107, '-')}`
}

/** What the holder says of itself; null where nobody answers within a second, or not in words that are known. */
const askHolder = (name: string): Promise<Holder | null> =>
  new Promise((resolve) => {
    let said = ''
    const socket = connect(name)
    const end = () => {
      socket.destroy()
      try {
        resolve(Holder.safeParse(JSON.parse(said)).data ?? null)
      } catch {
        resolve(null)
      }
    }
    socket.setEncoding('utf8').setTimeout(1000)
    socket.on('data', (text) => (said = (said + text).slice(0, 2000)))
    socket.once('end', end).once('error', end).once('timeout', end)
  })

/**
 * Locks a folder for this process. `realFolder` is its real path. Fails with `conflict`, and with who holds it in the
 * reason `station.folder-in-use` {pid, shell, since, address}, while another process has it.
 */
export const lockFolder = async (realFolder: string, holder: Omit<Holder, 'address'>): Promise<Lock> => {
  const name = lockName(realFolder)
  let me: Holder = { ...holder, address: null }
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(JSON.stringify(me))
  })
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      // Windows answers EACCES where another user's process has the pipe.
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(true)
      else reject(error)
    })
    server.listen(name, () => {
      resolve(false)
    })
  })
  if (taken) {
    const other = await askHolder(name)
    throw new StationError('conflict', `The data folder is in use by process ${String(other?.pid ?? 'unknown')}`, [
      other === null
        ? reason('station.folder-in-use-by-unknown', { folder: realFolder })
        : reason('station.folder-in-use', {
            folder: realFolder,
            pid: other.pid,
            shell: other.shell,
            since: other.since,
            address: other.address ?? '',
          }),
    ])
  }
  server.unref()
  return {
    announce: (address) => {
      me = { ...me, address }
    },
    release: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}
