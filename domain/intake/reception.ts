// Reception, one machine after the other, by a scanner alone: the label, then what sort of machine it is, one look, and whether
// it starts. This file knows which question is next and what an answer does; it saves and shows nothing.
import type { Command } from '../documents/scan-code.ts'
import { EquipmentKind } from '../machine/equipment.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { Doubt, Label } from './doubts.ts'
import { Look, type PowerOnTest } from './triage.ts'

/** The digit on the card is the place in the list, from 1; the most frequent first. */
export const KINDS_IN_ORDER = [
  'laptop',
  'desktop',
  'all-in-one',
  'monitor',
  'mini',
  'server',
  'tablet',
  'other',
] as const satisfies readonly EquipmentKind[]
export const LOOKS_IN_ORDER = ['good', 'worn', 'damaged', 'incomplete'] as const satisfies readonly Look[]

/** null: not said. Only the power-on test has an answer for "nobody tried". */
export type Answers = {
  readonly equipment: EquipmentKind | null
  readonly look: Look | null
  readonly powerOn: PowerOnTest | null
}

/** The machine in hand: `machineId` with `hasFile` is a file at this station, without it the identity on the label. */
export type InHand = Label & {
  readonly hasFile: boolean
  /** What is said of it is saved already: this corrects it. */
  readonly corrects: boolean
  /** Its last stay came to an end: it begins another. */
  readonly comesBack: boolean
}

export type Question = 'kind' | 'look' | 'power-on'

export type Reception =
  | { readonly step: 'label' }
  | { readonly step: 'doubt'; readonly label: Label; readonly doubt: Doubt; readonly known: Answers | null }
  | { readonly step: Question; readonly machine: InHand; readonly answers: Answers }

/** A machine with all that was said of it, to be saved. */
export type Received = { readonly machine: InHand; readonly answers: Answers }

export type Scanned =
  /** `known`: what its file says already. */
  | { readonly kind: 'label'; readonly label: Label; readonly doubt: Doubt | null; readonly known: Answers | null }
  | { readonly kind: 'command'; readonly command: Command }
  /** A document, a part, a sheet: no label of a machine. */
  | { readonly kind: 'not-a-label'; readonly text: string }

export type Deed =
  | { readonly kind: 'none' }
  | { readonly kind: 'receive'; readonly received: Received }
  /** What was saved last is to be asked again. */
  | { readonly kind: 'reopen-last' }
  /** It was received by mistake: it leaves the intake. */
  | { readonly kind: 'take-out'; readonly machine: InHand }
  | { readonly kind: 'call' }

export type Next = {
  readonly reception: Reception
  readonly deed: Deed
  /** Why what was scanned did nothing; null where it did something. */
  readonly refused: Reason | null
}

export const WAITING: Reception = { step: 'label' }
const NOTHING_SAID: Answers = { equipment: null, look: null, powerOn: null }

const to = (reception: Reception, deed: Deed = { kind: 'none' }): Next => ({ reception, deed, refused: null })
const refuse = (reception: Reception, refused: Reason): Next => ({ reception, deed: { kind: 'none' }, refused })

/** The first question that is open: the kind of the last machine is taken over, shown, and changed by going back. */
const firstQuestion = (machine: InHand, known: Answers | null, lastKind: EquipmentKind | null): Reception => {
  const answers = { ...(known ?? NOTHING_SAID), equipment: known?.equipment ?? lastKind }
  return { step: answers.equipment === null ? 'kind' : 'look', machine, answers }
}

const digit = (command: Command): number => (/^\d$/.test(command) ? Number(command) : 0)
/** The choice that a digit card stands for. */
const chosenBy = <T>(choices: readonly T[], command: Command): T | null => choices[digit(command) - 1] ?? null
export const cardOf = <T extends string>(choices: readonly T[], choice: T): Command => {
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
  return digits[choices.indexOf(choice)] ?? '0'
}

const powerOnBy: Partial<Record<Command, PowerOnTest>> = { yes: 'starts', no: 'does-not-start', next: 'not-tried' }

type Asking = Extract<Reception, { step: Question }>

const answered = (asking: Asking, command: Command): Next | null => {
  const { machine, answers } = asking
  switch (asking.step) {
    case 'kind': {
      const chosen = chosenBy(KINDS_IN_ORDER, command)
      // "Yes" and "next" keep a kind that is already there; they never make one up.
      const kept = command === 'next' || command === 'yes' ? answers.equipment : null
      const equipment = chosen ?? kept
      return equipment === null ? null : to({ step: 'look', machine, answers: { ...answers, equipment } })
    }
    case 'look': {
      const chosen = chosenBy(LOOKS_IN_ORDER, command)
      if (chosen === null && command !== 'next') return null
      return to({ step: 'power-on', machine, answers: { ...answers, look: chosen ?? answers.look } })
    }
    case 'power-on': {
      const powerOn = powerOnBy[command]
      if (powerOn === undefined) return null
      return to(WAITING, { kind: 'receive', received: { machine, answers: { ...answers, powerOn } } })
    }
  }
}

/** One question back; from the first, out of the machine. */
const undone = ({ step, machine, answers }: Asking): Next => {
  switch (step) {
    case 'power-on':
      return to({ step: 'look', machine, answers })
    case 'look':
      return to({ step: 'kind', machine, answers })
    case 'kind':
      return to(WAITING, machine.corrects ? { kind: 'take-out', machine } : { kind: 'none' })
  }
}

const byCommand = (reception: Reception, command: Command, lastKind: EquipmentKind | null): Next => {
  if (command === 'call') return to(reception, { kind: 'call' })
  const notHere = refuse(reception, reason(`intake.card-not-here-${reception.step}`))
  switch (reception.step) {
    case 'label':
      return command === 'undo' ? to(WAITING, { kind: 'reopen-last' }) : notHere
    case 'doubt': {
      if (command === 'no' || command === 'next' || command === 'undo') return to(WAITING)
      const { label, doubt, known } = reception
      if (command !== 'yes' || doubt.yes === null) return notHere
      const machine = {
        inventoryNumber: label.inventoryNumber,
        machineId: doubt.machineId ?? label.machineId,
        hasFile: doubt.machineId !== null,
        corrects: doubt.yes === 'correct',
        comesBack: doubt.yes === 'again',
      }
      // How it looked and whether it started in its last stay says nothing of today.
      const said = machine.comesBack && known !== null ? { ...NOTHING_SAID, equipment: known.equipment } : known
      return to(firstQuestion(machine, said, lastKind))
    }
    default:
      return command === 'undo' ? undone(reception) : (answered(reception, command) ?? notHere)
  }
}

const sameLabel = (one: Label, other: Label) =>
  one.machineId !== null && other.machineId !== null
    ? one.machineId === other.machineId
    : one.inventoryNumber === other.inventoryNumber

const byLabel = (
  reception: Reception,
  { label, doubt, known }: Extract<Scanned, { kind: 'label' }>,
  lastKind: EquipmentKind | null,
): Next => {
  if ('machine' in reception) {
    const { inventoryNumber: number } = reception.machine
    // Scanned twice in a row, as hands do: the question stands.
    if (sameLabel(label, reception.machine)) return to(reception)
    return refuse(reception, reason('intake.answer-first', { number, other: label.inventoryNumber }))
  }
  if (doubt !== null) return to({ step: 'doubt', label, doubt, known })
  return to(firstQuestion({ ...label, hasFile: false, corrects: false, comesBack: false }, known, lastKind))
}

/** What a scan (or the key that stands for a card) does. `lastKind` is that of the machine received before. */
export const afterScan = (reception: Reception, scanned: Scanned, lastKind: EquipmentKind | null): Next => {
  switch (scanned.kind) {
    case 'command':
      return byCommand(reception, scanned.command, lastKind)
    case 'label':
      return byLabel(reception, scanned, lastKind)
    case 'not-a-label':
      return refuse(reception, reason('intake.not-a-label', { text: scanned.text }))
  }
}

/** The last machine again, at its last question, with what was said of it. */
export const reopened = ({ machine, answers }: Received): Reception => ({
  step: 'power-on',
  machine: { ...machine, hasFile: true, corrects: true, comesBack: false },
  answers,
})
