// Writes the demonstration's recorded machines: what each would have said to the tools. A test keeps files and script in
// step.
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { dictatedMachines } from './dictated-machines.ts'

for (const [name, readings] of Object.entries(dictatedMachines)) {
  const file = new URL(`./machines/${name}.readings.json`, import.meta.url)
  const style = await resolveConfig(file)
  await writeFile(file, await format(JSON.stringify(readings), { ...style, parser: 'json' }))
}
