// A station that opens its log, tells it more than a pipe holds, and ends: in a process of its own, since one that waits for
// something would wait for ever.
import { createLog } from '../../../electron/log/log.ts'

const [folder = ''] = process.argv.slice(2)
let moment = 0
const log = createLog({ now: () => new Date(), monotonic: () => (moment += 60_000) })
log.open(folder, '0.1.0')
for (let seconds = 0; seconds < 2000; seconds++) log.note({ event: 'ended', seconds })
log.close()
process.stdout.write('ended\n')
