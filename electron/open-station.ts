// What both shells do before their window: find out which build this is, open the station on its data folder, fill the
// demo, and give the transports one answer to ask.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { StationDescription } from '../domain/contract.ts'
import { seedDemo } from './demo/seed.ts'
import { dispatch } from './dispatch.ts'
import type { Printer } from './documents/print.ts'
import type { Log } from './log/log.ts'
import { toldOf } from './log/of-operations.ts'
import { tellEnd, tellNotStarted, tellStart } from './log/of-station.ts'
import { createStation } from './station.ts'
import { findInstallation } from './update/installation.ts'
import { publisherKey } from './update/publisher.ts'
import type { Answer } from './transport/answer.ts'

/** What the build leaves beside its pages. */
const Build = z.strictObject({ version: z.string(), builtAt: z.iso.datetime() })

export class NotBuiltError extends Error {}

const readBuild = async (file: URL): Promise<z.infer<typeof Build>> => {
  try {
    return Build.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (fault) {
    throw new NotBuiltError('dist/build.json is missing or is another build’s', { cause: fault })
  }
}

export type OpenStation = {
  readonly answer: Answer
  readonly announce: (address: string) => void
  /** Resolves when no job is at work on a disk. */
  readonly atRest: () => Promise<void>
  readonly close: () => Promise<void>
}

type Parts = {
  readonly dataFolder: string
  readonly shell: StationDescription['shell']
  readonly demo: boolean
  readonly testLoopDevices: boolean
  readonly print: Printer
  /** The file build.json of the build. */
  readonly build: URL
  /** Ends the shell, so that an installer can replace it. */
  readonly leave?: () => void
  readonly log: Log
  readonly report: (fault: unknown) => void
}

/** Fails with a StationError (`conflict`: another process has the folder) or a NotBuiltError. */
export const openStation = async ({ build, log, leave = () => undefined, ...parts }: Parts): Promise<OpenStation> => {
  const { version, builtAt } = await readBuild(build)
  const updates = { key: publisherKey(), installation: await findInstallation(), leave }
  const station = await createStation({
    ...parts,
    version,
    builtAt,
    updates,
    now: () => new Date(),
    note: log.note,
  }).catch((fault: unknown) => {
    tellNotStarted(log, fault, { dataFolder: parts.dataFolder, version })
    throw fault
  })
  try {
    await tellStart(log, station)
    if (parts.demo) await seedDemo(station)
  } catch (fault) {
    await station.close()
    throw fault
  }
  return {
    answer: toldOf((name, input, options) => dispatch(station, name, input, options), log.note),
    announce: station.announce,
    atRest: station.atRest,
    close: async () => {
      await station.close()
      tellEnd(log)
    },
  }
}
