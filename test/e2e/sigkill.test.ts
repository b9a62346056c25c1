// A station in front of a person, killed: whatever dies, and whenever, a document that was acknowledged is there once.
// And working data that is emptied, damaged or ahead of the journal is noticed and repaired, and the person told.
import { rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Post, type Victim } from './sigkill-post.ts'
import { Truth } from './sigkill-truth.ts'
import { Acknowledged, Lane, openWorkshop } from './sigkill-work.ts'

const long = process.env['ETABLI_LONG'] === '1'
const rounds = Number(process.env['ETABLI_ROUNDS'] ?? (long ? 500 : 12))
/** A new station now and then, so that none grows beyond what a workshop writes in some years. */
const roundsPerStation = 100
const documentsPerMachine = 12
/** A round's kill comes within this time of its beginning: no longer than a few documents take. */
const longestWait = 400
const seed = Number(process.env['ETABLI_SEED'] ?? 20261123)

/** mulberry32: the same campaign for the same seed, as far as a scheduler allows. */
const seeded = (start: number) => {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const victims: readonly Victim[] = ['host', 'browser', 'both']

class Count {
  readonly kills: Record<Victim, number> = { host: 0, browser: 0, both: 0 }
  readonly starts: Record<string, number> = {}
  documents = 0
  saves = 0
  inFlight = 0
  answersLost = 0
  torn = 0
  doubled = 0
  lost = 0

  toString(): string {
    const { host, browser, both } = this.kills
    return [
      `${String(host + browser + both)} rounds (seed ${String(seed)})`,
      `killed: host ${String(host)}, browser ${String(browser)}, both ${String(both)}`,
      `acknowledged: ${String(this.documents)} documents, ${String(this.saves)} machine files`,
      `lost ${String(this.lost)}`,
      `doubled ${String(this.doubled)}`,
      `rounds with a document in flight at the kill: ${String(this.inFlight)}`,
      `documents journalled whose answer was lost: ${String(this.answersLost)}`,
      `torn frames cut: ${String(this.torn)}`,
      `starts: ${JSON.stringify(this.starts)}`,
    ].join('; ')
  }
}

/** The lanes of one station: three that issue, one that saves. */
const work = ['documents', 'documents', 'documents', 'machine-files'] as const

/** One station, killed `times` times. */
const campaign = async (times: number, random: () => number, count: Count): Promise<void> => {
  const post = await Post.begin()
  await post.open('needs-set-up')
  const crew = await openWorkshop(post)
  const truth = new Truth(post.journal)
  const acknowledged = new Acknowledged()
  const receive = () => Lane.receive(post, crew, acknowledged, random)
  const lanes: Lane[] = []
  while (lanes.length < work.length) lanes.push(await receive())
  for (let round = 0; round < times; round++) {
    for (const [index, lane] of lanes.entries())
      if (lane.documents >= documentsPerMachine) lanes[index] = await receive()
    await Promise.all(lanes.map((lane, index) => (work[index] === 'documents' ? lane.prepare() : null)))
    const victim = victims[Math.floor(random() * victims.length)] ?? 'both'
    const working = Promise.all(lanes.map((lane, index) => lane.work(work[index] ?? 'documents')))
    // Its failure is looked at below; until then it must not end the test run.
    working.catch(() => undefined)
    await pause(random() * longestWait)
    await post.kill(victim)
    await working
    count.kills[victim]++
    if (lanes.some(({ pending }) => pending?.kind === 'issue')) count.inFlight++

    await post.restart(victim)
    const { kind, setAside, notices } = await post.found()
    count.starts[kind] = (count.starts[kind] ?? 0) + 1
    if (notices.includes('journal.torn-frame-cut')) count.torn++
    await truth.look()
    const differences = await truth.differences(post.page, round === times - 1)
    expect({ round, victim, setAside, differences, lost: acknowledged.lostFrom(truth) }).toEqual({
      round,
      victim,
      setAside: 0,
      differences: [],
      lost: [],
    })
    expect(['in-step', 'caught-up']).toContain(kind)
    for (const lane of lanes) {
      const recovered = await lane.recover(truth)
      if (recovered?.kind === 'issue' && recovered.kept) count.answersLost++
    }
    expect(post.complaints).toEqual([])
    if ((round + 1) % 25 === 0) console.info(`… ${String(round + 1)} of ${String(times)} on this station`)
  }
  await post.catchUp()
  await truth.look()
  count.lost += acknowledged.lostFrom(truth).length
  // By now every draft was acknowledged: a document beyond them is one that nobody asked for, or a second one.
  count.doubled += truth.documents.length - acknowledged.documents.size
  count.documents += acknowledged.documents.size
  count.saves += acknowledged.saves.size
  expect({ lost: count.lost, doubled: count.doubled }).toEqual({ lost: 0, doubled: 0 })
  expect(await truth.differences(post.page, true)).toEqual([])
  await post.end()
}

test(
  `killed ${String(rounds)} times, a station loses no acknowledged document and doubles none`,
  async () => {
    const random = seeded(seed)
    const count = new Count()
    console.info(`seed ${String(seed)}`)
    for (let left = rounds; left > 0; left -= roundsPerStation)
      await campaign(Math.min(left, roundsPerStation), random, count)
    console.info(String(count))
  },
  rounds * 30_000,
)

/** A station with a machine, its certificate and a correction of it; entered, and in step with its journal. */
const stationWithDocuments = async () => {
  const post = await Post.begin()
  await post.open('needs-set-up')
  const crew = await openWorkshop(post)
  const lane = await Lane.receive(post, crew, new Acknowledged(), seeded(seed))
  await lane.issueNext()
  await lane.issueNext()
  await post.catchUp()
  const truth = new Truth(post.journal)
  await truth.look()
  expect(await truth.differences(post.page, true)).toEqual([])
  return { post, truth, lane }
}

/** Where the working data lies in the browser's profile. */
const databaseFolder = (post: Post) =>
  join(post.profile, 'Default/IndexedDB', `http_127.0.0.1_${String(post.port)}.indexeddb.leveldb`)

/** The start told it, and the screen shows it. */
const expectTold = (post: Post, beginning: string) =>
  post.page.getByText(beginning).first().waitFor({ timeout: 15_000 })

test('working data that was deleted comes back from the journal, and the person is told', async () => {
  const { post, truth } = await stationWithDocuments()
  await post.leaveTheApplication()
  await post.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('etabli')
        request.onsuccess = () => {
          resolve()
        }
        request.onerror = () => {
          reject(request.error ?? new Error('It could not be deleted'))
        }
      }),
  )
  await post.open('ready')
  await expectTold(post, 'Les données de travail avaient disparu.')
  expect(await truth.differences(post.page, true)).toEqual([])

  // And so when the browser finds its files gone.
  await post.closeBrowser()
  await rm(databaseFolder(post), { recursive: true })
  await post.startBrowser()
  await post.open('ready')
  await expectTold(post, 'Les données de travail avaient disparu.')
  expect(await truth.differences(post.page, true)).toEqual([])
  expect(post.complaints).toEqual([])
  await post.end()
})

test('rows that were lost or altered are made again from the journal', async () => {
  const { post, truth } = await stationWithDocuments()
  const hash = truth.documents[0]?.hash ?? ''
  await post.leaveTheApplication()
  await post.page.evaluate(tamper, { remove: { documents: hash }, alter: {} })
  await post.open('ready')
  await expectTold(post, 'Il manquait une partie des données de travail.')
  expect(await truth.differences(post.page, true)).toEqual([])

  await post.leaveTheApplication()
  await post.page.evaluate(tamper, { remove: {}, alter: { documents: hash } })
  await post.open('ready')
  await expectTold(post, 'Une partie des données de travail était abîmée.')
  expect(await truth.differences(post.page, true)).toEqual([])

  // A document is known by its hash: an altered one is noticed when it is opened.
  await post.leaveTheApplication()
  await post.page.evaluate(tamper, { remove: {}, alter: { documentBodies: hash } })
  await post.open('ready')
  expect(await truth.differences(post.page, true)).toEqual([`documentBodies ${hash} differs`])
  await post.page.evaluate((which) => {
    location.hash = `#/documents/${which}`
  }, hash)
  await post.page.getByText('Signature et contenu valables').first().waitFor()
  expect(await truth.differences(post.page, true)).toEqual([])
  expect(post.complaints).toEqual([])
  await post.end()
})

test('documents that the journal has lost are verified and given back to it, and the person is told', async () => {
  const { post, truth } = await stationWithDocuments()
  const before = truth.documents.map(({ hash, number }) => ({ hash, number }))
  const first = truth.documents[0]
  if (first === undefined) throw new Error('There is no document')
  await post.stopHost()
  await truncate(post.journal, truth.endOf(first.position - 1))
  await post.startHost()
  await post.open('ready')
  await expectTold(post, 'L’écran en savait plus que le journal de sûreté.')
  const after = new Truth(post.journal)
  await after.look()
  expect(after.documents.map(({ hash, number }) => ({ hash, number }))).toEqual(before)
  expect(await after.differences(post.page, true)).toEqual([])
  expect(post.complaints).toEqual([])
  await post.end()
})

/** Runs in the page: takes rows away, or changes what they say, behind the application's back. */
const tamper = async (what: {
  readonly remove: Readonly<Record<string, string>>
  readonly alter: Readonly<Record<string, string>>
}): Promise<void> => {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => {
        resolve(request.result)
      }
      request.onerror = () => {
        reject(request.error ?? new Error('IndexedDB refused'))
      }
    })
  const database = await done(indexedDB.open('etabli'))
  for (const [table, key] of Object.entries(what.remove))
    await done(database.transaction(table, 'readwrite').objectStore(table).delete(key))
  for (const [table, key] of Object.entries(what.alter)) {
    const store = database.transaction(table, 'readwrite').objectStore(table)
    const row: unknown = await done(store.get(key))
    const said = JSON.stringify(row)
    const altered: unknown = JSON.parse(said.replaceAll('DAX2-000001', 'DAX2-000009'))
    await done(store.put(altered))
  }
  database.close()
}
