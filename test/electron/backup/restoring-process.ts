// A station of its own process that backs itself up, or restores a backup, and says on its standard output what was
// acknowledged: for tests that kill it.
//
//   node restoring-process.ts back-up DATA MEDIUM      saves something, backs up, again and again: `ready`, `ack <position>`
//   node restoring-process.ts restore DATA MEDIUM      restores under the code DEMOB: `ready`, `ack <succession>`
//
// In between it says how far it is, so that a test can kill it there however fast the computer is.
import { writeSync } from 'node:fs'
import type { BackupProgress } from '../../../domain/backup/operations.ts'
import { openWorkshop } from '../vault/workshop.ts'
import { agreed, nameOn, passphrase, restoreInput } from './a-workshop.ts'

const [what, data, medium] = process.argv.slice(2)
if (data === undefined || medium === undefined) throw new Error('Which folders?')
const say = (line: string) => writeSync(1, `${line}\n`)

const workshop = await openWorkshop(data)
const going = {
  onProgress: ({ step, done }: BackupProgress) => {
    say(`${step} ${String(done)}`)
  },
  signal: new AbortController().signal,
}
if (what === 'restore') {
  const name = await nameOn(workshop, medium)
  say('ready')
  const input = restoreInput({ medium, name, passphrase, people: [] })
  const { succession } = await workshop.station.operations['backups.restore'](input, going)
  say(`ack ${succession}`)
  await workshop.station.close()
} else {
  say('ready')
  for (let round = 0; ; round++) {
    for (let each = 0; each < 3; each++) {
      const text = `preuve ${String(process.pid)} ${String(round)} ${String(each)}`
      await workshop.get('blobs.put', { base64: Buffer.from(text).toString('base64'), mediaType: 'text/plain' })
    }
    const secret = round % 2 === 0 ? passphrase : null
    const confirmation = secret === null ? null : await agreed(workshop)
    const { last } = await workshop.station.operations['backups.write'](
      { medium, passphrase: secret, confirmation },
      going,
    )
    say(`ack ${String(last?.position)}`)
  }
}
