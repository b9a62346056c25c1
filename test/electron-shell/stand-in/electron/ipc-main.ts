// Electron's `ipcMain`: messages of pages, with the frame they come from and a way to answer it.
import { EventEmitter } from 'node:events'
import type { SenderFrame } from '../questions.ts'

export type IpcEvent = {
  readonly processId: number
  readonly frameId: number
  readonly senderFrame: SenderFrame
  readonly sender: EventEmitter
  readonly reply: (channel: string, message: unknown) => void
}

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, (event: IpcEvent, ...words: unknown[]) => unknown>()

  handle(channel: string, handler: (event: IpcEvent, ...words: unknown[]) => unknown): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()
