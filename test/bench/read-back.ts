// How fast a full verification reads, beside `dd bs=4M iflag=direct` on the same device, in turns. Run by hand, as root:
//   node test/bench/read-back.ts [MiB] [rounds]
// The device is a loop device over a file of our own whose reads go past the cache, so that the disk beneath it is read.
import { spawnSync } from 'node:child_process'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { findMedium } from '../../electron/disks/listing/medium.ts'
import { readBack } from '../../electron/disks/reading/read-back.ts'
import { loopDevice } from '../electron/disks/loop-device.ts'

const mebibytes = Number(process.argv[2] ?? 2048)
const rounds = Number(process.argv[3] ?? 5)
const sizeBytes = mebibytes * 2 ** 20

const loop = await loopDevice(sizeBytes, ['--direct-io=on'])
try {
  // Written, not left out: a hole in a file is not read from anywhere.
  const file = openSync(loop.image, 'r+')
  const zeros = Buffer.alloc(8 * 2 ** 20)
  for (let address = 0; address < sizeBytes; address += zeros.length) writeSync(file, zeros, 0, zeros.length, address)
  fsyncSync(file)
  closeSync(file)

  const found = await findMedium(loop.device, false)
  if ('code' in found) throw new Error(found.code)
  const seconds = async (work: () => Promise<unknown> | unknown) => {
    const begun = performance.now()
    await work()
    return (performance.now() - begun) / 1000
  }
  const dd = () => {
    const { status } = spawnSync('dd', [`if=${loop.device}`, 'of=/dev/null', 'bs=4M', 'iflag=direct', 'status=none'])
    if (status !== 0) throw new Error('dd failed')
  }
  let resident = 0
  const alone: number[] = []
  const ours = async () => {
    const record = await readBack(
      { found, plan: { mode: 'full' }, expectation: { kind: 'zero' }, tool: { name: 'bench', version: '0' } },
      {
        now: () => new Date(),
        onProgress: () => {
          resident = Math.max(resident, process.memoryUsage().rss)
        },
      },
    )
    if ('refused' in record || record.bytesRead !== sizeBytes || record.spoiled.bytes > 0) throw new Error('not read')
    alone.push(sizeBytes / 1000 / record.milliseconds)
  }

  const speeds = { dd: [] as number[], ours: [] as number[] }
  dd()
  for (let round = 0; round < rounds; round++) {
    // In turns that swap, so that neither is always first.
    const turns = round % 2 === 0 ? (['dd', 'ours'] as const) : (['ours', 'dd'] as const)
    for (const turn of turns) speeds[turn].push(sizeBytes / 1e6 / (await seconds(turn === 'dd' ? dd : ours)))
  }
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const list = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(' ')
  console.log(`${String(mebibytes)} MiB on ${loop.device}, ${String(rounds)} rounds, MB/s`)
  console.log(`  dd bs=4M iflag=direct  ${list(speeds.dd)}  median ${median(speeds.dd).toFixed(0)}`)
  console.log(`  full verification      ${list(speeds.ours)}  median ${median(speeds.ours).toFixed(0)}`)
  console.log(`    without its start    ${list(alone)}  median ${median(alone).toFixed(0)}`)
  console.log(`  ratio of the medians   ${(median(speeds.ours) / median(speeds.dd)).toFixed(2)}`)
  console.log(`  resident memory        at most ${(resident / 2 ** 20).toFixed(0)} MiB`)
} finally {
  await loop.detach()
}
