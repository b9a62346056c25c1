// From an update that waits to one that is installed: with a supervisor, never while a disk is at work, and said at the next start.
import { appendFile, chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateSubject } from '../../../domain/supervision/subject.ts'
import type { UpdateManifest } from '../../../domain/update/manifest.ts'
import { reason } from '../../../domain/words/reason.ts'
import { refuse } from '../../../electron/failure.ts'
import { installerCommand } from '../../../electron/update/installing/start-installer.ts'
import { replaceProgram } from '../../../electron/update/installing/replace-program.ts'
import type { installByDpkg } from '../../../electron/update/installing/by-dpkg.ts'
import { confirmOrders, endOf, erase, handleOf, ordersFor, receiveMachineWith, untilWriting } from '../disks/at-work.ts'
import { canErase, whyNot } from '../disks/erasing-bench.ts'
import { loopDevice } from '../disks/loop-device.ts'
import { sha256 } from '../vault/samples.ts'
import { codeOf, confirm } from '../vault/workshop.ts'
import {
  agreed,
  BEFORE,
  codesOf,
  install,
  publish,
  stateOf,
  take,
  type UpdatedWorkshop,
  updatedWorkshop,
} from './an-update.ts'

let here: UpdatedWorkshop
afterEach(() => here.remove())

const copies = async () =>
  (await readdir(join(here.data, 'updates')).catch(() => [])).filter((name) => name !== 'state.json')
const state = () => here.workshop.get('updates.state', {})
const waiting = async (...changes: Parameters<typeof publish>[2][]) => {
  const update = await publish(here.medium, here.publisher, ...changes)
  stateOf(await take(here, update.name))
  return update
}
const program = () => readFile(here.program)
const beside = async () => (await readdir(here.folder)).toSorted()

describe('an AppImage', () => {
  beforeEach(async () => {
    here = await updatedWorkshop()
  })

  it('whose checked copy was changed before it is laid beside the program does not take its place', async () => {
    const { manifest } = await waiting()
    const [copy = ''] = await copies()
    const path = join(here.data, 'updates', copy)
    await writeFile(path, Buffer.alloc(manifest.bytes, 7))
    await expect(replaceProgram(path, here.program, manifest)).rejects.toMatchObject({
      failure: { code: 'refused', reasons: [{ code: 'update.package-not-the-same' }] },
    })
    expect((await program()).equals(BEFORE)).toBe(true)
    expect(await beside()).toEqual(['Etabli.AppImage', 'data', 'media'])
  })

  it('takes the place of the one that runs, and says at the next start that it came', async () => {
    const { manifest, bytes } = await waiting()
    const after = stateOf(await install(here.workshop, manifest))
    expect(after).toMatchObject({ version: '0.1.0', waitsForRestart: '0.2.0', taken: null, lastFailure: null })
    expect((await program()).equals(bytes)).toBe(true)
    expect((await stat(here.program)).mode & 0o777).toBe(0o755)
    expect(await beside()).toEqual(['Etabli.AppImage', 'data', 'media'])
    expect(await copies()).toEqual([])
    // Until then the key offers the same one no second time.
    const [offered] = await here.workshop.get('updates.found', { medium: here.medium })
    expect(offered?.faults).toEqual([reason('update.here-already', { version: '0.2.0' })])
    here = await here.restart('0.2.0')
    expect(await state()).toMatchObject({ cameFrom: { version: '0.1.0' }, waitsForRestart: null, lastFailure: null })
    // Until somebody has read it, and not at the start after.
    expect((await here.workshop.get('updates.read', {})).cameFrom).toBeNull()
    here = await here.restart('0.2.0')
    expect((await state()).cameFrom).toBeNull()
  })

  it('that was put in place and is not what starts is said too', async () => {
    const { manifest } = await waiting()
    stateOf(await install(here.workshop, manifest))
    here = await here.restart('0.1.0')
    expect((await state()).lastFailure?.reasons).toEqual([
      reason('update.did-not-come', { version: '0.2.0', here: '0.1.0' }),
    ])
  })

  it('whose copy was swapped since it was checked is not run, and goes', async () => {
    const { manifest } = await waiting()
    const [copy = ''] = await copies()
    await writeFile(join(here.data, 'updates', copy), Buffer.alloc(manifest.bytes, 1))
    expect(codesOf(await install(here.workshop, manifest))).toEqual(['update.package-not-the-same'])
    expect(await program()).toEqual(BEFORE)
    expect(await copies()).toEqual([])
    expect((await state()).taken).toBeNull()
  })

  it('that grew by one byte while the station was closed is thrown away at the start', async () => {
    await waiting()
    const [copy = ''] = await copies()
    await appendFile(join(here.data, 'updates', copy), 'x')
    here = await here.restart()
    expect((await state()).taken).toBeNull()
    expect(await copies()).toEqual([])
  })

  it('where its file is gone, or may not be replaced, says so and leaves all as it is', async () => {
    const { manifest } = await waiting()
    await rename(here.program, `${here.program}.ailleurs`)
    expect(codesOf(await install(here.workshop, manifest))).toEqual(['update.program-gone'])
    expect((await beside()).includes('Etabli.AppImage')).toBe(false)
    expect((await state()).taken?.manifest).toEqual(manifest)
    expect(here.workshop.faults).toEqual([])
  })
})

describe('a supervisor', () => {
  beforeEach(async () => {
    here = await updatedWorkshop()
  })

  it('agrees to this very update, once', async () => {
    const { manifest } = await waiting()
    const other: UpdateManifest = { ...manifest, version: '0.2.1' }
    const ask = (confirmation: string) =>
      here.workshop.ask('updates.install', { sha256: manifest.sha256, confirmation })
    expect(codesOf(await ask(await agreed(here.workshop, other)))).toEqual([
      'supervision.confirmation-of-other-subject',
    ])
    const wrongKind = await confirm(
      here.workshop,
      { kind: 'change-settings', subject: await updateSubject(manifest, sha256) },
      null,
    )
    expect(codesOf(await ask(wrongKind))).toEqual(['supervision.confirmation-of-other-kind'])
    expect(await program()).toEqual(BEFORE)
    const right = await agreed(here.workshop, manifest)
    stateOf(await ask(right))
    // The frame that used it up is in the journal.
    const { frames } = await here.workshop.get('journal.read', { after: 0, limit: 1000 })
    expect(frames.at(-1)?.frame.entry).toEqual({ kind: 'used-confirmation', v: 1, confirmation: right })
    const again = await publish(here.medium, here.publisher, { version: '0.3.0', fileName: 'b.AppImage' })
    stateOf(await take(here, again.name))
    expect(
      codesOf(await here.workshop.ask('updates.install', { sha256: again.manifest.sha256, confirmation: right })),
    ).toEqual(['supervision.confirmation-used'])
  })

  it('is asked for what waits, not for what waited before', async () => {
    const first = await waiting()
    const second = await waiting({ version: '0.3.0', fileName: 'b.AppImage' })
    expect(codesOf(await install(here.workshop, first.manifest))).toEqual(['update.other-taken'])
    expect(await copies()).toEqual([`${second.manifest.sha256}.AppImage`])
  })
})

describe('a Debian package', () => {
  type Installer = typeof installByDpkg
  const asDebian = async (installDebian: Installer) => {
    here = await updatedWorkshop({
      installation: { form: 'deb', architecture: 'x64', program: null },
      installDebian,
    })
    return waiting({ form: 'deb', fileName: 'etabli_0.2.0_amd64.deb' })
  }

  it('is handed to the installer under the hash that was signed', async () => {
    const given: string[] = []
    const { manifest, bytes } = await asDebian(async (file) => {
      given.push(file)
      expect((await readFile(file)).equals(bytes)).toBe(true)
    })
    expect(stateOf(await install(here.workshop, manifest)).waitsForRestart).toBe('0.2.0')
    expect(given).toEqual([join(here.data, 'updates', `${manifest.sha256}.deb`)])
    expect(await copies()).toEqual([])
  })

  it('that the system does not accept still waits, and can be tried again', async () => {
    const { manifest } = await asDebian(() => Promise.resolve().then(() => refuse(reason('update.password-declined'))))
    expect(codesOf(await install(here.workshop, manifest))).toEqual(['update.password-declined'])
    expect(await state()).toMatchObject({ taken: { manifest, faults: [] }, waitsForRestart: null })
  })

  it('is installed alone: nothing else is done to updates meanwhile', async () => {
    let during: readonly string[] = []
    const { manifest } = await asDebian(async () => {
      during = codesOf(await here.workshop.ask('updates.dismiss', {}))
    })
    stateOf(await install(here.workshop, manifest))
    expect(during).toEqual(['update.going-on'])
  })
})

describe('a Windows installer', () => {
  // A program that only writes down that it was started, in the place of the installer.
  const script = (witness: string) => Buffer.from(`#!/bin/sh\necho started > '${witness}'\n`)

  it('is started once Établi can go, and the next start says what became of it', async () => {
    let left = 0
    const installation = { form: 'nsis', architecture: 'x64', program: null } as const
    here = await updatedWorkshop({ installation, leave: () => (left += 1) })
    const witness = join(here.folder, 'witness')
    const fileName = 'etabli-installation-0.2.0-x64.exe'
    const { manifest } = await waiting({ form: 'nsis', fileName, bytes: script(witness) })
    const copy = join(here.data, 'updates', `${manifest.sha256}.exe`)
    await chmod(copy, 0o700) // Windows knows no such right
    const after = stateOf(await install(here.workshop, manifest))
    expect(left).toBe(1)
    expect(after).toMatchObject({ waitsForRestart: null, taken: { manifest } })
    await expect.poll(() => readFile(witness, 'utf8').catch(() => '')).toBe('started\n')
    here = await here.restart('0.1.0')
    expect((await state()).lastFailure?.reasons).toEqual([
      reason('update.did-not-come', { version: '0.2.0', here: '0.1.0' }),
    ])
    here = await here.restart('0.2.0')
    expect(await state()).toMatchObject({ lastFailure: null, cameFrom: { version: '0.1.0' }, taken: null })
    expect(await copies()).toEqual([])
  })

  it('is opened by the desktop, which asks for the right, without a shell', () => {
    expect(installerCommand('C:\\x\\a b&c.exe', 'win32', 'C:\\Windows')).toEqual({
      program: expect.stringMatching(/^C:\\Windows[\\/]explorer\.exe$/) as string,
      words: ['C:\\x\\a b&c.exe'],
    })
  })
})

describe.skipIf(!canErase)(`a disk that is being erased${whyNot}`, { timeout: 120_000 }, () => {
  it('is not disturbed: the update waits until it is done', async () => {
    here = await updatedWorkshop({}, { testLoopDevices: true })
    const { workshop } = here
    const loop = await loopDevice(256 * 1024 * 1024)
    try {
      const handle = await handleOf(workshop, loop.device)
      const machine = await receiveMachineWith(workshop, [handle])
      const orders = ordersFor(machine, await codeOf(workshop, 'Samir'), [handle])
      const { manifest } = await waiting()
      const confirmation = await agreed(workshop, manifest)
      const job = await erase(workshop, orders)
      await untilWriting(workshop, job.id)
      const refused = await workshop.ask('updates.install', { sha256: manifest.sha256, confirmation })
      expect(codesOf(refused)).toEqual(['update.disk-at-work'])
      expect(await program()).toEqual(BEFORE)
      expect((await workshop.get('disks.jobs', {})).find(({ id }) => id === job.id)?.ended).toBeNull()
      expect(await endOf(workshop, job.id)).toMatchObject({ outcome: 'holds' })
      // The confirmation was not used up by the refusal.
      stateOf(await workshop.ask('updates.install', { sha256: manifest.sha256, confirmation }))
    } finally {
      await workshop.station.close()
      await loop.detach()
    }
  })

  it('does not begin while an update is being installed, and may afterwards', async () => {
    let begin: () => Promise<readonly string[]> = () => Promise.resolve([])
    let during: readonly string[] = []
    here = await updatedWorkshop(
      {
        installation: { form: 'deb', architecture: 'x64', program: null },
        installDebian: async () => {
          during = await begin()
        },
      },
      { testLoopDevices: true },
    )
    const { workshop } = here
    const loop = await loopDevice(16 * 1024 * 1024)
    try {
      const handle = await handleOf(workshop, loop.device)
      const machine = await receiveMachineWith(workshop, [handle])
      const { manifest } = await waiting({ form: 'deb', fileName: 'etabli_0.2.0_amd64.deb' })
      begin = async () => {
        const orders = ordersFor(machine, await codeOf(workshop, 'Samir'), [handle])
        const confirmation = await confirmOrders(workshop, orders)
        const reply = await workshop.ask('disks.erase', { orders, confirmation })
        return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
      }
      stateOf(await install(workshop, manifest))
      expect(during).toEqual(['update.being-installed'])
      expect(await workshop.get('disks.jobs', {})).toEqual([])
      expect(await begin()).toEqual([])
    } finally {
      await workshop.station.close()
      await loop.detach()
    }
  })
})

describe('what the station remembers', () => {
  beforeEach(async () => {
    here = await updatedWorkshop()
  })

  it('lost or damaged, costs nothing but that', async () => {
    await waiting()
    await writeFile(join(here.data, 'updates', 'state.json'), '{"kind":')
    here = await here.restart()
    expect(await state()).toMatchObject({ taken: null, cameFrom: null, lastFailure: null })
    expect(await copies()).toEqual([])
    await rm(join(here.data, 'updates'), { recursive: true })
    here = await here.restart('0.9.0')
    expect((await state()).cameFrom).toBeNull()
    expect(here.workshop.faults).toEqual([])
  })

  it('tells of another version however it came there', async () => {
    here = await here.restart('0.1.5')
    expect((await state()).cameFrom?.version).toBe('0.1.0')
  })

  it('cannot be written down: the station works nevertheless', async () => {
    await rm(join(here.data, 'updates'), { recursive: true, force: true })
    await writeFile(join(here.data, 'updates'), 'a file where a folder should be')
    here = await here.restart('0.2.0')
    expect((await here.workshop.get('station.describe', {})).writable).toBe(true)
    await rm(join(here.data, 'updates'))
    await chmod(here.data, 0o700)
  })
})
