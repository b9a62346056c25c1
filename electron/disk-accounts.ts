// What one disk comes to, wherever the journal knows it: in the machines that it was in, and in the file that it has as a loose
// disk. Every account is made anew, by the rules by which certificates are.
import { accountForDisks, type DiskAccount, type DiskAccounting } from '../domain/erasure/accounting.ts'
import { type DiskIdentity, identityOf, sharesName } from '../domain/erasure/disk-identity.ts'
import { accountForLooseDisk, kindOfLooseDisk } from '../domain/erasure/loose-disk-account.ts'
import { type LooseDisk, looseDisks } from '../domain/erasure/loose-disk.ts'
import type { MachineFile } from '../domain/machine/machine-file.ts'
import type { IssuingVault } from './documents/issuing-vault.ts'
import { evidenceOfStay } from './documents/evidence-of-stay.ts'
import { reportsOf } from './documents/sealing.ts'

/** Of a machine's present stay. */
export const accountingOfMachine = async (
  { id: machineId, stay }: Pick<MachineFile, 'id' | 'stay'>,
  vault: IssuingVault,
): Promise<DiskAccounting> => {
  const reports = await reportsOf({ machineId, stayId: stay.id }, vault)
  const settlements = vault.settlements(machineId).map(({ what }) => what)
  const attestations = vault.attestations(machineId).map(({ what }) => what)
  const announced = vault.announced({ machineId, stayId: stay.id })
  const names = [
    ...reports.flatMap(({ report }) => report.disks.map(identityOf)),
    ...settlements.map((settlement) => settlement.disk),
    ...attestations.flatMap(({ found }) => found),
    ...announced.map(({ identity }) => identity),
  ]
  return accountForDisks({
    ...(await evidenceOfStay(machineId, names, vault)),
    machineId,
    stay,
    reports,
    attestations,
    settlements,
    announced,
    minimum: vault.settings.erasureMinimum,
    now: vault.now(),
  })
}

const accountInMachine = async (
  disk: DiskIdentity,
  machineId: string,
  vault: IssuingVault,
): Promise<readonly DiskAccount[]> => {
  const machine = await vault.machineFile(machineId)
  if (machine === null) return []
  const { disks } = await accountingOfMachine(machine, vault)
  return disks.filter(({ identity }) => sharesName(identity, disk))
}

export const accountOfLoose = async (loose: LooseDisk, vault: IssuingVault): Promise<DiskAccount> => {
  const { owner, fromMachine, since } = loose
  const machine = fromMachine === null ? null : await vault.machineFile(fromMachine)
  // Of an earlier stay only the day is known on which the disk was taken out: nothing begun before it counts.
  const stay = machine?.stay.id === owner.stayId ? machine.stay : { id: owner.stayId, startedAt: since }
  const reports = fromMachine === null ? [] : await reportsOf(owner, vault)
  return accountForLooseDisk({
    ...(await evidenceOfStay(owner.machineId, [loose.disk], vault)),
    loose,
    stay,
    settlements: vault.allSettlements,
    kind: kindOfLooseDisk(
      loose,
      reports.flatMap(({ report }) => report.disks),
    ),
    minimum: vault.settings.erasureMinimum,
    now: vault.now(),
  })
}

/** `machines`: those that the disk is known to have been in; those of its settlements are looked up. */
export const accountsOfDisk = async (
  disk: DiskIdentity,
  machines: readonly string[],
  vault: IssuingVault,
): Promise<readonly DiskAccount[]> => {
  const settledIn = vault.allSettlements.filter((each) => sharesName(each.disk, disk)).map(({ machineId }) => machineId)
  const loose = looseDisks(vault.allSettlements, vault.settings.erasureMinimum, vault.looseDisks)
  const accounts = await Promise.all([
    ...[...new Set([...machines, ...settledIn])].map((machineId) => accountInMachine(disk, machineId, vault)),
    ...loose.filter((each) => sharesName(each.disk, disk)).map(async (each) => [await accountOfLoose(each, vault)]),
  ])
  return accounts.flat()
}
