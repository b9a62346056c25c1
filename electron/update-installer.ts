// The update installer: the one process of Établi that installs a package, with the rights to. It takes one request on its standard
// input, trusts nothing of it but the publisher's signature, and goes on to the end whatever becomes of the station. Started by
// update/installing/by-dpkg.ts and by nobody else.
import { reason } from '../domain/words/reason.ts'
import { StationError } from './failure.ts'
import { installPackage } from './update/installing/install-package.ts'
import { type InstallEvent, InstallRequest, LONGEST_LINE } from './update/installing/protocol.ts'
import { believesIn, publisherKey } from './update/publisher.ts'

/** Only root writes there. */
const UNDER = '/var/cache'

// Half an installation is worse than one that nobody waits for any more.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGPIPE'] as const) process.on(signal, () => undefined)
process.stdout.on('error', () => undefined)

const tell = (event: InstallEvent) => {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}

const request = async (): Promise<InstallRequest> => {
  let text = ''
  for await (const piece of process.stdin.setEncoding('utf8') as AsyncIterable<string>) {
    text += piece
    if (text.includes('\n') || text.length > LONGEST_LINE) break
  }
  const [line = ''] = text.slice(0, LONGEST_LINE).split('\n')
  return InstallRequest.parse(JSON.parse(line))
}

try {
  await installPackage(await request(), { believes: believesIn(publisherKey()), under: UNDER, tell })
  tell({ event: 'installed' })
} catch (error) {
  const reasons = error instanceof StationError ? error.failure.reasons.slice(0, 5) : []
  if (reasons.length === 0) console.error(error)
  tell({ event: 'refused', reasons: reasons.length === 0 ? [reason('update.installer-failed')] : reasons })
}
process.stdin.destroy()
