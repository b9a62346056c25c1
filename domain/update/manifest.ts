// The manifest of an update: a small signed file that lies beside a package and says what it is. Signed is everything but the
// signature, in its canonical form (RFC 8785), by the publisher's Ed25519 key; how a signature is checked is passed in.
import { z } from 'zod'
import { canonical } from '../documents/canonical.ts'
import { type JsonLimits, readUntrustedJson } from '../documents/untrusted-json.ts'
import { reason, type Reason } from '../words/reason.ts'
import { Version } from './version.ts'

/** How Établi was installed: each form takes packages of its own kind only. `deb-browser` is the browser shell's. */
export const UpdateForm = z.enum(['deb', 'deb-browser', 'appimage', 'nsis', 'portable'])
export type UpdateForm = z.infer<typeof UpdateForm>

export const Architecture = z.enum(['x64', 'arm64'])
export type Architecture = z.infer<typeof Architecture>

export const LARGEST_PACKAGE = 1024 ** 3
export const LONGEST_MANIFEST = 4096

/** A plain name: no path, nothing hidden, nothing that one system reads otherwise than another. */
export const PackageName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,150}[A-Za-z0-9]$/)

export const UpdateManifest = z.strictObject({
  product: z.literal('etabli'),
  form: UpdateForm,
  version: Version,
  builtAt: z.iso.datetime(),
  architecture: Architecture,
  fileName: PackageName,
  bytes: z.int().min(1).max(LARGEST_PACKAGE),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** 64 bytes in base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})
export type UpdateManifest = z.infer<typeof UpdateManifest>

export const MANIFEST_ENDING = '.etabli-update.json'
export const manifestName = (fileName: string): string => `${fileName}${MANIFEST_ENDING}`

/** At a feed there is one manifest for each form, under a name that is asked for without a list. */
export const feedManifestName = (form: UpdateForm, architecture: Architecture): string =>
  manifestName(`${form}-${architecture}`)

export const signedText = ({ signature: _, ...rest }: UpdateManifest): string => canonical(rest)

/** Whether the publisher of this installation signed the text. */
export type Believes = (text: string, signature: string) => boolean

export type ReadManifest =
  { readonly ok: true; readonly manifest: UpdateManifest } | { readonly ok: false; readonly reason: Reason }

const limits: JsonLimits = { length: LONGEST_MANIFEST, depth: 2, values: 20 }

/** `name`: of the file, for what is said of it. */
export const readManifest = (name: string, text: string, believes: Believes): ReadManifest => {
  const file = name.slice(0, 200)
  const read = readUntrustedJson(text, limits)
  const parsed = read.ok ? UpdateManifest.safeParse(read.value) : null
  if (parsed?.success !== true) return { ok: false, reason: reason('update.unreadable', { file }) }
  const manifest = parsed.data
  return believes(signedText(manifest), manifest.signature)
    ? { ok: true, manifest }
    : { ok: false, reason: reason('update.not-signed', { file }) }
}
