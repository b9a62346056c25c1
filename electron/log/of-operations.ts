// What the log tells of the window's calls: which failed, with what code, and the figures of those that come to something.
// Inputs and answers pass by here, and nothing of them but what is written out below.
import { isOperation, type Input, type OperationName, type Output } from '../../domain/contract.ts'
import { codesOf, type LogEvent, type Note } from '../../domain/log/event.ts'
import type { Answer } from '../transport/answer.ts'

type Telling = {
  readonly [N in OperationName]?: (
    output: Output<N>,
    of: { readonly input: Input<N>; readonly milliseconds: number },
  ) => LogEvent
}

const telling: Telling = {
  'station.setUp': () => ({ event: 'set-up' }),
  'hardware.read': (_, { milliseconds }) => ({ event: 'hardware-read', milliseconds }),
  'evidence.import': ({ form }) => ({ event: 'evidence-taken', form }),
  'documents.issue': (_, { input, milliseconds }) => ({
    event: 'document-issued',
    document: input.draft.kind,
    milliseconds,
  }),
  'paper.toPdf': ({ base64 }, { milliseconds }) => ({
    event: 'printed',
    kilobytes: Math.round((base64.length * 3) / 4 / 1024),
    milliseconds,
  }),
  'batches.make': ({ documents, files }, { milliseconds }) => ({
    event: 'batch-made',
    documents,
    files,
    milliseconds,
  }),
  'batches.write': (_, { milliseconds }) => ({ event: 'batch-written', by: 'medium', milliseconds }),
  'batches.downloaded': (_, { milliseconds }) => ({ event: 'batch-written', by: 'download', milliseconds }),
  'batches.import': ({ documents, files }, { milliseconds }) => ({
    event: 'batch-imported',
    documents,
    files,
    milliseconds,
  }),
  'updates.take': (_, { milliseconds }) => ({ event: 'update-taken', milliseconds }),
  'updates.install': (_, { milliseconds }) => ({ event: 'update-installed', milliseconds }),
  'backups.restore': (_, { milliseconds }) => ({ event: 'backup-restored', milliseconds }),
}

/** Who stopped it knows that it was stopped. */
const isWorthALine = (code: string): boolean => code !== 'cancelled'

/** The same answer, told of. */
export const toldOf =
  (answer: Answer, note: Note): Answer =>
  async (name, input, options) => {
    const began = performance.now()
    const reply = await answer(name, input, options)
    // `unknown-operation` names itself by a text from outside.
    if (!isOperation(name)) return reply
    const milliseconds = Math.round(performance.now() - began)
    if (!reply.ok) {
      const { code, reasons } = reply.error
      if (isWorthALine(code))
        note({ event: 'operation-failed', operation: name, code, reasons: codesOf(reasons), milliseconds })
      return reply
    }
    // The table ties input and output to the name; dispatch has parsed both, which a name known only here cannot show.
    const tell = telling[name] as
      ((output: unknown, of: { input: unknown; milliseconds: number }) => LogEvent) | undefined
    if (tell !== undefined) note(tell(reply.value, { input, milliseconds }))
    return reply
  }
