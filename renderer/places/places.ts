// The places of the workshop that this version has built, in the order of the rail, and which activities work in each.
// A place that is not built, or not of this site's work, is not shown (DESIGN §5).
import {
  ArrowLeftRight,
  FileText,
  HandHeart,
  House,
  Laptop,
  MemoryStick,
  PackageOpen,
  Settings,
  Wrench,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'
import type { Activity } from '../../domain/station/station.ts'

export type Place = {
  readonly name:
    'accueil' | 'banc' | 'machines' | 'documents' | 'demantelement' | 'pieces' | 'echanges' | 'remises' | 'reglages'
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
  { name: 'machines', to: '/machines', icon: Laptop, activities: everybody, key: '3' },
  { name: 'documents', to: '/documents', icon: FileText, activities: everybody, key: '4' },
  { name: 'demantelement', to: '/demantelement', icon: PackageOpen, activities: ['esat'], key: '5' },
  { name: 'pieces', to: '/pieces', icon: MemoryStick, activities: ['esat', 'refurbishing'], key: '6' },
  { name: 'echanges', to: '/echanges', icon: ArrowLeftRight, activities: everybody, key: '7' },
  { name: 'remises', to: '/remises', icon: HandHeart, activities: ['tiers-lieu', 'departement'], key: '8' },
  { name: 'reglages', to: '/reglages', icon: Settings, activities: everybody, key: '9' },
]

/** Whether an address lies in a place: a place of several screens is the parent of their routes. */
export const isIn = (route: Pick<RouteLocationNormalized, 'matched'>, place: Place): boolean =>
  route.matched.some(({ name }) => name === place.name)

/** The places of a station that does these things. */
export const placesOf = (activities: readonly Activity[]): readonly Place[] =>
  places.filter((place) => place.activities.some((activity) => activities.includes(activity)))
