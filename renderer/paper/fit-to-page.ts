// Keeps a paper to one page where closer setting is enough: the widest that fits is taken (paper.css says what each is). What
// needs two pages in any case stays as wide as it was, to be read with ease.
import { onBeforeUnmount, onMounted, onUpdated, type ShallowRef } from 'vue'

const DENSITIES = ['0', '1', '2', '3'] as const

/** A4, and a little less: a printer's letters stand a hair's breadth otherwise than those on the screen. */
const HIGHEST = (297 - 2) / 210

/** By its proportions, whatever the window's zoom. */
const heightToWidth = (paper: HTMLElement) => {
  const { width, height } = paper.getBoundingClientRect()
  return height / width
}

const fit = (paper: HTMLElement) => {
  // Folded away it has no size; it is fitted when it is unfolded.
  if (paper.getBoundingClientRect().width === 0) return
  paper.dataset['measuring'] = ''
  const fitting = DENSITIES.find((density) => {
    paper.dataset['density'] = density
    return heightToWidth(paper) <= HIGHEST
  })
  paper.dataset['density'] = fitting ?? DENSITIES[0]
  delete paper.dataset['measuring']
}

/** `paperRef` is the sheet itself, of the class paper-a4. */
export const useFitToPage = (paperRef: Readonly<ShallowRef<HTMLElement | null>>): void => {
  const refit = () => {
    if (paperRef.value !== null) fit(paperRef.value)
  }
  const watcher = new ResizeObserver(refit)
  onMounted(() => {
    refit()
    if (paperRef.value !== null) watcher.observe(paperRef.value)
    void document.fonts.ready.then(refit)
  })
  onUpdated(refit)
  onBeforeUnmount(() => {
    watcher.disconnect()
  })
}
