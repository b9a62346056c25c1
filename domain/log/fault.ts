// What may be told of a fault: its kind, the system's word for it, and where in our own code it came up. Its message is
// never told: it repeats what was read or typed. What is kept here is a closed form, so that nothing else can slip in.
import { z } from 'zod'

/** Names by which JavaScript, the browser, Node and Établi call their errors; any other name is somebody's text. */
export const FaultName = z.enum([
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'SystemError',
  'AssertionError',
  'ZodError',
  'AbortError',
  'ConstraintError',
  'DataCloneError',
  'DataError',
  'EncodingError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'NotSupportedError',
  'OperationError',
  'QuotaExceededError',
  'ReadOnlyError',
  'SecurityError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
  'VersionError',
  'DatabaseClosedError',
  'DexieError',
  'BulkError',
  'MissingAPIError',
  'OpenFailedError',
  'UpgradeError',
  'StationError',
  'StationFailure',
  'StorageFailure',
  'StartError',
  'UsageError',
  'NotBuiltError',
  'HelperGone',
  /** It was no error at all: a text, a number, nothing. */
  'no-error',
  'other',
])
export type FaultName = z.infer<typeof FaultName>

/** The system's own words for what it would not do (errno(3)), and those of IndexedDB and Node that matter here. */
export const FaultWord = z.enum([
  'E2BIG',
  'EACCES',
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EAGAIN',
  'EBADF',
  'EBUSY',
  'ECANCELED',
  'ECHILD',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EDQUOT',
  'EEXIST',
  'EFAULT',
  'EFBIG',
  'EHOSTUNREACH',
  'EINTR',
  'EINVAL',
  'EIO',
  'EISDIR',
  'ELOOP',
  'EMEDIUMTYPE',
  'EMFILE',
  'ENAMETOOLONG',
  'ENETUNREACH',
  'ENFILE',
  'ENODEV',
  'ENOENT',
  'ENOEXEC',
  'ENOMEDIUM',
  'ENOMEM',
  'ENOSPC',
  'ENOSYS',
  'ENOTCONN',
  'ENOTDIR',
  'ENOTEMPTY',
  'ENOTSUP',
  'ENXIO',
  'EPERM',
  'EPIPE',
  'EROFS',
  'ESRCH',
  'ESTALE',
  'ETIMEDOUT',
  'ETXTBSY',
  'EXDEV',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_ARG_VALUE',
  'ERR_OUT_OF_RANGE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'ERR_MODULE_NOT_FOUND',
  'ERR_WORKER_OUT_OF_MEMORY',
])
export type FaultWord = z.infer<typeof FaultWord>

const Saying = z.enum([
  'reads-from-nothing',
  'no-function',
  'not-iterable',
  'before-it-is-there',
  'too-deep',
  'no-json',
  'not-loaded',
  'too-much-memory',
  'policy-refused',
])
type Saying = z.infer<typeof Saying>

/** What the engine's own sentence says, without what it says it of. */
const SENTENCES: Readonly<Record<Saying, RegExp>> = {
  'reads-from-nothing': /^Cannot read propert(?:y|ies) of (?:undefined|null)/,
  'no-function': / is not a function(?:$| )/,
  'not-iterable': / is not iterable(?:$| )/,
  'before-it-is-there': /^Cannot access '.*' before initialization$/,
  'too-deep': /^Maximum call stack size exceeded$/,
  'no-json': /is not valid JSON$| in JSON at position |^Unexpected end of JSON input$/,
  'not-loaded': /dynamically imported module|^Failed to fetch$|^Unable to preload CSS/,
  'too-much-memory': /^Array buffer allocation failed$|^Invalid (?:array|string) length$|^Out of memory$/i,
  'policy-refused': /Content Security Policy/,
}

const FRAMES = 12
const CAUSES = 3
const FRAMES_OF_CAUSE = 3

/** A file of ours or of Node, with line and column; never a folder of this computer. */
export const Place = z
  .string()
  .max(160)
  .regex(
    /^(?:node:[a-z_]+(?:\/[a-z_]+){0,5}|(?:(?:dist|electron|domain|renderer|assets|node_modules)\/)?(?:[\w@.+-]+\/){0,8}[\w@+-][\w.@+-]*\.(?:[cm]?[jt]s|vue|html)):\d{1,7}:\d{1,7}$/,
  )

const Cause = z.strictObject({
  name: FaultName,
  word: FaultWord.nullable(),
  saying: Saying.nullable(),
  places: z.array(Place).max(FRAMES_OF_CAUSE),
})

export const Fault = z.strictObject({
  name: FaultName,
  word: FaultWord.nullable(),
  saying: Saying.nullable(),
  /** From where it came up outwards. */
  places: z.array(Place).max(FRAMES),
  /** What led to it, the nearest first. */
  causes: z.array(Cause).max(CAUSES),
})
export type Fault = z.infer<typeof Fault>

/** The last of our own folders on the way to a file: what stands before it is somebody's computer. */
const OURS = /^.*\/((?:dist|electron|domain|renderer|assets|node_modules)\/(?:[^/]+\/)*[^/]+)$/
const withoutQuery = (path: string) => path.replace(/[?#].*$/, '')
const inOurHouse = (path: string): string => {
  const plain = withoutQuery(path.replaceAll('\\', '/'))
  if (plain.startsWith('node:')) return plain
  return OURS.exec(plain)?.[1] ?? plain.slice(plain.lastIndexOf('/') + 1)
}

/** V8's form (https://v8.dev/docs/stack-trace-api): "    at name (file:line:column)", or without a name. */
const LINE = /^\s+at (?:.*\()?(?:async )?(.+):(\d+):(\d+)\)?$/

const placesOf = (stack: string, message: string, most: number): string[] => {
  // Where the message cannot be told from the lines after it, its own lines might pass for places.
  const at = message === '' ? 0 : stack.indexOf(message)
  if (at === -1) return []
  return stack
    .slice(at + message.length)
    .split('\n')
    .slice(0, 100)
    .flatMap((line) => {
      const [, path, row, column] = LINE.exec(line.slice(0, 1000)) ?? []
      const place = path === undefined ? null : `${inOurHouse(path)}:${row ?? ''}:${column ?? ''}`
      return place !== null && Place.safeParse(place).success ? [place] : []
    })
    .slice(0, most)
}

const nameOf = (thrown: unknown): FaultName => {
  if (!(thrown instanceof Error)) return 'no-error'
  return FaultName.safeParse(thrown.name).data ?? FaultName.safeParse(thrown.constructor.name).data ?? 'other'
}

const wordOf = (thrown: Error): FaultWord | null =>
  'code' in thrown ? (FaultWord.safeParse(thrown.code).data ?? null) : null

const sayingOf = (message: string): Saying | null => {
  const beginning = message.slice(0, 1000)
  return Saying.options.find((saying) => SENTENCES[saying].test(beginning)) ?? null
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const one = (thrown: unknown, most: number): z.infer<typeof Cause> => {
  if (!(thrown instanceof Error)) return { name: 'no-error', word: null, saying: null, places: [] }
  const message = textOf(thrown.message)
  return {
    name: nameOf(thrown),
    word: wordOf(thrown),
    saying: sayingOf(message),
    places: placesOf(textOf(thrown.stack), message, most),
  }
}

const causesOf = (thrown: unknown): unknown[] => {
  const causes: unknown[] = []
  for (
    let each = thrown;
    each instanceof Error && each.cause !== undefined && causes.length < CAUSES;
    each = each.cause
  )
    causes.push(each.cause)
  return causes
}

/** Of anything that was thrown; it never throws itself, whatever that is. */
export const tellable = (thrown: unknown): Fault => {
  try {
    return { ...one(thrown, FRAMES), causes: causesOf(thrown).map((cause) => one(cause, FRAMES_OF_CAUSE)) }
  } catch {
    // Something that throws when it is looked at.
    return { name: 'other', word: null, saying: null, places: [], causes: [] }
  }
}
