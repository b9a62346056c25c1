// What is dropped on the window beside the places that take files: nothing becomes of it. A browser would leave Établi and
// show the file or the address in its place, and what was being typed would be gone.

/** A field takes what is dropped into it as text, and never a file. */
const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'file')

const wouldBeOpened = ({ dataTransfer, target }: DragEvent): boolean => {
  const types = dataTransfer?.types ?? []
  return types.includes('Files') || (types.includes('text/uri-list') && !isTextField(target))
}

export const ignoreDropsBeside = (window: Window): void => {
  window.addEventListener('dragover', (event) => {
    // A place that takes files has said so by now.
    if (event.defaultPrevented || !wouldBeOpened(event)) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
  })
  window.addEventListener('drop', (event) => {
    if (wouldBeOpened(event)) event.preventDefault()
  })
}
