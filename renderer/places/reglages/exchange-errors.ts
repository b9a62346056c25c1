// What is wrong with where batches and backups may be written, as far as it can be told without looking: by field.
import type { ExchangeSettings } from '../../../domain/station/station.ts'

/** From the root of a file system, of a Windows drive or of a share. */
const isWholePath = (path: string) => /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path)

export const exchangeErrors = (exchange: ExchangeSettings | undefined): Readonly<Record<string, string>> => {
  const folder = exchange?.folder ?? null
  return folder === null || isWholePath(folder.trim()) ? {} : { exchangeFolder: 'exchangeFolder' }
}
