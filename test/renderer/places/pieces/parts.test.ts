// The stock as a technician uses it: a module out of one machine, into another, and what the screens say in between.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { partCode, machineCode } from '../../../../domain/documents/scan-code.ts'
import type { HardwareReport, MemoryModule } from '../../../../domain/machine/hardware-report.ts'
import { partsTakenOut } from '../../../../domain/parts/taken-out.ts'
import { useParts } from '../../../../renderer/stores/parts.ts'
import { useStation } from '../../../../renderer/stores/station.ts'
import { aBattery, aModule, GIBI, inSlot } from '../../../domain/parts/some-parts.ts'
import { aReport } from '../../../domain/erasure/a-report.ts'
import { violations } from '../../components/mount.ts'
import { present, unsignedDocument } from '../../journal-in-memory.ts'
import { atTheBench, press, says } from '../banc/at-the-bench.ts'

type Bench = Awaited<ReturnType<typeof atTheBench>>

const reportWith = (modules: readonly MemoryModule[], total = 2): HardwareReport =>
  aReport({
    takenAt: new Date().toISOString(),
    memory: {
      totalBytes: modules.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
      visibleBytes: null,
      maximumBytes: 32 * GIBI,
      slots: { total, used: modules.length },
      modules,
    },
  })

const receive = async ({ machines, journal }: Bench, inventoryNumber: string, report: HardwareReport | null) => {
  const created = await machines.create({ inventoryNumber, equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('the number is taken')
  const { machine } = created
  if (report !== null) {
    const hash = await journal.addReport(report)
    await machines.addReport(machine.id, hash, report, 'file')
  }
  return machine
}

/** However busy this computer is. */
const eventually = <T>(look: () => T) => vi.waitFor(look, { timeout: 5000 })
const dialog = () => present(document.querySelector<HTMLElement>('[role=dialog]'))
const noDialog = () =>
  eventually(() => {
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })
const field = (label: string): HTMLInputElement => {
  const found = [...dialog().querySelectorAll('label')].find((one) => one.textContent.includes(label))
  return present(document.getElementById(present(found?.htmlFor)) as HTMLInputElement | null) // a label is of one control
}
const fill = async (label: string, text: string) => {
  const input = field(label)
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
}
const choose = async (value: string) => {
  present(dialog().querySelector<HTMLInputElement>(`input[value="${value}"]`)).click()
  await nextTick()
}
const scan = (text: string) => {
  const target = document.activeElement ?? document.body
  for (const character of [...text, 'Enter'])
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: character, code: character, bubbles: true, cancelable: true }),
    )
}

const kept = { place: 'bac 3', grams: null, from: null, works: true } as const

test('a module that the report shows is kept with its data, and what is lacking is said', async () => {
  const bench = await atTheBench()
  const { main, router } = bench
  const machine = await receive(bench, 'PC-0001', reportWith([inSlot({ serial: 'A1B2' })]))
  await router.push(`/pieces/sortir/${machine.id}`)
  await says(main, 'Barrette de 4\u00a0Go DDR4 SODIMM')
  await says(main, 'n° A1B2')
  // Its disk is full of somebody's data: it is not offered, and why is said.
  await says(main, 'seul un disque effacé et vérifié peut être gardé comme pièce')
  expect(await violations(main)).toEqual([])

  press(main, 'Garder')
  await eventually(() => dialog())
  press(dialog(), 'Garder la pièce')
  await says(dialog(), 'À remplir.')
  await choose('yes')
  await fill('Poids', '0,3kilo')
  await fill('Où est-elle rangée', 'bac 3')
  press(dialog(), 'Garder la pièce')
  await says(dialog(), '0,3kilo')
  expect(field('Poids').value).toBe('0,3kilo')
  expect(await violations(dialog())).toEqual([])
  await fill('Poids', '9 g')
  press(dialog(), 'Garder la pièce')
  await noDialog()
  await says(main, 'P-0001 est gardée (bac 3).')
  await says(main, 'Gardée')
  const [part] = useParts().all
  expect(part).toMatchObject({ number: 'P-0001', grams: 9, data: { kind: 'memory', serial: 'A1B2' } })
  expect(part?.history.map(({ what }) => what)).toEqual(['taken-out', 'tested'])
})

test('a worn battery is not kept, and a figure that is none stays in its field', async () => {
  const bench = await atTheBench('/pieces')
  await says(bench.main, 'Aucune pièce pour l’instant')
  press(bench.main, 'Ranger une pièce')
  await eventually(() => dialog())
  await choose('battery')
  await fill('État', 'bonne')
  await choose('yes')
  await fill('Où est-elle rangée', 'bac 1')
  press(dialog(), 'Garder la pièce')
  await says(dialog(), 'Écrivez un nombre')
  expect(field('État').value).toBe('bonne')
  await fill('État', '45 %')
  await says(dialog(), 'Batterie à 45\u202f% de sa capacité d’origine')
  press(dialog(), 'Garder la pièce')
  await nextTick()
  expect(useParts().all).toEqual([])
  await fill('État', '72,5')
  press(dialog(), 'Garder la pièce')
  await says(bench.main, 'P-0001')
  expect(useParts().all.map(({ data }) => data)).toMatchObject([{ kind: 'battery', healthPercent: 72.5 }])
})

test('the bench says what a module in stock would do; taken, it stands among the repairs until the machine is read again', async () => {
  const bench = await atTheBench()
  const { main, router, machines, journal } = bench
  const laptop = await receive(bench, 'PC-0002', reportWith([inSlot()]))
  await useParts().keep({ ...kept, data: aModule() })
  await router.push(`/banc/${laptop.id}?partie=notes`)
  await says(main, 'Une barrette de 4\u00a0Go DDR4 SODIMM en stock (bac 3) ferait passer ce portable en A.')
  expect(await violations(main)).toEqual([])
  press(main, 'Prendre cette pièce')
  await eventually(() => dialog())
  await says(dialog(), 'Dans un emplacement libre.')
  expect(await violations(dialog())).toEqual([])
  press(dialog(), 'C’est posé')
  await noDialog()
  await says(main, 'Pièces changées depuis le dernier relevé')
  await eventually(() => {
    expect(machines.byId(laptop.id)?.repairs).toContain('pièce P-0001')
  })
  await says(main, 'Posée')
  // It is the next thing to do, and no certificate is issued on the report of before.
  const next = present(main.querySelector<HTMLElement>('.next'))
  await says(next, 'Relire la machine')
  await router.push(`/banc/${laptop.id}?partie=certificate`)
  await says(main, 'Des pièces ont changé depuis le dernier relevé (P-0001)')
  await router.push(`/banc/${laptop.id}?partie=notes`)

  // Read again with the module in it, the grade is what was said, and the bench asks no more.
  const again = reportWith([inSlot(), inSlot({ locator: 'DIMM B' })])
  const hash = await journal.addReport(again)
  await machines.addReport(laptop.id, hash, again, 'file')
  await eventually(() => {
    expect(main.textContent).not.toContain('Pièces changées depuis le dernier relevé')
  })
  await says(main, 'Note A\u202f: 8\u00a0Go de mémoire.')
})

test('the module that made room is offered to the stock in its turn', async () => {
  const bench = await atTheBench()
  const { main, router } = bench
  const full = reportWith([inSlot({ sizeBytes: 2 * GIBI, locator: 'DIMM A' }), inSlot({ sizeBytes: 4 * GIBI })])
  const laptop = await receive(bench, 'PC-0003', full)
  await useParts().keep({ ...kept, data: aModule() })
  await router.push(`/banc/${laptop.id}?partie=report`)
  await says(main, 'à la place de celle de 2\u00a0Go (DIMM A)')
  press(main, 'Prendre cette pièce')
  await eventually(() => dialog())
  press(dialog(), 'C’est posé')
  await says(main, 'Ranger l’ancienne barrette')
  press(main, 'Ranger l’ancienne barrette')
  await eventually(() => dialog())
  await says(dialog(), 'Garder une pièce de PC-0003')
  expect(field('Capacité').value).toBe('2')
  await choose('not-yet')
  press(dialog(), 'bac 3')
  await nextTick()
  press(dialog(), 'Garder la pièce')
  await eventually(() => {
    expect(useParts().all.map(({ number }) => number)).toEqual(['P-0001', 'P-0002'])
  })
  expect(partsTakenOut(useParts().all, laptop).map(({ number }) => number)).toEqual(['P-0002'])
})

test('a machine’s label scanned among the parts shows what fits it, a part’s label shows the part', async () => {
  const bench = await atTheBench()
  const { main, router } = bench
  const laptop = await receive(bench, 'PC-0004', reportWith([inSlot()]))
  const parts = useParts()
  await parts.keep({ ...kept, data: aModule() })
  await parts.keep({ ...kept, data: aModule({ type: 'DDR3' }) })
  const { id, number } = await parts.keep({ ...kept, data: aBattery(80) })
  await router.push('/pieces')
  await says(main, '3 pièces trouvées')
  expect(await violations(main)).toEqual([])
  ;(document.activeElement as HTMLElement | null)?.blur()
  scan(machineCode(laptop))
  await says(main, 'Ce qui convient à PC-0004')
  await says(main, '2 pièces trouvées')
  await says(main, 'Peut-être')
  expect(main.textContent).not.toContain('DDR3')
  expect(await violations(main)).toEqual([])

  // Without a scanner its number is typed.
  await router.push('/pieces')
  await says(main, '3 pièces trouvées')
  const search = main.querySelector<HTMLInputElement>('input[type=search]')
  if (search === null) throw new Error('Nothing to search in')
  search.value = 'PC-0004'
  search.dispatchEvent(new Event('input'))
  search.form?.requestSubmit()
  await says(main, 'Ce qui convient à PC-0004')
  await says(main, '2 pièces trouvées')
  scan(partCode({ id, number }))
  await says(main, 'P-0003 – Batterie SMP 5B10W51827')
})

test('one part: tried, moved, discarded by mistake and back, each a line of its history; a broken one is not fitted', async () => {
  const bench = await atTheBench()
  const { main, router } = bench
  const parts = useParts()
  const { id } = await parts.keep({ ...kept, works: null, data: aModule() })
  await parts.keep({ ...kept, place: 'bac 7', data: aModule() })
  await router.push(`/pieces/${id}`)
  await says(main, 'À essayer')
  expect(await violations(main)).toEqual([])
  press(main, 'Elle ne marche pas')
  await says(main, 'Essayée\u202f: elle ne marche pas')
  expect(main.textContent).not.toContain('Poser dans une machine')
  press(main, 'Elle marche')
  await says(main, 'Poser dans une machine')
  press(main, 'Déplacer')
  await eventually(() => dialog())
  press(dialog(), 'bac 7')
  await nextTick()
  press(dialog(), 'Rangée ici')
  await says(main, 'Rangée\u202f: bac 7')
  press(main, 'Écarter')
  await says(main, 'Remettre en stock')
  press(main, 'Remettre en stock')
  await says(main, 'Remise en stock')
  expect(parts.byId(id)?.place).toBe('bac 7')
})

test('a label of a part bears its number, what it is and where it came from', async () => {
  const bench = await atTheBench()
  const { main, router } = bench
  const machine = await receive(bench, 'PC-0005', null)
  const from = { machineId: machine.id, stayId: machine.stay.id, inventoryNumber: 'PC-0005', name: '' }
  const { id } = await useParts().keep({ ...kept, from, data: aModule() })
  await router.push(`/papier/piece/${id}`)
  await says(main, 'P-0001')
  await says(main, 'de PC-0005')
  expect(main.querySelector('.paper-label svg')).not.toBeNull()
})

test('a machine that a certificate describes says so before a part of it changes', async () => {
  const bench = await atTheBench()
  const { main, router, journal } = bench
  const machine = await receive(bench, 'PC-0006', reportWith([inSlot()]))
  await router.push(`/pieces/sortir/${machine.id}`)
  await says(main, 'Barrette de 4\u00a0Go')
  expect(main.textContent).not.toContain('Un certificat en vigueur')
  const subject = { machineId: machine.id, machine: { inventoryNumber: 'PC-0006', stay: { stayId: machine.stay.id } } }
  const validFrom = new Date().toISOString()
  const certificate = { kind: 'refurbishment-certificate', number: 'AT1-000001', subject, validFrom } as const
  await journal.addDocument(unsignedDocument(certificate))
  await useStation().catchUp()
  await says(main, 'Un certificat en vigueur')
})
