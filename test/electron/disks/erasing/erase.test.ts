// Erasing disks of nobody with real nwipe through the real helper process: what goes well, what is stopped, what dies, and
// what is never touched.
import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import type { DiskProgress } from '../../../../domain/erasure/disk-job.ts'
import { ErasureRecord } from '../../../../domain/erasure/running/record.ts'
import { judgeReadBack } from '../../../../domain/erasure/read-back/read-back.ts'
import {
  attemptErasure,
  canErase,
  checksum,
  cleanUp,
  codesOf,
  diskWithData,
  eraseDisk,
  folder,
  handleOf,
  later,
  nwipesOn,
  random,
  randomThenZeros,
  readDisk,
  station,
  until,
  whyNot,
  within,
  zeros,
} from '../erasing-bench.ts'
import { run } from '../loop-device.ts'

/** nwipe needs seconds for this: time to do something to it. */
const large = 3 * 2 ** 30

afterEach(cleanUp)

describe.skipIf(!canErase)(`A disk that is erased${whyNot}`, { timeout: 120_000 }, () => {
  test('is overwritten with zeros, its log is kept whole, and reading it back holds', async () => {
    const loop = await diskWithData()
    const helper = await station()
    const handle = await handleOf(helper, loop)
    expect(judgeReadBack(await readDisk(helper, handle)).outcome).toBe('fails')

    const record = await eraseDisk(helper, handle)
    expect(ErasureRecord.parse(record)).toEqual(record)
    expect(record).toMatchObject({ ended: 'complete', reasons: [], exitCode: 0, leaves: { kind: 'zero' } })
    expect(record.medium.identity).toEqual(handle.identity)
    expect(record.program.name).toBe('nwipe')
    expect(record.program.arguments.at(-1)).toBe(loop.device)
    expect(record.output).toMatch(/^\[\d{4}\/\d\d\/\d\d /)
    expect(record.output.trimEnd()).toMatch(/Nwipe successfully completed\. See summary table for details\.$/)

    const read = await readDisk(helper, handle)
    expect(judgeReadBack(read)).toEqual({ outcome: 'holds', reasons: [] })
    expect(read.startedAt >= record.endedAt).toBe(true)
  })

  test('and is then written by somebody before it is read back: even where the sample misses it, nothing is proven', async () => {
    const loop = await diskWithData()
    const helper = await station()
    const handle = await handleOf(helper, loop)
    const { countAtEnd, leaves } = await eraseDisk(helper, handle)
    const readBack = async () => {
      const record = await helper.readBack(
        {
          handle,
          plan: { mode: 'sample', seed: 1 },
          expectation: leaves,
          resume: null,
          countedFrom: countAtEnd ?? null,
        },
        { signal: new AbortController().signal, onProgress: () => undefined },
      )
      if ('refused' in record) throw new Error(codesOf(record).join())
      return record
    }
    expect(judgeReadBack(await readBack())).toEqual({ outcome: 'holds', reasons: [] })
    loop.write(4096, Uint8Array.of(0))
    const record = await readBack()
    expect(record).toMatchObject({ spoiled: { bytes: 0 }, writes: { countAtStart: countAtEnd } })
    expect(judgeReadBack(record)).toMatchObject({
      outcome: 'unknown',
      reasons: [{ code: 'read-back.written-meanwhile' }],
    })
  })

  test('and is then written by somebody: the one byte is found at its address', async () => {
    const loop = await diskWithData()
    const helper = await station()
    const handle = await handleOf(helper, loop)
    await eraseDisk(helper, handle)
    const address = 5 * 2 ** 20 + 321
    loop.write(address, Uint8Array.of(0x41))
    const read = await readDisk(helper, handle)
    expect(judgeReadBack(read).outcome).toBe('fails')
    expect(read.spoiled.ranges).toEqual([{ start: address, end: address + 1 }])
  })

  test('may be filled with random data, with or without zeros at the end', async () => {
    const loop = await diskWithData()
    const helper = await station()
    const handle = await handleOf(helper, loop)
    const blanked = await eraseDisk(helper, handle, randomThenZeros)
    expect(blanked).toMatchObject({ ended: 'complete', leaves: { kind: 'zero' } })
    expect(judgeReadBack(await readDisk(helper, handle)).outcome).toBe('holds')

    const filled = await eraseDisk(helper, handle, random)
    expect(filled).toMatchObject({ ended: 'complete', leaves: { kind: 'random' } })
    expect(judgeReadBack(await readDisk(helper, handle, filled.leaves)).outcome).toBe('holds')
    expect(judgeReadBack(await readDisk(helper, handle)).outcome).toBe('fails')
  })

  test('shows how far it is, from nothing to all that is written and read', async () => {
    const loop = await diskWithData(128 * 2 ** 20)
    const helper = await station()
    const seen: DiskProgress[] = []
    const handle = await handleOf(helper, loop)
    const record = await eraseDisk(helper, handle, zeros, { onProgress: (progress) => seen.push(progress) })
    expect(record.ended).toBe('complete')
    const erasing = seen.filter(({ phase }) => phase === 'erasing')
    expect(seen[0]?.phase).toBe('checking')
    expect(new Set(erasing.map(({ bytesPlanned }) => bytesPlanned))).toEqual(new Set([2 * record.medium.sizeBytes]))
    const done = erasing.map(({ bytesDone }) => bytesDone)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect(done.at(-1)).toBe(2 * record.medium.sizeBytes)
  })

  test('is one of several at once, each with its own record', async () => {
    const loops = [await diskWithData(), await diskWithData(), await diskWithData()]
    const helper = await station()
    const handles = await Promise.all(loops.map((loop) => handleOf(helper, loop)))
    const records = await Promise.all(handles.map((handle) => eraseDisk(helper, handle)))
    expect(records.map(({ ended }) => ended)).toEqual(['complete', 'complete', 'complete'])
    expect(records.map(({ medium }) => medium.identity)).toEqual(handles.map(({ identity }) => identity))
  })
})

describe.skipIf(!canErase)(`An erasure that does not come to its end${whyNot}`, { timeout: 120_000 }, () => {
  const begun = () => {
    let begin: () => void = () => undefined
    const begins = new Promise<void>((resolve) => {
      begin = resolve
    })
    return {
      begins,
      onProgress: ({ phase, bytesDone }: DiskProgress) => {
        if (phase === 'erasing' && bytesDone > 0) begin()
      },
    }
  }

  test('because somebody stops it says so, and the disk is free again', async () => {
    const loop = await diskWithData(large)
    const helper = await station()
    const handle = await handleOf(helper, loop)
    const stop = new AbortController()
    const { begins, onProgress } = begun()
    const erasing = eraseDisk(helper, handle, zeros, { signal: stop.signal, onProgress })
    await Promise.race([begins, erasing])
    expect(nwipesOn(loop)).toHaveLength(1)
    stop.abort()
    const record = await erasing
    expect(record.ended).toBe('cancelled')
    expect(codesOf(record)).toEqual(['erase.cancelled'])
    expect(record.output).toContain('Invoking method')
    expect(nwipesOn(loop)).toEqual([])
    expect((await attemptErasure(helper, handle, zeros, { signal: AbortSignal.abort() })) satisfies object).toEqual({
      refused: [{ code: 'erase.cancelled', params: {} }],
    })
  })

  test('because nwipe is killed is a failure, whatever it had said before', async () => {
    const loop = await diskWithData(large)
    const helper = await station()
    const { begins, onProgress } = begun()
    const erasing = eraseDisk(helper, await handleOf(helper, loop), zeros, { onProgress })
    await Promise.race([begins, erasing])
    for (const pid of nwipesOn(loop)) process.kill(pid, 'SIGKILL')
    const record = await erasing
    expect(record).toMatchObject({ ended: 'failed', exitCode: null })
    expect(codesOf(record)).toContain('erase.program-killed')
  })

  test('because the disk takes no more is a failure: what was not written is still there', async () => {
    const small = await folder()
    await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small])
    later(() => run('umount', ['--lazy', small]))
    const image = `${small}/failing.img`
    await run('truncate', ['--size', '16M', image])
    const { stdout } = await run('losetup', ['--find', '--show', image])
    const device = stdout.trim()
    later(() => run('losetup', ['--detach', device]))
    const helper = await station()
    const { disks } = await helper.inventory()
    const disk = disks.find(({ name }) => `/dev/${name}` === device)
    if (disk === undefined) throw new Error(`${device} is not in the inventory`)
    const record = await eraseDisk(helper, disk.handle, random)
    expect(record.ended).toBe('failed')
    expect(codesOf(record).length).toBeGreaterThan(0)
  })

  test('with its log, because the disk under the log is full, is no complete one', async () => {
    const loop = await diskWithData()
    const small = await folder()
    const helper = await station(
      await within(
        `mount -t tmpfs -o size=8k tmpfs ${small}; head -c 8192 /dev/zero > ${small}/taken; export TMPDIR=${small}`,
      ),
    )
    const record = await eraseDisk(helper, await handleOf(helper, loop))
    expect(record.ended).toBe('failed')
    expect(codesOf(record)).toContain('erase.log-no-room')
  })

  test('because this nwipe knows other options, and so prints its usage and ends well, erased nothing', async () => {
    const loop = await diskWithData()
    const before = await checksum(loop.image)
    const other = `${await folder()}/nwipe`
    const helper = await station(
      await within(
        `printf "#!/bin/sh\\necho Usage: nwipe [options]\\n" > ${other}; chmod 755 ${other}; mount --bind ${other} "$(command -v nwipe)"`,
      ),
    )
    const record = await eraseDisk(helper, await handleOf(helper, loop))
    expect(record).toMatchObject({ ended: 'failed', exitCode: 0 })
    expect(codesOf(record)).toEqual(['erase.log-empty'])
    expect(record.output).toContain('Usage: nwipe')
    expect(await checksum(loop.image)).toBe(before)
  })

  test('is never left without the disk: detached in the middle, it stays until the end', async () => {
    const loop = await diskWithData(large)
    const helper = await station()
    const handle = await handleOf(helper, loop)
    const { begins, onProgress } = begun()
    const stop = new AbortController()
    const erasing = eraseDisk(helper, handle, zeros, { onProgress, signal: stop.signal })
    await Promise.race([begins, erasing])
    execFileSync('losetup', ['--detach', loop.device])
    // Its name is taken for as long as it is held: no other disk can come under it.
    expect(execFileSync('losetup', ['--list', '--noheadings', '--output', 'NAME'], { encoding: 'utf8' })).toContain(
      loop.device,
    )
    stop.abort()
    expect((await erasing).ended).toBe('cancelled')
    await until(() => !execFileSync('losetup', ['--list', '--noheadings'], { encoding: 'utf8' }).includes(loop.image))
    expect(codesOf(await attemptErasure(helper, handle))).toEqual(['guard.gone'])
  })
})
