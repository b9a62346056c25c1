// One disk keeps to one page: the signature of a certificate never stands alone on a second sheet.
import { describe, expect, test } from 'vitest'
import type { CertifiedDisk } from '../../../domain/documents/certified-disk.ts'
import { RefurbishmentCertificate } from '../../../domain/documents/refurbishment-certificate.ts'
import CertificatePaper from '../../../renderer/paper/CertificatePaper.vue'
import ErasureCertificatePaper from '../../../renderer/paper/ErasureCertificatePaper.vue'
import '../../../renderer/paper/paper.css'
import old from '../../fixtures/documents/refurbishment-certificate-v1.json'
import { mount } from '../components/mount.ts'
import { certified, erasureSubject } from './an-erasure.ts'
import { printedPaper } from './printed-paper.ts'

const machine = RefurbishmentCertificate.parse(old)
const hash = 'ab12cd34'.repeat(8)

/** As disks really call themselves: a hard disk's, an NVMe drive's, one of a USB bridge. */
const serials = ['WD-WCC2E5XK1234', 'S4EWNX0R123456_1.00000000', 'eui.0025385b71b0f5c2000000000000000000000000000000']

const paperOf = async (component: typeof CertificatePaper | typeof ErasureCertificatePaper, props: object) => {
  const { main } = await mount(component, { hash, logo: null, language: 'fr', ...props })
  await document.fonts.ready
  const paper = main.querySelector<HTMLElement>('.paper')
  if (paper === null) throw new Error('There is no paper')
  // What is fitted to its page is so before the next picture.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return paper
}
const machineWith = (...disks: readonly CertifiedDisk[]) => ({
  document: {
    ...machine,
    credentialSubject: { ...machine.credentialSubject, secondPerson: certified.validatedBy, disks },
  },
})

describe.each(['fr', 'en'])('in %s', (language) => {
  test.each(serials)(
    'a machine with one disk of the serial %s has one page, and letters that can be read',
    async (serial) => {
      const disk = { ...certified, serial }
      const { pages, texts, smallest } = await printedPaper(
        await paperOf(CertificatePaper, { language, ...machineWith(disk) }),
      )
      expect(texts[0]).toContain(certified.evidenceHashes[0]?.slice(0, 8))
      expect(pages).toBe(1)
      expect(smallest).toBeGreaterThan(6)
    },
  )

  test.each(serials)('a loose disk of the serial %s has one page, and letters that can be read', async (serial) => {
    const { pages, smallest } = await printedPaper(
      await paperOf(ErasureCertificatePaper, {
        language,
        subject: erasureSubject({ disk: { ...certified, serial } }),
        issuedAt: '2026-11-20T16:00:00.000Z',
        did: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
      }),
    )
    expect(pages).toBe(1)
    expect(smallest).toBeGreaterThan(6)
  })
})

test('what needs two pages in any case is not set close for nothing', async () => {
  const paper = await paperOf(CertificatePaper, machineWith(certified, certified, certified, certified))
  expect(paper.dataset['density']).toBe('0')
  expect((await printedPaper(paper)).pages).toBe(2)
})
