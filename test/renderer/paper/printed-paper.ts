// A previewed paper as the printer gets it, and what came out.
import { commands } from 'vitest/browser'
import type { Printed } from '../../../build/browser-commands.ts'
import { selfContainedPage } from '../../../renderer/paper/self-contained.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    printed: (html: string) => Promise<Printed>
  }
}

export const printedPaper = async (paper: Element): Promise<Printed> =>
  commands.printed(await selfContainedPage(paper, 'Essai', 'fr'))
