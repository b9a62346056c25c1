// The slip by which machines, loose disks and parts leave: what it says of each is read from the journal, its unfinished work is
// kept as a work file that the slip names, and whatever speaks against its leaving refuses the whole slip.
import { canonical, hashOf } from '../../domain/documents/canonical.ts'
import { documentColumns } from '../../domain/documents/columns.ts'
import type { SlipItem } from '../../domain/documents/transfer-slip.ts'
import { kindOfLooseDisk } from '../../domain/erasure/loose-disk-account.ts'
import { looseDisks } from '../../domain/erasure/loose-disk.ts'
import { partOfDisk } from '../../domain/parts/keeping.ts'
import { isInStock } from '../../domain/parts/state.ts'
import { departedReason } from '../../domain/transfer/departure.ts'
import type { SentItem, TransferDraft } from '../../domain/transfer/draft.ts'
import { type Carried, sentSlip, slipDisk, slipMachine, slipPart } from '../../domain/transfer/slip-derivation.ts'
import { diskWork, machineWork, partWork, type WorkFile } from '../../domain/transfer/work-file.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { accountingOfMachine, accountOfLoose } from '../disk-accounts.ts'
import type { DocumentEntry, IssueDeps } from '../documents/issuing-vault.ts'
import {
  atWorkReasons,
  chainFor,
  clockOf,
  clockReasons,
  heldDocuments,
  reportsOf,
  sealed,
  standingOwn,
} from '../documents/sealing.ts'
import { refuse, StationError } from '../failure.ts'
import type { Vault } from '../vault/vault.ts'

type Outside = { readonly station: Vault; readonly deps: IssueDeps }
/** What moves with a thing beside its line: asked for once the line is known. */
type Carrying = (itemId: string, work: WorkFile) => Promise<Carried>
type Rooms = Outside & { readonly carried: Carrying }

type Asked = Pick<SentItem, 'what' | 'itemId'>

/** What keeps one thing here; its item where nothing does. */
type Told = { readonly item: SlipItem; readonly reasons: readonly Reason[] }

export const transferEntry = async (draft: TransferDraft, outside: Outside): Promise<DocumentEntry> => {
  const rooms: Rooms = { ...outside, carried: carriedOn(draft.items.length, outside) }
  const { vault } = rooms.deps
  const told: Told[] = []
  for (const asked of draft.items) told.push(await toldOf(asked, rooms))
  const isTwice = new Set(draft.items.map(({ itemId }) => itemId)).size !== draft.items.length
  const reasons = [
    ...told.flatMap((one) => one.reasons),
    ...(isTwice ? [reason('transfer.listed-twice')] : []),
    ...(draft.receiver.did === vault.did ? [reason('transfer.to-itself')] : []),
    ...clockReasons(vault.clock),
  ]
  if (reasons.length > 0) return refuse(...reasons)
  const subject = sentSlip({
    settings: vault.settings,
    clock: clockOf(vault.clock),
    chain: chainFor(vault, null, null),
    did: vault.did,
    operator: draft.operator,
    notes: draft.notes,
    receiver: draft.receiver,
    items: told.map(({ item }) => item),
    carrier: draft.carrier,
  })
  return sealed(draft, subject, [], rooms.deps)
}

/** The lines of a slip that is not signed: nothing is kept for them, and nothing is refused. */
export const previewOf = async (asked: readonly Asked[], outside: Outside): Promise<readonly SlipItem[]> => {
  const rooms: Rooms = { ...outside, carried: () => Promise.resolve({ chain: [], work: null }) }
  const items: SlipItem[] = []
  for (const one of asked) {
    try {
      items.push((await toldOf({ ...one, fileHash: '' }, rooms)).item)
    } catch (error) {
      if (!(error instanceof StationError)) throw error
    }
  }
  return items
}

const toldOf = (asked: SentItem, rooms: Rooms): Promise<Told> => {
  switch (asked.what) {
    case 'machine':
      return machineTold(asked, rooms)
    case 'disk':
      return diskTold(asked, rooms)
    case 'part':
      return partTold(asked, rooms)
  }
}

const keptWork = (work: WorkFile, { station }: Outside): Promise<string> =>
  // The canonical form, so that the file's hash is the value's.
  station.blobs.put(Buffer.from(canonical(work), 'utf8'))

/** A slip with all its passports stays far below what a document may hold: of many things each names its last documents. */
const HASHES_IN_ALL = 20_000

const carriedOn =
  (things: number, outside: Outside): Carrying =>
  async (itemId, work) => ({
    chain: chainFor(outside.deps.vault, itemId, null).machineChain.slice(-Math.floor(HASHES_IN_ALL / things)),
    work: await keptWork(work, outside),
  })

const departedReasons = (itemId: string, stayId: string | null, { station }: Rooms): readonly Reason[] => {
  const departure = station.ledger.departure(itemId, stayId)
  return departure === null ? [] : [departedReason(departure)]
}

const changedReasons = async (value: unknown, { fileHash }: SentItem, item: string, { deps }: Rooms) =>
  (await hashOf(value, deps.sha256)) === fileHash ? [] : [reason('transfer.changed', { item })]

/** As the last document about it names it: it was not read here. */
const namedBefore = async (machineId: string, { deps: { vault } }: Rooms) => {
  for (const hash of chainFor(vault, machineId, null).machineChain.toReversed()) {
    const document = await vault.document(hash)
    if (document === null) continue
    const { machineName: name, serials, machineId: about } = documentColumns(document)
    if (about === machineId && name !== null) return { name, serial: serials[0] ?? null }
  }
  return { name: null, serial: null }
}

const machineTold = async (asked: SentItem, rooms: Rooms): Promise<Told> => {
  const { vault } = rooms.deps
  const machine = (await vault.machineFile(asked.itemId)) ?? refuse(reason('transfer.unknown-here'))
  const owner = { machineId: machine.id, stayId: machine.stay.id }
  const reports = await reportsOf(owner, vault)
  const { disks } = await accountingOfMachine(machine, vault)
  const last = machine.reports.at(-1)
  const sheets = standingOwn(vault, await heldDocuments(vault, machine.id)).flatMap(
    ({ document: { credentialSubject: subject } }) =>
      subject.kind === 'dismantling-sheet' && subject.machine.stay.stayId === machine.stay.id ? [subject] : [],
  )
  const item = slipMachine(
    {
      machine,
      report: reports.find(({ hash }) => hash === last?.hash) ?? null,
      named: last === undefined ? await namedBefore(machine.id, rooms) : { name: null, serial: null },
      accounts: disks,
      intake: machine.triage === undefined ? null : vault.intake(machine.triage.intakeId),
    },
    await rooms.carried(machine.id, machineWork(machine, vault.settings)),
  )
  const { inventoryNumber } = machine
  return {
    item,
    reasons: [
      ...(await changedReasons(machine, asked, inventoryNumber, rooms)),
      ...departedReasons(machine.id, machine.stay.id, rooms),
      ...sheets.map(({ number }) => reason('transfer.dismantled', { item: inventoryNumber, number })),
      ...atWorkReasons(
        disks.map(({ identity }) => identity),
        vault,
      ),
    ],
  }
}

const diskTold = async (asked: SentItem, rooms: Rooms): Promise<Told> => {
  const { vault } = rooms.deps
  const all = looseDisks(vault.allSettlements, vault.settings.erasureMinimum, vault.looseDisks)
  const loose = all.find(({ id }) => id === asked.itemId) ?? refuse(reason('transfer.unknown-here'))
  const account = await accountOfLoose(loose, vault)
  const machine = loose.fromMachine === null ? null : await vault.machineFile(loose.fromMachine)
  const reports = loose.fromMachine === null ? [] : await reportsOf(loose.owner, vault)
  const kind = kindOfLooseDisk(
    loose,
    reports.flatMap(({ report }) => report.disks),
  )
  const part = partOfDisk(loose.disk, vault.parts)
  const work = diskWork({ id: loose.id, disk: loose.disk, kind })
  return {
    item: slipDisk(loose, machine?.inventoryNumber ?? loose.chassis, account, await rooms.carried(loose.id, work)),
    reasons: [
      ...(await changedReasons(loose, asked, account.label, rooms)),
      ...departedReasons(loose.id, null, rooms),
      ...(part !== null && isInStock(part)
        ? [reason('transfer.disk-is-part', { item: account.label, number: part.number })]
        : []),
      ...atWorkReasons([loose.disk], vault),
    ],
  }
}

const partTold = async (asked: SentItem, rooms: Rooms): Promise<Told> => {
  const { vault } = rooms.deps
  const part = vault.parts.find(({ id }) => id === asked.itemId) ?? refuse(reason('transfer.unknown-here'))
  return {
    item: slipPart(part, await rooms.carried(part.id, partWork(part, vault.settings))),
    reasons: [
      ...(await changedReasons(part, asked, part.number, rooms)),
      ...departedReasons(part.id, null, rooms),
      ...(isInStock(part) ? [] : [reason('transfer.part-not-in-stock', { number: part.number })]),
      ...(part.data.kind === 'disk' ? atWorkReasons([part.data.identity], vault) : []),
    ],
  }
}
