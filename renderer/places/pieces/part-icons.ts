// The drawing that stands for each kind of part, always beside its word.
import { BatteryMedium, Box, HardDrive, Keyboard, MemoryStick, Monitor, PlugZap } from '@lucide/vue'
import type { Component } from 'vue'
import type { PartKind } from '../../../domain/parts/part.ts'

export const partIcons: Readonly<Record<PartKind, Component>> = {
  memory: MemoryStick,
  disk: HardDrive,
  battery: BatteryMedium,
  charger: PlugZap,
  screen: Monitor,
  keyboard: Keyboard,
  other: Box,
}
