// Backups on real media: file systems on loop devices, mounted where a desktop would, full, locked and pulled out. Needs root.
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeBackup } from '../../../electron/backup/write.ts'
import { StationError } from '../../../electron/failure.ts'
import { openVault } from '../../../electron/vault/vault.ts'
import { type LoopDevice, loopDevice, loopDevices, run } from '../disks/loop-device.ts'
import { newFolder } from '../vault/samples.ts'
import { openWorkshop, type Workshop } from '../vault/workshop.ts'
import { backUp, busyWorkshop, copyOf, filesUnder, type Kept, nameOn, passphrase, restoreInput } from './a-workshop.ts'

// Whole stations, keys stretched on purpose: on a slow computer that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const MIB = 1024 * 1024

describe.skipIf(!loopDevices.had)(`A key ${loopDevices.why}`, () => {
  const point = `/mnt/etabli-backup-${String(process.pid)}`
  let kept: Kept
  let loop: LoopDevice
  let here: Awaited<ReturnType<typeof copyOf>>
  let workshop: Workshop

  beforeAll(async () => {
    kept = await busyWorkshop()
    await mkdir(point)
  }, 120_000)
  afterAll(async () => {
    await kept.remove()
    await rm(point, { recursive: true, force: true })
  })
  beforeEach(async () => {
    loop = await loopDevice(64 * MIB)
    await run('mkfs.ext2', ['-q', '-m', '0', '-L', 'CLE-DIE', loop.device])
    await run('mount', [loop.device, point])
    here = await copyOf(kept)
    workshop = await openWorkshop(here.data)
  })
  afterEach(async () => {
    await workshop.station.close().catch(() => undefined)
    await run('umount', ['-l', point]).catch(() => undefined)
    await loop.detach()
    await here.remove()
  })

  const reasonsOf = async (work: ReturnType<typeof backUp>) => {
    const reply = await work
    return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
  }
  const comesBack = async () => {
    const elsewhere = await newFolder()
    const other = await openWorkshop(elsewhere.path)
    const name = await nameOn(other, point)
    const reply = await other.ask('backups.restore', restoreInput({ medium: point, name, passphrase }))
    await other.station.close()
    await elsewhere.remove()
    return reply
  }

  it('takes a backup, and gives it back after it was pulled out and plugged in', async () => {
    expect(await reasonsOf(backUp(workshop, point, passphrase))).toEqual([])
    await run('umount', [point])
    await run('mount', [loop.device, point])
    expect(await comesBack()).toMatchObject({ ok: true })
    expect(await workshop.get('backups.state', {})).toMatchObject({ last: { withKey: true }, lastFailure: null })
  })

  it('that is full says so, and the backup of before stands on it', async () => {
    expect(await reasonsOf(backUp(workshop, point, passphrase))).toEqual([])
    for (let count = 0; count < 64; count++) {
      await writeFile(join(point, `photo-${String(count)}.jpg`), Buffer.alloc(MIB, 1)).catch(() => undefined)
    }
    await workshop.get('blobs.put', { base64: Buffer.alloc(2 * MIB, 5).toString('base64'), mediaType: 'x/y' })
    expect(await reasonsOf(backUp(workshop, point))).toEqual(['medium.no-room'])
    expect(await comesBack()).toMatchObject({ ok: true })
    expect(await workshop.get('backups.state', {})).toMatchObject({
      lastFailure: { reasons: [{ code: 'medium.no-room' }] },
    })
  })

  it('that is locked says so', async () => {
    await run('mount', ['-o', 'remount,ro', point])
    expect(await reasonsOf(backUp(workshop, point))).toEqual(['medium.read-only'])
  })

  it('that is pulled out in the middle says so, nothing lands behind it, and the backup of before stands on it', async () => {
    expect(await reasonsOf(backUp(workshop, point, passphrase))).toEqual([])
    for (let count = 0; count < 40; count++) {
      await workshop.get('blobs.put', { base64: Buffer.alloc(1000, count).toString('base64'), mediaType: 'x/y' })
    }
    await workshop.station.close()
    const vault = await openVault({
      dataFolder: here.data,
      shell: 'memory',
      now: () => new Date(),
      builtAt: '2026-01-01T00:00:00.000Z',
    })
    const medium = { path: point, label: 'CLE-DIE', kind: 'removable' as const, freeBytes: null, totalBytes: null }
    let isOut: Promise<unknown> | null = null
    const failure = await writeBackup(
      { vault, now: () => new Date(), today: () => '2026-11-26' },
      { ...medium, readOnly: false },
      passphrase,
      {
        signal: new AbortController().signal,
        onProgress: ({ step, done }) => {
          if (step === 'files' && done > 10) isOut ??= run('umount', ['-l', point])
        },
      },
    ).catch((error: unknown) => error)
    await isOut
    await vault.close()
    expect(failure instanceof StationError ? failure.failure.reasons[0]?.code : failure).toBe('medium.gone')
    const behind = await filesUnder(point)
    expect([...behind.keys()].filter((path) => /secrets|sauvegarde\.json|journal/.test(path))).toEqual([])
    await run('mount', [loop.device, point])
    expect((await stat(join(point, 'etabli-sauvegardes'))).isDirectory()).toBe(true)
    expect(await comesBack()).toMatchObject({ ok: true })
  })
})
