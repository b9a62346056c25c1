// The outbox: what each target is owed and not yet has, sent one after the other when a person or a schedule says so. What is
// final is journalled; tries that failed and the waiting between them live here and are forgotten with the process. One bad item
// never holds up the others: it waits by itself, behind them.
import { randomUUID } from 'node:crypto'
import type { OutboxRow, TargetState } from '../../domain/delivery/operations.ts'
import type { Delivery } from '../../domain/delivery/delivery.ts'
import type { Outcome } from '../../domain/delivery/outcome.ts'
import { type IssuedDocument, owedTo } from '../../domain/delivery/owed.ts'
import { waitAfter } from '../../domain/delivery/retry.ts'
import type { DeliveryTarget } from '../../domain/delivery/target.ts'
import { codesOf, type Note } from '../../domain/log/event.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { refuse, StationError } from '../failure.ts'
import type { Appended } from '../vault/journal.ts'
import type { Vault } from '../vault/vault.ts'
import { StoppedError } from './ask.ts'
import type { Courier } from './courier.ts'

const HOUR = 3_600_000
/** So many in a row that fail say that it is not about them. */
const FAILURES_IN_A_ROW = 3
/** The schedules are looked at so often; the first time soon after the start, when the network has had time to come up. */
const TICK_MS = 60_000
/** What was issued meanwhile joins those that wait. */
const REREAD_MS = 1000

export type OpenCourier = Courier & { readonly close: () => void }

export type OutboxParts = {
  readonly vault: Pick<Vault, 'ledger' | 'journal'>
  /** Fails with a StationError where the target's secret is not there. */
  readonly courierFor: (target: DeliveryTarget) => Promise<OpenCourier>
  readonly isHeld: (manifest: string) => boolean
  /** After something was delivered. Done twice it is done once. */
  readonly afterDelivered: (target: DeliveryTarget, item: IssuedDocument, reference: string) => Promise<void>
  readonly now: () => Date
  /** From 0 to 1. */
  readonly chance: () => number
  readonly report: (fault: unknown) => void
  readonly note?: Note
  /** How much a wait is shortened: tests have no hour. */
  readonly pace?: number
}

type Tries = { readonly count: number; readonly reasons: readonly Reason[]; readonly at: Date; readonly next: number }

/** What is known of a target since the start, beside the journal. */
class Memory {
  readonly tries = new Map<string, Tries>()
  /** Of the run that is going on. */
  running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null
  sending: string | null = null
  /** How much of it has gone out. */
  sent: number | null = null
  lastError: readonly Reason[] = []
  /** When the whole target is tried again. */
  next: number | null = null
  /** How often in a row it was the target itself. */
  failures = 0
  /** Nothing is sent by the schedule before a person has looked. */
  halted = false
  lastStarted: number | null = null
  wake: () => void = () => undefined
}

const interval: Readonly<Record<DeliveryTarget['schedule'], number>> = {
  'by-hand': Infinity,
  hourly: HOUR,
  daily: 24 * HOUR,
}

const isFinal = (delivery: Delivery | null): boolean => delivery !== null && delivery.state !== 'waiting'

export class Outbox {
  #parts: OutboxParts
  #memories = new Map<string, Memory>()
  #timer: NodeJS.Timeout
  #closed = false

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#timer = setInterval(() => {
      this.#startScheduled()
    }, TICK_MS / this.#pace())
    this.#timer.unref()
  }

  targets(): readonly DeliveryTarget[] {
    return this.#parts.vault.ledger.targets.filter(({ removed }) => !removed)
  }

  /** Fails with `not-found`. */
  target(id: string): DeliveryTarget {
    const target = this.targets().find((each) => each.id === id)
    if (target === undefined)
      throw new StationError('not-found', `No target ${id}`, [reason('delivery.unknown-target')])
    return target
  }

  state(target: DeliveryTarget): Omit<TargetState, 'target' | 'hasSecret'> {
    const memory = this.#memory(target.id)
    const counts = { waiting: 0, delivered: 0, refused: 0, givenUp: 0 }
    for (const { delivery } of this.#listed(target)) {
      if (delivery === null || delivery.state === 'waiting') counts.waiting++
      else if (delivery.state === 'given-up') counts.givenUp++
      else counts[delivery.state]++
    }
    return {
      counts,
      sending: memory.running !== null,
      lastError: [...memory.lastError],
      nextAt: this.#instant(memory.next),
    }
  }

  /** What waits for a person first, then what is sent and what waits, then what is done with; the newest of each first. */
  rows(target: DeliveryTarget): readonly OutboxRow[] {
    const memory = this.#memory(target.id)
    const rank: Readonly<Record<OutboxRow['state'], number>> = {
      refused: 0,
      sending: 1,
      waiting: 2,
      'given-up': 3,
      delivered: 3,
    }
    return this.#listed(target)
      .toReversed()
      .map(({ item, delivery }): OutboxRow => {
        const tries = memory.tries.get(item.hash)
        const state = delivery === null ? 'waiting' : delivery.state
        const waits = state === 'waiting'
        return {
          target: target.id,
          item: item.hash,
          number: item.number,
          kind: item.kind,
          issuedAt: item.issuedAt,
          state: waits && memory.sending === item.hash ? 'sending' : state,
          progress: waits && memory.sending === item.hash ? memory.sent : null,
          tries: tries?.count ?? 0,
          lastError: waits ? [...(tries?.reasons ?? [])] : [...(delivery?.reasons ?? [])],
          lastTriedAt: waits ? (tries?.at.toISOString() ?? null) : (delivery?.at ?? null),
          nextAt: waits && memory.running !== null ? this.#instant(tries?.next ?? null) : null,
          why: delivery?.why ?? '',
        }
      })
      .toSorted((one, other) => rank[one.state] - rank[other.state])
      .slice(0, 500)
  }

  /** Begins to send what waits, if it is not being sent already. What waits for its next try is tried now. */
  send(id: string): void {
    const target = this.target(id)
    if (target.paused) refuse(reason('delivery.paused'))
    const memory = this.#memory(id)
    memory.halted = false
    memory.next = null
    memory.failures = 0
    for (const [item, tries] of memory.tries) memory.tries.set(item, { ...tries, next: 0 })
    if (memory.running !== null) memory.wake()
    else this.#start(target)
  }

  /** Resolves when nothing is sent to it any more. */
  async stop(id: string): Promise<void> {
    const { running } = this.#memory(id)
    running?.stop.abort()
    await running?.ended
  }

  /** The target was changed by a person: what was known of the one before says nothing of this one. */
  async changed(id: string): Promise<void> {
    const memory = this.#memory(id)
    const wasRunning = memory.running !== null
    await this.stop(id)
    this.#memories.delete(id)
    const target = this.targets().find((each) => each.id === id)
    if (wasRunning && target !== undefined && !target.paused) this.#start(target)
  }

  /** A person has items tried again that were refused or given up; those that wait are tried at once. */
  async retry(id: string, items: readonly string[], operator: string): Promise<Appended | null> {
    const target = this.target(id)
    const memory = this.#memory(id)
    for (const item of items) {
      const tries = memory.tries.get(item)
      if (tries !== undefined) memory.tries.set(item, { ...tries, next: 0 })
    }
    const settled = items.filter((item) => isFinal(this.#delivery(id, item)))
    const appended =
      settled.length === 0
        ? null
        : await this.#record(target, settled, { state: 'waiting', reasons: [], reference: '', why: '', operator })
    for (const item of settled) memory.tries.delete(item)
    memory.wake()
    return appended
  }

  giveUp(id: string, items: readonly string[], why: string, operator: string): Promise<Appended> {
    return this.#record(this.target(id), items, { state: 'given-up', reasons: [], reference: '', why, operator })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await Promise.all([...this.#memories.keys()].map((id) => this.stop(id)))
  }

  #pace(): number {
    return this.#parts.pace ?? 1
  }

  #memory(id: string): Memory {
    const known = this.#memories.get(id)
    if (known !== undefined) return known
    const memory = new Memory()
    this.#memories.set(id, memory)
    return memory
  }

  #instant(at: number | null): string | null {
    if (at === null || at <= performance.now()) return null
    return new Date(this.#parts.now().getTime() + at - performance.now()).toISOString()
  }

  #delivery(target: string, item: string): Delivery | null {
    return this.#parts.vault.ledger.delivery(target, item)
  }

  /** Everything that this journal's station issued, also under a key before this one. */
  #issued(): readonly IssuedDocument[] {
    const { did, documents } = this.#parts.vault.ledger
    return documents.filter(({ draftId, issuer }) => draftId !== null || issuer === did)
  }

  /** What is owed, and what was once and is settled; oldest first. */
  #listed(target: DeliveryTarget): readonly { readonly item: IssuedDocument; readonly delivery: Delivery | null }[] {
    const issued = this.#issued()
    const owed = new Set(owedTo(target, issued, this.#parts.isHeld).map(({ hash }) => hash))
    return issued.flatMap((item) => {
      const delivery = this.#delivery(target.id, item.hash)
      return owed.has(item.hash) || isFinal(delivery) ? [{ item, delivery }] : []
    })
  }

  #waiting(target: DeliveryTarget): Map<string, IssuedDocument> {
    const open = this.#listed(target).filter(({ delivery }) => !isFinal(delivery))
    return new Map(open.map(({ item }) => [item.hash, item]))
  }

  #record(
    target: DeliveryTarget,
    items: readonly string[],
    said: Pick<Delivery, 'state' | 'reasons' | 'reference' | 'why' | 'operator'>,
  ): Promise<Appended> {
    const at = this.#parts.now().toISOString()
    return this.#parts.vault.journal.append(randomUUID(), () => {
      // Asked in the journal's turn: what arrived meanwhile has arrived.
      if (said.operator !== null) this.#requireOpen(target, items)
      const deliveries = items.map((item) => ({ target: target.id, item, ...said, reasons: [...said.reasons], at }))
      return { kind: 'delivery', v: 1, deliveries }
    })
  }

  #requireOpen(target: DeliveryTarget, items: readonly string[]): void {
    const listed = new Map(this.#listed(target).map(({ item, delivery }) => [item.hash, delivery]))
    for (const item of items) {
      const delivery = listed.get(item)
      if (delivery === undefined) refuse(reason('delivery.not-in-outbox'))
      if (delivery?.state === 'delivered') refuse(reason('delivery.delivered-already'))
    }
  }

  #startScheduled(): void {
    for (const target of this.targets()) {
      const memory = this.#memory(target.id)
      if (target.paused || memory.halted || memory.running !== null) continue
      const since = memory.lastStarted === null ? Infinity : (performance.now() - memory.lastStarted) * this.#pace()
      if (target.schedule !== 'by-hand' && since >= interval[target.schedule]) this.#start(target)
    }
  }

  #start(target: DeliveryTarget): void {
    if (this.#closed) return
    const memory = this.#memory(target.id)
    const stop = new AbortController()
    memory.lastStarted = performance.now()
    memory.lastError = []
    const ended = this.#run(target.id, memory, stop.signal)
      .catch((fault: unknown) => {
        if (fault instanceof StoppedError) return
        if (fault instanceof StationError) memory.lastError = fault.failure.reasons
        else {
          memory.lastError = [reason('delivery.stopped-by-fault')]
          this.#parts.report(fault)
        }
        memory.halted = true
      })
      .finally(() => {
        memory.running = null
        memory.sending = null
        memory.sent = null
        memory.next = null
      })
    memory.running = { stop, ended }
  }

  async #run(id: string, memory: Memory, signal: AbortSignal): Promise<void> {
    // In a turn of its own: whoever started it is answered first.
    await Promise.resolve()
    const courier = await this.#parts.courierFor(this.target(id))
    try {
      let inARow = 0
      let waiting = new Map<string, IssuedDocument>()
      let readAt = -Infinity
      while (!signal.aborted) {
        const target = this.targets().find((each) => each.id === id)
        if (target === undefined || target.paused) return
        if (waiting.size === 0 || performance.now() - readAt > REREAD_MS) {
          waiting = this.#waiting(target)
          readAt = performance.now()
        }
        if (waiting.size === 0) return
        const item = this.#nextOf(waiting, memory)
        if (item === null) {
          const soonest = Math.min(...[...waiting.keys()].map((hash) => memory.tries.get(hash)?.next ?? 0))
          await this.#until(soonest, memory, signal)
          readAt = -Infinity
          continue
        }
        if (isFinal(this.#delivery(id, item.hash))) {
          waiting.delete(item.hash)
          continue
        }
        memory.sending = item.hash
        const onSent = (part: number) => {
          memory.sent = part
        }
        const outcome = await courier.send(item, signal, onSent).catch((fault: unknown) => this.#atFault(fault))
        memory.sending = null
        memory.sent = null
        this.#parts.note?.({
          event: 'delivery',
          target: target.kind,
          outcome: outcome.kind,
          reasons: outcome.kind === 'delivered' ? [] : codesOf(outcome.reasons),
        })
        const goesOn = await this.#take(target, item, outcome, memory)
        if (!goesOn) return
        if (outcome.kind !== 'again') waiting.delete(item.hash)
        inARow = outcome.kind === 'again' ? inARow + 1 : 0
        if (outcome.kind !== 'again' || (!outcome.everything && inARow < FAILURES_IN_A_ROW)) continue
        inARow = 0
        memory.failures++
        memory.lastError = outcome.reasons
        memory.next = this.#at(waitAfter(memory.failures, this.#parts.chance(), outcome.afterSeconds))
        await this.#until(memory.next, memory, signal)
        memory.next = null
      }
    } finally {
      courier.close()
    }
  }

  /** What was tried least goes first, the oldest of them; null while all of them wait for their time. */
  #nextOf(waiting: ReadonlyMap<string, IssuedDocument>, memory: Memory): IssuedDocument | null {
    const now = performance.now()
    let best: IssuedDocument | null = null
    let fewest = Infinity
    for (const item of waiting.values()) {
      const tries = memory.tries.get(item.hash)
      if (tries !== undefined && tries.next > now) continue
      const count = tries?.count ?? 0
      if (count < fewest) [best, fewest] = [item, count]
      if (fewest === 0) break
    }
    return best
  }

  /** What the station itself could not do for this one, with a file that its disk does not give for instance, holds up no other. */
  #atFault(fault: unknown): Outcome {
    if (fault instanceof StoppedError) throw fault
    if (!(fault instanceof StationError)) this.#parts.report(fault)
    const reasons = fault instanceof StationError ? fault.failure.reasons : [reason('delivery.fault-with-this-one')]
    return { kind: 'again', reasons, afterSeconds: null, everything: false }
  }

  /** Whether the run goes on. */
  async #take(target: DeliveryTarget, item: IssuedDocument, outcome: Outcome, memory: Memory): Promise<boolean> {
    const byItself = { why: '', operator: null }
    switch (outcome.kind) {
      case 'delivered': {
        const { reference } = outcome
        await this.#parts.afterDelivered(target, item, reference)
        await this.#record(target, [item.hash], { state: 'delivered', reasons: [], reference, ...byItself })
        memory.tries.delete(item.hash)
        memory.failures = 0
        memory.lastError = []
        return true
      }
      case 'refused': {
        const { reasons } = outcome
        await this.#record(target, [item.hash], { state: 'refused', reasons: [...reasons], reference: '', ...byItself })
        memory.tries.delete(item.hash)
        memory.failures = 0
        return true
      }
      case 'again': {
        // Where it is about everything, this one did nothing wrong.
        const count = (memory.tries.get(item.hash)?.count ?? 0) + 1
        const wait = outcome.everything ? 0 : waitAfter(count, this.#parts.chance(), outcome.afterSeconds)
        const { reasons } = outcome
        memory.tries.set(item.hash, { count, reasons, at: this.#parts.now(), next: this.#at(wait) })
        return true
      }
      case 'halted':
        memory.lastError = outcome.reasons
        memory.halted = true
        return false
    }
  }

  #at(wait: number): number {
    return performance.now() + wait / this.#pace()
  }

  /** Waits for a moment, for a person, or for the end. */
  #until(moment: number, memory: Memory, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        memory.wake = () => undefined
        resolve()
      }
      const timer = setTimeout(done, Math.max(1, Math.min(moment - performance.now(), 2 ** 30)))
      timer.unref()
      memory.wake = done
      signal.addEventListener('abort', done)
      if (signal.aborted) done()
    })
  }
}
