// Paper by Electron's own Chromium: a page printed in a window that nobody sees, that runs no script and reaches nothing.
import { randomUUID } from 'node:crypto'
import { BrowserWindow, session, type Session } from 'electron'
import {
  cancelled,
  confined,
  noPaper,
  TIME_LIMIT_MS,
  tooSlow,
  whyUnprintable,
  type Printer,
} from '../documents/print.ts'
import { refuse } from '../failure.ts'
import { denyPermissions, reachOnly } from './permissions.ts'
import { safePreferences } from './web-preferences.ts'

export const PRINT_SCHEME = 'etabli-print'

/** The session that printing windows live in: it reaches the page to print, and nothing else. */
const printingSession = (toPrint: ReadonlyMap<string, string>): Session => {
  const alone = session.fromPartition('print')
  denyPermissions(alone)
  reachOnly(alone, [PRINT_SCHEME, 'data'])
  alone.protocol.handle(PRINT_SCHEME, (request) => {
    const html = toPrint.get(new URL(request.url).host)
    return html === undefined
      ? new Response(null, { status: 404 })
      : new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  })
  return alone
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const end = () => {
      reject(new Error('Printing was ended'))
    }
    signal.addEventListener('abort', end, { once: true })
  })

export const windowPrinter = (): Printer => {
  const toPrint = new Map<string, string>()
  let alone: Session | null = null
  return async (html, { signal }) => {
    const refused = whyUnprintable(html)
    if (refused !== null) refuse(refused)
    if (signal.aborted) throw cancelled()
    alone ??= printingSession(toPrint)
    const id = randomUUID()
    toPrint.set(id, confined(html))
    const window = new BrowserWindow({
      show: false,
      webPreferences: { ...safePreferences, session: alone, javascript: false, devTools: false },
    })
    const print = async () => {
      await window.loadURL(`${PRINT_SCHEME}://${id}/`)
      return window.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      })
    }
    const late = AbortSignal.timeout(TIME_LIMIT_MS)
    const ended = AbortSignal.any([signal, late])
    try {
      return await Promise.race([print(), whenAborted(ended)])
    } catch (fault) {
      if (signal.aborted) throw cancelled()
      if (late.aborted) throw tooSlow()
      throw noPaper(fault instanceof Error ? fault.message : String(fault))
    } finally {
      // Also ends a printing that still goes on: nothing hears of it any more.
      if (!window.isDestroyed()) window.destroy()
      toPrint.delete(id)
    }
  }
}
