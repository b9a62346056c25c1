// Components as a person meets them: names that are heard, sizes that are touched, states that are seen without colour.
import { Wrench } from '@lucide/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { h, nextTick, ref } from 'vue'
import AppButton from '../../../renderer/components/AppButton.vue'
import CheckCards from '../../../renderer/components/CheckCards.vue'
import ConfirmDialog from '../../../renderer/components/ConfirmDialog.vue'
import DialogFrame from '../../../renderer/components/DialogFrame.vue'
import DataTable from '../../../renderer/components/DataTable.vue'
import EmptyState from '../../../renderer/components/EmptyState.vue'
import FileDrop from '../../../renderer/components/FileDrop.vue'
import NoticeBox from '../../../renderer/components/NoticeBox.vue'
import ProgressPanel from '../../../renderer/components/ProgressPanel.vue'
import RadioCards from '../../../renderer/components/RadioCards.vue'
import ScanField from '../../../renderer/components/ScanField.vue'
import SelectField from '../../../renderer/components/SelectField.vue'
import StateBadge from '../../../renderer/components/StateBadge.vue'
import TextField from '../../../renderer/components/TextField.vue'
import { shapeOf, type State } from '../../../renderer/components/state.ts'
import { listenForScans } from '../../../renderer/components/useScanner.ts'
import { mount, violations } from './mount.ts'

let unmount: (() => void) | null = null
const show = async (...given: Parameters<typeof mount>) => {
  const shown = await mount(...given)
  ;({ unmount } = shown)
  return shown.main
}
afterEach(() => {
  unmount?.()
})

const options = [
  { value: 'A', label: 'Très bon' },
  { value: 'B', label: 'Bon' },
]

describe('what is pressed', () => {
  it('is at least 48 pixels high and wide', async () => {
    const main = await show(AppButton, { icon: Wrench, iconOnly: true }, 'Réparer')
    const { width, height } = main.querySelector('button')?.getBoundingClientRect() ?? new DOMRect()
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(48)
    expect(main.querySelector('button')?.textContent).toContain('Réparer')
  })

  it('takes no second press while it is at work', async () => {
    const onClick = vi.fn()
    const main = await show(AppButton, { busy: true, onClick }, 'Délivrer')
    main.querySelector('button')?.click()
    expect(onClick).not.toHaveBeenCalled()
    expect(main.querySelector('button')?.getAttribute('aria-busy')).toBe('true')
  })
})

describe('a state', () => {
  it('has a shape of its own, so that colour is never alone', () => {
    const shapes = Object.values(shapeOf)
    expect(new Set(shapes).size).toBe(shapes.length)
  })

  it.each(Object.keys(shapeOf) as State[])('%s is shown with its word', async (state) => {
    const main = await show(StateBadge, { state }, 'un mot')
    expect(main.querySelector('svg')).not.toBeNull()
    expect(main.textContent).toContain('un mot')
    expect(await violations()).toEqual([])
  })
})

describe('a field', () => {
  it('says its label, its help and its error to whoever does not see them', async () => {
    const main = await show(TextField, {
      modelValue: '',
      label: 'Numéro de série',
      help: 'Sur l’étiquette du disque.',
      error: 'Il manque le numéro.',
    })
    const input = main.querySelector('input')
    const described = (input?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' ')
    expect(input?.labels?.[0]?.textContent).toContain('Numéro de série')
    expect(described).toContain('Sur l’étiquette')
    expect(described).toContain('Il manque')
    expect(input?.getAttribute('aria-invalid')).toBe('true')
    expect(await violations()).toEqual([])
  })

  it('chooses nothing by itself', async () => {
    const main = await show(SelectField, { modelValue: '', label: 'Encadrant', options, placeholder: 'Choisissez…' })
    expect(main.querySelector('select')?.value).toBe('')
    expect(await violations()).toEqual([])
  })

  it('made for scans gives a scan at once, and what is typed with Enter', async () => {
    const stop = listenForScans()
    const onScan = vi.fn()
    const main = await show(ScanField, { label: 'Étiquette', actionWord: 'Ouvrir', onScan })
    main.querySelector('input')?.focus()
    await userEvent.keyboard('INV-0042{Enter}')
    expect(onScan.mock.calls).toEqual([['INV-0042']])
    await userEvent.fill(main.querySelector('input') ?? expect.fail(), 'INV-0043')
    main.querySelector('form')?.requestSubmit()
    expect(onScan.mock.calls).toEqual([['INV-0042'], ['INV-0043']])
    expect(await violations()).toEqual([])
    stop()
  })

  it('for files refuses another kind, and says which it takes', async () => {
    const onFile = vi.fn()
    const main = await show(FileDrop, { label: 'Relevé', word: 'Choisir…', accept: ['.json'], maxBytes: 10, onFile })
    const input = main.querySelector<HTMLInputElement>('input[type=file]') ?? expect.fail()
    const give = async (file: File) => {
      const transfer = new DataTransfer()
      transfer.items.add(file)
      input.files = transfer.files
      input.dispatchEvent(new Event('change'))
      await nextTick()
    }
    await give(new File(['x'], 'photo.exe'))
    expect(main.querySelector('[role=alert]')?.textContent).toContain('.json')
    await give(new File(['x'.repeat(11)], 'grand.json'))
    expect(main.querySelector('[role=alert]')?.textContent).toContain('trop lourd')
    expect(onFile).not.toHaveBeenCalled()
    await give(new File(['{}'], 'releve.json'))
    expect(onFile).toHaveBeenCalledOnce()
    expect(main.querySelector('[role=alert]')).toBeNull()
    expect(await violations()).toEqual([])
  })
})

describe('files of any number', () => {
  const both = () => {
    const transfer = new DataTransfer()
    for (const name of ['erase.log', 'photo.exe']) transfer.items.add(new File(['x'], name))
    return transfer
  }
  const shown = async () => {
    const taken: (readonly string[])[] = []
    const main = await show(FileDrop, {
      label: 'Preuves',
      word: 'Fichiers…',
      folderWord: 'Dossier…',
      onFiles: (files: readonly File[]) => taken.push(files.map(({ name }) => name)),
    })
    return { main, taken }
  }

  it('are taken as they are, by either button', async () => {
    const { main, taken } = await shown()
    const inputs = [...main.querySelectorAll<HTMLInputElement>('input[type=file]')]
    expect(inputs.map(({ webkitdirectory }) => webkitdirectory)).toEqual([false, true])
    for (const input of inputs) {
      input.files = both().files
      input.dispatchEvent(new Event('change'))
    }
    expect(taken).toEqual([
      ['erase.log', 'photo.exe'],
      ['erase.log', 'photo.exe'],
    ])
    expect(await violations()).toEqual([])
  })

  it('are taken where they are dropped', async () => {
    const { main, taken } = await shown()
    const field = main.querySelector('.drop') ?? expect.fail()
    field.dispatchEvent(new DragEvent('drop', { dataTransfer: both(), bubbles: true, cancelable: true }))
    await vi.waitFor(() => {
      expect(taken).toEqual([['erase.log', 'photo.exe']])
    })
  })
})

describe('choices on cards', () => {
  it('are heard as one group and moved through with the arrows', async () => {
    const chosen = ref('')
    const main = await show(() =>
      h(RadioCards, {
        legend: 'Aspect',
        options,
        modelValue: chosen.value,
        'onUpdate:modelValue': (value: string) => (chosen.value = value),
      }),
    )
    main.querySelector('input')?.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(chosen.value).toBe('B')
    expect(await violations()).toEqual([])
  })

  it('may be several', async () => {
    await show(CheckCards, { legend: 'Activités', options, modelValue: ['A'], error: 'Cochez au moins une activité.' })
    expect(await violations()).toEqual([])
  })
})

describe('a question before a deed', () => {
  it('has its way back under the finger: a stray Enter changes nothing', async () => {
    const onConfirm = vi.fn()
    const open = ref(true)
    await show(() =>
      h(ConfirmDialog, {
        open: open.value,
        'onUpdate:open': (now: boolean) => (open.value = now),
        title: 'Effacer Marie ?',
        question: 'Cela ne se défait pas.',
        confirmWord: 'Effacer',
        onConfirm,
      }),
    )
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent).toContain('Annuler')
    })
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Enter}')
    expect(onConfirm).not.toHaveBeenCalled()
    expect(open.value).toBe(false)
  })

  it('says yes before it closes, so that whoever asked still knows what about', async () => {
    const open = ref(true)
    const openWhenConfirmed: boolean[] = []
    await show(() =>
      h(ConfirmDialog, {
        open: open.value,
        'onUpdate:open': (now: boolean) => (open.value = now),
        title: 'Effacer Marie ?',
        question: 'Cela ne se défait pas.',
        confirmWord: 'Effacer',
        onConfirm: () => openWhenConfirmed.push(open.value),
      }),
    )
    const buttons = document.querySelectorAll<HTMLElement>('[role=alertdialog] button')
    buttons[buttons.length - 1]?.click()
    expect(openWhenConfirmed).toEqual([true])
    expect(open.value).toBe(false)
  })
})

describe('a window in which something is typed', () => {
  const dialog = () => document.querySelector<HTMLElement>('[role=dialog]')
  const open = ref(false)
  const busy = ref(false)
  const opened = async () => {
    open.value = true
    busy.value = false
    await show(() =>
      h(
        DialogFrame,
        {
          open: open.value,
          'onUpdate:open': (now: boolean) => (open.value = now),
          title: 'Recevoir un disque',
          typing: true,
          busy: busy.value,
        },
        () => h('input', { 'aria-label': 'Où' }),
      ),
    )
    await vi.waitFor(() => {
      expect(document.activeElement?.tagName).toBe('INPUT')
    })
  }

  it('closes by Escape, and not by a press beside it', async () => {
    await opened()
    const overlay = document.querySelector<HTMLElement>('.overlay')
    overlay?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    overlay?.click()
    await nextTick()
    expect(dialog()).not.toBeNull()
    await userEvent.keyboard('{Escape}')
    expect(open.value).toBe(false)
  })

  it('stays while something is being sent', async () => {
    await opened()
    busy.value = true
    await nextTick()
    await userEvent.keyboard('{Escape}')
    expect(open.value).toBe(true)
    expect(await violations()).toEqual([])
    busy.value = false
    await nextTick()
    await userEvent.keyboard('{Escape}')
    expect(open.value).toBe(false)
  })
})

describe('what takes a while', () => {
  it('shows how far it is, how long still, and can be stopped', async () => {
    const onCancel = vi.fn()
    const main = await show(ProgressPanel, { title: 'Lecture', done: 0.4, remaining: 90_000, onCancel })
    expect(main.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('40')
    expect(main.textContent).toMatch(/40.%/)
    expect(main.textContent).toMatch(/encore 2.min/)
    main.querySelector('button')?.click()
    expect(onCancel).toHaveBeenCalledOnce()
    expect(await violations()).toEqual([])
  })
})

describe('a table', () => {
  const rows = [
    { number: 'INV-10', disks: 2 },
    { number: 'INV-9', disks: null },
    { number: 'INV-2', disks: 11 },
  ]
  type Row = (typeof rows)[number]
  const columns = [
    { key: 'number', label: 'Numéro', sortable: true, value: (row: Row) => row.number },
    { key: 'disks', label: 'Disques', sortable: true, numeric: true, value: (row: Row) => row.disks },
  ]
  const table = () =>
    show(DataTable, {
      caption: 'Machines',
      columns,
      rows,
      rowKey: (row: Row) => row.number,
      rowTo: (row: Row) => `/machines/${row.number}`,
    } as Record<string, unknown>)
  const firstColumn = (main: Element) => [...main.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())

  it('sorts numbers as people count, and leaves the unknown last both ways', async () => {
    const main = await table()
    const [byNumber, byDisks] = main.querySelectorAll<HTMLElement>('thead button')
    byNumber?.click()
    await nextTick()
    expect(firstColumn(main)).toEqual(['INV-2', 'INV-9', 'INV-10'])
    byDisks?.click()
    await nextTick()
    expect(firstColumn(main)).toEqual(['INV-10', 'INV-2', 'INV-9'])
    byDisks?.click()
    await nextTick()
    expect(firstColumn(main)).toEqual(['INV-2', 'INV-10', 'INV-9'])
    expect(main.querySelectorAll('thead th')[1]?.getAttribute('aria-sort')).toBe('descending')
    expect(await violations()).toEqual([])
  })

  it('is walked with the arrows', async () => {
    const main = await table()
    const links = main.querySelectorAll<HTMLElement>('tbody a')
    links[0]?.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(links[1])
    await userEvent.keyboard('{End}')
    expect(document.activeElement).toBe(links[2])
  })
})

describe('what is said in place', () => {
  it.each(['ok', 'attention', 'stop', 'info'] as const)('%s is read out when it appears', async (state) => {
    const main = await show(NoticeBox, { state, title: 'À savoir', live: true }, 'Une phrase.')
    expect(main.querySelector(state === 'stop' ? '[role=alert]' : '[role=status]')).not.toBeNull()
    expect(await violations()).toEqual([])
  })

  it('nothing here yet tells how to begin', async () => {
    const main = await show(EmptyState, { icon: Wrench, title: 'Rien n’attend' }, 'Scannez une étiquette.')
    expect(main.textContent).toContain('Scannez une étiquette')
    expect(await violations()).toEqual([])
  })
})
