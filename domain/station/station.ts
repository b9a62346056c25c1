// The station: one installation of Établi, the workshop it stands in, and what that workshop has decided.
import { z } from 'zod'
import { UpdateSettings } from '../update/feed.ts'
import { Language } from '../words/reason.ts'

export const Activity = z.enum(['esat', 'refurbishing', 'tiers-lieu', 'departement'])
export type Activity = z.infer<typeof Activity>

export const Organisation = z.strictObject({
  name: z.string().trim().min(1).max(120),
  address: z.string().trim().max(300),
  phone: z.string().trim().max(40),
  email: z.string().trim().max(120),
  /** Blob hash of a PNG, JPEG or SVG picture. */
  logo: z.string().nullable(),
})
export type Organisation = z.infer<typeof Organisation>

/** The least a disk must have before a certificate may be issued (DESIGN §4, Erasure). */
export const ErasureMinimum = z.enum(['witnessed', 'log', 'declared'])
export type ErasureMinimum = z.infer<typeof ErasureMinimum>

/** What a barcode scanner types, learnt by the scan test: `event.code` (with Shift) → character. */
export const ScannerMapping = z.record(z.string().max(40), z.string().max(2))

const Cents = z.number().int().min(0).max(100_000)

export const HandoverSettings = z.strictObject({
  contributionCents: Cents,
  /** What the département adds for a person. */
  subsidyCents: Cents,
  helpContact: z.string().trim().max(300),
  returnPlace: z.string().trim().max(300),
  /** How long a name is kept after the handover, in months. */
  retentionMonths: z.number().int().min(1).max(120),
})
export type HandoverSettings = z.infer<typeof HandoverSettings>

export const ExchangeSettings = z.strictObject({
  /** Absolute; null: media only. */
  folder: z.string().trim().min(1).max(1000).nullable(),
  /** Write a backup there by itself at the end of a day's work. */
  dailyBackup: z.boolean(),
})
export type ExchangeSettings = z.infer<typeof ExchangeSettings>

export const StationSettings = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** Leads every document number; letters and digits, fixed once the first document is issued. */
  code: z.string().regex(/^[A-Z0-9]{2,8}$/),
  organisation: Organisation,
  activities: z.array(Activity).min(1).max(4),
  language: Language,
  erasureMinimum: ErasureMinimum,
  scanner: ScannerMapping.nullable(),
  profileId: z.string().max(60),
  rubricId: z.string().max(60),
  /** What a tiers-lieu writes on its handover slips; absent until it was said. */
  handover: HandoverSettings.optional(),
  /** Folders of this computer that batches and backups may be written to beside media; absent until it was said. */
  exchange: ExchangeSettings.optional(),
  /** Where updates may be asked for; absent until it was said: nowhere. */
  updates: UpdateSettings.optional(),
  /** When a copy of the key was last put elsewhere; null while it never was. */
  keyCopiedAt: z.iso.datetime().nullable(),
})
export type StationSettings = z.infer<typeof StationSettings>

export const PersonRole = z.enum(['operator', 'supervisor'])
export const PersonCode = z.string().regex(/^[A-Z2-9]{4}$/)
/** A row of the local, erasable table from code to person. It never enters the journal or a document. */
export const Person = z.strictObject({
  code: PersonCode,
  name: z.string().trim().min(1).max(80),
  role: PersonRole,
  simplified: z.boolean(),
  active: z.boolean(),
  /** Until when this supervisor's PIN is refused after five wrong ones. */
  pausedUntil: z.iso.datetime().nullable(),
})
export type Person = z.infer<typeof Person>

export const ClockState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('trusted') }),
  z.strictObject({
    state: z.literal('doubtful'),
    why: z.enum(['before-build', 'before-last-frame', 'jump']),
    now: z.iso.datetime(),
    lastKnown: z.iso.datetime(),
  }),
  z.strictObject({ state: z.literal('declared'), confirmedAt: z.iso.datetime() }),
])
export type ClockState = z.infer<typeof ClockState>
