// Whatever is asked of a station, of whatever operation and with whatever in it, the log tells the operation and its outcome.
import fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { operations, type OperationName } from '../../../domain/contract.ts'
import { readLogLine } from '../../../domain/log/event.ts'
import { dispatch } from '../../../electron/dispatch.ts'
import { StationError } from '../../../electron/failure.ts'
import { createLog } from '../../../electron/log/log.ts'
import { toldOf } from '../../../electron/log/of-operations.ts'
import { newFolder, setUpForm } from '../vault/samples.ts'
import { openWorkshop } from '../vault/workshop.ts'

/** A name, a serial, a PIN: long enough to be told from anything else. */
const secret = fc.stringMatching(/^[A-Z][a-zé]{6,10}[0-9]{6}$/)
const options = { onProgress: () => undefined, signal: new AbortController().signal }
/** What disks and programs are asked takes its time, and is asked elsewhere. */
const quick = (Object.keys(operations) as OperationName[]).filter(
  (name) => !/^(?:disks|hardware\.read|media|paper|backups|batches|updates?|liveKey|opening)\b/.test(name),
)

const inputWith = (word: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constant({ [word]: word }),
    fc.constant({ name: `${word}.json`, text: `{"kind":"${word}"}` }),
    fc.constant({ supervisor: 'ABCD', secret: word, operator: null, action: { kind: word } }),
    fc.constant({ hash: word, id: word, confirmation: word }),
    fc.constant(word),
    fc.constant({ passphrase: word }),
  )

test('no word of what was asked is in the log, whichever operation was asked and whatever became of it', async () => {
  const folder = await newFolder()
  const log = createLog({ now: () => new Date(), monotonic: () => performance.now() * 60_000 })
  log.open(folder.path, '0.0.0')
  const workshop = await openWorkshop(join(folder.path, 'data'), {
    note: log.note,
    report: (fault) => {
      log.fault(fault, 'station')
    },
  })
  try {
    await workshop.get('station.setUp', setUpForm)
    const answer = toldOf((name, input, how) => dispatch(workshop.station, name, input, how), log.note)
    const asked = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...quick),
        secret.chain((word) => fc.tuple(fc.constant(word), inputWith(word))),
        async (name, [word, input]) => {
          asked.add(word)
          await answer(name, input, options)
          // And where a room throws it, as a refusal or as a fault of ours.
          const throwing = toldOf(
            () =>
              Promise.resolve({
                ok: false,
                error: new StationError('refused', word, [{ code: word.toLowerCase(), params: { word } }]).failure,
              }),
            log.note,
          )
          await throwing(name, input, options)
          log.fault(new RangeError(word, { cause: input }), 'station')
        },
      ),
      { numRuns: 300 },
    )
    const text = await readFile(join(folder.path, 'log', 'etabli.log'), 'utf8')
    const lines = text.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(500)
    expect(lines.filter((line) => readLogLine(line) === null)).toEqual([])
    expect([...asked].filter((word) => text.includes(word))).toEqual([])
  } finally {
    await workshop.station.close()
    log.close()
    await folder.remove()
  }
})

test('a refusal is told with its reason, and what was stopped by a person is not told at all', async () => {
  const told: unknown[] = []
  const answering = (code: 'refused' | 'cancelled') =>
    toldOf(
      () =>
        Promise.resolve({
          ok: false,
          error: { code, message: 'x', reasons: [{ code: 'disks.job-unknown', params: {} }] },
        }),
      (event) => told.push(event),
    )
  await answering('refused')('disks.erase', {}, options)
  await answering('cancelled')('disks.erase', {}, options)
  await answering('refused')('Amina', {}, options)
  expect(told).toMatchObject([
    { event: 'operation-failed', operation: 'disks.erase', code: 'refused', reasons: ['disks.job-unknown'] },
  ])
})
