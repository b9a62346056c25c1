// A station in front of a person, killed: whatever dies, and whenever, a document that was acknowledged is there once.
// And working data that is emptied, damaged or ahead of the journal is noticed and repaired, and the person told.
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
    if ((round + 1) % 25 === 0) console.info(`… ${String(count)}`)
  }
  await post.catchUp()
  await truth.look()
  expect(acknowledged.lostFrom(truth)).toEqual([])
  expect(await truth.differences(post.page, true)).toEqual([])
  // Nothing was issued that nobody asked for, either: every document of the journal was acknowledged by now.
  expect(truth.documents.length).toBe(acknowledged.documents.size)
  count.documents += acknowledged.documents.size
  count.saves += acknowledged.saves.size
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
