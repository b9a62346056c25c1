// `npm run verify -- FILE.log`: what a person and a program are told of an erasure log, and the exit code.
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyCommand } from '../../electron/verify.ts'

let folder = ''
const at = (name: string) => join(folder, name)
const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(at(name), content)
  return at(name)
}
const run = async (...args: string[]) => {
  let output = ''
  const code = await verifyCommand(args, (text) => (output += text))
  return { code, output }
}

/** Dated well before whatever this machine's clock says. */
const logOf = (name: string) =>
  readFileSync(new URL(`../fixtures/nwipe/${name}.log`, import.meta.url), 'utf8').replaceAll('[2026/', '[2024/')
const good = logOf('by-hand-0.42-two-disks')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-verify-log-'))
  await put('good.log', good)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('npm run verify of an erasure log', () => {
  test('says of each disk what the log shows, and that a log is less than a read-back', async () => {
    const { code, output } = await run(at('good.log'))
    expect(code).toBe(0)
    for (const said of [
      'journal d’effacement de nwipe',
      '[complet] /dev/sda · WDC WD5000AAKX-00ERMA0',
      'WD-WCC2E5XK1234',
      'S41GNX0M123456',
      'PRNG Stream, 1 tour',
      '2024-11-20 08:01:16 → 2024-11-20 12:59:47',
      'L’origine d’un journal n’est pas prouvée',
      'moins qu’une relecture du disque',
    ])
      expect(output).toContain(said)
    const english = (await run('--lang', 'en', at('good.log'))).output
    expect(english).toContain('origin is unproven')
    expect(english).toContain('Every disk in this log')
  })

  test('answers programs in JSON, with the origin said to be unproven', async () => {
    const { code, output } = await run('--json', '--lang', 'en', at('good.log'))
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      holds: true,
      files: [
        {
          kind: 'nwipe-log',
          holds: true,
          origin: 'unproven',
          reasons: [],
          disks: [
            {
              device: '/dev/sda',
              serial: 'WD-WCC2E5XK1234',
              sizeBytes: 500_107_862_016,
              method: 'PRNG Stream',
              verdict: 'complete',
              durationSeconds: 17_911,
            },
            { device: '/dev/nvme0n1', serial: 'S41GNX0M123456', verdict: 'complete' },
          ],
        },
      ],
    })
  })

  test('ends with 1 as soon as one disk of it is not complete, and says why', async () => {
    const { code, output } = await run(
      await put('one.log', good.replace('256060514304 bytes read', '256060514303 bytes read')),
    )
    expect(code).toBe(1)
    expect(output).toContain('NE SUFFIT PAS')
    expect(output).toContain('[complet] /dev/sda')
    expect(output).toContain('[refusé] /dev/nvme0n1')
    expect(output.replace(/\s/g, ' ')).toContain('256 060 514 303 octets relus au lieu de 256 060 514 304')
  })

  test('does not let a good run make up for a bad one in the same file', async () => {
    const { code, output } = await run('--json', await put('two-runs.log', logOf('two-runs')))
    expect(code).toBe(1)
    const { files } = JSON.parse(output) as { files: { disks: { run: number; reasons: { code: string }[] }[] }[] }
    expect(
      files[0]?.disks.map(({ run, reasons }) => [
        run,
        reasons.map(({ code }) => code).includes('erasure.log-only-verifies'),
      ]),
    ).toEqual([
      [1, true],
      [2, false],
    ])
  })

  test('asks for two people where the log names no serial', async () => {
    const { code, output } = await run(await put('loop.log', logOf('zero-last-noblank')))
    expect(code).toBe(1)
    expect(output).toContain('Numéro de série\u00a0: inconnu')
    expect(output).toContain('Deux personnes doivent dire de quel disque il s’agit')
  })

  test('knows the logs that ShredOS names .txt', async () => {
    const { code, output } = await run(await put('nwipe_log_20241120-120000.txt', logOf('by-hand-shredos-0.35')))
    expect(code).toBe(0)
    expect(output).toContain('50026B7782C1A2B3')
  })

  test('reads a log that is not UTF-8, and holds it only against the disk of that line', async () => {
    const bytes = Buffer.from(good.replace(/SAMSUNG MZVLB/g, 'SAMS\u00c9NG MZVLB'), 'latin1')
    const { code, output } = await run(await put('latin1.log', bytes))
    expect(code).toBe(1)
    expect(output).toContain('[complet] /dev/sda')
    expect(output).toContain('n’est pas un texte lisible')
  })

  test.each([
    ['cut', () => put('cut.log', good.slice(0, 3000)), 'ne va pas jusqu’au bout'],
    ['empty', () => put('empty.log', ''), 'n’est pas un journal de nwipe'],
    ['of another program', () => put('other.log', 'Nov 23 kernel: hello\n'), 'n’est pas un journal de nwipe'],
    ['missing', () => Promise.resolve(at('missing.log')), 'n’existe pas'],
    [
      '100 MB long',
      async () => {
        const path = await put('long.log', good)
        await truncate(path, 100_000_000)
        return path
      },
      'trop grand',
    ],
  ])('says clearly what is wrong with a log that is %s', async (_what, make, said) => {
    const { code, output } = await run(await make())
    expect(code).toBe(1)
    expect(output).toContain(said)
    expect(output).not.toMatch(/(?:erasure|documents)\.[a-z]/)
  })

  test('lets no drive’s name write to the terminal', async () => {
    const { output } = await run(await put('hostile.log', good.replace('WDC WD5000', '\u001b[2J\u0007WD')))
    expect(output).not.toMatch(/[\u001b\u0007]/)
  })

  test('holds only if documents and logs given together all hold', async () => {
    const { code, output } = await run('--json', at('good.log'), await put('no.json', '{}'))
    expect(code).toBe(1)
    expect((JSON.parse(output) as { files: { holds: boolean }[] }).files.map(({ holds }) => holds)).toEqual([
      true,
      false,
    ])
  })
})
