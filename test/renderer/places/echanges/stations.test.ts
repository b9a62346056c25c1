// The stations that are known: whoever signed what is here, believed or not by a supervisor's decision that can be taken back.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useTrust } from '../../../../renderer/stores/trust.ts'
import { violations } from '../../components/mount.ts'
import { present, unsignedDocument, type JournalInMemory } from '../../journal-in-memory.ts'
import { sachaConfirms } from '../../stores/workshop.ts'
import { press, says } from '../banc/at-the-bench.ts'
import { atTheExchange } from './at-the-exchange.ts'
import { OTHER } from './exchange-in-memory.ts'

const withAnother = (journal: JournalInMemory) =>
  journal.addDocument(
    unsignedDocument({
      kind: 'refurbishment-certificate',
      number: 'ESA1-000007',
      issuer: OTHER,
      subject: { sequence: 7, station: { name: 'ESAT Les Ajoncs', code: 'ESA1' } },
    }),
  )
const dialog = () => vi.waitFor(() => present(document.querySelector<HTMLElement>('[role=dialog]')))
const type = async (control: HTMLInputElement | HTMLTextAreaElement, text: string) => {
  control.value = text
  control.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
}

test('a station is accepted, then believed no longer from a day on, and its documents say so', async () => {
  const { main } = await atTheExchange('/echanges/postes', withAnother)
  await says(main, 'ESAT Les Ajoncs (ESA1)')
  await says(main, 'Pas encore accepté')
  expect(main.querySelectorAll('li.sheet .groups > span')).toHaveLength(8)
  expect(await violations(main)).toEqual([])
  press(main, 'Accepter ce poste…')
  present((await dialog()).querySelector<HTMLInputElement>('input[type=checkbox]')).click()
  await nextTick()
  press(await dialog(), 'Demander à l’encadrant')
  await sachaConfirms()
  await says(main, /Accepté le/)
  const trust = useTrust()
  const before = { issuer: OTHER, issuedAt: '2026-10-01T10:00:00Z' }
  const after = { issuer: OTHER, issuedAt: '2026-11-20T10:00:00Z' }
  expect(trust.standingOfDocument(after)).toBe('accepted')

  press(main, 'Ne plus le croire…')
  const asking = await dialog()
  press(asking, 'Demander à l’encadrant')
  await says(asking, 'Dites depuis quand.')
  await says(asking, 'Dites pourquoi')
  present(asking.querySelector<HTMLInputElement>('input[type=radio]')).click()
  await nextTick()
  await type(present(asking.querySelector<HTMLInputElement>('input[type=date]')), '2026-11-01')
  await type(present(asking.querySelector('textarea')), 'Clé volée')
  press(asking, 'Demander à l’encadrant')
  await sachaConfirms()
  await says(main, 'N’est plus cru')
  await says(main, /Clé volée/)
  expect(trust.standingOfDocument(before)).toBe('accepted')
  expect(trust.standingOfDocument(after)).toBe('distrusted')
  await says(main, 'Le croire de nouveau…')
  expect(await violations(main)).toEqual([])
})

test('without another station the way to receive a batch is shown', async () => {
  const { main, router } = await atTheExchange('/echanges/postes')
  await says(main, 'Aucun autre poste connu')
  press(main.querySelector<HTMLElement>('.empty') ?? main, 'Recevoir un lot')
  await vi.waitFor(() => {
    expect(router.currentRoute.value.name).toBe('recevoir-lot')
  })
})
