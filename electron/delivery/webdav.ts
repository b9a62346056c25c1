// A folder over WebDAV, as Nextcloud has them: a batch is put there under a temporary name, its size asked for, and only then
// given its own name. A file that has that name already is never written over; whether it is the same is read from it.
import { createHash, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Answer, type Answered, isGood } from '../../domain/delivery/answer.ts'
import {
  again,
  commonOutcome,
  delivered,
  halted,
  type Outcome,
  refused,
  saidNo,
} from '../../domain/delivery/outcome.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { askWithout, basic, below, type Courier, type CourierParts, fails, trialOf, works } from './courier.ts'

/** A batch as it lies in the station. */
export type BatchFile = {
  readonly fileName: string
  readonly bytes: number
  readonly sha256: string
  readonly open: () => Readable
}

const PROPERTIES =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>'

const isFolder = ({ status, body }: Answered): boolean => status === 207 && /<([a-z0-9]+:)?collection\b/i.test(body)

const isMissing = (answer: Answer): boolean => answer.kind === 'answer' && answer.status === 404

/** What it means where it is not what was hoped for; 409 is WebDAV's word for a missing folder. */
const otherwise = (answer: Answer, now: number): Outcome => {
  const common = commonOutcome(answer, now)
  if (common !== null) return common
  if (answer.kind === 'none') return again(reason('delivery.cut-off'), { everything: false })
  if (answer.status === 409) return halted(reason('delivery.not-there', { status: 409 }))
  return isGood(answer) ? again(reason('delivery.not-the-service'), { everything: true }) : saidNo(answer)
}

export const webdavCourier = (
  { target, secret, ask: plainAsk, now }: CourierParts,
  batch: (manifest: string) => Promise<BatchFile | Reason>,
): Courier => {
  const authorization = target.user === '' ? null : basic(target.user, secret ?? '')
  const ask = askWithout(plainAsk, () => [secret ?? '', authorization?.slice('Basic '.length) ?? ''])
  const headers = authorization === null ? {} : { authorization }
  const at = (name: string) => below(target, encodeURIComponent(name))

  /** null where the target is a folder that we may look into. What answers to anything (a portal) is none. */
  const folder = async (signal: AbortSignal): Promise<{ outcome: Outcome; found: readonly Reason[] } | null> => {
    const answer = await ask({
      method: 'PROPFIND',
      url: below(target, ''),
      headers: { ...headers, depth: '0', 'content-type': 'application/xml' },
      body: PROPERTIES,
      signal,
    })
    if (answer.kind === 'answer' && isFolder(answer)) return null
    const common = commonOutcome(answer, now())
    if (common !== null) return { outcome: common, found: trialOf(common).found }
    const outcome = halted(reason('delivery.found-not-folder'))
    return { outcome, found: [reason('delivery.found-server'), reason('delivery.found-not-folder')] }
  }
  let isFolderThere = false

  /** What lies under a name: nothing, the very bytes, another file; or why that cannot be told. */
  const lookAt = async (
    file: BatchFile,
    name: string,
    signal: AbortSignal,
  ): Promise<'none' | 'same' | 'other' | Outcome> => {
    const head = await ask({ method: 'HEAD', url: at(name), headers, signal })
    if (isMissing(head)) return 'none'
    if (head.kind === 'none' || !isGood(head)) return otherwise(head, now())
    const length = head.headers['content-length']
    if (length !== undefined && Number(length) !== file.bytes) return 'other'
    const hash = createHash('sha256')
    const whole = await ask({
      method: 'GET',
      url: at(name),
      headers,
      onBody: (piece) => hash.update(piece),
      signal,
    })
    if (whole.kind === 'none' || !isGood(whole)) return otherwise(whole, now())
    return hash.digest('hex') === file.sha256 ? 'same' : 'other'
  }

  const settled = (found: 'same' | 'other' | Outcome, { fileName }: BatchFile): Outcome =>
    found === 'same'
      ? delivered(fileName)
      : found === 'other'
        ? refused(reason('delivery.other-file', { name: fileName }))
        : found

  return {
    test: async (signal) => {
      const wrong = await folder(signal)
      if (wrong !== null) return fails(...wrong.found)
      const found = [reason('delivery.found-server'), reason('delivery.found-folder')]
      const url = at(`etabli-essai-${randomUUID()}.txt`)
      const put = await ask({
        method: 'PUT',
        url,
        headers: { ...headers, 'content-type': 'text/plain' },
        body: 'Etabli',
        signal,
      })
      if (put.kind === 'none') return trialOf(otherwise(put, now()))
      if (!isGood(put)) return fails(...found, reason('delivery.found-not-writable', { status: put.status }))
      await ask({ method: 'DELETE', url, headers, signal })
      return works(...found, reason('delivery.found-writable'))
    },

    send: async ({ hash }, signal, onSent) => {
      const file = await batch(hash)
      if ('code' in file) return refused(file)
      if (!isFolderThere) {
        const wrong = await folder(signal)
        if (wrong !== null) return wrong.outcome
        isFolderThere = true
      }
      const there = await lookAt(file, file.fileName, signal)
      if (there !== 'none') return settled(there, file)
      // Not « .part »: Nextcloud refuses that ending. The same name at each try, so that no leftovers pile up.
      const temporary = `${file.fileName}.en-cours`
      const put = await ask({
        method: 'PUT',
        url: at(temporary),
        headers: { ...headers, 'content-type': 'application/zip' },
        body: { open: file.open, bytes: file.bytes },
        onSent,
        signal,
      })
      if (put.kind === 'none' || !isGood(put)) return otherwise(put, now())
      const arrived = await ask({ method: 'HEAD', url: at(temporary), headers, signal })
      if (arrived.kind === 'none' || !isGood(arrived)) {
        return isMissing(arrived)
          ? again(reason('delivery.incomplete'), { everything: false })
          : otherwise(arrived, now())
      }
      if (Number(arrived.headers['content-length'] ?? file.bytes) !== file.bytes)
        return again(reason('delivery.incomplete'), { everything: false })
      const moved = await ask({
        method: 'MOVE',
        url: at(temporary),
        headers: { ...headers, destination: at(file.fileName).href, overwrite: 'F' },
        signal,
      })
      if (moved.kind === 'answer' && (moved.status === 201 || moved.status === 204)) return delivered(file.fileName)
      if (moved.kind === 'answer' && moved.status === 412) {
        const found = await lookAt(file, file.fileName, signal)
        return found === 'none' ? again(reason('delivery.incomplete'), { everything: false }) : settled(found, file)
      }
      return otherwise(moved, now())
    },
  }
}
