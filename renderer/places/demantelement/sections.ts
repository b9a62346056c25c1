// The screens of the place Démantèlement, in the order of the work. One that this version has not built has no route, and is
// not shown.
import { ClipboardList, Inbox, PackageOpen, Scale, Tags } from '@lucide/vue'
import type { Component } from 'vue'

export type Section = { readonly name: string; readonly icon: Component }

/** Each is named as its route; the screens that open from it are its children in the trail (`of`). */
export const sections: readonly (Section & { readonly of: readonly string[] })[] = [
  { name: 'arrivages', icon: Inbox, of: ['arrivage', 'reception'] },
  { name: 'a-demanteler', icon: PackageOpen, of: [] },
  { name: 'fiches', icon: ClipboardList, of: ['fiche'] },
  { name: 'totaux', icon: Scale, of: [] },
  { name: 'codes-dechets', icon: Tags, of: [] },
]
