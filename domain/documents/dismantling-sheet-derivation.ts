// Deriving a dismantling sheet from what it rests on: the machine file, its reports, the settlements and attestations of its
// disks, the dismantling file, the parts taken out and the codes in force, judged by the rules of dismantling/ and erasure/. It
// answers the subject, or every reason that stands against it.
import { answersOf, leavesWithTheScreen } from '../dismantling/annex-vii-answers.ts'
import { sheetBalance, type SheetQuestion, sheetReasons } from '../dismantling/closing.ts'
import { codeInForce } from '../dismantling/codes-in-force.ts'
import type { Fraction } from '../dismantling/fractions.ts'
import type { DismantlingOrder } from '../dismantling/order.ts'
import type { DismantlingFile } from '../dismantling/sheet-file.ts'
import { isHazardous, type WasteCodeChange } from '../dismantling/waste-codes.ts'
import { accountForDisks } from '../erasure/accounting.ts'
import type { EvidenceKnown } from '../erasure/evidence/question.ts'
import type { DiskAttestation, Settlement } from '../erasure/settlement.ts'
import type { Intake } from '../intake/intake.ts'
import type { HardwareReport } from '../machine/hardware-report.ts'
import type { MachineFile } from '../machine/machine-file.ts'
import { partName } from '../parts/name.ts'
import { partsTakenOut } from '../parts/taken-out.ts'
import type { Part } from '../parts/part.ts'
import type { StationSettings } from '../station/station.ts'
import type { Confirmation } from '../supervision/confirmation.ts'
import type { AnnouncedDisk } from '../transfer/announced.ts'
import { type Reason, reason } from '../words/reason.ts'
import { say } from '../words/sentences.ts'
import type { CertifiedReport } from './certificate-derivation.ts'
import { type Chain, confirmedBy, type Confirmed, commonMembersOf } from './certificate-parts.ts'
import type { DismantlingSheetSubject, SheetFraction, SheetPart } from './dismantling-sheet.ts'
import { disksOfStay, openingsOfStay } from './disks-of-stay.ts'
import { faceOf } from './refurbishment-certificate.ts'

/** All that a sheet rests on, as the journal holds it. Other machines' and stays' entries are left out here. */
export type DismantlingSheetBasis = EvidenceKnown & {
  readonly machine: MachineFile
  readonly machineFileHash: string
  readonly file: DismantlingFile
  readonly fileHash: string
  /** Of this stay; null where none sent the machine to dismantling. */
  readonly order: Confirmed<DismantlingOrder> | null
  /** The one that the machine came with; null where it was received by itself. */
  readonly intake: Intake | null
  /** Of this stay, oldest first. */
  readonly reports: readonly CertifiedReport[]
  readonly settlements: readonly Confirmed<Settlement>[]
  readonly attestations: readonly Confirmed<DiskAttestation>[]
  /** By the slip that the machine came with. */
  readonly announced: readonly AnnouncedDisk[]
  readonly parts: readonly Part[]
  readonly codeChanges: readonly WasteCodeChange[]
  /** The sheet's date where the station stands: ISO 8601. */
  readonly day: string
  /** The supervisor's confirmation of the kind `sign-sheet`. */
  readonly signature: Confirmation
  readonly settings: StationSettings
  /** ISO 8601, UTC. */
  readonly now: string
  readonly clock: 'trusted' | 'declared'
  readonly chain: Chain
}

export type DerivedSheet =
  | { readonly ok: true; readonly subject: DismantlingSheetSubject }
  | { readonly ok: false; readonly reasons: readonly Reason[] }

/** Of the order, the line about this machine. */
const orderedOf = ({ machine, order }: DismantlingSheetBasis) =>
  order?.what.machines.find(({ machineId, stayId }) => machineId === machine.id && stayId === machine.stay.id) ?? null

export const sheetQuestionOf = (given: DismantlingSheetBasis): SheetQuestion => {
  const { machine, settings } = given
  const isOfThisStay = ({ what }: Confirmed<{ readonly machineId: string; readonly stayId: string }>) =>
    what.machineId === machine.id && what.stayId === machine.stay.id
  return {
    machine,
    ordered: orderedOf(given),
    file: given.file,
    accounting: accountForDisks({
      machineId: machine.id,
      stay: machine.stay,
      reports: given.reports,
      evidence: given.evidence,
      uses: given.uses,
      unfinished: given.unfinished,
      attestations: given.attestations.filter(isOfThisStay).map(({ what }) => what),
      settlements: given.settlements.filter(isOfThisStay).map(({ what }) => what),
      announced: given.announced,
      minimum: settings.erasureMinimum,
      now: given.now,
    }),
    parts: given.parts,
    codeChanges: given.codeChanges,
    day: given.day,
  }
}

export const deriveSheet = (given: DismantlingSheetBasis): DerivedSheet => {
  const { machine, file, settings, order } = given
  const question = sheetQuestionOf(given)
  const told = disksOfStay(question.accounting, given)
  const fractions = file.fractions.map((fraction) => sheetFraction(fraction, question))
  const reasons = [
    ...(isOfThisMachine(given) ? [] : [reason('dismantling.other-machine')]),
    ...sheetReasons(question),
    ...told.reasons,
  ]
  const whole = fractions.flatMap((fraction) => (fraction === null ? [] : [fraction]))
  const isUnfinished = whole.length < fractions.length || file.mediaFound === null
  if (reasons.length > 0 || order === null || question.ordered === null || file.mediaFound === null || isUnfinished)
    return { ok: false, reasons }

  const ofThisStay = given.attestations.filter(({ what }) => what.stayId === machine.stay.id)
  const identity = given.reports.at(-1)?.report.identity ?? null
  const disks = told.disks.map((disk) => ({ ...disk, performedBy: { ...disk.performedBy, operator: null } }))
  const subject: DismantlingSheetSubject = {
    id: `urn:uuid:${machine.id}`,
    kind: 'dismantling-sheet',
    version: 1,
    machineId: machine.id,
    ...commonMembersOf(given),
    day: given.day,
    machine: {
      inventoryNumber: machine.inventoryNumber,
      equipment: machine.equipment,
      stay: { stayId: machine.stay.id, startedAt: machine.stay.startedAt },
      file: given.machineFileHash,
      ...namesOf(identity, file),
      reports: given.reports.map(({ hash, report, source }) => ({ report: hash, takenAt: report.takenAt, source })),
    },
    intake: intakeOf(given.intake),
    order: { basis: 'declared', order: order.what.id, at: order.what.at, confirmedBy: confirmedBy(order.confirmation) },
    dismantling: {
      basis: 'declared',
      dismantlingFile: file.id,
      file: given.fileHash,
      reason: file.reason ?? question.ordered.reason,
      reasonNote: file.reasonNote === '' ? question.ordered.note : file.reasonNote,
      protection: file.protection,
      safety: file.safety,
    },
    annexVii: answersOf(file.annexVii).map((answer) => ({
      basis: 'declared',
      ...answer,
      leavesWithTheScreen:
        answer.present && !answer.removed && leavesWithTheScreen(answer.item, machine.equipment, file.fractions),
    })),
    erasure: faceOf(disks, settings.erasureMinimum),
    mediaFound: file.mediaFound,
    disks,
    // No worker's code stands on a sheet, whatever else the site does.
    openings: openingsOfStay(ofThisStay, settings).map((opening) => ({ ...opening, operator: null })),
    fractions: whole,
    parts: partsTakenOut(given.parts, machine).map(sheetPart),
    balance: sheetBalance(question),
    collection: { basis: 'declared', note: file.collectionNote, ecoOrganisme: file.ecoOrganisme },
    notes: { basis: 'declared', text: file.notes },
    signedBy: confirmedBy(given.signature),
  }
  return { ok: true, subject }
}

const isOfThisMachine = ({ file, machine }: DismantlingSheetBasis) =>
  file.machineId === machine.id && file.stayId === machine.stay.id

/** null where something of it is lacking, which the reasons say. */
const sheetFraction = (fraction: Fraction, { codeChanges, day }: SheetQuestion): SheetFraction | null => {
  const code = fraction.code === null ? null : codeInForce(fraction.code, codeChanges, day)
  if (code === null || fraction.grams === null) return null
  const { id, kind, name, grams, container, outlet } = fraction
  return { basis: 'declared', fraction: id, kind, name, code, hazardous: isHazardous(code), grams, container, outlet }
}

const sheetPart = ({ id, number, data, grams }: Part): SheetPart => {
  const name = partName(data)
  return {
    basis: 'declared',
    part: id,
    number,
    kind: data.kind,
    name: { fr: say(name, 'fr').slice(0, 300), en: say(name, 'en').slice(0, 300) },
    grams,
  }
}

/** What a report read comes first; a person reads off the machine where none did. */
const namesOf = (identity: HardwareReport['identity'] | null, { make, model, serial }: DismantlingFile) => {
  const named = (measured: string | null | undefined, typed: string) => {
    const read = measured?.trim() ?? ''
    if (read !== '') return { basis: 'measured' as const, text: read.slice(0, 200) }
    return typed === '' ? null : { basis: 'declared' as const, text: typed }
  }
  return {
    make: named(identity?.manufacturer, make),
    model: named(identity?.model, model),
    serial: named(identity?.serial, serial),
  }
}

const intakeOf = (intake: Intake | null): DismantlingSheetSubject['intake'] =>
  intake === null
    ? null
    : {
        basis: 'declared',
        intake: intake.id,
        donor: intake.donor.name,
        publicBody: intake.donor.publicBody,
        reference: intake.reference,
        receivedOn: intake.receivedOn,
      }
