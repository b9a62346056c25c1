// The work that goes on while a station is killed: machine files saved, certificates issued, corrected and withdrawn, one
// after the other and on several machines at once. It remembers what was acknowledged and what was asked without an
// answer, and asks that again.
import { hash as digest, randomUUID } from 'node:crypto'
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import type { StepResult } from '../../domain/checklist/progress.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import type { CertificateDraft, Draft, WithdrawalDraft } from '../../domain/documents/draft.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import { proposedMethod } from '../../domain/erasure/method.ts'
import type { Settlement } from '../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { ConfirmableAction } from '../../domain/supervision/confirmation.ts'
import { certificateSubject, settlementsSubject, withdrawalSubject } from '../../domain/supervision/subject.ts'
import { Interrupted, type Post } from './sigkill-post.ts'
import type { Truth } from './sigkill-truth.ts'
import { PIN, recordedMachine } from './workshop.ts'

const sha256 = (text: string): Promise<string> => Promise.resolve(digest('sha256', text))

export type Crew = { readonly operator: string; readonly supervisor: string }

/** Sets the station up through its own operations, and enters. */
export const openWorkshop = async (post: Post): Promise<Crew> => {
  await post.ask('station.setUp', {
    settings: {
      name: 'Atelier de Dax, établi 2',
      code: 'DAX2',
      organisation: { name: 'Association Štěpán Le Phare', address: '', phone: '', email: '', logo: null },
      activities: ['refurbishing'],
      language: 'fr',
      erasureMinimum: 'declared',
      scanner: null,
      profileId: defaultProfile.id,
      rubricId: defaultRubric.id,
      keyCopiedAt: null,
    },
    people: [
      { name: 'Amina', role: 'operator', simplified: false, pin: null },
      { name: 'Claire', role: 'supervisor', simplified: false, pin: PIN.claire },
      { name: 'Marc', role: 'supervisor', simplified: false, pin: PIN.marc },
    ],
    passphrase: null,
  })
  const people = await post.ask('people.list', {})
  await post.enter()
  const codeOf = (name: string) => people.find((person) => person.name === name)?.code ?? ''
  return { operator: codeOf('Amina'), supervisor: codeOf('Claire') }
}

/** What was acknowledged, in the page, over all lives of host and browser. */
export class Acknowledged {
  /** By draft: the document's hash. */
  readonly documents = new Map<string, string>()
  readonly saves = new Set<string>()

  /** What of it the journal does not hold, or holds otherwise. */
  lostFrom(truth: Truth): readonly string[] {
    const lost: string[] = []
    for (const [draftId, hash] of this.documents)
      if (truth.documentOf(draftId)?.hash !== hash) lost.push(`document ${hash} of draft ${draftId}`)
    for (const transaction of this.saves)
      if (!truth.transactions.has(transaction)) lost.push(`machine file of transaction ${transaction}`)
    return lost
  }
}

type Pending =
  | { readonly kind: 'save'; readonly transaction: string; readonly machine: MachineFile }
  | { readonly kind: 'issue'; readonly draft: Draft }

/** How an answer that the kill swallowed was found again. */
export type Recovered = {
  readonly kind: Pending['kind']
  /** The journal had it already: only the answer was lost. */
  readonly kept: boolean
}

/** One machine on the bench, and what happens to it. */
export class Lane {
  readonly #post: Post
  readonly #crew: Crew
  readonly #acknowledged: Acknowledged
  readonly #random: () => number
  #machine: MachineFile
  #standing: string | null = null
  #pending: Pending | null = null
  /** Confirmed, and not asked for yet. */
  #prepared: Draft | null = null
  /** Documents of this machine so far: a machine with hundreds of them is not what a workshop has. */
  documents = 0

  private constructor(post: Post, crew: Crew, acknowledged: Acknowledged, random: () => number, machine: MachineFile) {
    this.#post = post
    this.#crew = crew
    this.#acknowledged = acknowledged
    this.#random = random
    this.#machine = machine
  }

  get pending(): Pending | null {
    return this.#pending
  }

  /** A machine that is received, read, settled and ready for its certificate. */
  static async receive(post: Post, crew: Crew, acknowledged: Acknowledged, random: () => number): Promise<Lane> {
    const now = new Date().toISOString()
    const machine: MachineFile = {
      kind: 'machine-file',
      version: 1,
      id: randomUUID(),
      inventoryNumber: `INV-${String(Math.floor(random() * 1e9))}`,
      equipment: 'laptop',
      stay: { id: randomUUID(), startedAt: now },
      createdAt: now,
      updatedAt: now,
      revision: 1,
      operator: crew.operator,
      reports: [],
      checklist: { profileId: defaultProfile.id, profileVersion: defaultProfile.version, results: {} },
      aspect: { grade: 'B', notes: 'Légères rayures sur le capot.' },
      installedSystem: { name: 'Linux Mint', version: '22', language: 'français', licence: 'free' },
      repairs: '',
      reservations: '',
      accessories: '',
      onBench: true,
    }
    const lane = new Lane(post, crew, acknowledged, random, machine)
    await lane.#save(machine)
    const recorded = await recordedMachine('recent-laptop')
    const { hash, report } = await post.ask('hardware.open', {
      name: recorded.name,
      text: recorded.buffer.toString('utf8'),
    })
    const at = new Date().toISOString()
    const passed: StepResult = { outcome: 'passed', note: '', at, operator: crew.operator }
    const steps = defaultProfile.steps.filter(
      ({ equipment, lastWord }) => lastWord === 'person' && (equipment?.includes('laptop') ?? true),
    )
    await lane.#save({
      ...lane.#machine,
      revision: 2,
      reports: [{ hash, takenAt: report.takenAt, addedAt: at, source: 'file' }],
      checklist: { ...machine.checklist, results: Object.fromEntries(steps.map(({ id }) => [id, passed])) },
    })
    const settlements = report.disks.map((disk): Settlement => {
      const method = proposedMethod(disk.kind)
      const tool = { name: 'nvme-cli', version: '2.4' }
      return {
        id: randomUUID(),
        machineId: machine.id,
        stayId: machine.stay.id,
        disk: identityOf(disk),
        outcome: { kind: 'declared', method, tool, verification: 'full', performedAt: at, notes: '' },
        operator: crew.operator,
        at,
      }
    })
    const confirmation = await lane.#confirm({
      kind: 'settle-disks',
      machineId: machine.id,
      disks: settlements.map(({ disk }) => disk),
      subject: await settlementsSubject(settlements, sha256),
    })
    await post.ask('disks.settle', { settlements, confirmation })
    return lane
  }

  /**
   * Has the next document confirmed. Checking a PIN takes long on purpose: done before a round begins, it leaves the
   * round's time to the documents.
   */
  async prepare(): Promise<void> {
    if (this.#prepared !== null) return
    this.#prepared =
      this.#standing !== null && this.#random() < 0.3
        ? await this.#withdrawal(this.#standing)
        : await this.#certificate()
  }

  /** Goes on until page or host are gone; any other failure is one of the station's, and thrown. */
  async work(kind: 'documents' | 'machine-files'): Promise<void> {
    try {
      for (;;) {
        if (kind === 'machine-files' || (this.#prepared === null && this.#random() < 0.3)) await this.#saveNext()
        if (kind === 'documents') {
          await this.issueNext()
        }
      }
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
    }
  }

  /** Asks again what got no answer. The same question must give the same document, and no second one. */
  async recover(truth: Truth): Promise<Recovered | null> {
    const pending = this.#pending
    if (pending === null) return null
    if (pending.kind === 'save') {
      const kept = truth.transactions.has(pending.transaction)
      await this.#ask(pending)
      return { kind: 'save', kept }
    }
    const before = truth.documentOf(pending.draft.draftId)
    await this.#ask(pending)
    const after = this.#acknowledged.documents.get(pending.draft.draftId)
    if (before !== undefined && after !== before.hash)
      throw new Error(`Draft ${pending.draft.draftId} gave ${String(after)}, and ${before.hash} before the kill`)
    return { kind: 'issue', kept: before !== undefined }
  }

  async #ask(pending: Pending): Promise<void> {
    this.#pending = pending
    if (pending.kind === 'save') {
      const { transaction, machine } = pending
      await this.#post.ask('machines.save', { transaction, machine })
      this.#acknowledged.saves.add(transaction)
      this.#machine = machine
    } else {
      const { draft } = pending
      const { hash } = await this.#post.ask('documents.issue', { draft })
      this.#acknowledged.documents.set(draft.draftId, hash)
      this.#standing = draft.kind === 'withdrawal' ? null : hash
      this.documents++
    }
    this.#pending = null
  }

  #save(machine: MachineFile): Promise<void> {
    return this.#ask({ kind: 'save', transaction: randomUUID(), machine })
  }

  #saveNext(): Promise<void> {
    const { revision } = this.#machine
    const repairs = `Nappe du pavé tactile remplacée, essai ${String(revision)}.`
    return this.#save({ ...this.#machine, revision: revision + 1, updatedAt: new Date().toISOString(), repairs })
  }

  /** One document, start to end. */
  async issueNext(): Promise<void> {
    await this.prepare()
    await this.#issuePrepared()
  }

  async #issuePrepared(): Promise<void> {
    const draft = this.#prepared
    if (draft === null) return
    this.#prepared = null
    await this.#ask({ kind: 'issue', draft })
  }

  async #confirm(action: ConfirmableAction): Promise<string> {
    const { supervisor, operator } = this.#crew
    const { id } = await this.#post.ask('supervision.confirm', { action, supervisor, secret: PIN.claire, operator })
    return id
  }

  async #certificate(): Promise<CertificateDraft> {
    const draft: CertificateDraft = {
      kind: 'refurbishment-certificate',
      draftId: randomUUID(),
      machineId: this.#machine.id,
      machineFileHash: await hashOf(this.#machine, sha256),
      operator: this.#crew.operator,
      secondPerson: null,
      replaces: this.#standing,
    }
    const subject = await certificateSubject(draft, sha256)
    const secondPerson = await this.#confirm({ kind: 'second-person', machineId: draft.machineId, subject })
    return { ...draft, secondPerson }
  }

  async #withdrawal(document: string): Promise<WithdrawalDraft> {
    const draft: Omit<WithdrawalDraft, 'confirmation'> = {
      kind: 'withdrawal',
      draftId: randomUUID(),
      document,
      reason: 'Émis avec le mauvais système installé.',
      operator: this.#crew.operator,
    }
    const subject = await withdrawalSubject(draft, sha256)
    const confirmation = await this.#confirm({ kind: 'withdraw-document', documentHash: document, subject })
    return { ...draft, confirmation }
  }
}
