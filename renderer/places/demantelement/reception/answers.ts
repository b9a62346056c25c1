// The answers that the open question takes, each with its drawing, its word and the card that stands for it.
import { Check, SkipForward, X } from '@lucide/vue'
import type { Component } from 'vue'
import type { Command } from '../../../../domain/documents/scan-code.ts'
import { cardOf, KINDS_IN_ORDER, LOOKS_IN_ORDER, type Reception } from '../../../../domain/intake/reception.ts'
import { equipmentIcons } from '../../../components/equipment-icons.ts'
import { lookIcons, powerOnIcons } from '../../../components/triage-words.ts'

export type Answer = {
  readonly command: Command
  readonly icon: Component
  /** Key of the locales. */
  readonly word: string
  /** Said before, or taken over. */
  readonly chosen: boolean
}

const powerOn = [
  ['yes', 'starts'],
  ['no', 'does-not-start'],
  ['next', 'not-tried'],
] as const

export const answersTo = (reception: Reception): readonly Answer[] => {
  switch (reception.step) {
    case 'label':
      return []
    case 'doubt': {
      const { yes } = reception.doubt
      const leave = { command: 'no', icon: X, word: `intake.doubt.no`, chosen: false } as const
      const next = { command: 'next', icon: SkipForward, word: 'intake.doubt.next', chosen: false } as const
      return yes === null
        ? [next]
        : [{ command: 'yes', icon: Check, word: `intake.doubt.yes.${yes}`, chosen: false }, leave]
    }
    case 'kind':
      return KINDS_IN_ORDER.map((kind) => ({
        command: cardOf(KINDS_IN_ORDER, kind),
        icon: equipmentIcons[kind],
        word: `bench.start.kinds.${kind}`,
        chosen: reception.answers.equipment === kind,
      }))
    case 'look':
      return [
        ...LOOKS_IN_ORDER.map((look) => ({
          command: cardOf(LOOKS_IN_ORDER, look),
          icon: lookIcons[look],
          word: `intake.look.${look}`,
          chosen: reception.answers.look === look,
        })),
        { command: 'next', icon: SkipForward, word: 'intake.reception.lookLater', chosen: false },
      ]
    case 'power-on':
      return powerOn.map(([command, test]) => ({
        command,
        icon: powerOnIcons[test],
        word: `intake.powerOn.${test}`,
        chosen: reception.answers.powerOn === test,
      }))
  }
}
