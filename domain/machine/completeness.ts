// Whether a list of the report is whole: an empty list means "none" only where its section was read to the end.
import type { SectionState } from './hardware-report.ts'

/** `0.serial` speaks of one element of the list; any other path, of the list itself. */
const isAboutOneElement = (field: string) => /(^|\.)\d+\./.test(field)

/** Whether there may be more than the list says. That a detail of one element is missing does not matter here. */
export const listMayBeShort = (state: SectionState): boolean => {
  switch (state.state) {
    case 'read':
      return false
    case 'partly':
      return state.missing.some(({ field }) => !isAboutOneElement(field))
    case 'unavailable':
      return state.why !== 'not-present'
  }
}
