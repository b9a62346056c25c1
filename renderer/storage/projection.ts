// From a frame of the journal to rows: pure, and the same however often it is applied. IndexedDB holds nothing about
// machines, disks and documents that did not come through here.
import { type DocumentColumns, documentColumns } from '../../domain/documents/columns.ts'
import { serialKey } from '../../domain/erasure/disk-identity.ts'
import type { Entry, ReadFrame } from '../../domain/journal/frame.ts'
import { type MachineFile, stayKey } from '../../domain/machine/machine-file.ts'
import { announcedBy } from '../../domain/transfer/announced.ts'
import type {
  AnnouncedDisksRow,
  AttestationRow,
  BatchWrittenRow,
  ConfirmationRow,
  DismantlingFileRow,
  DismantlingOrderRow,
  DocumentBodyRow,
  DocumentItemRow,
  DocumentRow,
  ErasureRefusalRow,
  ErasureRow,
  EvidenceRow,
  HandoverForgottenRow,
  HandoverPaymentRow,
  ImportRow,
  IntakeRow,
  LooseDiskRow,
  MachineRow,
  OverrideRow,
  PartRow,
  PublicCountRow,
  ReportRow,
  SettingsRow,
  SettlementRow,
  StationTrustRow,
  WasteCodeChangeRow,
} from './database.ts'

export type Change =
  | { readonly table: 'machines'; readonly row: MachineRow }
  | { readonly table: 'reports'; readonly row: ReportRow }
  | { readonly table: 'settlements'; readonly row: SettlementRow }
  | { readonly table: 'attestations'; readonly row: AttestationRow }
  | { readonly table: 'overrides'; readonly row: OverrideRow }
  | { readonly table: 'confirmations'; readonly row: ConfirmationRow }
  | { readonly table: 'evidence'; readonly row: EvidenceRow }
  | { readonly table: 'erasures'; readonly row: ErasureRow }
  | { readonly table: 'erasureRefusals'; readonly row: ErasureRefusalRow }
  | { readonly table: 'looseDisks'; readonly row: LooseDiskRow }
  | { readonly table: 'intakes'; readonly row: IntakeRow }
  | { readonly table: 'dismantlingOrders'; readonly row: DismantlingOrderRow }
  | { readonly table: 'dismantlingFiles'; readonly row: DismantlingFileRow }
  | { readonly table: 'wasteCodeChanges'; readonly row: WasteCodeChangeRow }
  | { readonly table: 'parts'; readonly row: PartRow }
  | { readonly table: 'documents'; readonly row: DocumentRow }
  | { readonly table: 'documentBodies'; readonly row: DocumentBodyRow }
  | { readonly table: 'documentItems'; readonly row: DocumentItemRow }
  | { readonly table: 'announcedDisks'; readonly row: AnnouncedDisksRow }
  | { readonly table: 'imports'; readonly row: ImportRow }
  | { readonly table: 'batchesWritten'; readonly row: BatchWrittenRow }
  | { readonly table: 'stationTrust'; readonly row: StationTrustRow }
  | { readonly table: 'handoverPayments'; readonly row: HandoverPaymentRow }
  | { readonly table: 'publicCounts'; readonly row: PublicCountRow }
  | { readonly table: 'handoversForgotten'; readonly row: HandoverForgottenRow }
  | { readonly table: 'settings'; readonly row: SettingsRow }

/** The key under which a change's row is stored. */
export const keyOf = (change: Change): string => ('hash' in change.row ? change.row.hash : change.row.id)

const assertNever = (entry: never): never => {
  throw new TypeError(`A frame of an unknown kind: ${JSON.stringify(entry)}`)
}

const machineRow = (machine: MachineFile, position: number): MachineRow => {
  const { id, inventoryNumber, updatedAt } = machine
  return { id, inventoryNumber, updatedAt, position, machine }
}

/** For each machine that arrived: which disks stood in it when it left. */
const announcedRows = (
  { hash, document, machines }: Extract<Entry, { kind: 'arrival' }>,
  position: number,
): readonly Change[] =>
  [...announcedBy(hash, document)].flatMap(([machineId, disks]) =>
    machines
      .filter(({ id }) => id === machineId)
      .map(({ stay }): Change => ({
        table: 'announcedDisks',
        row: { id: stayKey(machineId, stay.id), machineId, stayId: stay.id, disks, position },
      })),
  )

/** The columns, and a row for each thing that the document lists. */
const documentRows = (hash: string, { itemIds, ...columns }: DocumentColumns, position: number): readonly Change[] => [
  { table: 'documents', row: { hash, ...columns, position } },
  ...itemIds.map((itemId): Change => ({
    table: 'documentItems',
    row: { id: `${hash} ${itemId}`, document: hash, itemId, position },
  })),
]

/** The rows that a frame puts, in the order in which they are put. A row put later under the same key replaces it. */
export const apply = ({ frame }: ReadFrame): readonly Change[] => {
  const { position, at, entry } = frame
  switch (entry.kind) {
    case 'machine':
      return [{ table: 'machines', row: machineRow(entry.machine, position) }]
    case 'report':
      return [
        { table: 'reports', row: { hash: entry.report, readings: entry.readings, source: entry.source, at, position } },
      ]
    case 'settlement':
      return entry.settlements.map((settlement) => ({
        table: 'settlements',
        row: {
          id: settlement.id,
          machineId: settlement.machineId,
          confirmation: entry.confirmation,
          settlement,
          position,
        },
      }))
    case 'attestation': {
      const { attestation, confirmation } = entry
      const { id, machineId } = attestation
      return [{ table: 'attestations', row: { id, machineId, confirmation, attestation, position } }]
    }
    case 'override': {
      const { override, confirmation } = entry
      const { id, machineId } = override
      return [{ table: 'overrides', row: { id, machineId, confirmation, override, position } }]
    }
    case 'confirmation': {
      const { confirmation } = entry
      const machineId = 'machineId' in confirmation.action ? confirmation.action.machineId : null
      return [{ table: 'confirmations', row: { id: confirmation.id, machineId, confirmation, position } }]
    }
    case 'evidence': {
      const { hash, form, source, name, bytes, job, owner, disks } = entry
      const serials = [...new Set(disks.map(serialKey).filter((serial) => serial !== null))]
      const machineId = owner?.machineId ?? ''
      const row = { hash, form, source, name, bytes, at, job, owner, machineId, disks, serials, position }
      return [{ table: 'evidence', row }]
    }
    case 'erasure-begun': {
      const { job, owner, disk, operator } = entry
      return [{ table: 'erasures', row: { id: job, ...owner, disk, at, operator, position } }]
    }
    case 'erasure-refused':
      return [{ table: 'erasureRefusals', row: { id: entry.job, reasons: entry.reasons, position } }]
    case 'loose-disk':
      return [{ table: 'looseDisks', row: { id: entry.disk.id, disk: entry.disk, position } }]
    case 'intake':
      return [{ table: 'intakes', row: { id: entry.intake.id, intake: entry.intake, position } }]
    case 'dismantling-order': {
      const { order, confirmation } = entry
      return order.machines.map((ordered) => ({
        table: 'dismantlingOrders',
        row: {
          id: stayKey(ordered.machineId, ordered.stayId),
          ...{ machineId: ordered.machineId, confirmation, at: order.at, ordered, position },
        },
      }))
    }
    case 'dismantling-rescinded': {
      const { rescission, confirmation } = entry
      return rescission.machines.map(({ machineId, stayId }) => ({
        table: 'dismantlingOrders',
        row: { id: stayKey(machineId, stayId), machineId, confirmation, at: rescission.at, ordered: null, position },
      }))
    }
    case 'dismantling': {
      const { id, machineId } = entry.file
      return [{ table: 'dismantlingFiles', row: { id, machineId, file: entry.file, position } }]
    }
    case 'waste-code': {
      const { change, confirmation } = entry
      return [{ table: 'wasteCodeChanges', row: { id: change.id, confirmation, change, position } }]
    }
    case 'part': {
      const { id, number } = entry.part
      return [{ table: 'parts', row: { id, number, part: entry.part, position } }]
    }
    case 'document':
    case 'adopted-document': {
      const { hash, document } = entry
      return [
        ...documentRows(hash, documentColumns(document), position),
        { table: 'documentBodies', row: { hash, document, position } },
      ]
    }
    case 'arrival': {
      const { hash, document } = entry
      return [
        ...documentRows(hash, documentColumns(document), position),
        { table: 'documentBodies', row: { hash, document, position } },
        ...entry.machines.map((machine): Change => ({ table: 'machines', row: machineRow(machine, position) })),
        ...announcedRows(entry, position),
        ...entry.disks.map((disk): Change => ({ table: 'looseDisks', row: { id: disk.id, disk, position } })),
        ...entry.parts.map((part): Change => ({
          table: 'parts',
          row: { id: part.id, number: part.number, part, position },
        })),
      ]
    }
    case 'batch-imported': {
      const { documents, ownSlips, ...batch } = entry.imported
      return [
        {
          table: 'imports',
          row: { id: batch.manifest, batch, documents: documents.map(({ hash }) => hash), at, position },
        },
        ...documents.flatMap(({ hash, columns }) => documentRows(hash, columns, position)),
        ...(ownSlips ?? []).map(({ hash, document }): Change => ({
          table: 'documentBodies',
          row: { hash, document, position },
        })),
      ]
    }
    case 'batch-written': {
      const { written } = entry
      return [{ table: 'batchesWritten', row: { id: `${written.batch} ${String(position)}`, written, position } }]
    }
    case 'station-trust':
      return [{ table: 'stationTrust', row: { id: entry.trust.did, trust: entry.trust, position } }]
    case 'handover-payment': {
      const { payment } = entry
      return [{ table: 'handoverPayments', row: { id: payment.id, slip: payment.slip, payment, position } }]
    }
    case 'public-count':
      return [{ table: 'publicCounts', row: { id: entry.count.month, count: entry.count, position } }]
    case 'handover-forgotten':
      return [{ table: 'handoversForgotten', row: { id: entry.slip, at, position } }]
    case 'settings':
      return [{ table: 'settings', row: { id: 'current', settings: entry.settings, position } }]
    case 'station':
    case 'blob':
    case 'clock':
    case 'used-confirmation':
    case 'delivery-target':
    case 'delivery':
      // Known to the station alone; the window asks for them when it needs them.
      return []
    default:
      return assertNever(entry)
  }
}
