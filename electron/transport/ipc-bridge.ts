// The preload's side of the contract over Electron's IPC: the one function a page gets, and the one channel it uses.
// It forwards names without knowing them; the privileged half refuses what is no operation.
export const CHANNEL = 'etabli'

export type IpcRendererLike = {
  send(channel: string, message: unknown): void
  on(channel: string, listener: (event: unknown, message: unknown) => void): unknown
}

export type Call = { readonly reply: Promise<unknown>; readonly cancel: () => void }
export type Bridge = (name: string, input: unknown, onProgress: (event: unknown) => void) => Call

type Waiting = { readonly resolve: (reply: unknown) => void; readonly onProgress: (event: unknown) => void }

type FromStation = { readonly id: string; readonly kind: 'progress' | 'reply'; readonly value: unknown }

const isFromStation = (message: unknown): message is FromStation =>
  typeof message === 'object' && message !== null && 'id' in message && 'kind' in message && 'value' in message

export const createBridge = (ipc: IpcRendererLike): Bridge => {
  const waiting = new Map<string, Waiting>()
  ipc.on(CHANNEL, (_event, message) => {
    if (!isFromStation(message)) return
    const call = waiting.get(message.id)
    if (call === undefined) return
    if (message.kind === 'progress') {
      call.onProgress(message.value)
      return
    }
    waiting.delete(message.id)
    call.resolve(message.value)
  })

  return (name, input, onProgress) => {
    const id = crypto.randomUUID()
    const reply = new Promise<unknown>((resolve) => {
      waiting.set(id, { resolve, onProgress })
    })
    ipc.send(CHANNEL, { id, kind: 'call', name, input })
    return {
      reply,
      cancel: () => {
        if (waiting.has(id)) ipc.send(CHANNEL, { id, kind: 'cancel' })
      },
    }
  }
}
