// The drawing that stands for each kind of equipment, always beside its word.
import { Computer, Laptop, Monitor, MonitorDot, Package, PcCase, Server, Tablet } from '@lucide/vue'
import type { Component } from 'vue'
import type { EquipmentKind } from '../../domain/machine/machine-file.ts'

export const equipmentIcons: Readonly<Record<EquipmentKind, Component>> = {
  desktop: PcCase,
  laptop: Laptop,
  'all-in-one': Monitor,
  mini: Computer,
  server: Server,
  tablet: Tablet,
  monitor: MonitorDot,
  other: Package,
}
