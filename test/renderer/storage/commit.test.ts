import { Dexie } from 'dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCommit, NotThisJournal, readPosition, type Commit } from '../../../renderer/storage/commit.ts'
import { DATABASE_VERSIONS, EtabliDatabase } from '../../../renderer/storage/database.ts'
import { countTally, sameTally } from '../../../renderer/storage/tally.ts'
import { createJournalInMemory, machineFile, type JournalInMemory } from '../journal-in-memory.ts'

let journal: JournalInMemory
let database: EtabliDatabase
let commit: Commit

beforeEach(async () => {
  journal = await createJournalInMemory()
  database = new EtabliDatabase(`test-${crypto.randomUUID()}`)
  commit = createCommit(database, journal.send)
})
afterEach(async () => {
  await database.delete()
})

const journalMachines = async (count: number, repairs = '') => {
  for (let number = 0; number < count; number++)
    await journal.append({ kind: 'machine', v: 1, machine: machineFile({ repairs }) })
}

test('every transaction that writes asks the browser for strict durability', async () => {
  const asked: (string | undefined)[] = []
  const real = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability)
    return real.call(this, names, mode, options)
  }
  try {
    await journalMachines(1)
    await commit.catchUp()
    await database.setAside.put({ id: 'x', at: '', what: 'machine', value: null, reasons: [] })
  } finally {
    IDBDatabase.prototype.transaction = real
  }
  expect(asked.length).toBeGreaterThan(1)
  expect(new Set(asked)).toEqual(new Set(['strict']))
})

test('a long journal is read in pages, and says how far it is', async () => {
  await journalMachines(600)
  const progress: number[] = []
  const applied = await commit.catchUp({
    onProgress: (event) => {
      progress.push(event.applied)
      expect(event.of).toBe(602)
    },
  })
  expect(applied).toBe(602)
  expect(progress).toEqual([250, 500, 602])
  expect(await readPosition(database)).toMatchObject(journal.head())
})

test('many who catch up at once apply every frame once', async () => {
  await journalMachines(40)
  const applied = await Promise.all(Array.from({ length: 8 }, () => commit.catchUp()))
  expect(applied.reduce((sum, one) => sum + one, 0)).toBe(42)
  expect((await readPosition(database)).tally['machines']?.rows).toBe(40)
  expect(sameTally(await countTally(database), (await readPosition(database)).tally)).toBe(true)
})

test('frames that do not follow on what is here are refused whole', async () => {
  await journalMachines(3)
  await commit.catchUp()
  journal.cutTo(4)
  await journalMachines(3)
  await expect(commit.catchUp()).rejects.toThrow(NotThisJournal)
  expect((await readPosition(database)).position).toBe(5)
  expect(await database.machines.count()).toBe(3)
})

test('a connection that the browser has closed is opened again', async () => {
  await commit.catchUp()
  database.backendDB().close()
  await journalMachines(1)
  await commit.catchUp()
  expect(await database.machines.count()).toBe(1)
})

test('a full disk is told plainly, loses nothing, and is made up for once there is room', async () => {
  // A storage bucket has a real quota of its own; its types are not in the DOM library yet.
  const { storageBuckets } = navigator as unknown as {
    readonly storageBuckets: {
      readonly open: (name: string, options: { quota: number }) => Promise<{ readonly indexedDB: IDBFactory }>
      readonly delete: (name: string) => Promise<void>
    }
  }
  const bucket = await storageBuckets.open('nearly-full', { quota: 300_000 })
  const everywhere = Dexie.dependencies.indexedDB
  Dexie.dependencies.indexedDB = bucket.indexedDB
  try {
    const small = new EtabliDatabase('small')
    const intoSmall = createCommit(small, journal.send)
    await intoSmall.catchUp()
    expect((await readPosition(small)).position).toBe(2)
    await journalMachines(200, 'x'.repeat(2000))
    await expect(intoSmall.catchUp()).rejects.toMatchObject({ name: 'StorageFailure', trouble: 'full' })
    expect((await readPosition(small)).position).toBe(2)
    expect((await small.settings.get('current'))?.settings.code).toBe('AT1')
    small.close()
  } finally {
    Dexie.dependencies.indexedDB = everywhere
    await storageBuckets.delete('nearly-full')
  }
  await commit.catchUp()
  expect(await database.machines.count()).toBe(200)
})

test('versions of the database are numbered one after another, and each says why it came', () => {
  expect(DATABASE_VERSIONS.map((version) => version.number)).toEqual(DATABASE_VERSIONS.map((_, index) => index + 1))
  expect(DATABASE_VERSIONS.every((version) => version.why.length > 20)).toBe(true)
})
