// A station that can be killed: the host's process, every process of the browser, or both, with SIGKILL; and started
// again on the same data folder, port and browser profile. What is asked goes through the page's own client.
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import type { Input, OperationName, Output, Reply, StationDescription } from '../../domain/contract.ts'
import { newDataFolder, root, startStation, type RunningStation } from './station.ts'

export type Victim = 'host' | 'browser' | 'both'

/** The page or the host went away before the answer came. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** What these tests use of the page's station store (renderer/stores/station.ts), reached through the running app. */
type PageStation = {
  readonly state: { readonly kind: string }
  readonly reconciliation: { readonly kind: string; readonly setAside?: readonly unknown[] } | null
  readonly description: StationDescription | null
  readonly call: (name: string, input: unknown) => Promise<unknown>
  readonly catchUp: () => Promise<void>
  readonly enter: () => Promise<void>
}
type RunningApp = Element & {
  readonly __vue_app__?: {
    readonly config: {
      readonly globalProperties: { readonly $pinia: { readonly _s: ReadonlyMap<string, PageStation> } }
    }
  }
}
declare global {
  interface Window {
    /** Put there by `reachStore`, so that no test repeats the way to it. */
    stationUnderTest?: () => PageStation | undefined
  }
}

const reachStore = () => {
  window.stationUnderTest = () => {
    const app: RunningApp | null = document.querySelector('#app')
    return app?.__vue_app__?.config.globalProperties.$pinia._s.get('station')
  }
}

/** Every process that was started on this profile. */
const processesOf = async (profile: string): Promise<readonly number[]> => {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const words = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (words.includes(`--user-data-dir=${profile}`)) found.push(Number(name))
  }
  return found
}

const kill = (process_: number) => {
  try {
    process.kill(process_, 'SIGKILL')
  } catch (error) {
    // It died with another one.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** What the network says of a host that is dead is not the page's fault. */
const ofTheNetwork = /net::ERR_|Failed to load resource/

export type Found = {
  readonly kind: string
  readonly setAside: number
  readonly notices: readonly string[]
}

export class Post {
  readonly dataFolder: string
  readonly profile: string
  readonly port: number
  /** Errors of the page, of all its lives. */
  readonly complaints: string[] = []
  #host: RunningStation
  #context: BrowserContext | null = null
  #page: Page | null = null
  #browser: readonly number[] = []

  private constructor(host: RunningStation) {
    this.#host = host
    this.dataFolder = host.dataFolder
    this.port = host.port
    this.profile = join(host.dataFolder, 'browser')
  }

  /** A new station whose window is open; it is not set up. */
  static async begin(): Promise<Post> {
    const post = new Post(await startStation({ dataFolder: await newDataFolder() }))
    await mkdir(post.profile, { recursive: true })
    await post.#startBrowser()
    return post
  }

  get journal(): string {
    return join(this.dataFolder, 'journal.log')
  }

  get page(): Page {
    if (this.#page === null) throw new Interrupted('The browser is down')
    return this.#page
  }

  async startHost(): Promise<void> {
    this.#host = await startStation({ dataFolder: this.dataFolder, port: this.port })
  }

  async startBrowser(): Promise<void> {
    await this.#startBrowser()
  }

  async #startBrowser(): Promise<void> {
    this.#context = await chromium.launchPersistentContext(this.profile, {
      executablePath: process.env['ETABLI_CHROMIUM'] ?? '/usr/bin/chromium',
      viewport: { width: 1024, height: 768 },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    this.#browser = await processesOf(this.profile)
    await this.#context.addInitScript(reachStore)
    const [first] = this.#context.pages()
    const page = first ?? (await this.#context.newPage())
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => this.complaints.push(error.stack ?? error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !ofTheNetwork.test(message.text())) this.complaints.push(message.text())
    })
    this.#page = page
  }

  /** Through the start file, as a person's browser does; waits until the application is in one of these states. */
  async open(...states: readonly string[]): Promise<void> {
    await this.page.goto(pathToFileURL(join(this.dataFolder, 'open.html')).href)
    await this.page.waitForURL(`http://127.0.0.1:${String(this.port)}/**`)
    const ended = ['ready', 'needs-set-up', 'unreachable', 'already-open', 'storage-unusable']
    await this.page.waitForFunction((kinds) => kinds.includes(window.stationUnderTest?.()?.state.kind ?? ''), ended, {
      polling: 25,
    })
    const { kind } = await this.page.evaluate(() => window.stationUnderTest?.()?.state ?? { kind: 'none' })
    if (states.includes(kind)) return
    await this.page.screenshot({ path: join(root, 'test/results/sigkill.png') })
    throw new Error(`The application started as “${kind}” instead of “${states.join('” or “')}”`)
  }

  /** From a station that was set up through the operations to its screens. */
  async enter(): Promise<void> {
    await this.page.evaluate(() => window.stationUnderTest?.()?.enter())
  }

  /** What the start of the application found out. */
  async found(): Promise<Found> {
    return this.page.evaluate(() => {
      const { reconciliation, description } = window.stationUnderTest?.() ?? {}
      return {
        kind: reconciliation?.kind ?? 'none',
        setAside: reconciliation?.setAside?.length ?? 0,
        notices: (description?.notices ?? []).map(({ code }) => code),
      }
    })
  }

  /**
   * Asks as the screens do: the page's client, and its working data catches up behind the answer. What arrived in the
   * page counts as acknowledged. Throws Interrupted where page or host went away before.
   */
  async ask<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
    // Asked before the page is reached: the throw of a page that is down is an interruption like any other.
    const reply = await this.page
      .evaluate(
        async ([operation, given]) => {
          const station = window.stationUnderTest?.()
          if (station === undefined)
            return { ok: false, error: { code: 'unreachable', message: 'no app', reasons: [] } }
          try {
            const value = await station.call(operation, given)
            station.catchUp().catch(() => {
              // The host was killed: the next start catches up.
            })
            return { ok: true, value }
          } catch (error) {
            if (!(error instanceof Error && 'code' in error && 'reasons' in error)) throw error
            return { ok: false, error: { code: error.code, message: error.message, reasons: error.reasons } }
          }
        },
        [name, input] as const,
      )
      .catch((error: unknown) => {
        if (error instanceof Error && /closed|crashed|destroyed|navigat/i.test(error.message))
          throw new Interrupted(error.message)
        throw error
      })
    // The page's client has parsed it by this operation's own schema.
    const answer = reply as Reply<Output<N>>
    if (answer.ok) return answer.value
    if (answer.error.code === 'unreachable') throw new Interrupted(answer.error.message)
    throw new Error(`${name}: ${answer.error.code} ${answer.error.message} ${JSON.stringify(answer.error.reasons)}`)
  }

  async catchUp(): Promise<void> {
    await this.page.evaluate(() => window.stationUnderTest?.()?.catchUp())
  }

  /** A page of the same origin without the application: the working data can be tampered with there. */
  async leaveTheApplication(): Promise<void> {
    await this.page.goto(`http://127.0.0.1:${String(this.port)}/icon.svg`)
  }

  /** SIGKILL, now. Answers when nothing of it runs any more. */
  async kill(victim: Victim): Promise<void> {
    const host = this.#host.process
    const hostEnded =
      victim === 'browser' || host.exitCode !== null || host.signalCode !== null ? null : once(host, 'exit')
    const closed = victim === 'host' ? null : this.#context?.waitForEvent('close', { timeout: 30_000 })
    if (victim !== 'browser') host.kill('SIGKILL')
    if (victim !== 'host') this.#browser.forEach(kill)
    await hostEnded
    if (victim === 'host') return
    // Those that were born since the browser started.
    for (let left = await processesOf(this.profile); left.length > 0; left = await processesOf(this.profile)) {
      left.forEach(kill)
      await pause(10)
    }
    await closed
    this.#page = null
    this.#context = null
  }

  async restart(victim: Victim): Promise<void> {
    await Promise.all([victim === 'browser' ? null : this.startHost(), victim === 'host' ? null : this.#startBrowser()])
    await this.open('ready')
  }

  /** The host told to end, as a person does it. */
  async stopHost(): Promise<void> {
    await this.#host.stop()
  }

  async closeBrowser(): Promise<void> {
    await this.#context?.close()
    this.#context = null
    this.#page = null
  }

  async end(): Promise<void> {
    await this.closeBrowser()
    await this.stopHost()
    await rm(this.dataFolder, { recursive: true, force: true })
  }
}
