// A workshop for tests: a station in a folder of its own, with two supervisors and an operator, and what they do most.
import type { Input, OperationName, Output, Reply } from '../../../domain/contract.ts'
import type { ConfirmableAction } from '../../../domain/supervision/confirmation.ts'
import { dispatch } from '../../../electron/dispatch.ts'
import { createStation, type Station, type StationOptions } from '../../../electron/station.ts'

export type Workshop = {
  readonly station: Station
  readonly ask: <N extends OperationName>(name: N, input: Input<N>) => Promise<Reply<Output<N>>>
  /** The answer, where it must be one. */
  readonly get: <N extends OperationName>(name: N, input: Input<N>) => Promise<Output<N>>
  readonly faults: unknown[]
}

export const openWorkshop = async (dataFolder: string, options: Partial<StationOptions> = {}): Promise<Workshop> => {
  const faults: unknown[] = []
  const station = await createStation({
    dataFolder,
    shell: 'memory',
    demo: false,
    version: '0.0.0',
    builtAt: '2026-01-01T00:00:00.000Z',
    now: () => new Date(),
    print: () => Promise.reject(new Error('this workshop has no printer')),
    report: (fault) => faults.push(fault),
    ...options,
  })
  const ask: Workshop['ask'] = (name, input) =>
    // dispatch checked the value against the output of this very name.
    dispatch(station, name, input, { onProgress: () => undefined, signal: new AbortController().signal }) as ReturnType<
      Workshop['ask']
    > as never
  return {
    station,
    ask,
    faults,
    get: async (name, input) => {
      const reply = await ask(name, input)
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`, { cause: faults.at(-1) })
      return reply.value
    },
  }
}

/** Claire confirms with her PIN. */
export const confirm = async (
  workshop: Workshop,
  action: ConfirmableAction,
  operator: string | null,
  secret = '4711',
): Promise<string> => {
  const supervisor = await codeOf(workshop, 'Claire')
  const { id } = await workshop.get('supervision.confirm', { action, supervisor, secret, operator })
  return id
}

export const codeOf = async (workshop: Workshop, name: string): Promise<string> => {
  const person = (await workshop.get('people.list', {})).find((each) => each.name === name)
  if (person === undefined) throw new Error(`Nobody is called ${name}`)
  return person.code
}
