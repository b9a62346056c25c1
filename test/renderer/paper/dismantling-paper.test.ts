// The papers of dismantling: an ordinary machine keeps to one page, signed or to be filled in; the sheet says what it must and
// names no worker; the worker's pages have one action a line.
import { describe, expect, test } from 'vitest'
import { dismantlingCode } from '../../../domain/documents/scan-code.ts'
import { DismantlingSheet } from '../../../domain/documents/dismantling-sheet.ts'
import { paperStepsOf } from '../../../domain/dismantling/work-steps.ts'
import { EquipmentKind } from '../../../domain/machine/equipment.ts'
import BlankSheetPaper from '../../../renderer/paper/dismantling/BlankSheetPaper.vue'
import { blankSheet } from '../../../renderer/paper/dismantling/blank-sheet.ts'
import DismantlingSheetPaper from '../../../renderer/paper/dismantling/DismantlingSheetPaper.vue'
import '../../../renderer/paper/dismantling/sheet.css'
import WorkerPagePaper from '../../../renderer/paper/dismantling/WorkerPagePaper.vue'
import '../../../renderer/paper/paper.css'
import { dismantlingFile } from '../../domain/dismantling/a-file.ts'
import old from '../../fixtures/documents/dismantling-sheet-v1.json'
import { mount, violations } from '../components/mount.ts'
import { machineFile } from '../journal-in-memory.ts'
import { printedPaper } from './printed-paper.ts'

const hash = 'ab12cd34'.repeat(8)
/** Blanks of any width are one to whoever reads. */
const wordsOf = (paper: Element) => (paper.textContent ?? '').replace(/\s+/g, ' ')
const settled = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

const papersOf = async (component: object, props: Record<string, unknown>) => {
  const { main } = await mount(component, { language: 'fr', logo: null, ...props })
  await document.fonts.ready
  await settled()
  return [...main.querySelectorAll<HTMLElement>('.paper')]
}
/** By its proportions, whatever the window's zoom; what the printer makes of it is asked of one of each. */
const isOnePage = (paper: HTMLElement) => {
  paper.style.minHeight = '0'
  const { width, height } = paper.getBoundingClientRect()
  return height / width <= 297 / 210
}
const only = (papers: readonly HTMLElement[]) => {
  const [paper] = papers
  if (paper === undefined || papers.length !== 1) throw new Error(`${String(papers.length)} papers`)
  return paper
}

const sheet = DismantlingSheet.parse(old)
const signed = async (props: Record<string, unknown> = {}) =>
  only(await papersOf(DismantlingSheetPaper, { document: sheet, hash, ...props }))

const known = (equipment: EquipmentKind) => ({
  machine: machineFile({ equipment, reports: [] }),
  file: dismantlingFile({ fractions: [], media: [], mediaFound: null, annexVii: {}, grossGrams: null }),
  report: null,
  intake: null,
  codeChanges: [],
  day: '2026-11-25',
})
const blank = async (equipment: EquipmentKind, language = 'fr') =>
  only(
    await papersOf(BlankSheetPaper, {
      fileId: known(equipment).file.id,
      sheet: blankSheet(known(equipment)),
      organisation: 'ESAT Les Ajoncs',
      language,
    }),
  )

describe('the signed sheet', () => {
  test('says what was taken apart, what became of its disk, its fractions with their codes, and who signed', async () => {
    const words = wordsOf(await signed())
    for (const said of [
      'Fiche de démantèlement',
      '5,1 kg',
      '4 kg',
      'P-0001',
      'Barrette de 4 Go DDR4 DIMM',
      'Collège des Allobroges',
      '19 12 02',
      'CRM0001',
      'attend dans : Armoire fermée',
      sheet.credentialSubject.signedBy.supervisor,
      sheet.credentialSubject.number,
    ])
      expect(words).toContain(said)
    expect(words).not.toContain('OPR3')
    expect(wordsOf(await signed({ language: 'en' }))).toContain('Dismantling sheet')
  })

  test('of an ordinary machine keeps to one page, withdrawn too', async () => {
    expect(isOnePage(await signed({ language: 'en', withdrawnBy: 'ESA1-000009' }))).toBe(true)
    const paper = await signed({ withdrawnBy: 'ESA1-000009' })
    const { pages, smallest } = await printedPaper(paper)
    expect(pages).toBe(1)
    expect(smallest).toBeGreaterThan(6)
  })

  test('with twelve fractions still keeps to one page', async () => {
    const [fraction] = sheet.credentialSubject.fractions
    if (fraction === undefined) throw new Error('No fraction')
    const fractions = Array.from({ length: 12 }, (_, at) => ({ ...fraction, name: `Tas ${String(at)}` }))
    const many = { ...sheet, credentialSubject: { ...sheet.credentialSubject, fractions } }
    const paper = only(await papersOf(DismantlingSheetPaper, { document: many, hash }))
    expect((await printedPaper(paper)).pages).toBe(1)
  })

  test('can be read by everybody', async () => {
    expect(await violations(await signed())).toEqual([])
  })
})

describe('the sheet to fill in by hand', () => {
  test.each(EquipmentKind.options)('of a %s has one page in both languages', async (equipment) => {
    for (const language of ['fr', 'en']) expect(isOnePage(await blank(equipment, language))).toBe(true)
  })

  test('leads back to its file by its code, which the printer keeps on the page', async () => {
    const { pages, texts } = await printedPaper(await blank('laptop'))
    expect(pages).toBe(1)
    const { id } = known('laptop').file
    expect(texts[0]).toContain(id.slice(0, 8))
    expect(dismantlingCode({ id, inventoryNumber: 'PC-0001' })).toBe(`ETABLI/F/${id.toUpperCase()}/PC-0001`)
  })

  test('prints the codes of its day, so that nobody writes an old one', async () => {
    const before = blankSheet({ ...known('laptop'), day: '2026-11-08' })
    const after = blankSheet({ ...known('laptop'), day: '2026-11-09' })
    const battery = ({ fractions }: typeof after) => fractions.find(({ kind }) => kind === 'lithium-batteries')
    expect(battery(before)).toMatchObject({ code: '16 06 05', hazardous: false })
    expect(battery(after)).toMatchObject({ code: '16 06 07*', hazardous: true })
  })
})

describe('the worker’s pages', () => {
  test.each([...EquipmentKind.options, 'loose-disk' as const])(
    'of a %s have every action on a line of its own, with a drawing and a place to tick',
    async (equipment) => {
      const pages = await papersOf(WorkerPagePaper, { equipment, number: 'PC-0001' })
      const lines = pages.flatMap((page) => [...page.querySelectorAll('.paper-steps > li')])
      expect(lines).toHaveLength(paperStepsOf(equipment).length)
      for (const line of lines) {
        expect(line.querySelector('.paper-step-picture svg')).not.toBeNull()
        expect(line.querySelector('.paper-step-answer :is(svg, .paper-step-blank)')).not.toBeNull()
      }
      // Paper passes over nothing by itself: whoever holds it reads in the margin which answer a line belongs to.
      const printed = lines.map((line) => line.querySelector('.paper-step-when')?.textContent ?? null)
      expect(printed.map((when) => when !== null)).toEqual(paperStepsOf(equipment).map(({ after }) => after !== null))
      for (const [at, { after }] of paperStepsOf(equipment).entries()) {
        if (after?.kind !== 'answer') continue
        const question = lines[paperStepsOf(equipment).findIndex(({ key }) => key === after.key)]
        const word = after.answer === 'yes' ? 'oui' : 'non'
        expect(printed[at]).toBe(`si ${word}\nà ${question?.querySelector('.paper-step-number')?.textContent ?? ''}`)
      }
      for (const page of pages) {
        expect(page.textContent).toContain('PC-0001')
        expect(isOnePage(page)).toBe(true)
      }
    },
  )
})
