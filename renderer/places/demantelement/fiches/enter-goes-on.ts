// Enter goes to the next field of a form, as on the paper that is being typed in; Shift and Enter to the one before. Buttons,
// and text of several lines, keep their own Enter.
const fields =
  'input:not([type=hidden], [type=file], :disabled), select:not(:disabled), textarea:not(:disabled), [data-goes-on]'

/** Of a group of radios only the one that has the tab stop. */
const isStop = (element: HTMLElement): boolean => {
  if (element.closest('[hidden]') !== null || element.offsetParent === null) return false
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
  const group = [
    ...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(element.name)}"]`),
  ]
  return (group.find(({ checked }) => checked) ?? group[0]) === element
}

const isSameGroup = (one: HTMLElement, other: HTMLElement) =>
  one instanceof HTMLInputElement &&
  other instanceof HTMLInputElement &&
  one.type === 'radio' &&
  one.name === other.name

/** The field after (or before) this one; null at the end. */
export const fieldAfter = (root: HTMLElement, from: HTMLElement, back = false): HTMLElement | null => {
  const all = [...root.querySelectorAll<HTMLElement>(fields)].filter(
    (element) => element === from || (isStop(element) && !isSameGroup(element, from)),
  )
  return all[all.indexOf(from) + (back ? -1 : 1)] ?? null
}

/** For the `keydown` of the form's root. */
export const enterGoesOn = (event: KeyboardEvent) => {
  const { target, currentTarget } = event
  if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return
  const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
  if (!isField || target.closest('[data-own-enter]') !== null) return
  event.preventDefault()
  const next = fieldAfter(currentTarget, target, event.shiftKey)
  next?.focus()
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select()
}
