// The station's operations about its diagnostic: making one, and writing onto a medium the very text that was shown.
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { diagnosticOperations as operations, Diagnostic } from '../domain/diagnostic/operations.ts'
import { diagnosticFileName, diagnosticText } from '../domain/diagnostic/text.ts'
import { dayOf } from '../domain/words/day.ts'
import { reason } from '../domain/words/reason.ts'
import { requireMedium } from './batches/media.ts'
import { writeToMedium } from './batches/write-to-medium.ts'
import { type DiagnosticSources, gatherDiagnostic } from './diagnostic/gather.ts'
import { cryptography } from './documents/cryptography.ts'
import { failureOfFile, refuse } from './failure.ts'
import { zoneMinutes } from './local-zone.ts'
import type { Handler } from './station.ts'
import { makeFolder, replaceFile } from './vault/durable-files.ts'

type DiagnosticHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

export const diagnosticOperations = (sources: DiagnosticSources): DiagnosticHandlers => {
  const { vault, now } = sources
  const aside = join(vault.folder, 'tmp', 'diagnostic.txt')
  let last: Diagnostic | null = null
  return {
    'diagnostic.make': async ({ language, window }, { signal }) => {
      const facts = await gatherDiagnostic(sources, window, signal)
      const text = diagnosticText(facts, language)
      const at = now()
      last = {
        fileName: diagnosticFileName(facts.station?.code ?? null, dayOf(at.toISOString(), zoneMinutes(at))),
        text,
        sha256: await cryptography.sha256(text),
      }
      return last
    },

    'diagnostic.write': async ({ medium: path, sha256 }, { signal }) => {
      const diagnostic = last
      if (diagnostic?.sha256 !== sha256) return refuse(reason('diagnostic.not-the-last'))
      const medium = await requireMedium(vault, path)
      const bytes = Buffer.from(diagnostic.text, 'utf8')
      try {
        await makeFolder(join(vault.folder, 'tmp'))
        await replaceFile(aside, bytes)
      } catch (error) {
        throw failureOfFile(error, 'diagnostic')
      }
      const file = { path: aside, bytes: bytes.length, sha256 }
      const watch = { onProgress: () => undefined, signal }
      try {
        return { fileName: await writeToMedium(file, { medium, name: diagnostic.fileName }, watch) }
      } finally {
        await unlink(aside).catch(() => undefined)
      }
    },
  }
}
