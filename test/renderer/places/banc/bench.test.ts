// The bench as a technician uses it: a number, a machine, its checklist by keyboard, and a scanner that changes nothing
// it should not.
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { commandCode, dismantlingCode, partCode } from '../../../../domain/documents/scan-code.ts'
import { useToasts } from '../../../../renderer/components/toasts.ts'
import { showLanguage } from '../../../../renderer/i18n.ts'
import { present } from '../../journal-in-memory.ts'
import { laptopReport } from '../../laptop-report.ts'
import { violations } from '../../components/mount.ts'
import { atTheBench, press, says } from './at-the-bench.ts'

type Bench = Awaited<ReturnType<typeof atTheBench>>

const laid = async ({ machines, journal, router, main }: Bench, inventoryNumber = 'PC-0007') => {
  const created = await machines.create({ inventoryNumber, equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('It was not created')
  const hash = await journal.addReport(laptopReport())
  await machines.addReport(created.machine.id, hash, laptopReport(), 'file')
  await router.push(`/banc/${created.machine.id}?partie=checklist`)
  // Its report has been taken into account.
  await says(main, /[1-9]\d* étapes faites sur/)
  return created.machine.id
}

/** As a scanner types: without a pause between keys. */
const scan = (text: string) => {
  const target = document.activeElement ?? document.body
  for (const character of [...text, 'Enter'])
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: character, code: character, bubbles: true, cancelable: true }),
    )
}
/** Whoever comes to the list stands in it, on its first open step. */
const standsInTheList = () =>
  vi.waitFor(
    () => {
      expect(document.activeElement?.matches('[data-step="label"]')).toBe(true)
    },
    { timeout: 5000 },
  )
const currentStep = (main: HTMLElement) => main.querySelector('.step.current .title')?.textContent.trim()

test('a number that nobody knows starts a machine, once its kind has been chosen', async () => {
  const bench = await atTheBench()
  await says(bench.main, 'Le banc est libre')
  await userEvent.type(present(bench.main.querySelector('input')), 'PC-0042{Enter}')
  await says(bench.main, 'Nouvelle machine PC-0042')
  press(bench.main, 'Commencer le dossier')
  await says(bench.main, 'Choisissez le type de machine.')
  expect(bench.machines.all).toHaveLength(0)

  present(bench.main.querySelector<HTMLInputElement>('input[value="laptop"]')).click()
  await nextTick()
  press(bench.main, 'Commencer le dossier')
  await says(bench.main, 'Cette machine n’a pas encore été lue')
  expect(bench.machines.onBench.map(({ inventoryNumber }) => inventoryNumber)).toEqual(['PC-0042'])
})

test('a card, a part’s label or a paper sheet begins no file under what it says', async () => {
  const bench = await atTheBench()
  await says(bench.main, 'Le banc est libre')
  const part = partCode({ id: crypto.randomUUID(), number: 'P-0001' })
  const sheet = dismantlingCode({ id: crypto.randomUUID(), inventoryNumber: 'PC-0042' })
  for (const code of [commandCode('yes'), part, sheet]) scan(code)
  await vi.waitFor(() => {
    expect(useToasts().toasts.value.map(({ text }) => text)).toContain(
      'Cette carte répond à une question, et aucune n’est posée ici.',
    )
  })
  expect(bench.main.textContent).not.toContain('Nouvelle machine')
})

test('a number that is known opens its machine, whatever its letters’ size', async () => {
  const bench = await atTheBench()
  const first = await laid(bench, 'PC-0001')
  await laid(bench, 'PC-0002')
  await userEvent.type(present(bench.main.querySelector('input')), 'pc-0001{Enter}')
  await vi.waitFor(() => {
    expect(bench.router.currentRoute.value.params['machineId']).toBe(first)
  })
  expect(bench.machines.all).toHaveLength(2)
})

test('the label of another site starts a machine under the identity it carries', async () => {
  const bench = await atTheBench()
  await says(bench.main, 'Le banc est libre')
  scan('ETABLI/M/5B1F8C62-0D4E-4B7A-9C3D-2F6A1E8B7C90/PC-0043')
  await says(bench.main, 'Nouvelle machine PC-0043')
  present(bench.main.querySelector<HTMLInputElement>('input[value="laptop"]')).click()
  await nextTick()
  press(bench.main, 'Commencer le dossier')
  await says(bench.main, 'Cette machine n’a pas encore été lue')
  expect(bench.machines.onBench.map(({ id }) => id)).toEqual(['5b1f8c62-0d4e-4b7a-9c3d-2f6a1e8b7c90'])
})

test('a machine taken off the bench stays in the files, and another takes its place', async () => {
  const bench = await atTheBench()
  const first = await laid(bench, 'PC-0001')
  const second = await laid(bench, 'PC-0002')
  press(bench.main, 'Retirer PC-0002 du banc')
  await vi.waitFor(() => {
    expect(bench.router.currentRoute.value.params['machineId']).toBe(first)
    expect(bench.machines.onBench).toHaveLength(1)
  })
  expect(bench.machines.byId(second)?.onBench).toBe(false)
})

test('one letter ends a step, it is saved, and another letter takes it back', async () => {
  const bench = await atTheBench()
  const id = await laid(bench)
  await standsInTheList()
  await userEvent.keyboard('p')
  await vi.waitFor(() => {
    expect(currentStep(bench.main)).toBe('Rien d’oublié dans la machine')
  })
  expect(bench.machines.byId(id)?.checklist.results['label']?.outcome).toBe('passed')
  await userEvent.keyboard('u')
  await vi.waitFor(() => {
    expect(bench.machines.byId(id)?.checklist.results).toEqual({})
  })
})

test('a failure is not saved before it has been said in words', async () => {
  const bench = await atTheBench()
  const id = await laid(bench)
  await standsInTheList()
  await userEvent.keyboard('e')
  await says(bench.main, 'Qu’est-ce qui ne va pas')
  await userEvent.keyboard('{Enter}')
  await says(bench.main, 'Écrivez quelques mots')
  expect(bench.machines.byId(id)?.checklist.results).toEqual({})
  await userEvent.keyboard('Étiquette déchirée')
  // Typed at a scanner's pace: an Enter that follows at once would be the scanner's own.
  await new Promise((resolve) => setTimeout(resolve, 300))
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => {
    expect(bench.machines.byId(id)?.checklist.results['label']).toMatchObject({
      outcome: 'failed',
      note: 'Étiquette déchirée',
    })
  })
})

test('a scan over the checklist switches machines and ends no step, though its letters are those of the answers', async () => {
  const bench = await atTheBench()
  const first = await laid(bench, 'PELN-0001')
  const second = await laid(bench, 'PC-0002')
  await standsInTheList()
  scan('PELN-0001')
  await vi.waitFor(() => {
    expect(bench.router.currentRoute.value.params['machineId']).toBe(first)
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(bench.machines.byId(first)?.checklist.results).toEqual({})
  expect(bench.machines.byId(second)?.checklist.results).toEqual({})
})

test('a danger stops everything: no part of the file is left on screen', async () => {
  const bench = await atTheBench()
  const id = await laid(bench)
  await bench.machines.setStep(id, 'visual-safety', {
    outcome: 'failed',
    note: 'Batterie gonflée',
    at: new Date().toISOString(),
    operator: 'AAAA',
  })
  await says(bench.main, 'Arrêtez tout')
  await says(bench.main, 'Batterie gonflée')
  expect(bench.main.querySelector('.parts')).toBeNull()
  expect(await violations(bench.main)).toEqual([])
})

for (const language of ['fr', 'en'] as const)
  test(`every part of the file can be used by everybody (${language})`, async () => {
    const bench = await atTheBench()
    const id = await laid(bench)
    showLanguage(language)
    for (const part of ['report', 'checklist', 'disks', 'notes', 'certificate']) {
      await bench.router.push(`/banc/${id}?partie=${part}`)
      await vi.waitFor(() => {
        expect(bench.main.querySelector('.part')?.textContent.length).toBeGreaterThan(100)
      })
      expect(await violations(bench.main), part).toEqual([])
      expect(bench.main.querySelector('[style]'), part).toBeNull()
    }
  })
