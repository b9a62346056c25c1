// Machines that could be handed over: each with the certificate that stands. Whether it may go is the station's to say when it comes
// to that; this list only spares looking for it.
import { type DocumentRow, type EtabliDatabase } from '../storage/database.ts'
import { live } from './live.ts'
import { openedStorage } from './station-client.ts'

export type ReadyMachine = {
  readonly machineId: string
  readonly inventoryNumber: string
  readonly name: string | null
  /** Its last certificate. */
  readonly certificate: DocumentRow
  /** It has a file at this station; others are only known by their documents. */
  readonly isHere: boolean
}

const byIssue = (one: DocumentRow, other: DocumentRow): number =>
  one.issuedAt.localeCompare(other.issuedAt) || one.hash.localeCompare(other.hash)

/** What nothing of its own issuer has ended. */
const standing = async (
  { documents }: EtabliDatabase,
  rows: readonly DocumentRow[],
): Promise<readonly DocumentRow[]> => {
  const hashes = rows.map(({ hash }) => hash)
  const ending = [
    ...(await documents.where('withdraws').anyOf(hashes).toArray()),
    ...(await documents.where('replaces').anyOf(hashes).toArray()),
  ]
  const ended = new Set(
    ending.flatMap(({ issuer, withdraws, replaces }) => [
      `${issuer} ${withdraws ?? ''}`,
      `${issuer} ${replaces ?? ''}`,
    ]),
  )
  return rows.filter(({ issuer, hash }) => !ended.has(`${issuer} ${hash}`))
}

/** The last certificate of a machine that stands; null where there is none here. */
export const lastCertificateOf = async (machineId: string): Promise<DocumentRow | null> => {
  const { database } = openedStorage()
  const rows = (await database.documents.where('machineId').equals(machineId).toArray()).filter(
    ({ kind }) => kind === 'refurbishment-certificate',
  )
  return (await standing(database, rows)).toSorted(byIssue).at(-1) ?? null
}

/** By its inventory number, however it is written; several machines may bear one. */
export const machinesWithNumber = async (number: string): Promise<readonly string[]> => {
  const { database } = openedStorage()
  const written = number.trim()
  const rows = await database.documents.where('inventoryNumber').anyOfIgnoreCase([written]).toArray()
  const files = await database.machines.where('inventoryNumber').equalsIgnoreCase(written).toArray()
  return [...new Set([...rows.flatMap(({ machineId }) => machineId ?? []), ...files.map(({ id }) => id)])]
}

const readyIn = async (database: EtabliDatabase): Promise<readonly ReadyMachine[]> => {
  const { documents, machines, documentItems } = database
  const certificates = await standing(
    database,
    await documents.where('kind').equals('refurbishment-certificate').toArray(),
  )
  const last = new Map<string, DocumentRow>()
  for (const row of certificates.toSorted(byIssue)) if (row.machineId !== null) last.set(row.machineId, row)
  const files = new Map(
    (await machines.bulkGet([...last.keys()])).flatMap((row) => (row ? [[row.id, row] as const] : [])),
  )
  // Whatever was said of the machine later: handed over, brought back, taken apart.
  const later = await standing(
    database,
    await documents.where('kind').anyOf('handover-slip', 'dismantling-sheet').toArray(),
  )
  const overtaken = new Set(
    later
      .filter((row) => row.machineId !== null && byIssue(row, last.get(row.machineId) ?? row) >= 0)
      .map(({ machineId }) => machineId),
  )
  const slips = await standing(database, await documents.where('kind').equals('transfer-slip').toArray())
  const position = new Map(slips.map((row) => [row.hash, row.position]))
  // A slip that lists it after its file was last written sent it away; one by which it came is no later than that file.
  const away = new Set(
    (
      await documentItems
        .where('itemId')
        .anyOf([...files.keys()])
        .toArray()
    )
      .filter(({ itemId, document }) => (position.get(document) ?? 0) > (files.get(itemId)?.position ?? 0))
      .map(({ itemId }) => itemId),
  )
  return [...last]
    .filter(([machineId]) => !overtaken.has(machineId) && !away.has(machineId))
    .map(([machineId, certificate]) => ({
      machineId,
      inventoryNumber: files.get(machineId)?.inventoryNumber ?? certificate.inventoryNumber ?? '',
      name: certificate.machineName,
      certificate,
      isHere: files.has(machineId),
    }))
    .toSorted(
      (one, other) =>
        Number(other.isHere) - Number(one.isHere) || one.inventoryNumber.localeCompare(other.inventoryNumber),
    )
}

/** For one screen; ends with it. */
export const useReadyMachines = () => live(readyIn, [] as readonly ReadyMachine[], { keepWhileReading: true })
