// What an import would do, before it is done: who sends, what is new, what is here already, what conflicts, what the sender did
// not send and what it has lost; or why the batch is refused.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { Reason } from '../words/reason.ts'

export const PreviewedDocument = z.strictObject({
  hash: Sha256,
  number: z.string().max(40),
  kind: z.string().max(60),
  issuedAt: z.string().max(40),
  issuer: z.string().max(200),
  /** What it is about, in a few words. */
  about: z.string().max(400),
  state: z.enum(['new', 'here', 'conflicting']),
  /** Of a conflict: with what, and what follows. */
  reasons: z.array(Reason).max(20),
})
export type PreviewedDocument = z.infer<typeof PreviewedDocument>

/** A station whose documents travel in the batch. */
export const PreviewedStation = z.strictObject({
  did: z.string().max(200),
  name: z.string().max(120),
  code: z.string().max(8),
  fingerprint: z.string().max(80),
  standing: z.enum(['own', 'accepted', 'new', 'distrusted']),
  documents: z.int().min(0),
  isSender: z.boolean(),
})
export type PreviewedStation = z.infer<typeof PreviewedStation>

/** A run of the sender's own sequence. */
export const Gap = z.strictObject({
  /** `not-sent`: the sender has them and left them out. `missing`: the sender itself cannot name them. */
  kind: z.enum(['not-sent', 'missing']),
  from: z.int().min(1),
  to: z.int().min(1),
})
export type Gap = z.infer<typeof Gap>

export const BatchPreview = z.strictObject({
  fileName: z.string().max(255),
  bytes: z.int().min(0),
  /** Why it is refused; empty where it may be imported. */
  refusals: z.array(Reason).max(100),
  /** null where the batch is refused before its manifest could be believed. */
  manifest: z
    .strictObject({
      hash: Sha256,
      number: z.string().max(40),
      title: z.string().max(120),
      issuedAt: z.string().max(40),
      demonstration: z.boolean(),
    })
    .nullable(),
  stations: z.array(PreviewedStation).max(500),
  counts: z.strictObject({
    new: z.int().min(0),
    here: z.int().min(0),
    conflicting: z.int().min(0),
    newFiles: z.int().min(0),
  }),
  /** Conflicting ones first, then new ones, then those that are here; at most 500. */
  documents: z.array(PreviewedDocument).max(500),
  gaps: z.array(Gap).max(200),
  /** What is not refused and should be known: a file that a document names and that did not come, a clock ahead. */
  notes: z.array(Reason).max(100),
})
export type BatchPreview = z.infer<typeof BatchPreview>
