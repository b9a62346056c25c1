// The privileged half's side of the contract over Electron's IPC: one channel, every sender checked, every running
// call ended when its window goes.
import { z } from 'zod'
import { answerSafely, refusal, type Answer } from './answer.ts'
import { CHANNEL } from './ipc-bridge.ts'

export type SenderLike = {
  readonly id: number
  once(event: 'destroyed', listener: () => void): unknown
}
export type IpcEventLike = {
  /** null: the frame navigated away or is gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
  readonly sender: SenderLike
  reply(channel: string, message: unknown): void
}
export type IpcMainLike = {
  on(channel: string, listener: (event: IpcEventLike, message: unknown) => void): unknown
}

const Message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: z.uuid(), name: z.string().max(200), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id: z.uuid() }),
])

export const serveIpc = (
  ipc: IpcMainLike,
  answer: Answer,
  /** Whether this address is the application's own page. */
  isOurs: (url: string) => boolean,
  report: (fault: unknown) => void,
): void => {
  const safely = answerSafely(answer, report)
  const running = new Map<number, Map<string, AbortController>>()

  const callsOf = (sender: SenderLike) => {
    const known = running.get(sender.id)
    if (known !== undefined) return known
    const calls = new Map<string, AbortController>()
    running.set(sender.id, calls)
    sender.once('destroyed', () => {
      for (const call of calls.values()) call.abort()
      running.delete(sender.id)
    })
    return calls
  }

  ipc.on(CHANNEL, (event, raw) => {
    const message = Message.safeParse(raw)
    // What has no id cannot be answered; our own preload never sends it.
    if (!message.success) {
      report(new Error('A message of another form arrived over IPC'))
      return
    }
    const { id } = message.data
    const say = (kind: 'progress' | 'reply', value: unknown) => {
      try {
        event.reply(CHANNEL, { id, kind, value })
      } catch (fault) {
        // The frame was disposed of between the answer and its delivery: nobody is left to tell.
        report(fault)
      }
    }
    const frame = event.senderFrame
    // Only the window's main frame, on our own page: an embedded or navigated frame gets an error, not silence.
    if (frame?.parent !== null || !isOurs(frame.url)) {
      say('reply', refusal('refused', 'This page is not the application'))
      return
    }
    const calls = callsOf(event.sender)
    if (message.data.kind === 'cancel') {
      calls.get(id)?.abort()
      return
    }
    if (calls.has(id)) {
      say('reply', refusal('refused', 'This call is already running'))
      return
    }
    const cancelled = new AbortController()
    calls.set(id, cancelled)
    void safely(message.data.name, message.data.input, {
      signal: cancelled.signal,
      onProgress: (progress) => {
        say('progress', progress)
      },
    }).then((reply) => {
      calls.delete(id)
      say('reply', reply)
    })
  })
}
