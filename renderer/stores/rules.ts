// The workshop's profile and rubric by the names that its settings give. There is one of each so far; an unknown name is
// answered by them, and the documents say which were used.
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import type { Profile } from '../../domain/checklist/profile.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import type { Rubric } from '../../domain/grading/rubric.ts'

const profiles: readonly Profile[] = [defaultProfile]
const rubrics: readonly Rubric[] = [defaultRubric]

export const profileOf = (id: string | undefined): Profile => profiles.find((one) => one.id === id) ?? defaultProfile
export const rubricOf = (id: string | undefined): Rubric => rubrics.find((one) => one.id === id) ?? defaultRubric
