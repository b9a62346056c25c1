// What the probe opens for writing, by the kernel's word (strace), while it reads a machine with a disk, looks at that disk and
// reads it back: its own papers, and nothing that is a disk.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { loopDevices } from '../disks/loop-device.ts'
import { aTarget } from './a-target.ts'

const run = promisify(execFile)
const probe = fileURLToPath(new URL('../../../electron/probe.ts', import.meta.url))
const hasStrace = await run('strace', ['-V']).then(
  () => true,
  () => false,
)

test.skipIf(!hasStrace || !loopDevices.had)('the probe and all it starts open no disk for writing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-writes-'))
  const target = await aTarget(64 * 2 ** 20)
  try {
    const trace = join(folder, 'trace')
    const calls = 'trace=open,openat,openat2,creat,mount,rename,renameat,renameat2,unlink,unlinkat,truncate,ioctl'
    const words = ['--no-bench', '--verify', 'sample', '--out', folder]
    await run('strace', ['-f', '-qq', '-e', calls, '-o', trace, process.execPath, probe, ...words], {
      maxBuffer: 2 ** 26,
      env: { ...process.env, PATH: await target.path() },
    })
    const lines = (await readFile(trace, 'utf8')).split('\n').filter((line) => !/ = -1 /.test(line))
    const fileIn = (line: string) => /"([^"]*)"/.exec(line)?.[1] ?? line

    // It did read the disk, by the process that looks and by the thread that reads back: the test would see a write.
    const openings = lines.filter((line) => line.includes(target.disk.device) || line.includes('/dev/etabli-test-'))
    expect(openings.filter((line) => line.includes('O_RDONLY|O_DIRECT')).length).toBeGreaterThanOrEqual(2)
    expect(openings.filter((line) => /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(line))).toEqual([])

    const forWriting = lines.filter((line) => /O_WRONLY|O_RDWR|O_CREAT|creat\(/.test(line)).map(fileIn)
    const papers = (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => join(folder, name))
    expect(papers).toHaveLength(2)
    for (const paper of papers) expect(forWriting).toContain(paper)
    expect(forWriting.filter((file) => !file.startsWith(folder) && !/^\/dev\/(null|tty)$/.test(file))).toEqual([])
    // No mounting, and no command to a disk that discards, sets or formats (BLKDISCARD, BLKZEROOUT, BLKROSET…).
    expect(lines.filter((line) => /mount\(|BLKDISCARD|BLKZEROOUT|BLKSECDISCARD|BLKROSET/.test(line))).toEqual([])
  } finally {
    await target.takeAway()
    await rm(folder, { recursive: true, force: true })
  }
})
