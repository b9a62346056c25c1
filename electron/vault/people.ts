// The local table from code to person, and what supervisors prove themselves with. It is the only place where a code has
// a name; it lies outside the journal, so that a row can be erased and nobody can tell any more whose code it was.
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { NewPerson } from '../../domain/contract.ts'
import { Person, PersonCode } from '../../domain/station/station.ts'
import { reason } from '../../domain/words/reason.ts'
import { failureOfFile, isMissing, refuse, StationError } from '../failure.ts'
import { replaceFile } from './durable-files.ts'
import { hashSecret, isSecret, SecretHash } from './secret-box.ts'
import { Turns } from './turns.ts'

const Row = Person.omit({ pausedUntil: true }).extend({ pin: SecretHash.nullable() })
type Row = z.infer<typeof Row>

const PeopleFile = z.strictObject({
  kind: z.literal('etabli-people'),
  version: z.literal(1),
  people: z.array(Row),
  /** Codes of people who were erased: given again, a code would give their work to somebody else. */
  erasedCodes: z.array(PersonCode),
  recoveryCode: SecretHash,
  /** See `blindSubject`. */
  subjectKey: z.base64().max(100),
})
type PeopleFile = z.infer<typeof PeopleFile>

export type PersonRow = Omit<Person, 'pausedUntil'>

export type PersonChange = {
  readonly code: string
  readonly name: string
  readonly simplified: boolean
  readonly active: boolean
  readonly pin: string | null
}

const peoplePath = (dataFolder: string): string => join(dataFolder, 'people.json')

/** No vowels, so that no code is a word that somebody would not want to be; nothing that looks like something else. */
const codeAlphabet = 'BCDFGHJKLMNPQRSTVWXZ23456789'
/** Crockford's 32 signs: 16 of them are 80 bits, out of reach of guessing even without a pause. */
const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const randomText = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')

const newRecoveryCode = (): string => Array.from({ length: 4 }, () => randomText(recoveryAlphabet, 4)).join('-')

/** As it was printed, however it was typed: without regard to case, blanks and hyphens, and with O, I and L as digits. */
const recoveryCodeIn = (typed: string): string | null => {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(signs) ? (signs.match(/.{4}/g) ?? []).join('-') : null
}

const isPin = (secret: string): boolean => /^\d{4,12}$/.test(secret)

const publicRow = ({ pin: _pin, ...row }: Row): PersonRow => row

const isActiveSupervisor = (row: Row): boolean => row.role === 'supervisor' && row.active && row.pin !== null

/** Somebody must be left who can confirm; the recovery code then stands in for the second supervisor. */
const keepsASupervisor = (people: readonly Row[]): boolean => people.some(isActiveSupervisor)

export class People {
  #path: string
  #file: PeopleFile | null
  #turns = new Turns()

  private constructor(path: string, file: PeopleFile | null) {
    this.#path = path
    this.#file = file
  }

  static async open(dataFolder: string): Promise<People> {
    const path = peoplePath(dataFolder)
    let text
    try {
      text = await readFile(path, 'utf8')
    } catch (error) {
      if (isMissing(error)) return new People(path, null)
      throw failureOfFile(error, 'people')
    }
    try {
      return new People(path, PeopleFile.parse(JSON.parse(text)))
    } catch (error) {
      throw new StationError(
        'internal',
        'The table of people cannot be read',
        [reason('supervision.people-unreadable')],
        {
          cause: error,
        },
      )
    }
  }

  /**
   * The first people and the recovery code, which is kept as a hash only: it is shown once. `takenCodes` are those of people
   * of before, whose work a journal holds.
   */
  async begin(people: readonly NewPerson[], takenCodes: readonly string[] = []): Promise<string> {
    return this.#turns.take(async () => {
      const rows: Row[] = []
      for (const person of people) rows.push(await this.#newRow(person, rows, takenCodes))
      if (!keepsASupervisor(rows)) refuse(reason('supervision.no-supervisor'))
      const recoveryCode = newRecoveryCode()
      await this.#save({
        kind: 'etabli-people',
        version: 1,
        people: rows,
        erasedCodes: [...takenCodes],
        recoveryCode: await hashSecret(recoveryCode),
        subjectKey: randomBytes(32).toString('base64'),
      })
      return recoveryCode
    })
  }

  /** The table as a backup holds it: every code with its name, and what supervisors prove themselves with. */
  forBackup(): { readonly codes: readonly string[]; readonly text: string } {
    const file = this.#begun()
    return { codes: file.people.map(({ code }) => code), text: JSON.stringify(file) }
  }

  /** The table of a backup, in the place of whatever is here. Refused where it is none. */
  async restore(text: string): Promise<void> {
    await this.#turns.take(async () => {
      let file
      try {
        file = PeopleFile.parse(JSON.parse(text))
      } catch {
        return refuse(reason('supervision.people-unreadable'))
      }
      if (!keepsASupervisor(file.people)) refuse(reason('supervision.no-supervisor'))
      await this.#save(file)
    })
  }

  list(): PersonRow[] {
    return this.#file?.people.map(publicRow) ?? []
  }

  /** Whether this code is that of somebody who may confirm now. */
  isActiveSupervisor(code: string): boolean {
    const row = this.#file?.people.find((each) => each.code === code)
    return row !== undefined && isActiveSupervisor(row)
  }

  async isPinOf(code: string, secret: string): Promise<boolean> {
    const pin = this.#begun().people.find((row) => row.code === code)?.pin ?? null
    return isPin(secret) && pin !== null && (await isSecret(secret, pin))
  }

  /** Whether it is the workshop's printed recovery code, which serves for every supervisor. */
  async isRecoveryCode(secret: string): Promise<boolean> {
    const recoveryCode = recoveryCodeIn(secret)
    return recoveryCode !== null && (await isSecret(recoveryCode, this.#begun().recoveryCode))
  }

  /**
   * The subject of a change of people as the journal may hold it. Its hash is one of a name and maybe of a PIN, which
   * anybody could guess and try; under a key that lies here, the journal says nothing about them.
   */
  blindSubject(subject: string): string {
    return createHmac('sha256', Buffer.from(this.#begun().subjectKey, 'base64')).update(subject).digest('hex')
  }

  /** `permit` is asked before anything is written, and may refuse by throwing; so in the two below. */
  async add(person: NewPerson, permit: () => Promise<void>): Promise<PersonRow> {
    return this.#change(async (file) => {
      const row = await this.#newRow(person, file.people, file.erasedCodes)
      await permit()
      return { file: { ...file, people: [...file.people, row] }, answer: publicRow(row) }
    })
  }

  async change(change: PersonChange, permit: () => Promise<void>): Promise<PersonRow> {
    return this.#change(async (file) => {
      const before = this.#row(file, change.code)
      if (change.pin !== null && before.role !== 'supervisor') refuse(reason('supervision.pin-of-operator'))
      const { name, simplified, active } = change
      const pin = change.pin === null ? before.pin : await hashSecret(change.pin)
      const after: Row = { ...before, name, simplified, active, pin }
      const people = file.people.map((row) => (row === before ? after : row))
      if (!keepsASupervisor(people)) refuse(reason('supervision.last-supervisor'))
      await permit()
      return { file: { ...file, people }, answer: publicRow(after) }
    })
  }

  async erase(code: string, permit: () => Promise<void>): Promise<void> {
    await this.#change(async (file) => {
      const gone = this.#row(file, code)
      const people = file.people.filter((row) => row !== gone)
      if (!keepsASupervisor(people)) refuse(reason('supervision.last-supervisor'))
      await permit()
      return { file: { ...file, people, erasedCodes: [...file.erasedCodes, code] }, answer: undefined }
    })
  }

  /** A new recovery code; the printed one was lost, or somebody saw it. The one before is worth nothing from then on. */
  async renewRecoveryCode(permit: () => Promise<void>): Promise<string> {
    return this.#change(async (file) => {
      const recoveryCode = newRecoveryCode()
      const hashed = await hashSecret(recoveryCode)
      await permit()
      return { file: { ...file, recoveryCode: hashed }, answer: recoveryCode }
    })
  }

  async #newRow(person: NewPerson, people: readonly Row[], erasedCodes: readonly string[]): Promise<Row> {
    const { name, role, simplified } = person
    if (role === 'supervisor' && person.pin === null) refuse(reason('supervision.supervisor-without-pin', { name }))
    if (role === 'operator' && person.pin !== null) refuse(reason('supervision.pin-of-operator'))
    const taken = new Set([...erasedCodes, ...people.map((row) => row.code)])
    let code
    do code = randomText(codeAlphabet, 4)
    while (taken.has(code))
    return {
      code,
      name,
      role,
      simplified,
      active: true,
      pin: person.pin === null ? null : await hashSecret(person.pin),
    }
  }

  #row(file: PeopleFile, code: string): Row {
    const row = file.people.find((each) => each.code === code)
    if (row === undefined) {
      throw new StationError('not-found', `Nobody has the code ${code}`, [
        reason('supervision.unknown-person', { code }),
      ])
    }
    return row
  }

  #begun(): PeopleFile {
    if (this.#file === null) {
      throw new StationError('not-set-up', 'There are no people yet', [reason('station.not-set-up')])
    }
    return this.#file
  }

  async #change<T>(work: (file: PeopleFile) => Promise<{ file: PeopleFile; answer: T }>): Promise<T> {
    return this.#turns.take(async () => {
      const { file, answer } = await work(this.#begun())
      await this.#save(file)
      return answer
    })
  }

  async #save(file: PeopleFile): Promise<void> {
    try {
      await replaceFile(this.#path, `${JSON.stringify(file, null, 2)}\n`)
    } catch (error) {
      throw failureOfFile(error, 'people')
    }
    this.#file = file
  }
}
