// The slip of a batch keeps to one page, says how the batch is taken in, and bears the fingerprint that the other site compares.
import { expect, test, vi } from 'vitest'
import { BatchManifest } from '../../../domain/documents/batch-manifest.ts'
import { fingerprint } from '../../../domain/trust/fingerprint.ts'
import BatchManifestPaper from '../../../renderer/paper/exchange/BatchManifestPaper.vue'
import '../../../renderer/paper/paper.css'
import { sha256OfBytes } from '../../../renderer/stores/sha256.ts'
import { mount } from '../components/mount.ts'
import { present } from '../journal-in-memory.ts'
import { manifestOf, OTHER } from '../places/echanges/exchange-in-memory.ts'
import { printedPaper } from './printed-paper.ts'

const hash = 'ab12cd34'.repeat(8)
const batch = (title: string) =>
  BatchManifest.parse({
    ...manifestOf(12, title, ['a'.repeat(64), 'b'.repeat(64)]),
    issuer: { id: OTHER, name: 'ESAT Les Ajoncs' },
  })

test.each([
  ['fr', ''],
  [
    'fr',
    'Communauté de communes du Pays d’Orthe et Arrigans, collèges et écoles, second envoi de novembre avec les écrans',
  ],
  ['en', 'Schools, November'],
] as const)('in %s, called "%s"', async (language, title) => {
  const { main } = await mount(BatchManifestPaper, { document: batch(title), hash, language, logo: null })
  const groups = present(await fingerprint(OTHER, sha256OfBytes))
  await vi.waitFor(() => {
    expect(main.textContent).toContain(groups)
  })
  await document.fonts.ready
  const { pages, texts, smallest } = await printedPaper(present(main.querySelector<HTMLElement>('.paper')))
  expect(pages).toBe(1)
  expect(texts.join(' ')).toContain(groups)
  expect(smallest).toBeGreaterThan(6)
  expect(main.querySelectorAll('ol li')).toHaveLength(4)
})
