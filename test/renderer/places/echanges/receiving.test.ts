// Receiving a batch: it is shown whole before it comes in, a station is accepted once by a supervisor who compared its fingerprint,
// and what is refused changes nothing.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { reason } from '../../../../domain/words/reason.ts'
import { violations } from '../../components/mount.ts'
import { present } from '../../journal-in-memory.ts'
import { sachaConfirms } from '../../stores/workshop.ts'
import { press, says } from '../banc/at-the-bench.ts'
import { atTheExchange } from './at-the-exchange.ts'
import { aPreview, OTHER } from './exchange-in-memory.ts'

const dialog = () => vi.waitFor(() => present(document.querySelector<HTMLElement>('[role=dialog]')))
const imports = (exchange: Awaited<ReturnType<typeof atTheExchange>>['exchange']) =>
  exchange.asked.filter(({ name }) => name === 'batches.import').length
const [sender] = aPreview().stations
const unknown = {
  refusals: [reason('batch.sender-not-accepted', { name: 'ESAT Les Ajoncs', code: 'ESA1', fingerprint: '' })],
  stations: [{ ...present(sender), standing: 'new' as const }],
}
const drop = async (main: HTMLElement, file: File) => {
  const input = present(main.querySelector<HTMLInputElement>('input[type=file]'))
  const transfer = new DataTransfer()
  transfer.items.add(file)
  input.files = transfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await nextTick()
}

test('a batch of an accepted station is shown, comes in, and is among those received', async () => {
  const { main, exchange } = await atTheExchange('/echanges/recevoir')
  exchange.comes({
    counts: { new: 1, here: 1, conflicting: 1, newFiles: 0 },
    gaps: [
      { kind: 'not-sent', from: 1, to: 8 },
      { kind: 'missing', from: 9, to: 9 },
    ],
    documents: [
      {
        hash: '1'.repeat(64),
        number: 'ESA1-000010',
        kind: 'dismantling-sheet',
        issuedAt: '2026-11-20T10:00:00Z',
        issuer: OTHER,
        about: 'PC-0042',
        state: 'conflicting',
        reasons: [reason('batch.conflict-same-number', { number: 'ESA1-000010' })],
      },
    ],
  })
  await says(main, 'lot-ESA1-000012.etabli-lot')
  expect(await violations(main)).toEqual([])
  press(main, 'Regarder')
  await says(main, 'Vérifié')
  await says(main, '8 documents que l’expéditeur a gardés')
  await says(main, '1 document que l’expéditeur n’a plus')
  await says(main, 'En conflit')
  expect(imports(exchange)).toBe(0)
  expect(await violations(main)).toEqual([])
  press(main, 'Faire entrer 2 documents')
  await says(main, 'Le lot est entré')
  await says(main, 'Lots déjà reçus')
  await vi.waitFor(() => {
    expect(main.querySelectorAll('[aria-labelledby=earlier] li')).toHaveLength(1)
  })
  expect(imports(exchange)).toBe(1)
})

test('an unknown station sends nothing in before a supervisor has accepted it by its fingerprint', async () => {
  const { main, exchange, journal } = await atTheExchange('/echanges/recevoir')
  exchange.comes(unknown)
  await says(main, 'Regarder')
  press(main, 'Regarder')
  await says(main, 'Ce poste ne connaît pas encore l’expéditeur')
  const letIn = () => [...main.querySelectorAll('button')].find((one) => one.textContent.includes('Faire entrer'))
  expect(letIn()?.disabled).toBe(true)

  press(main, 'Accepter ce poste…')
  const asking = await dialog()
  expect(asking.textContent).toContain('2e6f')
  press(asking, 'Demander à l’encadrant')
  await says(asking, 'Comparez d’abord l’empreinte')
  present(asking.querySelector<HTMLInputElement>('input[type=checkbox]')).click()
  await nextTick()
  press(asking, 'Demander à l’encadrant')
  await sachaConfirms()
  await says(main, 'Vérifié')
  expect(journal.frames().at(-1)?.frame.entry).toMatchObject({
    kind: 'station-trust',
    trust: { did: OTHER, decision: 'accepted', from: null },
  })
  expect(letIn()?.disabled).toBe(false)
})

test('a batch with a fault is refused with its reason, and another file can be chosen', async () => {
  const { main, exchange } = await atTheExchange('/echanges/recevoir')
  exchange.comes({
    refusals: [reason('batch.file-missing', { path: 'data/documents/x.json' })],
    manifest: null,
    stations: [],
  })
  await says(main, 'Regarder')
  press(main, 'Regarder')
  await says(main, 'Il manque un fichier au lot')
  await says(main, 'Rien n’a changé sur ce poste.')
  expect([...main.querySelectorAll('button')].some((one) => one.textContent.includes('Faire entrer'))).toBe(false)
  press(main, 'Choisir un autre fichier')
  await says(main, 'Où est le lot ?'.replace(' ?', '\u202f?'))
  expect(exchange.asked.some(({ name }) => name === 'batches.dismiss')).toBe(true)
})

test('what is here already asks for nothing', async () => {
  const { main, exchange } = await atTheExchange('/echanges/recevoir')
  exchange.comes({ counts: { new: 0, here: 3, conflicting: 0, newFiles: 0 } })
  await says(main, 'Regarder')
  press(main, 'Regarder')
  await says(main, 'Tout est déjà ici')
  press(main, 'Tout est déjà ici')
  await says(main, 'Lots déjà reçus')
  expect(imports(exchange)).toBe(0)
})

test('a file of this computer goes to the station in pieces, in order and whole', async () => {
  const { main, exchange } = await atTheExchange('/echanges/recevoir')
  await says(main, 'Choisir le fichier')
  const bytes = new Uint8Array(9 * 1024 * 1024)
  await drop(main, new File([bytes], 'lot.zip'))
  await says(main, 'Vérifié')
  const pieces = exchange.asked
    .filter(({ name }) => name === 'batches.takePiece')
    .map(({ input }) => input as { offset: number; base64: string })
  expect(pieces.map(({ offset }) => offset)).toEqual([0, 8 * 1024 * 1024])
  expect(pieces.reduce((sum, { base64 }) => sum + atob(base64).length, 0)).toBe(bytes.length)
})

test('an import that fails leaves the batch in sight, to be tried again', async () => {
  const { main, exchange } = await atTheExchange('/echanges/recevoir')
  await says(main, 'Regarder')
  press(main, 'Regarder')
  await says(main, 'Vérifié')
  exchange.fails('batches.import', 'disk-full')
  press(main, 'Faire entrer 2 documents')
  await says(main, 'Le disque est plein')
  await says(main, 'Faire entrer 2 documents')
  exchange.fails(null)
  press(main, 'Faire entrer 2 documents')
  await says(main, 'Le lot est entré')
})

test('stopping while it is looked at leaves nothing behind', async () => {
  const { main, exchange } = await atTheExchange('/echanges/recevoir')
  await says(main, 'Regarder')
  exchange.holdUp('batches.inspect')
  press(main, 'Regarder')
  await says(main, 'Vérification de')
  press(main, 'Arrêter')
  await says(main, 'Choisir le fichier')
  await vi.waitFor(() => {
    expect(exchange.asked.map(({ name }) => name)).toContain('batches.dismiss')
  })
})
