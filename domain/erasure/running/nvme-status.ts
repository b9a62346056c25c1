// Reads what nvme-cli prints as JSON of an NVMe drive's own erasing: `id-ctrl`, `id-ns`, `list-ns`, `sanitize-log`. The
// names of the fields changed over its versions; what is not said plainly is null or `unknown`, and then refuses.
import { z } from 'zod'
import type { NvmeStatus, SanitizeState, SanitizeTechnique } from './drive-status.ts'

const integer = z.number().int().min(0)
const Controller = z.object({ sanicap: integer.optional(), fna: integer.optional(), nn: integer.optional() })
const Namespace = z.object({ flbas: integer.optional(), dlfeat: integer.optional() })
/** The status stands as "(1) Most Recent Sanitize Command …", in some versions under a name that is that sentence. */
const SanitizeLog = z.object({
  sprog: integer.max(0xffff),
  sstat: z.union([integer.max(0xffff), z.record(z.string(), z.union([z.string(), z.number()]))]),
})

const read = <T>(schema: z.ZodType<T>, text: string | null): T | null => {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? ''))
    return parsed.success ? parsed.data : null
  } catch {
    return null // an error message instead of JSON
  }
}

const CAPABILITIES: readonly (readonly [number, SanitizeTechnique])[] = [
  [0b001, 'crypto-erase'],
  [0b010, 'block-erase'],
  [0b100, 'overwrite'],
]

const STATES: Readonly<Record<number, SanitizeState>> = {
  0: 'never',
  1: 'succeeded',
  2: 'in-progress',
  3: 'failed',
  // Succeeded, without letting the blocks go.
  4: 'succeeded',
}

const sanitizeStatusOf = (sstat: z.infer<typeof SanitizeLog>['sstat']) => {
  if (typeof sstat === 'number') return { code: sstat & 0b111, globalErased: (sstat & 0x100) !== 0 }
  const sentences = Object.values(sstat).filter((value) => typeof value === 'string')
  const codes = sentences.flatMap((text) => /^\((\d)\)/.exec(text)?.[1] ?? [])
  return { code: codes.length === 1 ? Number(codes[0]) : -1, globalErased: sstat['global_erased'] === 1 }
}

/** The log stands under the device's name, or alone. */
const sanitizeLogIn = (text: string | null) => {
  const named = read(z.record(z.string(), z.unknown()), text)
  const logs = [named, ...Object.values(named ?? {})].flatMap((each) => {
    const parsed = SanitizeLog.safeParse(each)
    return parsed.success ? [parsed.data] : []
  })
  return logs.length === 1 ? logs[0] : undefined
}

type SanitizeSaid = { readonly state: SanitizeState; readonly percent: number | null; readonly globalErased: boolean }

export const nvmeSanitizeIn = (text: string | null): SanitizeSaid => {
  const log = sanitizeLogIn(text)
  if (log === undefined) return { state: 'unknown', percent: null, globalErased: false }
  const { code, globalErased } = sanitizeStatusOf(log.sstat)
  const state = STATES[code] ?? 'unknown'
  return { state, percent: state === 'in-progress' ? (100 * log.sprog) / 0xffff : null, globalErased }
}

/** Active namespaces as `list-ns` names them, in JSON or line by line; null where it names none. */
const namespacesIn = (text: string | null): number | null => {
  const ids = [...(text ?? '').matchAll(/(?:"nsid"\s*:\s*|\]\s*:\s*)(0x[0-9a-f]+|\d+)/gi)].map(([, id]) => Number(id))
  const known = new Set(ids.filter((id) => id > 0))
  return known.size === 0 ? null : known.size
}

export type NvmeTexts = {
  readonly controller: string | null
  readonly namespace: string | null
  readonly namespaces: string | null
  readonly sanitizeLog: string | null
}

export const nvmeStatusOf = (texts: NvmeTexts): NvmeStatus | null => {
  const controller = read(Controller, texts.controller)
  if (controller === null) return null
  const namespace = read(Namespace, texts.namespace)
  const { sanicap, fna, nn } = controller
  const techniques = CAPABILITIES.filter(([bit]) => ((sanicap ?? 0) & bit) !== 0).map(([, technique]) => technique)
  const flbas = namespace?.flbas
  const reads = namespace?.dlfeat === undefined ? 0 : namespace.dlfeat & 0b111
  return {
    kind: 'nvme',
    // The number of namespaces that there may be; where it is one, there is no other.
    namespaces: nn === 1 ? 1 : namespacesIn(texts.namespaces),
    formatsAll: fna === undefined ? null : (fna & 0b011) !== 0,
    formatsCrypto: fna === undefined ? null : (fna & 0b100) !== 0,
    // Four bits, and two more of those drives that know more than sixteen formats.
    lbaFormat: flbas === undefined ? null : (flbas & 0b1111) | ((flbas & 0b110_0000) >> 1),
    deallocatedReads: reads === 1 ? 'zeros' : reads === 2 ? 'ones' : null,
    sanitize: techniques.length === 0 ? null : { techniques, ...nvmeSanitizeIn(texts.sanitizeLog) },
  }
}
