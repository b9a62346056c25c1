// Nothing goes over the network that nobody asked for. A whole station, host and window, is put on a cable that leads nowhere
// and counts what is sent; beside it, what the page asks for, what the browser does of its own, and what the host asks of the
// system.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { prepareProfile } from '../../electron/browser/profile.ts'
import { quietFlags } from '../../electron/browser/quiet-flags.ts'
import { askedOf, layCable, noCable, traced, type Asked, type Cable } from './cable.ts'
import { newDataFolder, openWindow, root, watched, type RunningStation } from './station.ts'

const run = promisify(execFile)
const PORT = 27_999

/** As far as it is read here. */
const NetLog = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
  events: z.array(z.object({ type: z.number(), params: z.record(z.string(), z.unknown()).optional() })),
})

/** What the browser did of its own or of the page's will: addresses it asked for, names it wanted resolved, connections. */
const netLogOf = async (file: string) => {
  const text = await readFile(file, 'utf8')
  // A browser that was ended has not closed its list.
  const log = NetLog.parse(JSON.parse(text.trimEnd().endsWith('}') ? text : `${text.trimEnd().replace(/,$/, '')}]}`))
  const params = (type: string, name: string): readonly string[] => {
    const number = log.constants.logEventTypes[type]
    return log.events.flatMap((event) => {
      const value = event.type === number ? event.params?.[name] : undefined
      return typeof value === 'string' ? [value] : []
    })
  }
  return {
    requests: params('URL_REQUEST_START_JOB', 'url'),
    lookUps: ['HOST_RESOLVER_SYSTEM_TASK', 'HOST_RESOLVER_DNS_TASK', 'DNS_TRANSACTION'].filter((type) =>
      log.events.some((event) => event.type === log.constants.logEventTypes[type]),
    ),
    connections: params('TCP_CONNECT_ATTEMPT', 'address'),
  }
}

/** The kind of an address: one machine's file is like another's. */
const kindOf = (address: string): string => address.replace(/[0-9a-f-]{8,}|\d+/gi, '*').replace(/\?.*/, '')

/** Goes wherever a link leads, once to each kind of screen. Answers the addresses that were seen. */
const walkEverywhere = async (page: Page): Promise<readonly string[]> => {
  const seen = new Map<string, string>()
  const waiting = ['#/accueil', '#/reglages', '#/echanges', '#/remises', '#/demantelement']
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(kindOf(next))) continue
    seen.set(kindOf(next), next)
    await page.evaluate((address) => {
      location.hash = address
    }, next)
    await page.locator('h1').first().waitFor()
    // What the screen asks its host for has been asked by then; the presence of the window keeps one stream open for ever.
    await page.waitForTimeout(250)
    for (const summary of await page.locator('main summary').all())
      await summary.click({ timeout: 500 }).catch(() => null)
    waiting.push(
      ...(await page
        .locator('a[href^="#/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))),
    )
  }
  return [...seen.values()]
}

describe.skipIf(noCable !== null)(
  `on a cable that leads nowhere${noCable === null ? '' : ` (skipped: ${noCable})`}`,
  () => {
    let cable: Cable
    let folder: string
    let station: RunningStation & { readonly trace: string }
    let context: BrowserContext
    let page: Page
    const asked: string[] = []
    const netLog = () => join(folder, 'net-log.json')

    beforeAll(async () => {
      cable = await layCable()
      folder = await newDataFolder()
      const trace = join(folder, 'host.trace')
      const words = [
        ...cable.within,
        ...traced(trace),
        process.execPath,
        join(root, 'electron/browser-shell.ts'),
        ...['--no-open', '--demo', '--data-dir', join(folder, 'data'), '--port', String(PORT)],
      ]
      const child: ChildProcess = spawn(words[0] ?? '', words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      let said = ''
      await new Promise<void>((resolve, reject) => {
        child.stdout?.setEncoding('utf8').on('data', (text: string) => {
          said += text
          if (said.includes('Établi est prêt')) resolve()
        })
        child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
        child.once('exit', () => {
          reject(new Error(said))
        })
      })
      station = {
        dataFolder: join(folder, 'data'),
        port: PORT,
        process: child,
        said: () => said,
        trace,
        stop: async () => {
          // strace passes nothing on: the host below it is asked.
          const below = await readFile(`/proc/${String(child.pid)}/task/${String(child.pid)}/children`, 'utf8').catch(
            () => '',
          )
          for (const id of below.split(' ').filter(Boolean)) process.kill(Number(id), 'SIGTERM')
          await ended
        },
      }
      // The window as the product opens it: its profile and its flags, besides what lets a test look in.
      await mkdir(join(folder, 'window'))
      context = await chromium.launchPersistentContext(await prepareProfile(join(folder, 'window')), {
        executablePath: await cable.wrap(
          process.env['ETABLI_CHROMIUM'] ?? '/usr/bin/chromium',
          join(folder, 'chromium'),
        ),
        args: [...quietFlags, '--no-sandbox', '--disable-gpu', `--log-net-log=${netLog()}`],
        acceptDownloads: true,
        locale: 'fr-FR',
      })
      context.on('request', (request) => asked.push(request.url()))
      ;({ page } = await openWindow(context, station))
      page.setDefaultTimeout(15_000)
      await page.locator('h1').first().waitFor()
    }, 120_000)
    afterAll(async () => {
      await context.close().catch(() => null)
      await station.stop()
      cable.remove()
      await rm(folder, { recursive: true, force: true })
    })

    test('the cable counts: one question to a name server is seen', async () => {
      const other = await layCable()
      const [program = '', ...words] = [
        ...other.within,
        process.execPath,
        '--eval',
        `const s = require('node:dgram').createSocket('udp4'); s.send('?', 53, '198.51.100.1', () => s.close())`,
      ]
      await run(program, words)
      expect(await other.sent()).toBe(1)
      other.remove()
    })

    test('through every kind of screen, and a paper, nothing leaves this computer', async () => {
      await watched(page, 'network-walk', async () => {
        const walked = await walkEverywhere(page)
        console.log(`${String(walked.length)} kinds of screens were walked through`)
        expect(walked.length).toBeGreaterThan(25)
        const label = walked.find((address) => address.startsWith('#/papier/etiquette/'))
        await page.evaluate((address) => {
          location.hash = address ?? ''
        }, label)
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Enregistrer en PDF' }).click(),
        ])
        expect(existsSync(await file.path())).toBe(true)
      })
      // Some of what a browser does of its own comes late.
      await page.waitForTimeout(5_000)
      await context.close()
      await station.stop()
      expect(await cable.sent()).toBe(0)
    })

    test('the page asked nobody but its own host', () => {
      const own = [`http://127.0.0.1:${String(PORT)}/`, 'file:///', 'data:', `blob:http://127.0.0.1:${String(PORT)}/`]
      expect(asked.length).toBeGreaterThan(20)
      expect(asked.filter((address) => !own.some((each) => address.startsWith(each)))).toEqual([])
    })

    test('what the browser tries of its own ends at the dead proxy, and no name is looked up', async () => {
      const { requests, lookUps, connections } = await netLogOf(netLog())
      expect(requests.some((address) => address.startsWith(`http://127.0.0.1:${String(PORT)}/`))).toBe(true)
      expect(lookUps).toEqual([])
      expect(connections.length).toBeGreaterThan(0)
      expect(connections.filter((address) => ![`127.0.0.1:${String(PORT)}`, '127.0.0.1:9'].includes(address))).toEqual(
        [],
      )
    })

    test.skipIf(!existsSync('/usr/bin/Xvfb'))(
      'its own window, left open for a while, sends nothing either',
      async () => {
        const other = await layCable()
        const screen = spawn('Xvfb', [':85', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: 'ignore' })
        const data = await newDataFolder()
        const [program = '', ...words] = [
          ...other.within,
          process.execPath,
          join(root, 'electron/browser-shell.ts'),
          ...['--demo', '--data-dir', data, '--port', String(PORT)],
        ]
        const shell = spawn(program, words, { stdio: 'ignore', env: { ...process.env, DISPLAY: ':85' } })
        try {
          // Chromium writes its profile once its window is there.
          await expect.poll(() => existsSync(join(data, 'browser', 'Local State')), { timeout: 60_000 }).toBe(true)
          await pause(20_000)
          expect(await other.sent()).toBe(0)
        } finally {
          shell.kill('SIGTERM')
          await new Promise((resolve) => shell.once('exit', resolve))
          screen.kill()
          other.remove()
          await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
        }
      },
    )

    test('the host, and what it started to print and to read hardware, asked nothing of the network but to listen', async () => {
      const all = await askedOf(station.trace)
      expect(all).toContainEqual({ call: 'bind', address: '127.0.0.1', port: PORT })
      // The browser that prints looks whether there is a way to the newer internet: to connect a datagram socket sends nothing.
      const looksForAWay = ({ call, address }: Asked) => call === 'connect' && address === '2001:4860:4860::8888'
      const atDeadProxy = ({ address, port }: Asked) => address === '127.0.0.1' && port === 9
      expect(all.filter((each) => each.call !== 'bind' && !looksForAWay(each) && !atDeadProxy(each))).toEqual([])
      expect(all.filter(({ call, address }) => call === 'bind' && address !== '127.0.0.1')).toEqual([])
    })
  },
)
