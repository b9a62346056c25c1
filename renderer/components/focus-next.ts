// Where the focus goes when what had it is gone: to the place where the next thing is said, so that whoever works by keyboard
// or hears the screen goes on there and not at the top of the page.
import { nextTick } from 'vue'

/** A dialog gives the focus back a moment after it closed; what is said next comes after that. */
const AFTER_DIALOGS_MS = 50

/** `find` is asked when the screen shows what came of it. What takes no focus by itself needs tabindex -1. */
export const focusNext = async (find: () => HTMLElement | null | undefined): Promise<void> => {
  await nextTick()
  setTimeout(() => {
    find()?.focus()
  }, AFTER_DIALOGS_MS)
}
