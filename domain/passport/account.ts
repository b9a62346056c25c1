// What one document says of one machine, loose disk or part: whether it is about it at all, and which documents about it its
// station held when it signed. Every kind says that in its own place; nobody else need know where.
import type { KnownDocument } from '../documents/known-document.ts'
import { machineName } from '../machine/machine-name.ts'

/** What a document calls one thing that it is about. */
export type ThingName = {
  readonly inventoryNumber: string | null
  readonly name: string | null
  readonly serial: string | null
}

export type Account = {
  /** The documents about the same thing that it names. null where it lists the thing and says nothing of what was before. */
  readonly names: readonly string[] | null
  readonly thing: ThingName | null
}

const unique = (hashes: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(hashes.filter((hash) => typeof hash === 'string')),
]

const joined = (...words: readonly (string | null | undefined)[]): string | null =>
  words.filter((word) => typeof word === 'string' && word !== '').join(' ') || null

const thingOf = ({ credentialSubject: subject }: KnownDocument, id: string): ThingName | null => {
  switch (subject.kind) {
    case 'refurbishment-certificate': {
      const { inventoryNumber, measurement } = subject.machine
      const identity = measurement?.identity ?? null
      return {
        inventoryNumber,
        name: identity === null ? null : machineName(identity),
        serial: identity?.serial ?? null,
      }
    }
    case 'dismantling-sheet': {
      const { inventoryNumber, make, model, serial } = subject.machine
      return { inventoryNumber, name: joined(make?.text, model?.text), serial: serial?.text ?? null }
    }
    case 'erasure-certificate': {
      const { make, model, serial } = subject.disk
      return { inventoryNumber: subject.origin.chassis, name: joined(make, model), serial }
    }
    case 'handover-slip': {
      const { inventoryNumber, name, serial } = subject.machine
      return { inventoryNumber, name, serial }
    }
    case 'transfer-slip': {
      const item = subject.items.find(({ itemId }) => itemId === id)
      switch (item?.what) {
        case 'machine':
          return { inventoryNumber: item.inventoryNumber, name: item.name, serial: item.serial }
        case 'disk':
          return {
            inventoryNumber: item.chassis || null,
            name: joined(item.disk.make, item.disk.model),
            serial: item.disk.serial,
          }
        case 'part':
          return { inventoryNumber: item.number, name: item.name[subject.language], serial: null }
        case undefined:
          return null
      }
      return null
    }
    case 'withdrawal':
    case 'batch-manifest':
    case 'succession':
      return null
  }
}

/** null where the document is not about it. */
export const accountOf = (document: KnownDocument, id: string): Account | null => {
  const { credentialSubject: subject } = document
  const thing = thingOf(document, id)
  const about = (...names: readonly (string | null | undefined)[]): Account => ({ names: unique(names), thing })
  switch (subject.kind) {
    case 'transfer-slip': {
      const item = subject.items.find(({ itemId }) => itemId === id)
      const answered = subject.answers?.document
      if (item !== undefined) return about(...item.chain, answered, subject.replaces)
      return subject.surplus.some(({ itemId }) => itemId === id) ? { names: null, thing } : null
    }
    case 'withdrawal': {
      if (subject.machineId === id) return about(...subject.machineChain, subject.withdraws.document)
      return subject.itemIds?.includes(id) === true ? { names: [subject.withdraws.document], thing } : null
    }
    case 'handover-slip':
      return subject.machineId === id
        ? about(
            ...subject.machineChain,
            subject.answers?.document,
            subject.machine.certificate.document,
            subject.replaces,
          )
        : null
    case 'refurbishment-certificate':
    case 'dismantling-sheet':
    case 'erasure-certificate':
      return subject.machineId === id ? about(...subject.machineChain, subject.replaces) : null
    case 'batch-manifest':
    case 'succession':
      return null
  }
}
