// Larger and smaller, as in every browser: Electron has these keys in its menu, and the station has no menu.
import type { Input, WebContents } from 'electron'

export type ZoomStep = 'larger' | 'smaller' | 'usual'

type Pressed = Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt'>

/**
 * By what the key writes, since plus and minus lie elsewhere on every keyboard; nought by its place too: on a French
 * keyboard it writes à.
 */
export const zoomStepOf = ({ type, key, code, control, meta, alt }: Pressed): ZoomStep | null => {
  // AltGr is Control and Alt at once, and writes something.
  if (type !== 'keyDown' || !(control || meta) || alt) return null
  if (key === '+' || key === '=') return 'larger'
  if (key === '-' || key === '_') return 'smaller'
  return key === '0' || code === 'Digit0' || code === 'Numpad0' ? 'usual' : null
}

/** From 58 % to 249 %; each level is a fifth. */
const SMALLEST = -3
const LARGEST = 5

export const levelAfter = (level: number, step: ZoomStep): number => {
  if (step === 'usual') return 0
  return Math.min(LARGEST, Math.max(SMALLEST, level + (step === 'larger' ? 1 : -1)))
}

export const zoomByKeys = (contents: WebContents): void => {
  const zoom = (step: ZoomStep) => {
    contents.setZoomLevel(levelAfter(contents.getZoomLevel(), step))
  }
  contents.on('before-input-event', (event, input) => {
    const step = zoomStepOf(input)
    if (step === null) return
    event.preventDefault()
    zoom(step)
  })
  contents.on('zoom-changed', (_event, direction) => {
    zoom(direction === 'in' ? 'larger' : 'smaller')
  })
}
