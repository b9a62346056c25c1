// The places of the workshop that this version has built, in the order of the rail, and which activities work in each.
// A place that is not built, or not of this site's work, is not shown (DESIGN §5).
import { FileText, House, Laptop, Settings, Wrench } from '@lucide/vue'
import type { Component } from 'vue'
import type { Activity } from '../../domain/station/station.ts'

export type Place = {
  readonly name: 'accueil' | 'banc' | 'machines' | 'documents' | 'reglages'
  readonly to: string
  readonly icon: Component
  readonly activities: readonly Activity[]
  /** Pressed with Alt, it leads here from anywhere. */
  readonly key: string
}

const everybody: readonly Activity[] = ['esat', 'refurbishing', 'tiers-lieu', 'departement']

const places: readonly Place[] = [
  { name: 'accueil', to: '/accueil', icon: House, activities: everybody, key: '1' },
  { name: 'banc', to: '/banc', icon: Wrench, activities: ['esat', 'refurbishing'], key: '2' },
  { name: 'machines', to: '/machines', icon: Laptop, activities: ['esat', 'refurbishing', 'tiers-lieu'], key: '3' },
  { name: 'documents', to: '/documents', icon: FileText, activities: everybody, key: '4' },
  { name: 'reglages', to: '/reglages', icon: Settings, activities: everybody, key: '5' },
]

/** The places of a station that does these things. */
export const placesOf = (activities: readonly Activity[]): readonly Place[] =>
  places.filter((place) => place.activities.some((activity) => activities.includes(activity)))
