// Listens to the whole window for scans, keeps them away from focused buttons, and gives them to whoever asked last:
// the place on screen, or a dialog over it. A scan never presses anything.
import { onScopeDispose } from 'vue'
import { burstGap, continues, isScan, textOf, type ScannerMapping, type Stroke } from './scanner.ts'

export type ScanHandler = {
  /** What was scanned, with the strokes it came as (the scanner test learns from them). */
  readonly onScan: (text: string, strokes: readonly Stroke[]) => void
  /** Scans that this handler takes even while a field has the focus: a machine's label scanned over a note, say. */
  readonly claims?: (text: string) => boolean
  /** A key that a hand pressed, outside any field: no other follows it at a scanner's pace. It comes a moment later. */
  readonly onKey?: (event: KeyboardEvent) => void
  /** It stands in front of all others as long as it is there. */
  readonly shields?: boolean
}

const handlers: ScanHandler[] = []
/** A place that comes beneath an open dialog (a way back by keyboard, another window's change) does not get in front of it. */
const inCharge = (): ScanHandler | undefined => handlers.findLast(({ shields }) => shields === true) ?? handlers.at(-1)
let mapping: ScannerMapping | null = null

/** What the scanner test of this station has learnt; null: keys are taken as the keyboard layout reads them. */
export const setScannerMapping = (learnt: ScannerMapping | null) => {
  mapping = learnt
}

/** Registers a handler until the scope (component, place) goes; the last one registered is asked first. */
export const useScanner = (handler: ScanHandler) => {
  handlers.push(handler)
  onScopeDispose(() => {
    const index = handlers.lastIndexOf(handler)
    if (index >= 0) handlers.splice(index, 1)
  })
}

/** Gives a scan on to whoever is in charge now: the place that was just gone to. */
export const handScanOn = (text: string) => {
  inCharge()?.onScan(text, [])
}

type TextControl = HTMLInputElement | HTMLTextAreaElement
const textTypes = new Set(['text', 'search', 'password', 'tel', 'url', 'email', 'number', 'date', 'datetime-local'])

const textControl = (target: EventTarget | null): TextControl | null => {
  if (target instanceof HTMLTextAreaElement) return target
  return target instanceof HTMLInputElement && textTypes.has(target.type) ? target : null
}

/** A list of choices takes letters to go to a choice. */
const isSelect = (target: EventTarget | null) => target instanceof HTMLSelectElement

const write = (control: TextControl, value: string) => {
  control.value = value
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Where the burst began, so that what it typed can be taken back or put right. */
type Origin = {
  readonly control: TextControl
  readonly before: string
  readonly start: number | null
  readonly end: number | null
}

/** Starts listening; answers how to stop. Called once by the application (and by tests). */
export const listenForScans = (target: Window = window) => {
  let strokes: Stroke[] = []
  let origin: Origin | null = null
  let swallowUp: string | null = null
  /** The last key that may have been pressed alone; a second one at a scanner's pace takes it back. */
  let alone: ReturnType<typeof setTimeout> | undefined

  const forget = () => {
    strokes = []
    origin = null
  }

  /** `selectionStart` is null for some input types (number, email, date): then the scan replaces the whole value. */
  const originOf = (control: TextControl): Origin => ({
    control,
    before: control.value,
    start: control.selectionStart,
    end: control.selectionEnd,
  })

  const deliver = (event: KeyboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    swallowUp = event.code
    const scanned = strokes
    const text = textOf(scanned, mapping)
    const from = origin
    forget()
    const handler = inCharge()
    if (from === null) {
      handler?.onScan(text, scanned)
      return
    }
    const { control, before, start, end } = from
    // A field made for scans has its own handler; any other keeps the text, unless the place claims it.
    const own = control.dataset['scan'] === 'field'
    if (!own && handler?.claims?.(text) === true) {
      write(control, before)
      handler.onScan(text, scanned)
      return
    }
    const whole = own || start === null || end === null
    write(control, whole ? text : before.slice(0, start) + text + before.slice(end))
    control.dispatchEvent(new CustomEvent('scan', { detail: { text, strokes: scanned } }))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.repeat) {
      // A key held down comes as fast as a scanner; it is none.
      forget()
      return
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter') {
      if (isScan(strokes, event.timeStamp)) deliver(event)
      else forget()
      return
    }
    const printable = event.key.length === 1 || event.key === 'Dead'
    if (!printable) return
    const going = continues(strokes, event.timeStamp)
    if (!going) forget()
    const control = textControl(event.target)
    if (going) clearTimeout(alone)
    else if (control !== null) origin = originOf(control)
    else if (!isSelect(event.target)) alone = setTimeout(() => inCharge()?.onKey?.(event), 2 * burstGap)
    strokes.push({
      code: event.code,
      shift: event.shiftKey,
      character: event.key === 'Dead' ? '' : event.key,
      at: event.timeStamp,
    })
    // Within a burst nothing but a text field may act on a key: a space would press the focused button.
    if (going && control === null) {
      event.preventDefault()
      event.stopImmediatePropagation()
      swallowUp = event.code
    }
  }

  const onKeyUp = (event: KeyboardEvent) => {
    if (swallowUp === event.code) {
      event.preventDefault()
      event.stopImmediatePropagation()
      swallowUp = null
    }
  }

  target.addEventListener('keydown', onKeyDown, true)
  target.addEventListener('keyup', onKeyUp, true)
  return () => {
    clearTimeout(alone)
    target.removeEventListener('keydown', onKeyDown, true)
    target.removeEventListener('keyup', onKeyUp, true)
  }
}
