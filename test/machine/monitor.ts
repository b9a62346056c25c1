// QEMU's monitor (QMP): one command at a time, its answer, or the error it names. Events are of no interest here.
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type Monitor = {
  /** Runs a command of QEMU's QMP reference; rejects with QEMU's own words. */
  readonly command: (name: string, options?: Readonly<Record<string, unknown>>) => Promise<unknown>
}

type Message = {
  readonly id?: number
  readonly return?: unknown
  readonly error?: { readonly desc: string }
}

export const openMonitor = async (socket: Socket): Promise<Monitor> => {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  const lines = createInterface({ input: socket })
  lines.on('error', () => null) // a broken socket closes too, which is told below
  lines.on('line', (line) => {
    const message = JSON.parse(line) as Message // QEMU's own protocol
    const asker = waiting.get(message.id ?? 0)
    if (asker === undefined) return
    waiting.delete(message.id ?? 0)
    if (message.error === undefined) asker.resolve(message.return)
    else asker.reject(new Error(`QEMU: ${message.error.desc}`))
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('QEMU ended'))
    waiting.clear()
  })
  const command: Monitor['command'] = (name, options = {}) =>
    new Promise((resolve, reject) => {
      const id = (last += 1)
      waiting.set(id, { resolve, reject })
      socket.write(`${JSON.stringify({ execute: name, arguments: options, id })}\n`)
    })
  await command('qmp_capabilities')
  return { command }
}
