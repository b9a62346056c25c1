// The states a thing can be in, and the shape that tells each without its colour.
import {
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  LoaderCircle,
  OctagonX,
  SquareMinus,
  Info,
  TriangleAlert,
} from '@lucide/vue'
import type { Component } from 'vue'

export type State = 'ok' | 'attention' | 'stop' | 'todo' | 'running' | 'info' | 'not-applicable' | 'unknown'

/** Circle: done. Triangle: look. Octagon: stop. Dashed circle: not yet. Square: does not apply. */
export const shapeOf: Readonly<Record<State, Component>> = {
  ok: CircleCheck,
  attention: TriangleAlert,
  stop: OctagonX,
  todo: CircleDashed,
  running: LoaderCircle,
  info: Info,
  'not-applicable': SquareMinus,
  unknown: CircleQuestionMark,
}
