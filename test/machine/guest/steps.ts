// What can be asked of a running target: files of steps, each an exported function that runs in the guest with data in and
// data out. The test on the host says which, and judges the answer.
export type Steps = {
  readonly disks: typeof import('./disks.ts')
  readonly erasing: typeof import('./erasing.ts')
  readonly guards: typeof import('./guards.ts')
  readonly probing: typeof import('./probing.ts')
  readonly reading: typeof import('./reading.ts')
  readonly recording: typeof import('./recording.ts')
}

export const stepFiles: { readonly [F in keyof Steps]: () => Promise<Steps[F]> } = {
  disks: () => import('./disks.ts'),
  erasing: () => import('./erasing.ts'),
  guards: () => import('./guards.ts'),
  probing: () => import('./probing.ts'),
  reading: () => import('./reading.ts'),
  recording: () => import('./recording.ts'),
}

export type StepQuestion = {
  readonly id: number
  readonly file: string
  readonly step: string
  readonly given: readonly unknown[]
}

export type StepAnswer =
  | { readonly kind: 'started' }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
