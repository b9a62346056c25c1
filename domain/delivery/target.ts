// Where documents go up to, later, when there is a network. What is secret about it (a token, a password) is no part of it: the
// privileged half keeps that beside the key, and it never reaches the window.
import { z } from 'zod'

export const TargetKind = z.enum(['registry', 'webdav', 'glpi'])
export type TargetKind = z.infer<typeof TargetKind>

export const DeliveryTarget = z.strictObject({
  id: z.uuid(),
  kind: TargetKind,
  name: z.string().trim().min(1).max(80),
  /** https only. */
  url: z.url({ protocol: /^https$/ }).max(500),
  /** Of WebDAV's basic authentication, of GLPI's OAuth client; empty where there is none. */
  user: z.string().max(200),
  /** PEM of the site's own certificate authority; empty where the system's are enough. */
  authority: z.string().max(20_000),
  schedule: z.enum(['by-hand', 'hourly', 'daily']),
  paused: z.boolean(),
  /** Documents issued from then on; null: all there are. */
  since: z.iso.datetime().nullable(),
  /** Taken out of use: what was sent stays known. */
  removed: z.boolean(),
})
export type DeliveryTarget = z.infer<typeof DeliveryTarget>
