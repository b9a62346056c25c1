// The station that a package installed, as the person of a Debian root starts it from there, without a window.
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { freePort, type RunningStation } from '../e2e/station.ts'
import { type DebianRoot, PERSON } from './debian-root.ts'

export type InstalledStation = Pick<RunningStation, 'dataFolder' | 'port' | 'process' | 'said' | 'stop'>

/** Where the data of that person lie, seen from outside. */
export const dataFolderIn = ({ folder }: DebianRoot): string => join(folder, PERSON.home, '.local/share/etabli')

/** Always on the same port: the browser keeps a page's data under its address. */
let port: number | null = null

/** Fails where it ends before it is ready, with what it said. */
export const startInstalled = async (debian: DebianRoot): Promise<InstalledStation> => {
  port ??= await freePort()
  const address = `http://127.0.0.1:${String(port)}/`
  const child = debian.start(['etabli', '--no-open', '--port', String(port)], { as: 'person' })
  const ended = once(child, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (piece: Buffer) => {
      said += piece.toString()
      if (said.includes(address)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void ended.then(([code]) => {
      reject(new Error(`Établi ended with ${String(code)} before it was ready:\n${said}`))
    })
  })
  return {
    dataFolder: dataFolderIn(debian),
    port,
    process: child,
    said: () => said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Finds, in the window, the two documents that the main job left. */
export const findsItsDocuments = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Documents', exact: true }).click()
  await page.getByRole('link', { name: /^DAX2-000001/ }).click()
  await page.getByText('Annulé par DAX2-000002').waitFor()
}
