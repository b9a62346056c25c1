// What speaks against saving a part as it is given, after what stood before: its history can be told, and where it lies
// changes only with a line that says so.
import { canonical } from '../documents/canonical.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { Part, PartEvent } from './part.ts'
import { told } from './state.ts'

/** The place that the last of these events says; null where none says one. */
const placeSaid = (events: readonly PartEvent[]): string | null =>
  events.reduce<string | null>(
    (place, event) => (event.what === 'moved' || event.what === 'taken-back' ? event.place : place),
    null,
  )

/** `before` is the part as it was last saved; null for a new one. That it still begins with the same history is known. */
export const savingFaults = (before: Part | null, part: Part): readonly Reason[] => {
  const { number, history, place } = part
  if (told(history) === null) return [reason('parts.history-impossible', { number })]
  const expected = placeSaid(history.slice(before?.history.length ?? 0)) ?? before?.place ?? placeSaid(history)
  return expected === null || expected === place ? [] : [reason('parts.place-unsaid', { number, place })]
}

/** Kind and disk of a part are what it is: a part of something else is another part. */
export const isSameThing = (one: Part['data'], other: Part['data']): boolean =>
  one.kind === other.kind && (one.kind !== 'disk' || (other.kind === 'disk' && canonical(one) === canonical(other)))
