// The disk helper and the station die in every way: what was running ends with them. And what is said to the helper that
// it does not know is not done.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { HelperGone } from '../../../../electron/disks/helper/client.ts'
import { helperRuntime } from '../../../../electron/disks/helper/program.ts'
import type { HelperEvent } from '../../../../electron/disks/helper/protocol.ts'
import {
  attemptErasure,
  canErase,
  checksum,
  cleanUp,
  diskWithData,
  eraseDisk,
  folder,
  handleOf,
  later,
  nwipesOn,
  station,
  until,
  whyNot,
  within,
  zeros,
} from '../erasing-bench.ts'
import type { LoopDevice } from '../loop-device.ts'

const large = 3 * 2 ** 30
const source = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

afterEach(cleanUp)

const start = (args: readonly string[], options: object = {}): ChildProcess => {
  const child = spawn(process.execPath, [...args], { stdio: ['pipe', 'pipe', 'inherit'], ...options })
  later(async () => {
    child.kill('SIGKILL')
    await Promise.resolve()
  })
  return child
}

describe.skipIf(!canErase)(`Whatever dies while a disk is erased${whyNot}`, { timeout: 120_000 }, () => {
  test('the station, killed: nwipe stops, and no helper stays behind', async () => {
    const loop = await diskWithData(large)
    const program = `${await folder()}/station.ts`
    await writeFile(
      program,
      `import { startDiskHelper } from ${JSON.stringify(source('electron/disks/helper/client.ts'))}
       const helper = startDiskHelper({
         dataFolder: ${JSON.stringify(await folder())}, testLoopDevices: true, version: '0',
         now: () => new Date(), report: (fault) => console.error(fault),
       })
       const { disks } = await helper.inventory()
       const { handle } = disks.find(({ name }) => '/dev/' + name === ${JSON.stringify(loop.device)})
       await helper.erase(
         { handle, method: ${JSON.stringify(zeros)}, job: ${JSON.stringify(randomUUID())} },
         { signal: new AbortController().signal, onProgress: ({ bytesDone }) => { if (bytesDone > 0) console.log('erasing') } },
       )`,
    )
    const killed = start([program])
    await once(killed.stdout ?? killed, 'data')
    const [nwipe] = nwipesOn(loop)
    expect(nwipe).toBeDefined()
    killed.kill('SIGKILL')
    await until(() => nwipesOn(loop).length === 0)
    // The helper had the disk alone: another one can have it once it is gone.
    const helper = await station()
    const again = await attemptErasure(helper, await handleOf(helper, loop), zeros, { signal: AbortSignal.abort() })
    expect(again).toEqual({ refused: [{ code: 'erase.cancelled', params: {} }] })
  })

  test('the helper, killed: nwipe dies with it, the station is told, and the next task starts another', async () => {
    const loop = await diskWithData(large)
    const helper = await station(await within(`export TMPDIR=${await folder()}`)) // which a killed one leaves as it is
    const handle = await handleOf(helper, loop)
    let begin: () => void = () => undefined
    const begins = new Promise<void>((resolve) => {
      begin = resolve
    })
    const erasing = eraseDisk(helper, handle, zeros, {
      onProgress: ({ bytesDone }) => {
        if (bytesDone > 0) begin()
      },
    })
    const lost = expect(erasing).rejects.toThrow(HelperGone)
    await begins
    const [nwipe] = nwipesOn(loop)
    const parent = Number(/^PPid:\s+(\d+)$/m.exec(await statusOf(nwipe ?? 0))?.[1])
    process.kill(parent, 'SIGKILL')
    await lost
    await until(() => nwipesOn(loop).length === 0)
    expect((await helper.inventory()).disks.map(({ name }) => `/dev/${name}`)).toContain(loop.device)
  })

  test('the window: the station that closes in order waits until nwipe has stopped', async () => {
    const loop = await diskWithData(large)
    const helper = await station()
    const handle = await handleOf(helper, loop)
    let begin: () => void = () => undefined
    const begins = new Promise<void>((resolve) => {
      begin = resolve
    })
    const erasing = eraseDisk(helper, handle, zeros, { onProgress: () => begin() })
    await begins
    await until(() => nwipesOn(loop).length === 1)
    await Promise.all([helper.close(), erasing.then((record) => expect(record.ended).toBe('cancelled'))])
    expect(nwipesOn(loop)).toEqual([])
    expect(await attemptErasure(helper, handle)).toEqual({ refused: [{ code: 'erase.closing', params: {} }] })
  })
})

/** The checkout may lie where only root reads, and then nobody else can start anything of it. */
const nobodyReads =
  canErase &&
  spawnSync(process.execPath, ['--eval', `fs.readFileSync(${JSON.stringify(source('electron/disk-helper.ts'))})`], {
    uid: 65_534,
    gid: 65_534,
    cwd: '/',
    stdio: 'ignore',
  }).status === 0

const statusOf = (pid: number): Promise<string> => readFile(`/proc/${String(pid)}/status`, 'utf8')

describe.skipIf(!canErase)(`What is said to the disk helper${whyNot}`, { timeout: 60_000 }, () => {
  const listening = () => {
    const helper = start([helperRuntime().script])
    const lines = createInterface({ input: helper.stdout ?? process.stdin })[Symbol.asyncIterator]()
    return {
      helper,
      say: (text: string) => helper.stdin?.write(`${text}\n`),
      hear: async (): Promise<HelperEvent> => JSON.parse((await lines.next()).value as string) as HelperEvent, // its own lines
    }
  }
  const beginning = async () =>
    JSON.stringify({ verb: 'begin', dataFolder: await folder(), testLoopDevices: true, version: '0' })

  test('and is none of its verbs, or more than they take, is answered and not done', async () => {
    const loop = await diskWithData()
    const before = await checksum(loop.image)
    const { helper, say, hear } = listening()
    const task = randomUUID()
    say(JSON.stringify({ verb: 'inventory', task }))
    expect(await hear()).toEqual({ event: 'failed', task, message: 'not begun' })
    say(await beginning())
    expect(await hear()).toEqual({ event: 'ready' })
    const wrongs = [
      'not JSON at all',
      '[]',
      JSON.stringify({ verb: 'run', program: '/bin/true' }),
      JSON.stringify({ verb: 'erase', task: randomUUID(), path: loop.device, choice: zeros, job: randomUUID() }),
      JSON.stringify({ verb: '__proto__' }),
      await beginning(),
    ]
    for (const wrong of wrongs) {
      say(wrong)
      expect((await hear()).event).toBe('failed')
    }
    say(JSON.stringify({ verb: 'cancel', task: randomUUID() }))
    say(JSON.stringify({ verb: 'inventory', task }))
    expect(await hear()).toMatchObject({ event: 'inventory', task })
    expect(await checksum(loop.image)).toBe(before)
    helper.stdin?.end()
    expect(await once(helper, 'close')).toEqual([0, null])
  })

  test('and never ends is not kept: it stops listening, and goes', async () => {
    const { helper, say } = listening()
    say(await beginning())
    helper.stdin?.on('error', () => undefined)
    helper.stdin?.write('x'.repeat(9 * 2 ** 20))
    expect((await once(helper, 'close'))[1]).toBeNull()
  })
})

describe.skipIf(!canErase)(`A station without the rights${whyNot}`, { timeout: 60_000 }, () => {
  type Said = {
    readonly inventory: {
      readonly gaps: readonly { readonly code: string }[]
      readonly disks: readonly { readonly name: string }[]
    }
    readonly erased: { readonly refused: readonly { readonly code: string }[] }
    readonly read: { readonly refused: readonly { readonly code: string }[] }
  }

  /** What nobody gets of the three verbs, about a disk that root chose; `pkexec` is a shell script in its place. */
  const asNobody = async (loop: LoopDevice, pkexec: string | null): Promise<Said> => {
    const handle = await handleOf(await station(), loop)
    const place = await folder()
    await chmod(place, 0o755)
    if (pkexec !== null) {
      await writeFile(join(place, 'pkexec'), `#!/bin/sh\n${pkexec}\n`)
      await chmod(join(place, 'pkexec'), 0o755)
    }
    const program = `
      import { startDiskHelper } from ${JSON.stringify(source('electron/disks/helper/client.ts'))}
      const helper = startDiskHelper({
        dataFolder: '/tmp', testLoopDevices: true, version: '0', now: () => new Date(), report: () => undefined,
      })
      const watch = { signal: new AbortController().signal, onProgress: () => undefined }
      const handle = ${JSON.stringify(handle)}
      const method = ${JSON.stringify(zeros)}
      const said = {
        inventory: await helper.inventory(),
        erased: await helper.erase({ handle, method, job: ${JSON.stringify(randomUUID())} }, watch),
        read: await helper.readBack({ handle, plan: { mode: 'full' }, expectation: { kind: 'zero' }, resume: null }, watch),
      }
      console.log(JSON.stringify(said))
      await helper.close()`
    const nobody = start(['--input-type=module-typescript', '--eval', program], {
      uid: 65_534,
      gid: 65_534,
      cwd: '/',
      env: { ...process.env, PATH: `${place}:${process.env['PATH'] ?? ''}` },
    })
    let said = ''
    nobody.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    await once(nobody, 'close')
    return JSON.parse(said) as Said // our own program's
  }
  const codes = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code)
  const names = ({ inventory }: Said) => inventory.disks.map(({ name }) => `/dev/${name}`)

  test.skipIf(!nobodyReads)('lists the disks, says that it may not erase or read them, and does neither', async () => {
    const loop = await diskWithData()
    const before = await checksum(loop.image)
    const said = await asNobody(loop, null)
    expect(names(said)).toContain(loop.device)
    expect(codes(said.inventory.gaps)).toContain('erase.needs-root')
    expect([codes(said.erased.refused), codes(said.read.refused)]).toEqual([['erase.needs-root'], ['erase.needs-root']])
    expect(await checksum(loop.image)).toBe(before)
  })

  test.skipIf(!nobodyReads)('asks by pkexec, and does without where the password is not given', async () => {
    const loop = await diskWithData()
    const said = await asNobody(loop, 'exit 126')
    expect(names(said)).toContain(loop.device)
    expect(codes(said.inventory.gaps)).toContain('erase.password-declined')
    expect(codes(said.erased.refused)).toEqual(['erase.password-declined'])
  })

  test.skipIf(!nobodyReads)(
    'gives pkexec a program by its whole path; a helper that did not become root refuses by its own guards',
    async () => {
      const loop = await diskWithData()
      const before = await checksum(loop.image)
      // As pkexec does: no variable of the caller's goes through.
      const said = await asNobody(loop, 'case "$1" in /*) exec env -i "$@" ;; *) exit 127 ;; esac')
      expect(names(said)).toContain(loop.device)
      expect(codes(said.inventory.gaps)).not.toContain('erase.needs-root')
      expect(codes(said.erased.refused).join()).toMatch(/^guard\./)
      expect(codes(said.read.refused)).toEqual(['read-back.no-permission'])
      expect(await checksum(loop.image)).toBe(before)
    },
  )

  test.skipIf(!nobodyReads)('that closes while the password is asked for does not wait for it', async () => {
    const place = await folder()
    await chmod(place, 0o755)
    await writeFile(join(place, 'pkexec'), '#!/bin/sh\nexec sleep 1000000\n')
    await chmod(join(place, 'pkexec'), 0o755)
    const program = `
      import { startDiskHelper } from ${JSON.stringify(source('electron/disks/helper/client.ts'))}
      const helper = startDiskHelper({
        dataFolder: '/tmp', testLoopDevices: false, version: '0', now: () => new Date(), report: () => undefined,
      })
      const asking = helper.inventory()
      await new Promise((resolve) => setTimeout(resolve, 500))
      await helper.close()
      await asking
      console.log('closed')`
    const nobody = start(['--input-type=module-typescript', '--eval', program], {
      uid: 65_534,
      gid: 65_534,
      cwd: '/',
      env: { ...process.env, PATH: `${place}:${process.env['PATH'] ?? ''}` },
    })
    const [said] = (await once(nobody.stdout ?? nobody, 'data')) as [Buffer] // a stream without an encoding
    expect(String(said)).toBe('closed\n')
    expect(await once(nobody, 'close')).toEqual([0, null])
  })

  test('whose helper cannot be started says so, and lists the disks all the same', async () => {
    const loop = await diskWithData()
    const helper = await station(await within('exit 3'))
    const { disks, gaps } = await helper.inventory()
    expect(disks.map(({ name }) => `/dev/${name}`)).toContain(loop.device)
    expect(gaps[0]?.code).toBe('erase.helper-failed')
  })
})
