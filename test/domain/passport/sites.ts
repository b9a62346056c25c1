// Three sites on one machine, each with its key and what it holds: an ESAT that receives and sends, a workshop that refurbishes,
// a tiers-lieu that hands over. Their documents are of the real forms and really signed.
import { hashOf } from '../../../domain/documents/canonical.ts'
import { issuingMembersOf } from '../../../domain/documents/certificate-parts.ts'
import { type DocumentKind, numberOf, unsecuredDocument } from '../../../domain/documents/document.ts'
import type { HandoverSlipSubject } from '../../../domain/documents/handover-slip.ts'
import { secure } from '../../../domain/documents/proof.ts'
import type { StoredDocument } from '../../../domain/documents/store.ts'
import type { SlipItem, TransferSlipSubject } from '../../../domain/documents/transfer-slip.ts'
import { examine } from '../../../domain/documents/verify.ts'
import { accountOf } from '../../../domain/passport/account.ts'
import { machineId, settings, stayId, startedAt, subjectOf, uuid } from '../documents/bench.ts'
import { keyOf, sha256, verifySignature } from '../documents/cryptography.ts'

const declared = (text: string) => ({ basis: 'declared' as const, text })
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T09:00:00Z`

export class Site {
  readonly key
  readonly code: string
  readonly name: string
  /** In the order in which they came. */
  readonly held: StoredDocument[] = []
  #drafts = 0

  constructor(seed: number, code: string, name: string) {
    this.key = keyOf(new Uint8Array(32).fill(seed))
    this.code = code
    this.name = name
  }

  import(...documents: readonly StoredDocument[]): void {
    for (const one of documents) if (!this.held.some(({ hash }) => hash === one.hash)) this.held.push(one)
  }

  get site() {
    return { name: this.name, address: '', did: this.key.did, code: this.code }
  }

  #own() {
    return this.held.filter(({ document }) => document.issuer.id === this.key.did)
  }

  chainOf(id: string): string[] {
    return this.held.filter(({ document }) => accountOf(document, id) !== null).map(({ hash }) => hash)
  }

  members(id: string | null, sequence = this.#own().length + 1) {
    return {
      number: numberOf(this.code, sequence),
      sequence,
      previousDocument: this.#own().at(-1)?.hash ?? null,
      machineId: id,
      machineChain: id === null ? [] : this.chainOf(id),
      replaces: null,
      clock: 'trusted' as const,
      ...issuingMembersOf({
        ...settings,
        code: this.code,
        organisation: { ...settings.organisation, name: this.name },
      }),
    }
  }

  async sign(kind: DocumentKind, subject: Record<string, unknown>, validFrom: string): Promise<StoredDocument> {
    this.#drafts += 1
    const unsecured = unsecuredDocument(kind, {
      draftId: uuid(1000 * this.code.charCodeAt(0) + this.#drafts),
      did: this.key.did,
      issuerName: this.name,
      validFrom,
      subject,
    })
    const signed = await secure(unsecured, { ...this.key, created: validFrom, sha256 })
    const { document, verification } = await examine(signed, { sha256, verify: verifySignature })
    if (document === null) throw new Error(JSON.stringify(verification.checks))
    const stored = { hash: await hashOf(signed, sha256), document }
    this.held.push(stored)
    return stored
  }

  async certify(on: number, changes: Record<string, unknown> = {}, id = machineId): Promise<StoredDocument> {
    const subject = { ...(await subjectOf()), ...this.members(id), id: `urn:uuid:${id}` }
    return this.sign('refurbishment-certificate', { ...subject, ...changes }, day(on))
  }

  async send(to: Site, on: number, id = machineId): Promise<StoredDocument> {
    const item: SlipItem = {
      what: 'machine',
      itemId: id,
      chain: this.chainOf(id),
      work: null,
      inventoryNumber: '2026-0117',
      equipment: 'laptop',
      name: 'Ateliers du Goéland G14',
      serial: 'GLD-42',
      stay: { stayId, startedAt },
      report: null,
      disks: [],
      reservations: declared(''),
      intake: null,
    }
    return this.#slip({ movement: 'sent', answers: null, sender: this.site, receiver: to.site, items: [item] }, on)
  }

  async receive(sent: StoredDocument, on: number, { missing = false } = {}): Promise<StoredDocument> {
    const { credentialSubject: subject } = sent.document
    if (subject.kind !== 'transfer-slip') throw new Error('not a slip')
    const answers = { document: sent.hash, number: subject.number }
    const ends = { sender: subject.sender, receiver: this.site }
    const found = missing ? { missing: subject.items.map(({ itemId }) => itemId) } : {}
    return this.#slip({ movement: 'received', answers, ...ends, items: subject.items, ...found }, on)
  }

  #slip(
    parts: Pick<TransferSlipSubject, 'movement' | 'answers' | 'sender' | 'receiver' | 'items'> & { missing?: string[] },
    on: number,
  ) {
    const subject: TransferSlipSubject = {
      kind: 'transfer-slip',
      version: 1,
      ...this.members(null),
      machineId: null,
      missing: [],
      surplus: [],
      carrier: declared('Camion'),
      notes: declared(''),
      issuedBy: null,
      ...parts,
    }
    return this.sign('transfer-slip', subject, day(on))
  }

  async handOver(certificate: StoredDocument, on: number): Promise<StoredDocument> {
    const subject: HandoverSlipSubject = {
      id: `urn:uuid:${machineId}`,
      kind: 'handover-slip',
      version: 1,
      ...this.members(machineId),
      machineId,
      movement: 'handed-over',
      day: day(on).slice(0, 10),
      answers: null,
      recipientSeal: 'd'.repeat(64),
      nameKeptUntil: '2029-11-30',
      representativeSigns: false,
      machine: {
        inventoryNumber: '2026-0117',
        equipment: 'laptop',
        name: 'Ateliers du Goéland G14',
        serial: 'GLD-42',
        stay: null,
        certificate: { document: certificate.hash, number: certificate.document.credentialSubject.number },
        operatingSystem: null,
        grades: [],
      },
      accessories: declared('Chargeur'),
      eligibility: { basis: 'declared', checkedBy: null, checkedOn: day(on).slice(0, 10) },
      contribution: { basis: 'declared', amountCents: 2500, received: true, receipt: '', subsidyCents: 3000 },
      trainingWanted: true,
      helpContact: declared(''),
      returnPlace: declared(''),
      notes: declared(''),
      issuedBy: null,
    }
    return this.sign('handover-slip', subject, day(on))
  }

  async withdraw(target: StoredDocument, on: number): Promise<StoredDocument> {
    const { credentialSubject: subject } = target.document
    return this.sign(
      'withdrawal',
      {
        kind: 'withdrawal',
        version: 1,
        ...this.members(subject.machineId),
        ...(subject.machineId === null ? { machineChain: [target.hash] } : {}),
        withdraws: { document: target.hash, number: subject.number },
        ...(subject.kind === 'transfer-slip' ? { itemIds: subject.items.map(({ itemId }) => itemId) } : {}),
        reason: declared('Mauvaise machine'),
        requestedBy: 'OPR3',
        confirmedBy: {
          confirmation: uuid(60),
          supervisor: 'SPV2',
          at: day(on),
          ownWork: false,
          byRecoveryCode: false,
        },
      },
      day(on),
    )
  }
}

/** From the donor to the person. */
export const wholeWay = async () => {
  const esat = new Site(21, 'ES1', 'ESAT des Quatre Vents')
  const workshop = new Site(22, 'AT1', 'Atelier des Trois Rivières')
  const place = new Site(23, 'TL1', 'Tiers-lieu La Grange')
  const sent = await esat.send(workshop, 2)
  workshop.import(...esat.held)
  const received = await workshop.receive(sent, 3)
  const certificate = await workshop.certify(5)
  const sentOn = await workshop.send(place, 6)
  place.import(...workshop.held)
  const receivedThere = await place.receive(sentOn, 7)
  const handover = await place.handOver(certificate, 8)
  const documents = { sent, received, certificate, sentOn, receivedThere, handover }
  return { esat, workshop, place, documents, all: Object.values(documents) }
}
