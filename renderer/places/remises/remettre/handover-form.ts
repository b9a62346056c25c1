// The form of a handover as it is typed, and what is wrong with it. Nothing that has to be said is chosen beforehand.
import { type Recipient, looksOfficial } from '../../../../domain/handover/recipient.ts'
import { isDay } from '../../../../domain/handover/calendar.ts'
import type { HandoverDraft } from '../../../../domain/handover/draft.ts'
import type { HandoverSettings } from '../../../../domain/station/station.ts'

export type HandoverForm = {
  kind: '' | Recipient['kind']
  firstName: string
  initial: string
  code: string
  representativeSigns: boolean
  checkedOn: string
  checkedBy: string
  received: '' | 'yes' | 'no'
  receipt: string
  training: '' | 'yes' | 'no'
  accessories: string
  day: string
}

export const emptyForm = (known: {
  readonly today: string
  readonly operator: string
  readonly accessories: string
}): HandoverForm => ({
  kind: '',
  firstName: '',
  initial: '',
  code: '',
  representativeSigns: false,
  checkedOn: known.today,
  checkedBy: known.operator,
  received: '',
  receipt: '',
  training: '',
  accessories: known.accessories,
  day: known.today,
})

/** Keys of `handover.form`. */
export type Fault = 'missing' | 'choose' | 'notADay' | 'codeNumber'
export type Faults = Partial<Record<keyof HandoverForm, Fault>>

const recipientFaults = (form: HandoverForm): Faults => {
  if (form.kind === '') return { kind: 'choose' }
  if (form.kind === 'code') {
    return form.code.trim() === '' ? { code: 'missing' } : looksOfficial(form.code) ? { code: 'codeNumber' } : {}
  }
  return {
    ...(form.firstName.trim() === '' ? { firstName: 'missing' as const } : {}),
    ...(form.initial.trim() === '' ? { initial: 'missing' as const } : {}),
  }
}

export const faultsOf = (form: HandoverForm, settings: HandoverSettings): Faults => ({
  ...recipientFaults(form),
  ...(isDay(form.checkedOn) ? {} : { checkedOn: 'notADay' as const }),
  ...(form.checkedBy === '' ? { checkedBy: 'missing' as const } : {}),
  ...(settings.contributionCents > 0 && form.received === '' ? { received: 'choose' as const } : {}),
  ...(form.training === '' ? { training: 'choose' as const } : {}),
  ...(isDay(form.day) ? {} : { day: 'notADay' as const }),
})

export const recipientOf = (form: HandoverForm): Recipient =>
  form.kind === 'code'
    ? { kind: 'code', code: form.code.trim() }
    : { kind: 'name', firstName: form.firstName.trim(), initial: form.initial.trim() }

export const saidBy = (
  form: HandoverForm,
  settings: HandoverSettings,
): Pick<
  HandoverDraft,
  | 'day'
  | 'representativeSigns'
  | 'accessories'
  | 'eligibilityCheckedOn'
  | 'eligibilityCheckedBy'
  | 'contribution'
  | 'trainingWanted'
> => ({
  day: form.day,
  representativeSigns: form.representativeSigns,
  accessories: form.accessories.trim(),
  eligibilityCheckedOn: form.checkedOn,
  eligibilityCheckedBy: form.checkedBy,
  contribution: {
    amountCents: settings.contributionCents,
    received: form.received === 'yes',
    receipt: form.received === 'yes' ? form.receipt.trim() : '',
    subsidyCents: settings.subsidyCents,
  },
  trainingWanted: form.training === 'yes',
})
