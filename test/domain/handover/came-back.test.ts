// Which stay of a machine began by a return: only that one holds the data of whoever had it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HandoverSlip } from '../../../domain/documents/handover-slip.ts'
import { isUnanswered, returnOfStay } from '../../../domain/handover/came-back.ts'
import type { HandoverSlipKnown } from '../../../domain/handover/handovers.ts'
import { MACHINE_PATHS } from '../../../domain/intake/path.ts'

const slip = (name: string): HandoverSlipKnown => {
  const text = readFileSync(new URL(`../../fixtures/documents/${name}.json`, import.meta.url), 'utf8')
  const { issuer, validFrom, credentialSubject } = HandoverSlip.parse(JSON.parse(text))
  return {
    hash: name,
    issuer: issuer.id,
    issuerName: issuer.name,
    issuedAt: validFrom,
    subject: credentialSubject,
  }
}
const handedOver = slip('handover-slip-v1')
const returned = slip('return-slip-v1')
const { machineId } = returned.subject
const stayOf = ({ subject }: HandoverSlipKnown) => subject.machine.stay?.stayId ?? ''
const other = '00000000-0000-4000-8000-000000000009'

describe('A machine that was brought back', () => {
  test('waits in the stay that the slip of its return began, and in no other', () => {
    const slips = [handedOver, returned]
    expect(returnOfStay(slips, { machineId, stayId: stayOf(returned) })).toBe(returned)
    expect(returnOfStay(slips, { machineId, stayId: stayOf(handedOver) })).toBeNull()
    expect(returnOfStay(slips, { machineId, stayId: other })).toBeNull()
    expect(returnOfStay(slips, { machineId: other, stayId: stayOf(returned) })).toBeNull()
  })

  test('is answered for by a certificate or by dismantling alone; that somebody looked at it answers nothing', () => {
    expect(MACHINE_PATHS.filter(isUnanswered)).toEqual(['undecided', 'refurbishing'])
  })
})
