// A laptop with one erased disk and one that is full of data, started from the live key as a workshop would: read, verified,
// written to the key, switched off. What lies on the key then is held against what was configured.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtLiveKey } from '../../build/live-key/built-live-key.ts'
import { judgeReadBack, ReadBackRecord } from '../../domain/erasure/read-back/read-back.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { TargetDisk, TargetMachine } from './description.ts'
import { isBlank } from './images.ts'
import { namesOnKey, putOnKey, textOnKey } from './key-files.ts'
import type { KnownMachine } from './known-machine.ts'
import { goodLaptop } from './known-machines.ts'
import { type MadeMachine, make } from './made-machine.ts'
import { differing, held } from './side-by-side.ts'
import { type StartedFromKey, startFromKey } from './started-from-key.ts'

const erased = 'WD-WX11A2B3C4D5'
const full = 'S4EUNX0M123456'

const laptop: KnownMachine = {
  ...goodLaptop,
  disks: [
    {
      ...{ name: 'erased', megabytes: 96, holds: 'nothing' },
      attachment: { kind: 'ahci', serial: erased, model: 'WDC WD5000LPVX-22V0TT0', rotationRate: 5400 },
    },
    { name: 'full', megabytes: 64, holds: 'data', attachment: { kind: 'nvme', serial: full } },
    {
      ...{ name: 'key', megabytes: 512, holds: 'nothing' },
      attachment: { kind: 'usb', serial: '4C530001230101117391', vendor: 'SanDisk', product: 'Ultra' },
    },
  ],
}

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

let made: MadeMachine
let computer: StartedFromKey
let machine: TargetMachine
let fullBefore: string
const image = () => made.imageOf('key')
const key = (): TargetDisk => {
  const found = machine.disks.find(({ name }) => name === 'key')
  if (found === undefined) throw new Error('the laptop has no key')
  return found
}

beforeAll(async () => {
  const built = await builtLiveKey()
  if (built.milliseconds !== null) console.log(`live key built in ${(built.milliseconds / 1000).toFixed(1)} s`)
  made = await make(laptop)
  await promisify(execFile)('cp', ['--sparse=always', built.image, image()])
  const words = 'console=ttyS0 console=tty0 mitigations=off no_timer_check'
  await putOnKey(image(), 'boot/grub/custom.cfg', `set etabli_options="${words}"\n`, `${image()}.cfg`)
  machine = {
    ...made.machine,
    disks: made.machine.disks.map((disk) => (disk.name === 'key' ? { ...disk, startsFrom: true } : disk)),
  }
  fullBefore = await hashOf(made.imageOf('full'))
  computer = await startFromKey(machine)
})
afterAll(async () => {
  await computer.end()
  await made.remove()
})

const backToMenu = async (...shows: readonly string[]) => {
  computer.press(' ')
  return computer.see('Appuyez sur un chiffre', ...shows)
}

describe('a laptop that is started from the live key', () => {
  test('shows the menu, and says what to do first', async () => {
    await computer.see('À faire maintenant : 1, lire la machine', 'H : corriger l’heure')
  })

  test('is read by the key “1” of a French keyboard, which sends “&”', async () => {
    computer.press('&')
    await computer.see('Appuyez sur une touche')
    await backToMenu('ThinkPad T470s', '1 fichier à écrire', 'La machine est lue')
  })

  test('goes on showing the menu whatever is typed', async () => {
    for (const nonsense of ['x', '\u0003', '\u0004', '9', '\u001b[A']) {
      computer.press(nonsense)
      await computer.see('Appuyez sur un chiffre')
    }
  })

  test('tells the disk that was erased from the one that was not', async () => {
    computer.press('2')
    await computer.see('Toute autre touche')
    computer.press('1')
    await computer.see(`${erased} : ce qui a été relu est comme attendu`, `${full} : des données sont encore là`)
    await computer.see('Appuyez sur une touche')
    await backToMenu('1 comme attendu, 1 non', '3 fichiers à écrire')
  })

  test('shows its own disks to nwipe, with nothing chosen, and never the key', async () => {
    computer.press('4')
    await computer.see('La clé Établi n’est pas dans sa liste', 'Démarrer nwipe ?')
    computer.press('o')
    const list = await computer.see('Space=Select', erased, full)
    expect(list).not.toMatch(/Ultra|SanDisk|\[wipe\]/)
    computer.press('\u0003')
    await computer.see('Le journal de nwipe est gardé', 'Appuyez sur une touche')
    await backToMenu('1 journal', '4 fichiers à écrire')
  })

  test('keeps everything in memory while the key is pulled out', async () => {
    await computer.pullOut('key')
    computer.press('3')
    await computer.see('Aucune clé trouvée', 'Rien n’est perdu', 'Appuyez sur une touche')
    await backToMenu('4 fichiers à écrire')
    await computer.plugIn(key())
  })

  test('asks before it is switched off with something that is on no key', async () => {
    computer.press('6')
    await computer.see('4 fichiers ne sont pas écrits', 'Éteindre quand même ?')
    computer.press('n')
    await computer.see('4 fichiers à écrire')
  })

  test('writes all of it to the key that was put back', async () => {
    const written = async () => {
      computer.press('3')
      return (await computer.see('Appuyez sur une touche')).includes('Vous pouvez retirer la clé')
    }
    // Emulated on a busy computer, a key takes longer to be there than the menu waits.
    for (let tries = 0; tries < 10 && !(await written()); tries++) await backToMenu()
    await backToMenu('tout est sur la clé (4 fichiers)', 'Un disque au moins n’est pas comme attendu')
  })

  test('has written nothing to its own disks when it is switched off', async () => {
    const traffic = await Promise.all(['erased', 'full'].map((name) => computer.traffic(name)))
    expect(traffic).toEqual(traffic.map(() => ({ writes: 0, writtenBytes: 0, discards: 0 })))
    computer.press('6')
    await computer.off()
    expect(await isBlank(made.imageOf('erased'))).toBe(true)
    expect(await hashOf(made.imageOf('full'))).toBe(fullBefore)
  })
})

describe('on the key, afterwards', () => {
  const found = async (ending: string): Promise<readonly unknown[]> => {
    const names = (await namesOnKey(image(), 'releves')).filter((name) => name.endsWith(ending))
    return Promise.all(names.map(async (name) => JSON.parse(await textOnKey(image(), `releves/${name}`)) as unknown))
  }

  test('lies the report, with every configured field of the laptop as it was configured', async () => {
    const reports = (await found('.etabli.json')).map((each) => HardwareReport.parse(each))
    expect(reports.map(({ tool }) => tool.name)).toEqual(['etabli-probe'])
    const [report] = reports
    if (report === undefined) throw new Error('no report')
    const compared = held(report, laptop)
    console.log(
      `live key: ${String(compared.length)} configured fields, ${String(differing(compared).length)} different`,
    )
    expect(differing(compared)).toEqual([])
    expect(report.measurements?.processor?.singlePoints).toBeGreaterThan(0)
  })

  test('lies what was read of each disk of the laptop, and nothing of the key itself', async () => {
    const records = (await found('.read-back.json')).map((each) => ReadBackRecord.parse(each))
    const said = records.map((record) => {
      const { medium, bytesRead } = record
      return [medium.identity.serial, { outcome: judgeReadBack(record).outcome, bytesRead }] as const
    })
    expect(new Map(said)).toEqual(
      new Map([
        [erased, { outcome: 'holds', bytesRead: 96 * 2 ** 20 }],
        [full, { outcome: 'fails', bytesRead: 64 * 2 ** 20 }],
      ]),
    )
    expect(records).toHaveLength(2)
  })

  test('lies the log of nwipe, which says that the key was left out', async () => {
    const [log = ''] = (await namesOnKey(image(), 'releves')).filter((name) => name.endsWith('.nwipe.log'))
    expect(await textOnKey(image(), `releves/${log}`)).toMatch(/Device \/dev\/\S+ excluded as per command line option/)
  })
})
