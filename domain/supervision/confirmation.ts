// What a supervisor confirms with a PIN: one action, once, bound to the machine, the disks and the hash of the draft.
import { z } from 'zod'
import { DiskIdentity } from '../erasure/disk-identity.ts'
import { PersonCode } from '../station/station.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const ConfirmableAction = z.discriminatedUnion('kind', [
  /** `subject` is the hash of the settlements as they will be journalled; `disks` is the list that is on screen. */
  z.strictObject({
    kind: z.literal('settle-disks'),
    machineId: z.uuid(),
    disks: z.array(DiskIdentity).min(1).max(64),
    subject: Sha256,
  }),
  /** What cannot be undone. `subject` is the hash of the orders; `disks` is the list that is on screen. */
  z.strictObject({
    kind: z.literal('erase-disks'),
    machineId: z.uuid(),
    disks: z.array(DiskIdentity).min(1).max(16),
    subject: Sha256,
  }),
  z.strictObject({ kind: z.literal('attest-disks'), machineId: z.uuid(), subject: Sha256 }),
  z.strictObject({ kind: z.literal('override-grade'), machineId: z.uuid(), subject: Sha256 }),
  z.strictObject({ kind: z.literal('second-person'), machineId: z.uuid(), subject: Sha256 }),
  /** What cannot be undone once work has begun; `machines` is the list that is on screen. `subject` is the hash of the order. */
  z.strictObject({
    kind: z.literal('dismantle-machines'),
    machines: z.array(z.uuid()).min(1).max(200),
    subject: Sha256,
  }),
  /** An order given by mistake; `machines` is the list that is on screen. `subject` is the hash of the rescission. */
  z.strictObject({
    kind: z.literal('rescind-dismantling'),
    machines: z.array(z.uuid()).min(1).max(200),
    subject: Sha256,
  }),
  /** The signature under a dismantling sheet. `subject` is the hash of its draft without the confirmation. */
  z.strictObject({ kind: z.literal('sign-sheet'), machineId: z.uuid(), subject: Sha256 }),
  z.strictObject({ kind: z.literal('change-waste-codes'), subject: Sha256 }),
  /** Another station is believed from now on, or no longer. `subject` is the hash of the decision. */
  z.strictObject({ kind: z.literal('trust-station'), subject: Sha256 }),
  /** The name of the person who has a machine is deleted before its time. */
  z.strictObject({ kind: z.literal('forget-recipient'), documentHash: Sha256, subject: Sha256 }),
  /** Where documents go up to. `subject` is the hash of the target, without what is secret about it. */
  z.strictObject({ kind: z.literal('change-targets'), subject: Sha256 }),
  /** Key, people and names leave the station, wrapped under a passphrase. `subject` is that of the journal's head. */
  z.strictObject({ kind: z.literal('copy-secrets'), subject: Sha256 }),
  z.strictObject({ kind: z.literal('withdraw-document'), documentHash: Sha256, subject: Sha256 }),
  z.strictObject({ kind: z.literal('change-settings'), subject: Sha256 }),
  z.strictObject({ kind: z.literal('change-people'), subject: Sha256 }),
  z.strictObject({ kind: z.literal('copy-key'), subject: Sha256 }),
  /** Another version of Établi takes this one's place. `subject` is the hash of its signed manifest. */
  z.strictObject({ kind: z.literal('install-update'), subject: Sha256 }),
  z.strictObject({ kind: z.literal('correct-clock'), subject: Sha256 }),
])
export type ConfirmableAction = z.infer<typeof ConfirmableAction>

export const Confirmation = z.strictObject({
  id: z.uuid(),
  action: ConfirmableAction,
  supervisor: PersonCode,
  operator: PersonCode.nullable(),
  /** The supervisor confirmed their own work: allowed where nobody else is there, and recorded as such. */
  ownWork: z.boolean(),
  /** By the printed recovery code instead of a PIN. */
  byRecoveryCode: z.boolean(),
  at: z.iso.datetime(),
})
export type Confirmation = z.infer<typeof Confirmation>
