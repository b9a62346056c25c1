// GLPI's inventory endpoint: a certified machine as an agent would report it. Where GLPI demands it, access is asked for with the
// OAuth client's identifier and secret, or given with each inventory as a plain password.
import { jsonOf } from '../../domain/delivery/answer.ts'
import { GlpiToken, glpiOutcome, isGlpi } from '../../domain/delivery/glpi.ts'
import { glpiInventory } from '../../domain/delivery/glpi-inventory.ts'
import { commonOutcome, type Outcome, refused } from '../../domain/delivery/outcome.ts'
import { RefurbishmentCertificate } from '../../domain/documents/refurbishment-certificate.ts'
import type { JsonObject } from '../../domain/documents/proof.ts'
import { reason } from '../../domain/words/reason.ts'
import { askWithout, basic, below, type Courier, type CourierParts, fails, trialOf, works } from './courier.ts'

/** A token is asked for anew a little before its end. */
const EARLY_MS = 60_000

type Access = { readonly header: string | null; readonly until: number }

export const glpiCourier = (
  { target, secret, ask: plainAsk, now }: CourierParts,
  document: (hash: string) => Promise<JsonObject | null>,
  client: string,
): Courier => {
  let token = ''
  const password = target.user === '' || secret === null ? null : basic(target.user, secret)
  const ask = askWithout(plainAsk, () => [secret ?? '', token, password?.slice('Basic '.length) ?? ''])
  let access: Access | null = null

  /** The outcome where there was no answer to judge by; a refusal means that a password is what is wanted. */
  const gainAccess = async (signal: AbortSignal): Promise<Access | Outcome> => {
    if (password === null) return { header: null, until: Infinity }
    const answer = await plainAsk({
      method: 'POST',
      url: below(target, 'api.php/token'),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: target.user,
        client_secret: secret,
        scope: 'inventory',
      }),
      signal,
    })
    const given = answer.kind === 'answer' ? GlpiToken.safeParse(jsonOf(answer)).data : undefined
    if (given !== undefined) {
      token = given.access_token
      return { header: `Bearer ${token}`, until: now() + (given.expires_in ?? 3600) * 1000 - EARLY_MS }
    }
    const isRefusal = answer.kind === 'answer' && answer.status >= 400 && answer.status < 500 && answer.status !== 429
    if (isRefusal) return { header: password, until: Infinity }
    return commonOutcome(answer, now()) ?? { kind: 'halted', reasons: [reason('delivery.not-the-service')] }
  }

  const accessNow = async (signal: AbortSignal): Promise<Access | Outcome> => {
    if (access !== null && now() < access.until) return access
    const gained = await gainAccess(signal)
    if (!('kind' in gained)) access = gained
    return gained
  }

  const post = async (url: URL, id: string, body: string, signal: AbortSignal): Promise<Outcome> => {
    const gained = await accessNow(signal)
    if ('kind' in gained) return gained
    const answer = await ask({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'glpi-agent-id': id,
        ...(gained.header === null ? {} : { authorization: gained.header }),
      },
      body,
      signal,
    })
    return glpiOutcome(answer, now())
  }

  const inventoryUrl = below(target, 'front/inventory.php')

  return {
    test: async (signal) => {
      // An agent of the older protocol may ask for its configuration: GLPI refuses it in its own words, and keeps nothing.
      const url = new URL('?action=getConfig', inventoryUrl)
      const answer = await ask({ method: 'GET', url, headers: { accept: 'application/json' }, signal })
      const common = commonOutcome(answer, now())
      if (!isGlpi(answer)) {
        if (common !== null && common.kind !== 'refused') return trialOf(common)
        return fails(reason('delivery.found-server'), reason('delivery.not-the-service'))
      }
      const found = [reason('delivery.found-server'), reason('delivery.found-glpi')]
      access = null
      const gained = await accessNow(signal)
      if ('kind' in gained) return fails(...found, ...trialOf(gained).found)
      if (gained.header === null) return works(...found)
      const isToken = gained.header.startsWith('Bearer ')
      return works(...found, reason(isToken ? 'delivery.found-token' : 'delivery.found-no-token'))
    },

    send: async ({ hash }, signal) => {
      const certificate = RefurbishmentCertificate.safeParse(await document(hash)).data
      if (certificate === undefined) return refused(reason('delivery.document-missing'))
      const inventory = glpiInventory(certificate.credentialSubject, client)
      const { machineId } = certificate.credentialSubject
      const body = JSON.stringify(inventory)
      const outcome = await post(inventoryUrl, machineId, body, signal)
      if (outcome.kind === 'halted' && access?.header?.startsWith('Bearer ') === true) {
        // The token may have been taken back before its time: one new one, and once more.
        access = null
        return post(inventoryUrl, machineId, body, signal)
      }
      return outcome
    },
  }
}
