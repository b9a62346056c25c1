// A station that is killed while it writes its log: lines as fast as they go, in small files, until somebody ends it.
import { LogFile } from '../../../electron/log/log-file.ts'
import { logLineOf } from '../../../domain/log/event.ts'

const [folder = '', bytes = '2048'] = process.argv.slice(2)
const file = new LogFile(folder, { bytes: Number(bytes), former: 4 })
for (let seconds = 0; ; seconds++) {
  const line = logLineOf({ event: 'ended', seconds }, new Date().toISOString()) ?? ''
  if (!file.write(line)) throw new Error('not written')
  if (seconds === 200) process.stdout.write('under way\n')
}
