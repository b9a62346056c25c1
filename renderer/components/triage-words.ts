// The drawings and shapes that stand for what is said of a machine at reception, always beside their words.
import { Bandage, BadgeCheck, CircleHelp, HeartCrack, Power, PowerOff, Puzzle } from '@lucide/vue'
import type { Component } from 'vue'
import type { MachinePath } from '../../domain/intake/path.ts'
import type { Look, PowerOnTest } from '../../domain/intake/triage.ts'
import type { State } from './state.ts'

export const lookIcons: Readonly<Record<Look, Component>> = {
  good: BadgeCheck,
  worn: Bandage,
  damaged: HeartCrack,
  incomplete: Puzzle,
}

export const powerOnIcons: Readonly<Record<PowerOnTest, Component>> = {
  starts: Power,
  'does-not-start': PowerOff,
  'not-tried': CircleHelp,
}

export const pathStates: Readonly<Record<MachinePath, State>> = {
  undecided: 'todo',
  'to-confirm': 'attention',
  dismantling: 'running',
  dismantled: 'ok',
  refurbishing: 'info',
  refurbished: 'ok',
}
