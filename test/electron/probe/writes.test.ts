// What the probe opens for writing, by the kernel's word (strace): the report, and nothing that is a disk.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { loopDevice, loopDevices } from '../disks/loop-device.ts'

const run = promisify(execFile)
const probe = fileURLToPath(new URL('../../../electron/probe.ts', import.meta.url))
const hasStrace = await run('strace', ['-V']).then(
  () => true,
  () => false,
)

test.skipIf(!hasStrace || !loopDevices.had)('the probe and all it starts open no disk for writing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-writes-'))
  const disk = await loopDevice(8 * 2 ** 20)
  try {
    const trace = join(folder, 'trace')
    const calls = 'trace=open,openat,openat2,creat,mount,rename,renameat,renameat2,unlink,unlinkat,truncate'
    await run(
      'strace',
      ['-f', '-qq', '-e', calls, '-o', trace, process.execPath, probe, '--no-bench', '--out', folder],
      {
        maxBuffer: 2 ** 26,
      },
    )
    const lines = (await readFile(trace, 'utf8')).split('\n').filter((line) => !/ = -1 /.test(line))
    expect(lines.length).toBeGreaterThan(50)
    const forWriting = lines.filter((line) => /O_WRONLY|O_RDWR|O_CREAT|creat\(/.test(line))
    const files = forWriting.map((line) => /"([^"]*)"/.exec(line)?.[1] ?? line)
    const [report] = (await readdir(folder)).filter((name) => name.endsWith('.etabli.json'))
    expect(files).toContain(join(folder, report ?? '?'))
    expect(files.filter((file) => !file.startsWith(folder) && !/^\/dev\/(null|tty)$/.test(file))).toEqual([])
    expect(lines.filter((line) => /mount\(/.test(line))).toEqual([])
  } finally {
    await disk.detach()
    await rm(folder, { recursive: true, force: true })
  }
})
