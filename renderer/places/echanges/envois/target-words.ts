// How a target is shown: its kind's picture, and its state in one word.
import { Boxes, FolderUp, Landmark } from '@lucide/vue'
import type { Component } from 'vue'
import type { OutboxRow, TargetState } from '../../../../domain/delivery/operations.ts'
import type { TargetKind } from '../../../../domain/delivery/target.ts'
import type { State } from '../../../components/state.ts'

export const kindIcon: Readonly<Record<TargetKind, Component>> = { registry: Landmark, webdav: FolderUp, glpi: Boxes }

export type TargetMood = 'paused' | 'sending' | 'stopped' | 'toLookAt' | 'waiting' | 'done' | 'nothing'

/** What has to be known first. */
export const moodOf = ({ target, sending, counts, lastError, nextAt }: TargetState): TargetMood => {
  if (target.paused) return 'paused'
  if (sending) return nextAt === null ? 'sending' : 'waiting'
  if (lastError.length > 0) return 'stopped'
  if (counts.refused > 0) return 'toLookAt'
  if (counts.waiting > 0) return 'waiting'
  return counts.delivered > 0 ? 'done' : 'nothing'
}

export const moodState: Readonly<Record<TargetMood, State>> = {
  paused: 'not-applicable',
  sending: 'running',
  stopped: 'stop',
  toLookAt: 'attention',
  waiting: 'todo',
  done: 'ok',
  nothing: 'info',
}

export const rowState: Readonly<Record<OutboxRow['state'], State>> = {
  waiting: 'todo',
  sending: 'running',
  delivered: 'ok',
  refused: 'stop',
  'given-up': 'not-applicable',
}
