// The process that looks at one disk, where the probe runs from its sources: small, because each disk starts one.
import { lookCommand } from './look.ts'

process.stdout.write(await lookCommand(process.argv.at(-1) ?? ''))
