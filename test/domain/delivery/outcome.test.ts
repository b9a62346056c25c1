// What answers mean, when to come back, and what each target is owed: by examples, and for any answer at all.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../domain/delivery/answer.ts'
import { glpiOutcome } from '../../../domain/delivery/glpi.ts'
import { commonOutcome, wordsOf } from '../../../domain/delivery/outcome.ts'
import { type IssuedDocument, owedTo } from '../../../domain/delivery/owed.ts'
import { registryOutcome } from '../../../domain/delivery/registry.ts'
import { retryAfterSeconds, waitAfter } from '../../../domain/delivery/retry.ts'
import { targetFaults } from '../../../domain/delivery/target-rules.ts'
import { DeliveryTarget } from '../../../domain/delivery/target.ts'
import { say } from '../../../domain/words/sentences.ts'

const now = Date.parse('2026-11-26T08:00:00Z')
const hash = 'a'.repeat(64)
const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({
    kind: fc.constant('answer' as const),
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.dictionary(fc.constantFrom('content-type', 'retry-after', 'location', 'date'), fc.string()),
    body: fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify({ status: 'ok' }))),
  }),
  fc.record({
    kind: fc.constant('none' as const),
    why: fc.constantFrom('unreachable', 'nobody-listens', 'timed-out', 'cut-off', 'certificate', 'too-large'),
  }) as fc.Arbitrary<Answer>, // fast-check forgets that the words are those of NoAnswer
)

describe('an answer', () => {
  it('never has a document called delivered by a registry that does not name its hash', () => {
    fc.assert(
      fc.property(anyAnswer, (any) => registryOutcome(any, hash, now).kind !== 'delivered'),
      { numRuns: 2000 },
    )
    expect(registryOutcome(answer(200, { hash }), hash, now).kind).toBe('delivered')
  })

  it('is always said in words, whatever it is', () => {
    fc.assert(
      fc.property(anyAnswer, (any) => {
        for (const outcome of [registryOutcome(any, hash, now), glpiOutcome(any, now)]) {
          if (outcome.kind === 'delivered') continue
          expect(outcome.reasons.length).toBeGreaterThan(0)
          for (const each of outcome.reasons) {
            expect(say(each, 'fr')).not.toBe(each.code)
            expect(say(each, 'en')).not.toContain('{')
          }
        }
      }),
    )
  })

  it('of 4xx is never a reason to come back by itself, but where the server only asks to wait', () => {
    const comesBack = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
      (status) => registryOutcome(answer(status), hash, now).kind === 'again',
    )
    expect(comesBack).toEqual([408, 423, 425, 429])
  })

  it('says where a redirect leads by its host alone', () => {
    const outcome = commonOutcome(
      answer(302, '', { location: 'https://moi:secret@portail.example/login?jeton=1' }),
      now,
    )
    expect(outcome).toMatchObject({
      kind: 'again',
      everything: true,
      reasons: [{ params: { host: 'portail.example' } }],
    })
  })

  it('is quoted on one line, without control characters, and not for ever', () => {
    const { body, ...rest } = answer(422, { detail: `Ligne 1\n\u0007\u202eLigne 2 ${'x'.repeat(1000)}` }) as Answer & {
      kind: 'answer'
    }
    const words = wordsOf({ ...rest, body } as Parameters<typeof wordsOf>[0]) // made an answer just above
    expect(words).toMatch(/^Ligne 1 Ligne 2 x+$/)
    expect(words).toHaveLength(300)
  })
})

describe('Retry-After', () => {
  it.each([
    ['120', {}, 120],
    ['0', {}, 0],
    ['Thu, 26 Nov 2026 08:05:00 GMT', {}, 300],
    // The computer's clock is a year behind: the server's own tells.
    ['Fri, 26 Nov 2027 08:05:00 GMT', { date: 'Fri, 26 Nov 2027 08:00:00 GMT' }, 300],
    ['Fri, 31 Dec 1999 23:59:59 GMT', {}, 0],
    ['99999999999', {}, 86_400],
    ['bientôt', {}, null],
    ['-5', {}, null],
  ] as const)('« %s » is read as %o → %s', (said, more, seconds) => {
    const read = retryAfterSeconds({ 'retry-after': said, ...more }, now)
    // Date.parse takes « -5 » for a year; a wait of a day at most is what comes of it.
    if (said === '-5') expect(read === null || read <= 86_400).toBe(true)
    else expect(read).toBe(seconds)
  })

  it('is never shortened, and a wait never exceeds an hour that nobody asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 86_400 })),
        (tries, chance, asked) => {
          const wait = waitAfter(tries, chance, asked)
          expect(wait).toBeGreaterThanOrEqual(1000 * Math.max(1, asked ?? 0))
          expect(wait).toBeLessThanOrEqual(1000 * Math.max(3600, asked ?? 0))
        },
      ),
    )
  })
})

describe('a target is owed', () => {
  const document = (number: number, changes: Partial<IssuedDocument> = {}): IssuedDocument => ({
    hash: String(number).repeat(64).slice(0, 64),
    kind: 'refurbishment-certificate',
    number: `DAX2-00000${String(number)}`,
    issuedAt: `2026-11-0${String(number)}T08:00:00Z`,
    machineId: 'm1',
    replaces: null,
    withdraws: null,
    ...changes,
  })
  const [one, two, three] = [document(1), document(2, { machineId: 'm2' }), document(3)]
  const withdrawal = document(4, { kind: 'withdrawal', withdraws: two.hash })
  const batch = document(5, { kind: 'batch-manifest', machineId: null })
  const issued = [one, two, three, withdrawal, batch]
  const numbers = (kind: DeliveryTarget['kind'], since: string | null = null) =>
    owedTo({ kind, since }, issued, () => true).map(({ number }) => Number(number.slice(-1)))

  it('every document, if it is a registry, from its day on', () => {
    expect(numbers('registry')).toEqual([1, 2, 3, 4, 5])
    expect(numbers('registry', '2026-11-03T08:00:00Z')).toEqual([3, 4, 5])
  })
  it('batches alone, if it is a folder', () => {
    expect(numbers('webdav')).toEqual([5])
    expect(owedTo({ kind: 'webdav', since: null }, issued, () => false)).toEqual([])
  })
  it('of each machine the last certificate that stands, if it is GLPI', () => {
    expect(numbers('glpi')).toEqual([3])
  })
})

describe('an address', () => {
  const target: DeliveryTarget = {
    id: '00000000-0000-4000-8000-000000000001',
    kind: 'registry',
    name: 'Registre',
    url: 'https://registre.example/v1',
    user: '',
    authority: '',
    schedule: 'by-hand',
    paused: false,
    since: null,
    removed: false,
  }
  it.each([
    'https://moi:secret@registre.example/v1',
    'https:moi:secret@registre.example/v1',
    'https:/moi:secret@registre.example/v1',
    'https:///moi:secret@registre.example/v1',
    'https:\\\\moi:secret@registre.example/v1',
    'https://jeton@registre.example/',
    'https://registre.example/v1?token=1',
    'https://registre.example/v1#token',
  ])('%s would put a secret into the journal', (url) => {
    expect(targetFaults(null, { ...target, url }).map(({ code }) => code)).toEqual(['delivery.address-holds-more'])
  })
  it.each(['http://registre.example/v1', 'ftp://registre.example/', 'file:///etc/passwd', 'registre.example'])(
    '%s is none that anything is sent to',
    (url) => {
      expect(DeliveryTarget.safeParse({ ...target, url }).success).toBe(false)
    },
  )
})
