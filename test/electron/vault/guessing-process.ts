// A station of its own process in which somebody tries a wrong PIN.
//
//   node guessing-process.ts FOLDER SUPERVISOR
import { writeSync } from 'node:fs'
import { openWorkshop } from './workshop.ts'

const [folder = '', supervisor = ''] = process.argv.slice(2)
const workshop = await openWorkshop(folder)
writeSync(1, 'asked\n')
const reply = await workshop.ask('supervision.confirm', {
  action: { kind: 'change-settings', subject: '0'.repeat(64) },
  supervisor,
  secret: '0000',
  operator: null,
})
writeSync(1, reply.ok ? 'right\n' : `${reply.error.code}\n`)
