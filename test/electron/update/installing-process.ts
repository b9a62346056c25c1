// The station's side of an installation in a process of its own, for tests that kill it: says the reason where it was refused.
import { writeSync } from 'node:fs'
import { z } from 'zod'
import { UpdateManifest } from '../../../domain/update/manifest.ts'
import { StationError } from '../../../electron/failure.ts'
import { installByDpkg } from '../../../electron/update/installing/by-dpkg.ts'

const Given = z.object({
  file: z.string(),
  manifest: UpdateManifest,
  runtime: z.object({ node: z.string(), script: z.string(), env: z.record(z.string(), z.string()) }),
})
const { file, manifest, runtime } = Given.parse(JSON.parse(process.argv[2] ?? ''))
try {
  await installByDpkg(file, manifest, { onEvent: () => undefined, report: console.error }, runtime)
  writeSync(1, 'installed\n')
} catch (error) {
  writeSync(1, `${error instanceof StationError ? (error.failure.reasons[0]?.code ?? '') : String(error)}\n`)
}
