// The operations by which an update is found, copied into the station, checked and installed.
import { z } from 'zod'
import { Reason } from '../words/reason.ts'
import { UpdateForm, UpdateManifest } from './manifest.ts'
import { Version } from './version.ts'

const Nothing = z.strictObject({})
const Path = z.string().min(1).max(4096)

export const UpdateProgress = z.strictObject({
  step: z.enum(['copying', 'checking', 'installing']),
  done: z.int().min(0),
  /** null while nobody can tell. */
  total: z.int().min(0).nullable(),
})
export type UpdateProgress = z.infer<typeof UpdateProgress>

/** An update as it lies on a medium or at a feed, before it is copied. */
export const FoundUpdate = z.strictObject({
  /** Of its manifest. */
  name: z.string().max(255),
  /** null where the manifest is not one that can be believed. */
  manifest: UpdateManifest.nullable(),
  /** What speaks against it. */
  faults: z.array(Reason).max(5),
})
export type FoundUpdate = z.infer<typeof FoundUpdate>

export const UpdateSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('medium'), medium: Path, name: z.string().min(1).max(255) }),
  z.strictObject({ kind: z.literal('feed') }),
])
export type UpdateSource = z.infer<typeof UpdateSource>

export const UpdateState = z.strictObject({
  /** The one that runs. */
  version: z.string().max(60),
  /** How this Établi was installed; null where no update can be installed, and `hindrances` say why. */
  form: UpdateForm.nullable(),
  hindrances: z.array(Reason).max(5),
  /** Copied into the station and checked. `faults`: what speaks against it by now. */
  taken: z.strictObject({ manifest: UpdateManifest, faults: z.array(Reason).max(5) }).nullable(),
  /** Installed, and running from the next start on. */
  waitsForRestart: Version.nullable(),
  /** This start was the first of a new version; until somebody has read it. */
  cameFrom: z.strictObject({ version: z.string().max(60), at: z.iso.datetime() }).nullable(),
  /** An installation was begun, and this start is of the version before. */
  lastFailure: z.strictObject({ at: z.iso.datetime(), reasons: z.array(Reason).max(5) }).nullable(),
  /** What the feed answered last. */
  feed: z
    .strictObject({ askedAt: z.iso.datetime(), found: FoundUpdate.nullable(), reasons: z.array(Reason).max(5) })
    .nullable(),
})
export type UpdateState = z.infer<typeof UpdateState>

export const updateOperations = {
  'updates.state': { input: Nothing, progress: null, output: UpdateState },
  'updates.found': { input: z.strictObject({ medium: Path }), progress: null, output: z.array(FoundUpdate).max(100) },
  /** Asks the feed of the settings for its manifest, and fetches nothing else. */
  'updates.search': { input: Nothing, progress: null, output: UpdateState },
  /** Copies the package into the station and checks the copy; what does not hold leaves nothing. */
  'updates.take': {
    input: z.strictObject({ source: UpdateSource }),
    progress: UpdateProgress,
    output: UpdateState,
  },
  'updates.dismiss': { input: Nothing, progress: null, output: UpdateState },
  /** Under a confirmation `install-update`. Refused while a disk is at work. */
  'updates.install': {
    input: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), confirmation: z.uuid() }),
    progress: UpdateProgress,
    output: UpdateState,
  },
  /** Somebody has read that the version changed, or that it did not. */
  'updates.read': { input: Nothing, progress: null, output: UpdateState },
} as const
