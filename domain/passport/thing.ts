// What a machine (loose disk, part) is called, by the documents of its passport: the last that says it.
import { accountOf, type ThingName } from './account.ts'
import type { Passport } from './passport.ts'

export type { ThingName }

export const thingOf = (id: string, { lines }: Passport): ThingName => {
  const told = lines.flatMap((line) => (line.kind === 'document' ? (accountOf(line.document, id)?.thing ?? []) : []))
  const last = (member: keyof ThingName) => told.findLast((thing) => thing[member] !== null)?.[member] ?? null
  return { inventoryNumber: last('inventoryNumber'), name: last('name'), serial: last('serial') }
}
