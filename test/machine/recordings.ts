// The recordings as files: where they lie, how they are written.
import { readFile, writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { Readings } from '../../domain/machine/readings.ts'
import type { RecordedMachineName } from './recorded-machines/recorded-machines.ts'

const fileOf = (name: RecordedMachineName) =>
  new URL(`../../electron/demo/machines/${name}.readings.json`, import.meta.url)

export const recordingOf = async (name: RecordedMachineName): Promise<Readings> =>
  Readings.parse(JSON.parse(await readFile(fileOf(name), 'utf8')))

/** Lists keep their order; members of an object have none of their own. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}

export const keepRecording = async (name: RecordedMachineName, readings: Readings): Promise<void> => {
  const file = fileOf(name)
  const style = await resolveConfig(file)
  await writeFile(file, await format(JSON.stringify(sorted(readings)), { ...style, parser: 'json' }))
}
