// The updates of one station: what is found on a medium or at the feed, what waits here copied and checked, and installing it. The
// rules of what may be installed are domain/update's; how each form is installed is installing/'s.
import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Medium } from '../../domain/batch/operations.ts'
import type { UpdateManifest } from '../../domain/update/manifest.ts'
import { type Installed, offerFaults } from '../../domain/update/offer.ts'
import type { FoundUpdate, UpdateProgress, UpdateState } from '../../domain/update/operations.ts'
import { compareVersions, isLater, Version } from '../../domain/update/version.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { type Ask, openConnection, StoppedError } from '../delivery/ask.ts'
import { refuse, StationError } from '../failure.ts'
import type { Vault } from '../vault/vault.ts'
import type { Installation } from './installation.ts'
import { installByDpkg } from './installing/by-dpkg.ts'
import { replaceProgram, requireProgram, sweepProgram } from './installing/replace-program.ts'
import { startInstaller } from './installing/start-installer.ts'
import { isHalfNote, UpdateMemory, type UpdateNotes, updatesFolder } from './memory.ts'
import { believesIn } from './publisher.ts'
import { copyName, copyPath, isCopyName, isThere, isWhole, notTheSame, takeCopy } from './taking/copy.ts'
import { fromFeed, manifestAt, type Slowness } from './taking/from-feed.ts'
import { fromMedium, manifestOn, manifestsOn } from './taking/from-medium.ts'

export type UpdateSurroundings = {
  /** The publisher's, a `did:key`; null: no update is believed. */
  readonly key: string | null
  readonly installation: Installation | null
  /** Ends Établi, so that an installer can replace it. */
  readonly leave: () => void
  /** How the feed is asked; in tests, under an authority of their own. */
  readonly connect?: () => { readonly ask: Ask; readonly close: () => void }
  readonly slowness?: Slowness
  readonly installDebian?: typeof installByDpkg
}

type Parts = {
  readonly vault: Vault
  readonly version: string
  readonly now: () => Date
  readonly report: (fault: unknown) => void
  /** Whether a disk is being erased or read back. */
  readonly isAtWork: () => boolean
  /** Keeps such work from beginning; what is answered lets it begin again. */
  readonly hold: (why: Reason) => () => void
  readonly surroundings: UpdateSurroundings
}

export type Watch = { readonly onProgress: (event: UpdateProgress) => void; readonly signal: AbortSignal }

/** What cannot be believed has no version, and comes last. */
const latestFirst = ({ manifest: one }: FoundUpdate, { manifest: other }: FoundUpdate): number =>
  one === null || other === null
    ? Number(one === null) - Number(other === null)
    : compareVersions(other.version, one.version)

const EVERY_MS = 100

/** Some events a second are enough to see that it goes on. */
const seldom = (report: (event: UpdateProgress) => void) => {
  let last = -Infinity
  let step: UpdateProgress['step'] | null = null
  return (event: UpdateProgress): void => {
    const at = performance.now()
    if (at - last < EVERY_MS && event.step === step && event.done !== event.total) return
    last = at
    step = event.step
    report(event)
  }
}

/** What this start shows of an update: that it came, or that it did not. */
export const afterStart = (notes: UpdateNotes, version: string, at: string): Partial<UpdateNotes> => {
  const { lastRun, installing, waitsForRestart } = notes
  const expected = installing?.version ?? waitsForRestart
  const change = lastRun !== null && lastRun !== version
  const missed = expected !== null && expected !== version && !change
  return {
    lastRun: version,
    installing: null,
    waitsForRestart: null,
    ...(change ? { cameFrom: { version: lastRun, at }, lastFailure: null } : {}),
    ...(missed
      ? { lastFailure: { at, reasons: [reason('update.did-not-come', { version: expected, here: version })] } }
      : {}),
  }
}

export class Updating {
  #parts: Parts
  #memory: UpdateMemory
  #isGoing = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#memory = new UpdateMemory(parts.vault.folder)
  }

  /** At the start: what was begun has ended in one way or the other, and what was left half copied goes. */
  async begin(): Promise<void> {
    const { vault, version, now, surroundings } = this.#parts
    const notes = await this.#memory.notes()
    const change = afterStart(notes, version, now().toISOString())
    const taken = notes.taken !== null && (await this.#isStillOffered(notes.taken)) ? notes.taken : null
    const after = { ...notes, ...change, taken }
    if (JSON.stringify(after) !== JSON.stringify(notes)) await this.#memory.note({ ...change, taken })
    const folder = updatesFolder(vault.folder)
    // Only copies under their hash, and half a note: a folder that somebody linked to another place holds files that are not ours.
    for (const name of await readdir(folder).catch(() => []))
      if (isHalfNote(name) || (isCopyName(name) && (taken === null || name !== copyName(taken))))
        await unlink(join(folder, name))
    await sweepProgram(surroundings.installation?.program ?? null)
  }

  async state(): Promise<UpdateState> {
    return this.#stateOf(await this.#memory.notes())
  }

  async found(medium: Medium): Promise<FoundUpdate[]> {
    const notes = await this.#memory.notes()
    const names = await manifestsOn(medium)
    const found = await Promise.all(
      names.map(async (name): Promise<FoundUpdate> => {
        const read = await manifestOn(medium, name, this.#believes).catch((error: unknown) => {
          if (error instanceof StationError && error.failure.code === 'refused')
            return {
              ok: false as const,
              reason: error.failure.reasons[0] ?? reason('update.unreadable', { file: name }),
            }
          throw error
        })
        return read.ok
          ? { name, manifest: read.manifest, faults: [...this.#faults(read.manifest, notes)] }
          : { name, manifest: null, faults: [read.reason] }
      }),
    )
    return found.toSorted(latestFirst)
  }

  /** Asks the feed, and remembers what it answered. */
  async search(signal: AbortSignal): Promise<UpdateState> {
    const { now } = this.#parts
    this.#requireInstalled()
    const answer = await this.#atFeed((feed) => manifestAt(feed, signal), signal)
    const askedAt = now().toISOString()
    const notes = await this.#memory.notes()
    const name = answer.manifest?.fileName ?? ''
    const found =
      answer.manifest === null
        ? null
        : { name, manifest: answer.manifest, faults: [...this.#faults(answer.manifest, notes)] }
    return this.#stateOf(await this.#memory.note({ feed: { askedAt, found, reasons: [...answer.reasons] } }))
  }

  /** Copies what lies on the medium into the station, and checks the copy. */
  takeFromMedium(medium: Medium, name: string, watch: Watch): Promise<UpdateState> {
    return this.#alone(async () => {
      const read = await manifestOn(medium, name, this.#believes)
      const manifest = read.ok ? read.manifest : refuse(read.reason)
      return this.#take(manifest, watch, (onProgress) =>
        fromMedium(medium, manifest, { onProgress, signal: watch.signal }),
      )
    })
  }

  /** The manifest is asked for again: what was found yesterday may have been replaced since. */
  takeFromFeed(watch: Watch): Promise<UpdateState> {
    return this.#alone(async () => {
      this.#requireInstalled()
      const { signal } = watch
      const answer = await this.#atFeed(async (feed) => {
        const manifest = await manifestAt(feed, signal)
        if ('code' in manifest) return manifest
        await this.#take(manifest, watch, (onProgress) =>
          fromFeed(feed, manifest, { onProgress, signal }, this.#parts.surroundings.slowness),
        )
        return manifest
      }, signal)
      if (answer.manifest === null) refuse(...answer.reasons)
      return this.state()
    })
  }

  dismiss(): Promise<UpdateState> {
    return this.#alone(async () => {
      const { taken } = await this.#memory.notes()
      const after = await this.#memory.note({ taken: null })
      if (taken !== null) await unlink(copyPath(this.#parts.vault.folder, taken)).catch(() => undefined)
      return this.#stateOf(after)
    })
  }

  /** The one that waits, if it is this one; refused where anything speaks against installing it. */
  async requireTaken(sha256: string): Promise<UpdateManifest> {
    const notes = await this.#memory.notes()
    const { taken } = notes
    if (taken === null) return refuse(reason('update.none-taken'))
    if (taken.sha256 !== sha256) refuse(reason('update.other-taken'))
    const faults = this.#faults(taken, notes)
    if (faults.length > 0) refuse(...faults)
    this.#requireRest()
    return taken
  }

  /** `permit`: uses the supervisor's confirmation up; nothing is run before it did. */
  install(sha256: string, permit: (manifest: UpdateManifest) => Promise<void>, watch: Watch): Promise<UpdateState> {
    return this.#alone(async () => {
      const { vault, now, hold } = this.#parts
      const manifest = await this.requireTaken(sha256)
      const letGo = hold(reason('update.being-installed'))
      try {
        await permit(manifest)
        // Asked again: what was on its way to a disk before the hold has begun by now.
        this.#requireRest()
        const report = seldom(watch.onProgress)
        report({ step: 'checking', done: 0, total: null })
        const copy = copyPath(vault.folder, manifest)
        if (!(await isWhole(copy, manifest))) {
          await this.#memory.note({ taken: null })
          await unlink(copy).catch(() => undefined)
          notTheSame(manifest)
        }
        // A person who stops it by now stops it before it is begun; later nothing does.
        watch.signal.throwIfAborted()
        await this.#memory.note({ installing: { version: manifest.version, at: now().toISOString() } })
        report({ step: 'installing', done: 0, total: null })
        const isLeaving = await this.#put(copy, manifest, report)
        if (isLeaving) return await this.state()
        const after = await this.#memory.note({
          ...{ installing: null, taken: null, lastFailure: null, waitsForRestart: manifest.version },
        })
        await unlink(copy).catch(() => undefined)
        return this.#stateOf(after)
      } catch (error) {
        await this.#memory.note({ installing: null }).catch(() => undefined)
        throw error
      } finally {
        letGo()
      }
    })
  }

  async read(): Promise<UpdateState> {
    return this.#stateOf(await this.#memory.note({ cameFrom: null, lastFailure: null }))
  }

  /** For the daily look. */
  async lastAskedAt(): Promise<string | null> {
    return (await this.#memory.notes()).feed?.askedAt ?? null
  }

  /** Answers whether Établi ends for it. */
  async #put(copy: string, manifest: UpdateManifest, report: Watch['onProgress']): Promise<boolean> {
    const { surroundings, report: fault } = this.#parts
    const { installation, installDebian = installByDpkg, leave } = surroundings
    switch (manifest.form) {
      case 'deb':
      case 'deb-browser':
        await installDebian(copy, manifest, {
          report: fault,
          onEvent: (event) => {
            if (event.event === 'copied') report({ step: 'checking', done: event.done, total: manifest.bytes })
            else report({ step: 'installing', done: 0, total: null })
          },
        })
        return false
      case 'appimage':
      case 'portable':
        await replaceProgram(copy, requireProgram(installation?.program ?? null), manifest)
        return false
      case 'nsis':
        await startInstaller(copy)
        leave()
        return true
    }
  }

  async #take(
    manifest: UpdateManifest,
    { onProgress }: Watch,
    fetch: (onProgress: (done: number) => void) => Parameters<typeof takeCopy>[2],
  ): Promise<UpdateState> {
    const { vault } = this.#parts
    const before = await this.#memory.notes()
    const faults = this.#faults(manifest, before)
    if (faults.length > 0) refuse(...faults)
    const total = manifest.bytes
    const report = seldom(onProgress)
    await takeCopy(
      vault.folder,
      manifest,
      fetch((done) => {
        report({ step: 'copying', done, total })
      }),
      () => {
        report({ step: 'checking', done: 0, total: null })
      },
    )
    const { taken, seen } = before
    const latest = seen === null || isLater(manifest.version, seen) ? manifest.version : seen
    const after = await this.#memory.note({ taken: manifest, seen: latest, lastFailure: null })
    if (taken !== null && copyName(taken) !== copyName(manifest))
      await unlink(copyPath(vault.folder, taken)).catch(() => undefined)
    return this.#stateOf(after)
  }

  /** Its answer, as a manifest or as the reason why there is none. */
  async #atFeed(
    ask: (feed: Parameters<typeof manifestAt>[0]) => Promise<UpdateManifest | Reason>,
    signal: AbortSignal,
  ): Promise<{ readonly manifest: UpdateManifest | null; readonly reasons: readonly Reason[] }> {
    const { vault, surroundings } = this.#parts
    const address = vault.ledger.settings?.updates?.feed ?? null
    const { installation, connect = () => openConnection('') } = surroundings
    if (address === null || installation === null) return { manifest: null, reasons: [reason('update.no-feed')] }
    const connection = connect()
    try {
      const { form, architecture } = installation
      const answer = await ask({ address, form, architecture, believes: this.#believes, ask: connection.ask })
      return 'code' in answer ? { manifest: null, reasons: [answer] } : { manifest: answer, reasons: [] }
    } catch (error) {
      if (error instanceof StoppedError) signal.throwIfAborted()
      throw error
    } finally {
      connection.close()
    }
  }

  #stateOf(notes: UpdateNotes): UpdateState {
    const { version, surroundings } = this.#parts
    const { taken, waitsForRestart, cameFrom, lastFailure, feed } = notes
    return {
      ...{ version, waitsForRestart, cameFrom, lastFailure },
      // Held against what is here now: it may have been installed since it was found.
      feed:
        feed?.found?.manifest == null
          ? feed
          : { ...feed, found: { ...feed.found, faults: [...this.#faults(feed.found.manifest, notes)] } },
      form: surroundings.installation?.form ?? null,
      hindrances: [...this.#hindrances],
      taken: taken === null ? null : { manifest: taken, faults: [...this.#faults(taken, notes)] },
    }
  }

  get #believes() {
    return believesIn(this.#parts.surroundings.key)
  }

  get #hindrances(): readonly Reason[] {
    const { version, surroundings } = this.#parts
    // One sentence that can be acted on: what is not installed needs no publisher's key.
    if (surroundings.installation === null) return [reason('update.not-installed')]
    return [
      ...(surroundings.key === null ? [reason('update.no-key')] : []),
      ...(Version.safeParse(version).success ? [] : [reason('update.version-unknown', { version })]),
    ]
  }

  #requireInstalled(): Installed {
    const { version, surroundings } = this.#parts
    const { installation } = surroundings
    const hindrances = this.#hindrances
    if (installation === null || hindrances.length > 0) return refuse(...hindrances)
    return { form: installation.form, architecture: installation.architecture, version }
  }

  /** What was installed already and waits for the next start counts as what is here. */
  #faults(manifest: UpdateManifest, { seen, waitsForRestart }: UpdateNotes): readonly Reason[] {
    if (this.#hindrances.length > 0) return this.#hindrances
    const installed = this.#requireInstalled()
    return offerFaults(manifest, { ...installed, version: waitsForRestart ?? installed.version }, seen)
  }

  #requireRest(): void {
    if (this.#parts.isAtWork()) refuse(reason('update.disk-at-work'))
  }

  async #isStillOffered(taken: UpdateManifest): Promise<boolean> {
    const installed = this.#hindrances.length === 0 ? this.#requireInstalled() : null
    const fits = installed !== null && offerFaults(taken, installed, null).length === 0
    return fits && (await isThere(copyPath(this.#parts.vault.folder, taken), taken))
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isGoing) refuse(reason('update.going-on'))
    this.#isGoing = true
    try {
      return await work()
    } finally {
      this.#isGoing = false
    }
  }
}
