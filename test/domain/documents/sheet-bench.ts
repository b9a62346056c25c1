// A dismantled desktop for tests: no report, opened by a supervisor, one disk in the locked box, two fractions; and the sheet that
// a station signs of it.
import { hashOf } from '../../../domain/documents/canonical.ts'
import type { Confirmed } from '../../../domain/documents/certificate-parts.ts'
import type { DismantlingSheet, DismantlingSheetSubject } from '../../../domain/documents/dismantling-sheet.ts'
import { deriveSheet, type DismantlingSheetBasis } from '../../../domain/documents/dismantling-sheet-derivation.ts'
import { unsecuredDocument } from '../../../domain/documents/document.ts'
import { secure } from '../../../domain/documents/proof.ts'
import type { DismantlingOrder } from '../../../domain/dismantling/order.ts'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import type { DiskAttestation, Settlement } from '../../../domain/erasure/settlement.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import { dismantlingFile } from '../dismantling/a-file.ts'
import { confirmation, machineFile, machineId, settings, stayId, uuid } from './bench.ts'
import { sha256, stationKey } from './cryptography.ts'

const at = '2026-11-25T09:00:00Z'
export const signedAt = '2026-11-25T16:00:00Z'
export const day = '2026-11-25'
const subject = 'a'.repeat(64)

export const boxedDisk: DiskIdentity = { serial: 'CRM0001', wwn: null, model: 'Cormoran C250', sizeBytes: null }

export const order: Confirmed<DismantlingOrder> = {
  what: {
    id: uuid(300),
    machines: [{ machineId, stayId, reason: 'does-not-start', note: '' }],
    operator: 'OPR3',
    at,
  },
  confirmation: confirmation(301, { kind: 'dismantle-machines', machines: [machineId], subject }, at),
}

export const opening = (found: DiskIdentity[] = [boxedDisk]): Confirmed<DiskAttestation> => ({
  what: {
    id: uuid(310),
    machineId,
    stayId,
    reportHash: null,
    why: 'no-report',
    found,
    operator: 'OPR3',
    at,
    notes: '',
  },
  confirmation: confirmation(311, { kind: 'attest-disks', machineId, subject }, at),
})

export const boxed = (number: number, disk: DiskIdentity = boxedDisk): Confirmed<Settlement> => ({
  what: {
    id: uuid(number),
    machineId,
    stayId,
    disk,
    outcome: { kind: 'removed', looseDiskId: uuid(number + 1), place: 'Armoire fermée', notes: '' },
    operator: 'OPR3',
    at,
  },
  confirmation: confirmation(number + 2, { kind: 'settle-disks', machineId, disks: [disk], subject }, at),
})

const esat: StationSettings = { ...settings, activities: ['esat'] }

export const sheetBasis = async (changes: Partial<DismantlingSheetBasis> = {}): Promise<DismantlingSheetBasis> => {
  const machine = changes.machine ?? machineFile({ equipment: 'desktop', reports: [] })
  const file = changes.file ?? dismantlingFile()
  return {
    machine,
    machineFileHash: await hashOf(machine, sha256),
    file,
    fileHash: await hashOf(file, sha256),
    order,
    intake: null,
    reports: [],
    evidence: [],
    uses: [],
    unfinished: [],
    settlements: [boxed(320)],
    attestations: [opening()],
    announced: [],
    parts: [],
    codeChanges: [],
    day,
    signature: confirmation(330, { kind: 'sign-sheet', machineId, subject }, signedAt),
    settings: esat,
    now: signedAt,
    clock: 'trusted',
    chain: { sequence: 1, previousDocument: null, machineChain: [], replaces: null },
    ...changes,
  }
}

export const sheetSubjectOf = async (
  changes: Partial<DismantlingSheetBasis> = {},
): Promise<DismantlingSheetSubject> => {
  const derived = deriveSheet(await sheetBasis(changes))
  if (!derived.ok) throw new Error(derived.reasons.map(({ code }) => code).join('\n'))
  return derived.subject
}

/** Whatever stands on it, with a signature that holds. */
export const signedSheet = async (of: DismantlingSheetSubject, draftId = uuid(370)): Promise<DismantlingSheet> => {
  const unsecured = unsecuredDocument('dismantling-sheet', {
    draftId,
    did: stationKey.did,
    issuerName: settings.organisation.name,
    validFrom: signedAt,
    subject: of,
  })
  // What unsecuredDocument makes of a subject of this kind is a sheet; the tests of verification check it.
  return (await secure(unsecured, { ...stationKey, created: signedAt, sha256 })) as unknown as DismantlingSheet
}
