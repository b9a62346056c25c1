// A station of its own process that takes an update from its folder, and installs it, saying on its standard output how far it is:
// for tests that kill it.
//
//   node updating-process.ts DATA MEDIUM PROGRAM KEY NAME     `taking`, `taken`, `installing`, `installed`
import { writeSync } from 'node:fs'
import { openWorkshop } from '../vault/workshop.ts'
import { agreed } from './an-update.ts'

const [data, medium, program, key, name] = process.argv.slice(2)
if (data === undefined || medium === undefined || program === undefined || key === undefined || name === undefined)
  throw new Error('Which folders?')
const say = (line: string) => writeSync(1, `${line}\n`)

const workshop = await openWorkshop(data, {
  version: '0.1.0',
  updates: { key, installation: { form: 'appimage', architecture: 'x64', program }, leave: () => undefined },
})
const going = {
  signal: new AbortController().signal,
  onProgress: ({ step, done }: { readonly step: string; readonly done: number }) => {
    say(`${step} ${String(done)}`)
  },
}
const { operations } = workshop.station
say('taking')
const { taken } = await operations['updates.take']({ source: { kind: 'medium', medium, name } }, going)
say('taken')
if (taken === null) throw new Error('Nothing was taken')
const confirmation = await agreed(workshop, taken.manifest)
say('installing')
await operations['updates.install']({ sha256: taken.manifest.sha256, confirmation }, going)
say('installed')
await workshop.station.close()
