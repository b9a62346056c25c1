// The station's operation about parts: a part is saved where its history only grows, where what is kept may be kept, and where
// the machines that it names are here. The rules are domain/parts'.
import { isDeepStrictEqual } from 'node:util'
import type { Entry } from '../domain/journal/frame.ts'
import { discardingFaults, keepingFaults, lastFitted, partOfDisk } from '../domain/parts/keeping.ts'
import type { Part, PartEvent } from '../domain/parts/part.ts'
import { isSameThing, savingFaults } from '../domain/parts/saving.ts'
import { machinesOf } from '../domain/parts/state.ts'
import { type DiskIdentity, diskLabel } from '../domain/erasure/disk-identity.ts'
import { reason, type Reason } from '../domain/words/reason.ts'
import type { ClockState } from '../domain/station/station.ts'
import { accountsOfDisk } from './disk-accounts.ts'
import { refuse, StationError } from './failure.ts'
import type { Handler } from './station.ts'
import { headAfter, requireHere, requireNextRevision, requireSettings, requireStay } from './station-rules.ts'
import { issuingVault } from './vault/issuing.ts'
import type { Ledger } from './vault/ledger.ts'
import type { Vault } from './vault/vault.ts'

const otherTransaction = reason('journal.other-transaction')

const requireSamePart = (before: Part | null, part: Part, ledger: Ledger): void => {
  const { number } = part
  if (before === null) {
    if (!ledger.parts.some((one) => one.number === number)) return
    throw new StationError('conflict', `The number ${number} is taken`, [reason('parts.number-taken', { number })])
  }
  const stood = part.history.slice(0, before.history.length)
  if (!isDeepStrictEqual(stood, before.history)) refuse(reason('parts.history-changed', { number }))
  if (number !== before.number) refuse(reason('parts.number-fixed', { number: before.number }))
  if (!isSameThing(part.data, before.data)) refuse(reason('parts.other-thing', { number }))
}

/** A machine that a part comes from or goes into is here, in its present stay; none that is dismantled gets one. */
const requireMachine = (event: PartEvent, ledger: Ledger): void => {
  if (event.what !== 'taken-out' && event.what !== 'fitted') return
  const { machineId, stayId } = event.machine
  requireStay(ledger, { machineId, stayId })
  // A disk that came by itself has a stay too, and is no machine.
  if (ledger.machine(machineId) === null) refuse(reason('journal.unknown-machine', { machineId }))
  if (event.what === 'fitted' && ledger.dismantlingOrder(machineId, stayId) !== null)
    refuse(reason('parts.machine-dismantled'))
}

/** Where a disk was and since when it is verified is told by these instants: none is taken while the clock is in doubt. */
const requireClock = (data: Part['data'], event: PartEvent, clock: ClockState): void => {
  const isJudgedByDate = data.kind === 'disk' && (event.what === 'taken-out' || event.what === 'fitted')
  if (isJudgedByDate && clock.state === 'doubtful') refuse(reason('documents.clock-doubtful'))
}

/** Asked when something is kept, when what is known of it changes, and before it goes into a machine. */
const isToBeJudged = (before: Part | null, part: Part, added: readonly PartEvent[]): boolean =>
  before === null ||
  !isDeepStrictEqual(before.data, part.data) ||
  added.some(({ what }) => what === 'fitted' || what === 'restored')

/** What the disk of a part comes to, wherever it was. */
const accountsOf = (identity: DiskIdentity, { history }: Pick<Part, 'history'>, vault: Vault) =>
  accountsOfDisk(
    identity,
    machinesOf({ history }).map(({ machineId }) => machineId),
    issuingVault(vault),
  )

const faultsOfDiscarding = async (part: Part, vault: Vault): Promise<readonly Reason[]> => {
  const { data, history } = part
  if (data.kind !== 'disk') return []
  return discardingFaults(data, await accountsOf(data.identity, part, vault), lastFitted(history))
}

const faultsOf = async (before: Part | null, part: Part, vault: Vault): Promise<readonly Reason[]> => {
  const { data, history, id } = part
  if (data.kind !== 'disk') return keepingFaults(data, [])
  const other = partOfDisk(
    data.identity,
    vault.ledger.parts.filter((one) => one.id !== id),
  )
  if (other !== null) return [reason('parts.disk-is-part', { disk: diskLabel(data.identity), number: other.number })]
  const accounts = await accountsOf(data.identity, before ?? { history }, vault)
  return keepingFaults(data, accounts, lastFitted(before?.history ?? []))
}

export const partsOperations = (vault: Vault): { readonly 'parts.save': Handler<'parts.save'> } => ({
  'parts.save': async ({ transaction, part }) => {
    const { journal, ledger } = vault
    const entry: Entry = { kind: 'part', v: 1, part }
    const appended = await journal.append(transaction, async () => {
      requireSettings(ledger)
      const before = ledger.part(part.id)
      requireNextRevision(before, part)
      requireHere(ledger, part.id, null)
      requireSamePart(before, part, ledger)
      const added = part.history.slice(before?.history.length ?? 0)
      const faults = savingFaults(before, part)
      if (faults.length > 0) refuse(...faults)
      for (const event of added) {
        requireMachine(event, ledger)
        requireClock(part.data, event, vault.clock.state)
      }
      const against = isToBeJudged(before, part, added) ? await faultsOf(before, part, vault) : []
      if (against.length > 0) refuse(...against)
      const kept = added.some(({ what }) => what === 'discarded') ? await faultsOfDiscarding(part, vault) : []
      if (kept.length > 0) refuse(...kept)
      return entry
    })
    return { head: headAfter(appended, entry, otherTransaction) }
  },
})
