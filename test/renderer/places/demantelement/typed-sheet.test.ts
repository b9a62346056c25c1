// Typing into a sheet: nothing typed is lost where it cannot be understood, where the station does not answer, or where the
// screen is left in between.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, createApp, defineComponent, h, type App } from 'vue'
import type { DismantlingFile } from '../../../../domain/dismantling/sheet-file.ts'
import { i18n, showLanguage } from '../../../../renderer/i18n.ts'
import TypedField from '../../../../renderer/places/demantelement/fiches/TypedField.vue'
import WeightField from '../../../../renderer/places/demantelement/fiches/WeightField.vue'
import { fieldsNotUnderstood } from '../../../../renderer/places/demantelement/fiches/kept-texts.ts'
import { provideSheet } from '../../../../renderer/places/demantelement/fiches/sheet-in-hand.ts'
import { useDismantling } from '../../../../renderer/stores/dismantling.ts'
import { dismantlingFile } from '../../../domain/dismantling/a-file.ts'
import { machineFile, present, type JournalInMemory } from '../../journal-in-memory.ts'
import { openWorkshop } from '../../stores/workshop.ts'

let journal: JournalInMemory
let dismantling: ReturnType<typeof useDismantling>
let file: DismantlingFile
const machine = machineFile({ equipment: 'desktop' })

beforeEach(async () => {
  const opened = await openWorkshop()
  journal = opened.journal
  file = dismantlingFile({ id: crypto.randomUUID(), machineId: machine.id, stayId: machine.stay.id, grossGrams: null })
  const ordered = { machineId: machine.id, stayId: machine.stay.id, reason: 'damaged' as const, note: '' }
  const order = { id: crypto.randomUUID(), machines: [ordered], operator: 'AAAA', at: '2026-11-25T08:00:00Z' }
  await journal.append({ kind: 'machine', v: 1, machine })
  await journal.append({ kind: 'dismantling-order', v: 1, order, confirmation: crypto.randomUUID() })
  await journal.append({ kind: 'dismantling', v: 1, file })
  await opened.station.catchUp()
  dismantling = useDismantling()
  await vi.waitFor(() => {
    expect(dismantling.byId(file.id)).not.toBeNull()
  })
})

let onScreen: App | null = null
afterEach(() => {
  onScreen?.unmount()
})

/** The sheet's two kinds of field on a page; taken away, they are left as a person leaves a screen. */
const open = (): { readonly make: HTMLInputElement; readonly gross: HTMLInputElement; readonly app: App } => {
  document.body.replaceChildren(document.createElement('main'))
  showLanguage('fr')
  const app = createApp(
    defineComponent(() => {
      const now = computed(() => present(dismantling.byId(file.id)))
      const save = (change: Partial<DismantlingFile>) => {
        dismantling.save(file.id, change).catch(() => undefined)
      }
      provideSheet({
        file: now,
        machine: computed(() => machine),
        report: computed(() => null),
        day: computed(() => '2026-11-25'),
        change: () => undefined,
        lacking: () => null,
      })
      return () => [
        h(TypedField, {
          label: 'Marque',
          value: now.value.make,
          field: 'make',
          maxlength: 80,
          onKeep: (make: string) => {
            save({ make })
          },
        }),
        h(WeightField, {
          label: 'Poids',
          grams: now.value.grossGrams,
          fileId: file.id,
          field: 'gross',
          onWeigh: (grossGrams: number | null) => {
            save({ grossGrams })
          },
        }),
      ]
    }),
  )
  onScreen = app
  app.use(i18n).mount(present(document.querySelector('main')))
  const input = (field: string) => present(document.querySelector<HTMLInputElement>(`[data-field=${field}]`))
  return { make: input('make'), gross: input('gross'), app }
}
const type = (field: HTMLInputElement, text: string) => {
  field.focus()
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.blur()
}
const saved = () => present(dismantling.byId(file.id))

test('a weight with comma or point is journalled in grams and shown with a comma', async () => {
  const { gross } = open()
  for (const [text, grams, shown] of [
    ['9.2', 9200, '9,2'],
    ['0,35 kg', 350, '0,35'],
    ['480 g', 480, '0,48'],
  ] as const) {
    type(gross, text)
    await vi.waitFor(() => {
      expect(saved().grossGrams).toBe(grams)
    })
    await vi.waitFor(() => {
      expect(gross.value).toBe(shown)
    })
  }
})

test('a text that is no weight takes the place of the weight that stood there, and waits in its field', async () => {
  const first = open()
  type(first.gross, '9,2')
  await vi.waitFor(() => {
    expect(saved().grossGrams).toBe(9200)
  })
  type(first.gross, 'neuf')
  await vi.waitFor(() => {
    expect(saved().grossGrams).toBeNull()
  })
  expect(fieldsNotUnderstood(file.id)).toEqual(['gross'])
  first.app.unmount()
  const again = open()
  expect(again.gross.value).toBe('neuf')
  type(again.gross, '9')
  await vi.waitFor(() => {
    expect(saved().grossGrams).toBe(9000)
  })
  expect(fieldsNotUnderstood(file.id)).toEqual([])
})

test('what the station could not take is in its field when the sheet is come back to, and is saved then', async () => {
  const first = open()
  journal.setReachable(false)
  type(first.make, 'Dell')
  type(first.gross, '9,2')
  await new Promise((resolve) => setTimeout(resolve, 50))
  first.app.unmount()
  expect(saved()).toMatchObject({ make: file.make, grossGrams: null })
  journal.setReachable(true)
  const again = open()
  expect([again.make.value, again.gross.value]).toEqual(['Dell', '9,2'])
  await vi.waitFor(() => {
    expect(saved()).toMatchObject({ make: 'Dell', grossGrams: 9200 })
  })
})
