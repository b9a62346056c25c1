// Stations for tests of exchange, each in a folder of its own, and what people do there with batches: take one in through the
// window, accept its sender, import it. And what a station holds, told so that two of them can be compared.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Output, Reply } from '../../../domain/contract.ts'
import { trustSubject } from '../../../domain/supervision/subject.ts'
import type { StationTrust } from '../../../domain/trust/trust.ts'
import { newFolder, setUpForm, sha256 } from '../vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'

export type Site = {
  readonly workshop: () => Workshop
  readonly folder: string
  readonly operator: () => string
  /** Closes the station and opens it again, as a new start does. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

type Folder = Awaited<ReturnType<typeof newFolder>>

export const openSite = async (
  code: string,
  { now = () => new Date(), in: given = null }: { readonly now?: () => Date; readonly in?: Folder | null } = {},
): Promise<Site> => {
  const folder = given ?? (await newFolder())
  let workshop = await openWorkshop(folder.path, { now })
  const settings = { ...setUpForm.settings, code, name: `Poste ${code}` }
  await workshop.get('station.setUp', { ...setUpForm, settings })
  const operator = await codeOf(workshop, 'Samir')
  return {
    workshop: () => workshop,
    folder: folder.path,
    operator: () => operator,
    restart: async () => {
      await workshop.station.close()
      workshop = await openWorkshop(folder.path, { now })
    },
    close: async () => {
      await workshop.station.close()
      await folder.remove()
    },
  }
}

const PIECE = 512 * 1024

/** As the window does it: in pieces, in order. */
export const takeIn = async ({ workshop }: Site, path: string): Promise<string> => {
  const uploadId = randomUUID()
  const bytes = await readFile(path)
  const fileName = basename(path)
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    const base64 = bytes.subarray(offset, offset + PIECE).toString('base64')
    await workshop().get('batches.takePiece', { uploadId, fileName, offset, base64 })
  }
  return uploadId
}

export const decide = async (
  { workshop, operator }: Site,
  changes: Pick<StationTrust, 'did'> & Partial<StationTrust>,
) => {
  const trust: StationTrust = {
    ...{ name: 'Un poste', code: 'ESA', decision: 'accepted', from: null, reason: '' },
    ...{ operator: operator(), at: new Date().toISOString() },
    ...changes,
  }
  const subject = await trustSubject(trust, sha256)
  const confirmation = await confirm(workshop(), { kind: 'trust-station', subject }, operator())
  return workshop().ask('stations.trust', { trust, confirmation })
}

/** Accepted by a supervisor, where nobody had decided before. */
export const acceptSenders = async (site: Site, preview: Output<'batches.inspect'>): Promise<void> => {
  for (const { did, name, code, standing, isSender } of preview.stations) {
    if (isSender && standing === 'new') await decide(site, { did, name, code })
  }
}

export const importFile = async (site: Site, path: string): Promise<Reply<Output<'batches.import'>>> => {
  const uploadId = await takeIn(site, path)
  const preview = await site.workshop().get('batches.inspect', { uploadId })
  await acceptSenders(site, preview)
  const manifest = preview.manifest?.hash ?? 'f'.repeat(64)
  const reply = await site.workshop().ask('batches.import', { uploadId, manifest, operator: site.operator() })
  await site.workshop().get('batches.dismiss', { uploadId })
  return reply
}

/** Everything that came in, as sets: documents, the files with them, the chains that senders listed. */
export const holdings = async ({ workshop }: Site) => {
  const documents = new Set<string>()
  const files = new Set<string>()
  const chains = new Set<string>()
  for (let after = 0; ;) {
    const { frames } = await workshop().get('journal.read', { after, limit: 100 })
    if (frames.length === 0) break
    after += frames.length
    for (const { frame } of frames) {
      if (frame.entry.kind === 'document' || frame.entry.kind === 'adopted-document') documents.add(frame.entry.hash)
      if (frame.entry.kind !== 'batch-imported') continue
      for (const { hash } of frame.entry.imported.documents) documents.add(hash)
      for (const { hash, form } of frame.entry.imported.files) files.add(`${hash} ${form}`)
      chains.add(frame.entry.imported.stationChain)
    }
  }
  const sorted = (set: ReadonlySet<string>) => [...set].sort()
  return { documents: sorted(documents), files: sorted(files), chains: sorted(chains) }
}
