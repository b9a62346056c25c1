// The people of this workshop: the local table from code to name, kept by the station and erasable. Nothing about them
// is written to IndexedDB.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { NewPerson, operations, type Input } from '../../domain/contract.ts'
import type { Person } from '../../domain/station/station.ts'
import { peopleSubject, recoveryCodeSubject } from '../../domain/supervision/subject.ts'
import { sha256 } from './sha256.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

export type PersonChange = Omit<Input<'people.change'>, 'confirmation'>

const ChangeInput = operations['people.change'].input.omit({ confirmation: true })

export const usePeople = defineStore('people', () => {
  const station = useStation()
  const supervisor = useSupervisor()
  const list = shallowRef<readonly Person[]>([])

  const load = async () => {
    list.value = await station.call('people.list', {})
  }
  watch(
    () => station.ready,
    (ready) => {
      if (ready) void load()
    },
    { immediate: true },
  )

  /** The confirmation for exactly this change; the station computes the same subject from what it is asked. */
  const confirmed = async (change: unknown, details: readonly string[]) => {
    const subject = await peopleSubject(change, sha256)
    return supervisor.ask({ kind: 'change-people', subject }, { details })
  }
  const done = async <T>(value: T): Promise<T> => {
    await station.catchUp()
    await load()
    return value
  }

  const nameOf = (code: string): string | null => list.value.find((person) => person.code === code)?.name ?? null

  return {
    list,
    load,
    nameOf,
    /** Everybody who may work at the bench, supervisors too. */
    operators: computed(() => list.value.filter((person) => person.active)),
    supervisors: computed(() => list.value.filter((person) => person.active && person.role === 'supervisor')),
    /** `details` is what the supervisor reads. null where their dialog was closed; so do those below. */
    add: async (person: NewPerson, details: readonly string[]): Promise<Person | null> => {
      const parsed = NewPerson.parse(person)
      const confirmation = await confirmed({ person: parsed }, details)
      if (confirmation === null) return null
      return done(await station.call('people.add', { person: parsed, confirmation: confirmation.id }))
    },
    change: async (change: PersonChange, details: readonly string[]): Promise<Person | null> => {
      const parsed = ChangeInput.parse(change)
      const confirmation = await confirmed(parsed, details)
      if (confirmation === null) return null
      return done(await station.call('people.change', { ...parsed, confirmation: confirmation.id }))
    },
    /** The code stays in the documents, and nobody can tell any more whose it was. */
    erase: async (code: string, details: readonly string[]): Promise<boolean> => {
      const confirmation = await confirmed({ code }, details)
      if (confirmation === null) return false
      await station.call('people.erase', { code, confirmation: confirmation.id })
      return done(true)
    },
    /** The new code, to be shown and printed once; the one before is worth nothing from then on. */
    renewRecoveryCode: async (details: readonly string[]): Promise<string | null> => {
      const subject = await recoveryCodeSubject(sha256)
      const confirmation = await supervisor.ask({ kind: 'change-people', subject }, { details })
      if (confirmation === null) return null
      const { recoveryCode } = await station.call('people.renewRecoveryCode', { confirmation: confirmation.id })
      return done(recoveryCode)
    },
  }
})
