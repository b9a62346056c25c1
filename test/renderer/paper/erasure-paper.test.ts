// The paper of an erasure certificate: it keeps to its page even when everything is said, and says how far it goes.
import { expect, test } from 'vitest'
import ErasureCertificatePaper from '../../../renderer/paper/ErasureCertificatePaper.vue'
import '../../../renderer/paper/paper.css'
import { mount, violations } from '../components/mount.ts'
import { certified, erasureSubject, evidenceHashes } from './an-erasure.ts'
import { printedPaper } from './printed-paper.ts'

const paperOf = async (props: Record<string, unknown> = {}) => {
  const { main } = await mount(ErasureCertificatePaper, {
    subject: erasureSubject(),
    issuedAt: '2026-11-20T16:00:00.000Z',
    did: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    hash: 'ab12cd34'.repeat(8),
    language: 'fr',
    logo: null,
    ...props,
  })
  const paper = main.querySelector<HTMLElement>('.paper')
  if (paper === null) throw new Error('There is no paper')
  return paper
}
/** Blanks of any width are one to whoever reads. */
const wordsOf = (paper: HTMLElement) => paper.innerText.replace(/\s+/g, ' ')
const millimetre = 96 / 25.4

test('says what was erased, how, by what, when, how much, and what shows it', async () => {
  const words = wordsOf(await paperOf())
  for (const said of [
    'Données effacées, effacement vérifié',
    'WD-WCC2E5XK1234',
    'disque dur',
    '500 Go (500 107 862 016 octets)',
    'ordinateur INV-0311',
    'Clear, réécriture (NIST SP 800-88 Rev. 2)',
    'PRNG Stream',
    'nwipe 0.42',
    '1 000 215 724 032 / 500 107 862 016',
    'complète, 100 %',
    'attendu : des zéros',
    'OPR3 · Atelier des Trois Rivières',
    'SPV2',
    'non communiqué',
    'Le journal ne porte pas de numéro de série',
    'date déclarée',
    'AT1-000007',
    ...evidenceHashes,
  ])
    expect(words).toContain(said)
  expect((await paperOf({ language: 'en' })).innerText).toContain('Data erased, erasure verified')
})

test('keeps to one page of A4 with everything said, withdrawn too, in both languages', async () => {
  for (const language of ['fr', 'en']) {
    const paper = await paperOf({ language, withdrawnBy: 'AT1-000009' })
    await document.fonts.ready
    paper.style.minHeight = '0'
    expect(paper.getBoundingClientRect().height).toBeLessThanOrEqual(297 * millimetre)
  }
})

test('says where the disk goes only where somebody said it', async () => {
  expect(wordsOf(await paperOf())).not.toContain('Destination')
  const told = erasureSubject({ disk: { ...certified, destination: 'recycling' } })
  expect(wordsOf(await paperOf({ subject: told }))).toContain('Destination recyclage')
})

test('says on its face and beside the disk that a log’s origin is unproven', async () => {
  const treatment = certified.treatment && { ...certified.treatment, readBack: null }
  const disk = { ...certified, how: 'log' as const, treatment }
  const words = wordsOf(
    await paperOf({ subject: erasureSubject({ disk, erasure: { statement: 'verified-by-log', minimum: 'log' } }) }),
  )
  expect(words).toContain('Données effacées d’après un journal')
  expect(words).toContain('journal importé, origine non prouvée')
  expect(words).not.toContain('Relecture du disque')
})

test('of a preview says that it proves nothing yet, and bears neither number nor code', async () => {
  const paper = await paperOf({ hash: null, did: null })
  expect(wordsOf(paper)).toContain('APERÇU, SANS SIGNATURE')
  expect(wordsOf(paper)).not.toContain('AT1-000007')
  expect(paper.querySelector('svg')).toBeNull()
})

test('of a demonstration says on the paper that it is worth nothing, and only there', async () => {
  expect(wordsOf(await paperOf())).not.toContain('DÉMONSTRATION')
  const shown = { ...erasureSubject(), demonstration: true }
  const paper = await paperOf({ subject: shown })
  expect(wordsOf(paper)).toContain('DÉMONSTRATION – sans valeur')
  expect(await violations(paper)).toEqual([])
  const english = await paperOf({ subject: shown, language: 'en' })
  expect(wordsOf(english)).toContain('DEMONSTRATION – no value')
  expect((await printedPaper(english)).pages).toBe(1)
})

test('can be read by everybody', async () => {
  expect(await violations(await paperOf())).toEqual([])
})
