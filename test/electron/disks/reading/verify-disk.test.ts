// `npm run -s verify-disk` as a person runs it, and what it does to the device as the kernel sees it (strace).
import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { verifyDiskCommand } from '../../../../electron/verify-disk.ts'
import { loopDevice, type LoopDevice, loopDevices, run } from '../loop-device.ts'

const command = fileURLToPath(new URL('../../../../electron/verify-disk.ts', import.meta.url))
const sizeBytes = 12 * 2 ** 20

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-verify-disk-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const verifyDisk = async (...args: string[]) => {
  let output = ''
  const code = await verifyDiskCommand(args, { write: (text) => (output += text), watch: null })
  return { code, output }
}
const asJson = async (...args: string[]) => {
  const { code, output } = await verifyDisk(...args, '--json')
  return { code, data: JSON.parse(output) as Record<string, unknown> & { record: Record<string, unknown> } } // ours
}

describe('npm run verify-disk, asked wrongly', () => {
  test.for([
    [],
    ['/dev/null'],
    ['/dev/null', '--mode', 'full'],
    ['/dev/null', '--mode', 'all', '--expect', 'zero'],
    ['/dev/null', '/dev/zero', '--mode', 'full', '--expect', 'zero'],
    ['/dev/null', '--mode', 'full', '--expect', 'zeros'],
    ['/dev/null', '--mode', 'sample', '--expect', 'zero', '--seed', '-1'],
    ['/dev/null', '--mode', 'sample', '--expect', 'zero', '--seed', '1e99'],
    ['/dev/null', '--mode', 'full', '--expect', 'zero', '--write'],
    ['/dev/null', '--mode', 'full', '--expect', 'zero', '--lang', 'de'],
  ])('says how to ask and ends with 2: %s', async (args) => {
    const { code, output } = await verifyDisk(...args)
    expect(code).toBe(2)
    expect(output).toContain('verify-disk -- DISQUE')
  })
  test.for([
    ['/dev/null', 'n’est pas un disque'],
    ['/dev/there-is-none', 'n’existe pas'],
    ['/tmp', 'n’est pas un disque'],
    [command, '--file'],
  ] as const)('refuses what is no disk, in words: %s', async ([path, said]) => {
    const { code, output } = await verifyDisk(path, '--mode', 'full', '--expect', 'zero')
    expect(code).toBe(2)
    expect(output).toContain(said)
    expect(output).toContain('Rien n’a été lu.')
  })
  test('reads an image in a file with --file, also one that ends within a sector', async () => {
    const image = join(folder, 'image')
    await writeFile(image, '')
    await truncate(image, 3_000_001)
    expect((await verifyDisk(image, '--file', '--mode', 'full', '--expect', 'zero')).code).toBe(0)
    await writeFile(image, Buffer.concat([Buffer.alloc(3_000_000), Buffer.of(1)]))
    const { code, data } = await asJson(image, '--file', '--mode', 'full', '--expect', 'zero')
    expect(code).toBe(1)
    expect(data.record['spoiled']).toMatchObject({ ranges: [{ start: 3_000_000, end: 3_000_001 }] })
    expect((await verifyDisk('/dev/null', '--file', '--mode', 'full', '--expect', 'zero')).code).toBe(2)
  })
})

const why = loopDevices.had ? '' : ` (skipped: ${loopDevices.why})`
describe.skipIf(!loopDevices.had)(`npm run verify-disk on a loop device${why}`, () => {
  let loop: LoopDevice
  const attach = async (size = sizeBytes, options: readonly string[] = []) => (loop = await loopDevice(size, options))
  afterEach(async () => {
    await loop.detach()
  })

  test('ends with 0 if the disk holds, with 1 if not, and writes addresses that can be pasted', async () => {
    const { device, write } = await attach()
    const good = await verifyDisk(device, '--mode', 'full', '--expect', 'zero')
    expect(good).toMatchObject({ code: 0 })
    expect(good.output).toContain('Vérifié')
    write(7_654_321, Buffer.from('abc'))
    const bad = await verifyDisk(device, '--mode', 'full', '--expect', 'zero', '--lang', 'en')
    expect(bad.code).toBe(1)
    expect(bad.output).toContain('7654321-7654323')
    const { code, data } = await asJson(device, '--mode', 'full', '--expect', 'zero')
    expect(code).toBe(1)
    expect(data).toMatchObject({ holds: false, outcome: 'fails', record: { bytesRead: sizeBytes } })
  })
  test('records the seed that it drew, states what the samples can find, and repeats a seed', async () => {
    const { device } = await attach()
    const { code, data } = await asJson(device, '--mode', 'sample', '--expect', 'zero')
    expect(code).toBe(0)
    expect(data).toMatchObject({ detection: [{ regionBytes: 512 }, {}, {}, {}] })
    const { seed } = (data.record['plan'] as { sampling: { seed: number } }).sampling // as asked above
    const again = await asJson(device, '--mode', 'sample', '--expect', 'zero', '--seed', String(seed))
    expect(again.data.record['plan']).toEqual(data.record['plan'])
  })
  test('refuses a partition, and names its disk', async () => {
    const { device } = await attach()
    const name = device.slice('/dev/'.length)
    await run('addpart', [device, '1', '2048', '4096']) // told to the kernel alone: not every kernel reads tables
    try {
      const numbers = await readFile(`/sys/block/${name}/${name}p1/dev`, 'utf8')
      const node = join(folder, 'partition')
      const [major = '', minor = ''] = numbers.trim().split(':')
      await run('mknod', [node, 'b', major, minor])
      const { code, output } = await verifyDisk(node, '--mode', 'full', '--expect', 'zero')
      expect(code).toBe(2)
      expect(output).toContain(`donnez le disque ${name}`)
    } finally {
      await run('delpart', [device, '1']) // it would outlive the device
    }
  })
  test('is led by no link: what is read is the disk that the link names', async () => {
    const { device } = await attach()
    const link = join(folder, 'my;$(disk)\nname')
    await symlink(device, link)
    expect((await verifyDisk(link, '--mode', 'full', '--expect', 'zero')).code).toBe(0)
  })
  test('goes on with what was stopped by Ctrl-C, from its own output', async () => {
    const { device, write } = await attach(2 ** 31)
    write(2 ** 31 - 1, Buffer.of(1))
    const child = spawn(process.execPath, [command, device, '--mode', 'full', '--expect', 'zero', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    const ended = new Promise((resolve) => child.on('close', resolve))
    // The reading has begun once the device is open.
    for (let waited = 0; waited < 200; waited++) {
      const files = spawnSync('ls', ['-l', `/proc/${String(child.pid)}/fd`], { encoding: 'utf8' }).stdout
      if (files.includes(device)) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    child.kill('SIGINT')
    expect(await ended).toBe(1)
    expect(JSON.parse(output)).toMatchObject({ outcome: 'unknown', record: { ended: 'cancelled' } })
    const kept = join(folder, 'stopped.json')
    await writeFile(kept, output)
    const { code, data } = await asJson(device, '--mode', 'full', '--expect', 'zero', '--resume', kept)
    expect(code).toBe(1)
    expect(data).toMatchObject({ record: { ended: 'complete', bytesRead: 2 ** 31, spoiled: { bytes: 1 } } })
    await writeFile(kept, '{"record": {"kind": "read-back"}}')
    const refused = await verifyDisk(device, '--mode', 'full', '--expect', 'zero', '--resume', kept)
    expect(refused.code).toBe(2)
  })
})

const strace = spawnSync('strace', ['-V']).status === 0
const needed = loopDevices.had ? (strace ? '' : ' (skipped: strace is missing)') : why
describe.skipIf(!loopDevices.had || !strace)(`What the kernel sees of npm run verify-disk${needed}`, () => {
  let loop: LoopDevice
  afterEach(async () => {
    await loop.detach()
  })
  /** The command under strace: its exit code, its data, and every call that named or used the device, or its image. */
  const traced = async (options: readonly string[], ...args: readonly string[]) => {
    const trace = join(folder, 'trace')
    const medium = args.includes('--file') ? loop.image : loop.device
    const { status, stdout } = await new Promise<{ status: number | null; stdout: string }>((resolve) => {
      const child = spawn(
        'strace',
        ['-f', '-qq', '-P', medium, ...options, '-o', trace, process.execPath, command, medium, ...args, '--json'],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      )
      let said = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
      child.on('close', (code) => {
        resolve({ status: code, stdout: said })
      })
    })
    const data = JSON.parse(stdout) as { outcome: string; reasons: { code: string }[]; record: Record<string, unknown> } // the command's own
    return { status, data, calls: (await readFile(trace, 'utf8')).split('\n').filter((line) => line !== '') }
  }

  test('reads a disk that is mounted, and says that this proves nothing', async () => {
    loop = await loopDevice(sizeBytes)
    await run('mkfs.ext4', ['-q', '-F', loop.device])
    const place = join(folder, 'mounted')
    await mkdir(place)
    await run('mount', ['-o', 'ro', loop.device, place])
    try {
      const { status, data } = await traced([], '--mode', 'full', '--expect', 'zero')
      expect(status).toBe(1)
      expect(data.record).toMatchObject({ ended: 'complete', held: false, writes: null })
      expect(data.reasons.map(({ code }) => code)).toContain('read-back.in-use')
    } finally {
      await run('umount', [place])
    }
  })
  test('opens the device for reading only, in every mode, and changes no byte of it', async () => {
    loop = await loopDevice(sizeBytes)
    loop.write(1_000_000, Buffer.from('left over'))
    const before = await readFile(loop.image)
    for (const args of [
      ['--mode', 'full', '--expect', 'zero'],
      ['--mode', 'sample', '--expect', 'pattern:00ff', '--seed', '1'],
      ['--mode', 'full', '--expect', 'random'],
    ]) {
      const { status, calls } = await traced([], ...args)
      expect(status).toBe(1)
      const opened = calls.filter((line) => /\b(open|openat|openat2|creat)\(/.test(line))
      expect(opened.length).toBeGreaterThan(0)
      expect(opened.filter((line) => !/O_RDONLY/.test(line) || /O_(WRONLY|RDWR|CREAT|TRUNC)/.test(line))).toEqual([])
      expect(opened.some((line) => line.includes('O_DIRECT'))).toBe(true)
      expect(calls.filter((line) => /\b(p?write(v|64|v2)?|fallocate|ftruncate|mmap|ioctl)\(/.test(line))).toEqual([])
    }
    expect((await readFile(loop.image)).equals(before)).toBe(true)
  })
  test('takes reads that fail for unreadable places, not for the end, and gives no answer', async () => {
    const size = 2 ** 21 + 65_536
    loop = await loopDevice(size)
    // One thread of reads, so that the fifth is that of the second piece: one to try, two for structures, two pieces.
    const { status, data } = await traced(
      ['-e', 'trace=openat,pread64', '-e', 'inject=pread64:error=EIO:when=5+', '-E', 'UV_THREADPOOL_SIZE=1'],
      ...['--mode', 'full', '--expect', 'zero'],
    )
    expect(status).toBe(1)
    expect(data.outcome).toBe('unknown')
    expect(data.record).toMatchObject({
      ended: 'complete',
      bytesRead: 2 ** 21,
      unreadable: { ranges: [{ start: 2 ** 21, end: size }], bytes: 65_536 },
    })
  })
  test.each([
    // Of an image, which nobody holds: a disk is opened once more, to be held, and that would be refused too.
    ['when it is opened', ['-e', 'trace=openat,fsync', '-e', 'inject=openat:error=EINVAL:when=1'], ['--file']],
    [
      'when it is read',
      ['-e', 'trace=openat,fsync,pread64', '-e', 'inject=pread64:error=EINVAL:when=1', '-E', 'UV_THREADPOOL_SIZE=1'],
      [],
    ],
  ])(
    'empties the system’s memory of the medium where O_DIRECT is refused %s, and says so',
    async (_, options, file) => {
      loop = await loopDevice(sizeBytes)
      const { status, data, calls } = await traced(options, ...file, '--mode', 'full', '--expect', 'zero')
      expect(calls.some((line) => line.includes('EINVAL'))).toBe(true)
      expect(status).toBe(0)
      expect(data.record['directness']).toBe('dropped')
    },
  )
})
