// The screens of the place Remises, in the order of the work, and which site works with each: the département only reads.
import { Coins, HandHeart, Sigma, UsersRound } from '@lucide/vue'
import type { Component } from 'vue'
import type { Activity } from '../../../domain/station/station.ts'

type Section = {
  readonly name: string
  readonly icon: Component
  readonly of: readonly string[]
  /** Without this activity it is not shown; null: to everybody who has the place. */
  readonly only: Activity | null
}

/** Each is named as its route; the screens that open from it are its children in the trail (`of`). */
const sections: readonly Section[] = [
  { name: 'chez-qui', icon: UsersRound, of: ['remise'], only: null },
  { name: 'remettre', icon: HandHeart, of: ['remettre-machine'], only: 'tiers-lieu' },
  { name: 'contributions', icon: Coins, of: [], only: 'tiers-lieu' },
  { name: 'remises-totaux', icon: Sigma, of: [], only: null },
]

export const sectionsFor = (activities: readonly Activity[]): readonly Section[] =>
  sections.filter(({ only }) => only === null || activities.includes(only))
