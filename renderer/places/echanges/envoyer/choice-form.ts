// What is filled in to narrow the documents down, as the fields hold it, and what it means.
import type { DocumentKind } from '../../../../domain/documents/document.ts'
import type { ChoiceFilter, Signers } from '../../../stores/batch-choice.ts'

export type ChoiceForm = {
  signers: Signers | ''
  kind: DocumentKind | 'any' | ''
  /** `any`, or an intake's. */
  intake: string
  from: string
  to: string
  onlyNotLeft: boolean
  text: string
}

export const emptyChoice = (): ChoiceForm => ({
  signers: 'own-with-history',
  kind: 'any',
  intake: 'any',
  from: '',
  to: '',
  onlyNotLeft: true,
  text: '',
})

export const filterOf = (
  form: ChoiceForm,
  machinesOf: (intakeId: string) => readonly { readonly id: string }[],
): ChoiceFilter => ({
  signers: form.signers || 'own-with-history',
  kind: form.kind || 'any',
  machines: form.intake === 'any' ? null : new Set(machinesOf(form.intake).map(({ id }) => id)),
  from: form.from,
  to: form.to,
  onlyNotLeft: form.onlyNotLeft,
  text: form.text,
})
