// Sending a batch: what is chosen is what goes, a batch that is made waits whole, and a key that will not take it changes nothing.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { documentCode } from '../../../../domain/documents/scan-code.ts'
import { reason } from '../../../../domain/words/reason.ts'
import { handScanOn } from '../../../../renderer/components/useScanner.ts'
import { violations } from '../../components/mount.ts'
import { present, unsignedDocument, type JournalInMemory } from '../../journal-in-memory.ts'
import { press, says } from '../banc/at-the-bench.ts'
import { atTheExchange } from './at-the-exchange.ts'
import { KEY, OTHER } from './exchange-in-memory.ts'

const machine = crypto.randomUUID()
const withDocuments = async (journal: JournalInMemory) => {
  const add = (number: string, kind: 'refurbishment-certificate' | 'dismantling-sheet', changed = {}) =>
    journal.addDocument(
      unsignedDocument({
        kind,
        number,
        subject: { sequence: Number(number.slice(-6)), machineId: machine },
        ...changed,
      }),
    )
  await add('AT1-000001', 'refurbishment-certificate')
  await add('AT1-000002', 'dismantling-sheet', { subject: { sequence: 2, machineId: crypto.randomUUID() } })
  await add('ESA1-000007', 'refurbishment-certificate', { issuer: OTHER })
  await add('ESA1-000008', 'refurbishment-certificate', {
    issuer: OTHER,
    subject: { sequence: 8, machineId: crypto.randomUUID() },
  })
  await journal.addDocument(
    unsignedDocument({
      kind: 'withdrawal',
      number: 'AT1-000003',
      subject: { sequence: 3, withdraws: { document: 'a'.repeat(64), number: 'AT1-000001' } },
    }),
  )
}

const numbers = (main: HTMLElement) => [...main.querySelectorAll('.rows .number .code')].map((one) => one.textContent)
const shows = (main: HTMLElement, ...expected: readonly string[]) =>
  vi.waitFor(() => {
    expect(numbers(main).toSorted()).toEqual(expected)
  })
const set = async (main: HTMLElement, label: string, value: string) => {
  const field = [...main.querySelectorAll('label')].find((one) => one.textContent.includes(label))
  const control = present(document.getElementById(field?.htmlFor ?? '')) as HTMLSelectElement
  control.value = value
  control.dispatchEvent(new Event('change', { bubbles: true }))
  control.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
}
const tick = (main: HTMLElement, number: string) => {
  const row = [...main.querySelectorAll('.rows label')].find((one) => one.textContent.includes(number))
  present(row?.querySelector('input')).click()
}
const made = (exchange: Awaited<ReturnType<typeof atTheExchange>>['exchange']) =>
  exchange.asked.filter(({ name }) => name === 'batches.make').map(({ input }) => input as { documents: string[] })

const hashIn = (journal: JournalInMemory, number: string): string => {
  const found = journal
    .frames()
    .map(({ frame }) => frame.entry)
    .find(
      (entry) =>
        entry.kind === 'document' &&
        JSON.stringify(entry.document['credentialSubject']).includes(`"number":"${number}"`),
    )
  return found !== undefined && 'hash' in found ? found.hash : ''
}

test('what this station signed goes, with what others signed about the same machines, and withdrawals need no tick', async () => {
  const { main } = await atTheExchange('/echanges/envoyer', withDocuments)
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007')
  await says(main, '3 documents choisis')
  await says(main, 'L’annulation connue ici part toujours avec')
  await says(main, 'Poste pas encore accepté')
  await set(main, 'Signés par', 'own')
  await shows(main, 'AT1-000001', 'AT1-000002')
  await set(main, 'Signés par', 'all')
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007', 'ESA1-000008')
  await set(main, 'Sorte de document', 'dismantling-sheet')
  await shows(main, 'AT1-000002')
  expect(await violations(main)).toEqual([])
})

test('what is unticked does not go, and a batch that is made waits until it is written', async () => {
  const { main, exchange, router } = await atTheExchange('/echanges/envoyer', withDocuments)
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007')
  tick(main, 'AT1-000002')
  await says(main, '2 documents choisis')
  press(main, 'Préparer le lot')
  await says(main, 'Attend d’être emporté')
  expect(router.currentRoute.value.name).toBe('lot')
  expect(made(exchange)[0]?.documents).toHaveLength(2)
  await says(main, 'CLE-BLEUE')
  expect(await violations(main)).toEqual([])

  press(main, 'Écrire ici')
  await says(main, 'Où il est parti')
  await router.push('/echanges/envoyer')
  await shows(main, 'AT1-000002')
  await says(main, /Parti le/)
})

test('one by one nothing is ticked beforehand, and a scan ticks the document it names', async () => {
  const { main, journal } = await atTheExchange('/echanges/envoyer', withDocuments)
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007')
  present([...main.querySelectorAll<HTMLInputElement>('input[type=radio]')].at(-1)).click()
  await says(main, 'Aucun document choisi')
  press(main, 'Préparer le lot')
  await says(main, 'Cochez au moins un document.')
  handScanOn(documentCode({ number: 'AT1-000002', hash: hashIn(journal, 'AT1-000002') }))
  await says(main, '1 document choisi')
})

test('come from a document that was just signed, it and the passport of its machine are ticked, and nothing else', async () => {
  const { main, router, journal, exchange } = await atTheExchange('/echanges/postes', withDocuments)
  await router.push({ name: 'envoyer-lot', query: { bordereau: hashIn(journal, 'AT1-000001') } })
  await says(main, '2 documents choisis')
  press(main, 'Préparer le lot')
  await vi.waitFor(() => {
    expect(made(exchange)).toHaveLength(1)
  })
  expect(made(exchange)[0]?.documents.toSorted()).toEqual(
    [hashIn(journal, 'AT1-000001'), hashIn(journal, 'ESA1-000007')].toSorted(),
  )
})

test('a key that is full, protected or pulled out is said in words, and the batch stays whole', async () => {
  const { main, exchange } = await atTheExchange('/echanges/envoyer', withDocuments)
  exchange.plugIn([
    KEY,
    { ...KEY, path: '/media/atelier/PLEINE', label: 'PLEINE', freeBytes: 3 },
    { ...KEY, path: '/media/atelier/PROTEGEE', label: 'PROTEGEE', readOnly: true },
  ])
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007')
  press(main, 'Préparer le lot')
  await says(main, 'Pas assez de place')
  await says(main, 'Protégé en écriture')
  expect([...main.querySelectorAll('.medium button')]).toHaveLength(1)

  exchange.fails('batches.write', 'refused', reason('batch.held-damaged', { file: 'x' }))
  exchange.plugIn([])
  press(main, 'Écrire ici')
  await says(main, 'Le lot est toujours sur ce poste, entier.')
  await says(main, 'Aucune clé n’est branchée')
  await says(main, 'Attend d’être emporté')
  exchange.fails(null)
  exchange.plugIn([KEY])
  press(main, 'Chercher de nouveau')
  await says(main, 'CLE-BLEUE')
  press(main, 'Écrire ici')
  await says(main, 'Où il est parti')
})

test('making is stopped without harm, and goes on when the person looks at something else', async () => {
  const { main, exchange, router } = await atTheExchange('/echanges/envoyer', withDocuments)
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007')
  exchange.holdUp('batches.make')
  press(main, 'Préparer le lot')
  await says(main, 'Préparation du lot')
  press(main, 'Arrêter')
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007')
  expect(exchange.held.size).toBe(0)

  press(main, 'Préparer le lot')
  await says(main, 'Préparation du lot')
  await router.push('/echanges/postes')
  await says(main, 'L’empreinte de ce poste')
  exchange.letOn()
  await vi.waitFor(() => {
    expect(exchange.held.size).toBe(1)
  })
  await router.push('/echanges/envoyer')
  await says(main, 'Attend d’être emporté')
})

test('the room of a batch that left is freed, and its slip stays', async () => {
  const { main, exchange } = await atTheExchange('/echanges/envoyer', withDocuments)
  await shows(main, 'AT1-000001', 'AT1-000002', 'ESA1-000007')
  press(main, 'Préparer le lot')
  await says(main, 'CLE-BLEUE')
  press(main, 'Écrire ici')
  await says(main, 'Libérer la place')
  press(main, 'Libérer la place')
  const dialog = await vi.waitFor(() => present(document.querySelector<HTMLElement>('[role=alertdialog]')))
  press(dialog, 'Libérer la place')
  await says(main, 'Le fichier n’est plus sur ce poste')
  expect(exchange.held.size).toBe(0)
})
