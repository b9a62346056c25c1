import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { issuingMembersOf } from '../../../domain/documents/certificate-parts.ts'
import { hashOf } from '../../../domain/documents/canonical.ts'
import {
  conflictsOf,
  documentSet,
  merge,
  standingDocuments,
  standingOf,
  type StoredDocument,
} from '../../../domain/documents/store.ts'
import { knownDocument } from '../../../domain/documents/verify.ts'
import type { WithdrawalSubject } from '../../../domain/documents/withdrawal.ts'
import { machineId, settings, settledAt, signedCertificate, signedWithdrawal, subjectOf, uuid } from './bench.ts'
import { otherKey, sha256, stationKey } from './cryptography.ts'

type Chain = { sequence: number; previousDocument?: string | null; machineChain?: string[]; replaces?: string | null }

const stored = async (document: unknown): Promise<StoredDocument> => {
  const known = knownDocument(document)
  if (known === null) throw new Error('not a document')
  return { hash: await hashOf(document, sha256), document: known }
}
const certificate = async (chain: Chain, key = stationKey, inventoryNumber?: string) => {
  const subject = await subjectOf({ chain: { previousDocument: null, machineChain: [], replaces: null, ...chain } })
  const machine = { ...subject.machine, inventoryNumber: inventoryNumber ?? subject.machine.inventoryNumber }
  return stored(await signedCertificate({ ...subject, machine }, { key, draftId: uuid(200 + chain.sequence) }))
}
const withdrawal = async (target: StoredDocument, sequence: number, key = stationKey) => {
  const subject: WithdrawalSubject = {
    kind: 'withdrawal',
    version: 1,
    number: `AT1-${String(sequence).padStart(6, '0')}`,
    sequence,
    previousDocument: target.hash,
    machineId,
    machineChain: [target.hash],
    replaces: null,
    clock: 'trusted',
    ...issuingMembersOf(settings),
    withdraws: { document: target.hash, number: target.document.credentialSubject.number },
    reason: { basis: 'declared', text: 'Mauvaise machine' },
    requestedBy: 'OPR3',
    confirmedBy: { confirmation: uuid(60), supervisor: 'SPV2', at: settledAt, ownWork: false, byRecoveryCode: false },
  }
  return stored(await signedWithdrawal(subject, { key }))
}

const first = await certificate({ sequence: 1 })
const second = await certificate({
  sequence: 2,
  previousDocument: first.hash,
  machineChain: [first.hash],
  replaces: first.hash,
})
const third = await certificate({ sequence: 3, previousDocument: second.hash })
const forked = await certificate({ sequence: 2, previousDocument: first.hash }, stationKey, 'ANOTHER')
const strangers = await certificate({ sequence: 1 }, otherKey)
const annulment = await withdrawal(second, 4)
const forgedAnnulment = await withdrawal(first, 4, otherKey)
const everything = [first, second, third, forked, strangers, annulment, forgedAnnulment]

describe('the store of documents', () => {
  test('is the same in whatever order, and however often, documents come in', () => {
    const whole = documentSet(everything)
    fc.assert(
      fc.property(fc.array(fc.subarray(everything), { maxLength: 5 }), (parts) => {
        const merged = merge(...parts.map(documentSet), documentSet([...everything].reverse()), whole)
        expect(new Set(merged.keys())).toEqual(new Set(whole.keys()))
        expect(conflictsOf(merged)).toEqual(conflictsOf(whole))
        for (const each of everything) expect(standingOf(each, merged)).toEqual(standingOf(each, whole))
      }),
    )
  })

  test('knows all that stand as it knows each of them, whatever is known', () => {
    fc.assert(
      fc.property(fc.subarray(everything), (known) => {
        const all = documentSet(known)
        const standing = known.filter((each) => standingOf(each, all).state === 'valid')
        expect(standingDocuments(all)).toEqual(standing)
      }),
    )
  })

  test('knows a document that nothing speaks against', () => {
    expect(standingOf(third, documentSet(everything)).state).toBe('valid')
  })

  test('knows which document replaces another, and which withdraws it', () => {
    const all = documentSet(everything)
    expect(standingOf(first, all)).toMatchObject({ state: 'replaced', by: { hash: second.hash } })
    expect(standingOf(second, all)).toMatchObject({ state: 'withdrawn', by: { hash: annulment.hash } })
  })

  test('lets only its own issuer withdraw a document', () => {
    expect(standingOf(first, documentSet([first, forgedAnnulment])).state).toBe('valid')
  })

  test('flags two documents of one sequence under one key, with what follows', () => {
    const conflict = conflictsOf(documentSet([first, second, third, forked])).find(
      ({ kind }) => kind === 'forked-chain',
    )
    expect(conflict).toEqual({
      kind: 'forked-chain',
      did: stationKey.did,
      sequence: 2,
      hashes: [second.hash, forked.hash].sort(),
      follows: [third.hash],
    })
  })

  test('flags one number under two keys', () => {
    expect(conflictsOf(documentSet([first, strangers]))).toEqual([
      { kind: 'number-clash', number: 'AT1-000001', hashes: [first.hash, strangers.hash].sort() },
    ])
  })

  test('finds no conflict in a sound chain', () => {
    expect(conflictsOf(documentSet([first, second, third, annulment]))).toEqual([])
  })
})
