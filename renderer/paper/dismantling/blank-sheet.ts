// A sheet to be filled in by hand: what is known of the machine is printed, so that nobody writes it again, and the rest are
// boxes, with the fractions and codes that such a machine usually ends in.
import { annexViiOf } from '../../../domain/dismantling/annex-vii.ts'
import { codeInForce } from '../../../domain/dismantling/codes-in-force.ts'
import { usualCode } from '../../../domain/dismantling/fraction-catalogue.ts'
import type { FractionKind } from '../../../domain/dismantling/fractions.ts'
import type { DismantlingFile } from '../../../domain/dismantling/sheet-file.ts'
import { isHazardous, type WasteCodeChange } from '../../../domain/dismantling/waste-codes.ts'
import type { Intake } from '../../../domain/intake/intake.ts'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import type { EquipmentKind } from '../../../domain/machine/equipment.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { editionsOf, type FractionLine, type MediumLine, type SheetOnPaper } from './sheet-on-paper.ts'

const common: readonly FractionKind[] = ['ferrous', 'aluminium', 'plastics', 'circuit-boards', 'cables']
const usualFractions: Readonly<Record<EquipmentKind, readonly FractionKind[]>> = {
  desktop: [...common, 'power-supplies', 'drives', 'button-cells'],
  mini: [...common, 'button-cells'],
  server: [...common, 'power-supplies', 'drives', 'button-cells'],
  laptop: [...common, 'lithium-batteries', 'led-screens', 'button-cells'],
  'all-in-one': [...common, 'power-supplies', 'led-screens', 'button-cells'],
  tablet: [...common, 'lithium-batteries', 'led-screens'],
  monitor: [...common, 'power-supplies', 'led-screens', 'lamp-screens'],
  other: common,
}
/** Empty lines below, for what is not usual. */
const spare = { fractions: 1, parts: 2 } as const
/** Lines for disks: as many as such a machine has at most, as a rule. */
const mediaLinesOf: Readonly<Record<EquipmentKind, number>> = {
  ...{ desktop: 3, mini: 2, server: 3, laptop: 2, 'all-in-one': 2, tablet: 1, monitor: 1, other: 3 },
}

const empty = <T>(line: T, count: number): readonly T[] => Array.from({ length: Math.max(0, count) }, () => line)

export type KnownOfMachine = {
  readonly machine: MachineFile
  readonly file: DismantlingFile
  readonly report: HardwareReport | null
  readonly intake: Intake | null
  readonly codeChanges: readonly WasteCodeChange[]
  /** The day it is printed. */
  readonly day: string
}

const fractionLines = ({ machine, file, codeChanges, day }: KnownOfMachine): readonly FractionLine[] => {
  const written = file.fractions.map(({ kind, name, code, grams, container, outlet }): FractionLine => ({
    ...{ kind, name, code, grams, container, outlet },
    hazardous: code === null ? null : isHazardous({ code }),
  }))
  const usual = usualFractions[machine.equipment]
    .filter((kind) => !file.fractions.some((fraction) => fraction.kind === kind))
    .map((kind): FractionLine => {
      const code = usualCode(kind, codeChanges, day)
      const rest = { grams: null, container: null, outlet: null }
      return { kind, name: '', code: code?.code ?? null, hazardous: code === null ? null : isHazardous(code), ...rest }
    })
  const line: FractionLine = {
    ...{ kind: null, name: '', code: null, hazardous: null, grams: null, container: null, outlet: null },
  }
  return [...written, ...usual, ...empty(line, spare.fractions)]
}

const mediaLines = ({ machine, report, file }: KnownOfMachine): readonly MediumLine[] => {
  const known =
    file.media.length > 0
      ? file.media.map(({ model, serial, place }) => ({
          name: model || null,
          serial: serial || null,
          fate: place || null,
        }))
      : (report?.disks ?? []).map(({ model, serial }) => ({ name: model, serial, fate: null }))
  return [...known, ...empty({ name: null, serial: null, fate: null }, mediaLinesOf[machine.equipment] - known.length)]
}

export const blankSheet = (known: KnownOfMachine): SheetOnPaper => {
  const { machine, file, report, intake, codeChanges, day } = known
  const identity = report?.identity ?? null
  const fractions = fractionLines(known)
  const asked = annexViiOf(machine.equipment)
  return {
    blank: true,
    intake:
      intake === null ? null : { donor: intake.donor.name, reference: intake.reference, receivedOn: intake.receivedOn },
    inventoryNumber: machine.inventoryNumber,
    equipment: machine.equipment,
    make: file.make || (identity?.manufacturer ?? null),
    model: file.model || (identity?.model ?? null),
    serial: file.serial || (identity?.serial ?? null),
    grossGrams: file.grossGrams,
    reason: file.reason,
    reasonNote: file.reasonNote,
    protection: file.protection,
    safety: file.safety,
    annexVii: [
      ...asked.map((item) => ({ item, answer: file.annexVii[item] ?? null })),
      // One more for what is found and was not asked, and none where the list is long already.
      ...empty({ item: null, answer: null }, asked.length < 8 ? 2 - (asked.length % 2) : 0),
    ],
    mediaFound: file.mediaFound,
    media: mediaLines(known),
    fractions,
    editions: editionsOf(
      fractions.flatMap(({ code }) => {
        const inForce = code === null ? null : codeInForce(code, codeChanges, day)
        return inForce === null ? [] : [inForce]
      }),
    ),
    parts: empty({ number: null, name: null, grams: null }, spare.parts),
    balance: null,
    collectionNote: file.collectionNote || null,
    ecoOrganisme: file.ecoOrganisme || null,
    notes: '',
  }
}
