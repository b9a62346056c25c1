// How the reading of one section went, as reasons for the screen: what is missing, grouped by why.
import { reason, type Reason } from '../words/reason.ts'
import type { Absence, SectionName, SectionState } from './hardware-report.ts'

const unavailable = (section: string, why: Absence): Reason => {
  switch (why) {
    case 'needs-root':
      return reason('machine.unavailable-needs-root', { section })
    case 'tool-missing':
      return reason('machine.unavailable-tool-missing', { section })
    case 'tool-failed':
      return reason('machine.unavailable-tool-failed', { section })
    case 'timed-out':
      return reason('machine.unavailable-timed-out', { section })
    case 'malformed':
      return reason('machine.unavailable-malformed', { section })
    case 'too-large':
      return reason('machine.unavailable-too-large', { section })
    case 'device-silent':
      return reason('machine.unavailable-device-silent', { section })
    case 'placeholder':
      return reason('machine.unavailable-placeholder', { section })
    case 'not-present':
      return reason('machine.unavailable-not-present', { section })
    case 'unsupported':
      return reason('machine.unavailable-unsupported', { section })
    case 'not-asked':
      return reason('machine.unavailable-not-asked', { section })
  }
}

const partly = (why: Absence, count: number): Reason => {
  switch (why) {
    case 'needs-root':
      return reason('machine.missing-needs-root', { count })
    case 'tool-missing':
      return reason('machine.missing-tool-missing', { count })
    case 'tool-failed':
      return reason('machine.missing-tool-failed', { count })
    case 'timed-out':
      return reason('machine.missing-timed-out', { count })
    case 'malformed':
      return reason('machine.missing-malformed', { count })
    case 'too-large':
      return reason('machine.missing-too-large', { count })
    case 'device-silent':
      return reason('machine.missing-device-silent', { count })
    case 'placeholder':
      return reason('machine.missing-placeholder', { count })
    case 'not-present':
      return reason('machine.missing-not-present', { count })
    case 'unsupported':
      return reason('machine.missing-unsupported', { count })
    case 'not-asked':
      return reason('machine.missing-not-asked', { count })
  }
}

/** Empty where the section was read whole. */
export const sectionReasons = (section: SectionName, state: SectionState): readonly Reason[] => {
  switch (state.state) {
    case 'read':
      return []
    case 'unavailable':
      return [unavailable(`section-${section}`, state.why)]
    case 'partly': {
      const causes = [...new Set(state.missing.map(({ why }) => why))]
      return causes.map((cause) => partly(cause, state.missing.filter(({ why }) => why === cause).length))
    }
  }
}
