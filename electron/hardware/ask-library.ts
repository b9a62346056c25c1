// Asking systeminformation, where the kernel's files and the field's programs do not exist (Windows, macOS). Only single
// functions are called: getStaticData() runs a dozen programs that have nothing to do with hardware.
import type { Answer, LibraryFunction } from '../../domain/machine/readings.ts'

const LIMIT_MS = 30_000

export const LIBRARY_FUNCTIONS: readonly LibraryFunction[] = [
  ...(['system', 'bios', 'baseboard', 'chassis', 'cpu', 'mem', 'memLayout', 'diskLayout', 'battery'] as const),
  ...(['graphics', 'networkInterfaces', 'bluetoothDevices', 'audio', 'osInfo'] as const),
]

export const askLibrary = async (name: LibraryFunction): Promise<Answer> => {
  const startedAt = performance.now()
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<Answer>((resolve) => {
    limit = setTimeout(() => {
      resolve({ state: 'mute', why: 'timed-out' })
    }, LIMIT_MS)
  })
  const ask = async (): Promise<Answer> => {
    try {
      const library = await import('systeminformation')
      const result: unknown = await library[name]()
      const text = JSON.stringify(result) as string | undefined
      if (text === undefined) return { state: 'mute', why: 'device-silent' }
      return { state: 'said', text, exitCode: null, milliseconds: Math.round(performance.now() - startedAt) }
    } catch {
      return { state: 'mute', why: 'tool-failed' }
    }
  }
  try {
    return await Promise.race([ask(), late])
  } finally {
    clearTimeout(limit)
  }
}
