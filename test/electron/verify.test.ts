import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf } from '../../domain/documents/canonical.ts'
import { issuingMembersOf } from '../../domain/documents/certificate-parts.ts'
import { fingerprintHere } from '../../electron/batches/fingerprint-here.ts'
import { verifyCommand } from '../../electron/verify.ts'
import {
  machineId,
  report,
  settings,
  settledAt,
  signedCertificate,
  signedWithdrawal,
  subjectOf,
  uuid,
} from '../domain/documents/bench.ts'
import { sha256, stationKey } from '../domain/documents/cryptography.ts'
import {
  log,
  logEvidence,
  proven,
  readEvidence,
  record as readRecord,
  settle as settleLoose,
  signed as signedErasure,
  subjectOf as subjectOfErasure,
} from '../domain/documents/loose-disk-bench.ts'
import { logOf } from '../domain/erasure/nwipe/logs.ts'

let folder: string
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

const certificate = await signedCertificate(await subjectOf())
const hash = await hashOf(certificate, sha256)
const text = JSON.stringify(certificate, null, 2)

const erasure = JSON.stringify(await signedErasure())
const read = readEvidence()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-verify-'))
  await put('good.json', text)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('npm run verify', () => {
  test('says what a certificate is, that it holds, by whom, and each disk’s verdict', async () => {
    const { code, output } = await run(at('good.json'))
    expect(code).toBe(0)
    for (const said of [
      'certificat de reconditionnement',
      'authentique et cohérent',
      'AT1-000001',
      'Atelier des Trois Rivières',
      fingerprintHere(stationKey.did),
      '2026-11-02T16:00:00Z',
      'Effacement déclaré, non vérifié',
      'Cormoran C250 CRM0001\u00a0: déclaré, non vérifié',
      '[bon] Signature',
      hash,
    ]) {
      expect(output).toContain(said)
    }
    expect((await run('--lang', 'en', at('good.json'))).output).toContain('Erasure declared, not verified')
  })

  test('answers programs in JSON', async () => {
    const { code, output } = await run(at('good.json'), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      holds: true,
      files: [
        {
          file: at('good.json'),
          holds: true,
          kind: 'refurbishment-certificate',
          number: 'AT1-000001',
          hash,
          erasure: 'declared-not-verified',
          disks: [
            { serial: 'CRM0001', verdict: 'declared' },
            { serial: 'CRN0002', verdict: 'declared' },
          ],
          standing: { state: 'valid' },
        },
      ],
    })
  })

  test('refuses a certificate of which one byte was changed', async () => {
    const altered = await put('altered.json', text.replace('CRM0001', 'CRM0002'))
    const { code, output } = await run(altered)
    expect(code).toBe(1)
    expect(output).toContain('NE TIENT PAS')
    expect(output).toContain('La signature ne correspond pas au contenu')
  })

  test('holds only if every file holds', async () => {
    const { code, output } = await run('--json', at('good.json'), at('missing.json'))
    expect(code).toBe(1)
    const { files } = JSON.parse(output) as {
      files: { holds: boolean; checks: { reasons: { sentence: string }[] }[] }[]
    }
    expect(files.map(({ holds }) => holds)).toEqual([true, false])
    expect(files[1]?.checks[0]?.reasons[0]?.sentence).toBe('Le fichier n’existe pas.')
  })

  test.each([
    ['cut', async () => put('cut.json', text.slice(0, 2000)), 'incomplet'],
    ['empty', async () => put('empty.json', ''), 'vide'],
    ['a hardware report', async () => put('report.json', JSON.stringify(report())), 'relevé matériel'],
    ['a picture', async () => put('picture.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])), 'UTF-8'],
    ['nested like a bomb', async () => put('bomb.json', '['.repeat(3_000_000)), 'imbriqué'],
    [
      'huge',
      async () => {
        const path = await put('huge.json', '')
        await truncate(path, 5_000_000_000)
        return path
      },
      'trop grand',
    ],
    ['a folder', () => Promise.resolve(folder), 'dossier'],
    ['a device that never ends', () => Promise.resolve('/dev/zero'), 'ne peut pas être lu'],
    [
      'a pipe that nobody writes into',
      () => {
        execFileSync('mkfifo', [at('pipe')])
        return Promise.resolve(at('pipe'))
      },
      'ne peut pas être lu',
    ],
  ])('says clearly that a file does not hold where it is %s', async (_what, make, said) => {
    const { code, output } = await run(await make())
    expect(code).toBe(1)
    expect(output).toContain(said)
    expect(output).not.toMatch(/documents\.[a-z]/)
  })

  test('notices that a document is withdrawn by another given beside it', async () => {
    const withdrawal = await signedWithdrawal({
      kind: 'withdrawal',
      version: 1,
      number: 'AT1-000002',
      sequence: 2,
      previousDocument: hash,
      machineId,
      machineChain: [hash],
      replaces: null,
      clock: 'trusted',
      ...issuingMembersOf(settings),
      withdraws: { document: hash, number: 'AT1-000001' },
      reason: { basis: 'declared', text: 'Mauvaise machine' },
      requestedBy: 'OPR3',
      confirmedBy: { confirmation: uuid(60), supervisor: 'SPV2', at: settledAt, ownWork: false, byRecoveryCode: false },
    })
    const path = await put('withdrawal.json', JSON.stringify(withdrawal))
    const { code, output } = await run(at('good.json'), path)
    expect(code).toBe(0)
    expect(output).toContain('annulé par AT1-000002')
    expect(output).toContain('Mauvaise machine')
  })

  test('lets nobody write to the terminal through a document', async () => {
    const hostile = await put('hostile.json', text.replace('AT1-000001', '\\u001b[2J\\u0007'))
    expect((await run(hostile)).output).not.toMatch(/[\u001b\u0007]/)
  })

  test('asked wrongly, says how to ask', async () => {
    for (const args of [[], ['--json'], ['--lang', 'de', at('good.json')], ['--what', at('good.json')]]) {
      const { code, output } = await run(...args)
      expect(code).toBe(2)
      expect(output).toContain('npm run -s verify')
    }
  })

  test('runs as a command of its own, without a station', async () => {
    const command = fileURLToPath(new URL('../../electron/verify.ts', import.meta.url))
    const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
    const ended = await new Promise<{ code: number | string | null | undefined; stdout: string }>((resolve) => {
      execFile(node, [command, '--json', at('good.json')], { cwd: folder }, (error, stdout) => {
        resolve({ code: error === null ? 0 : error.code, stdout })
      })
    })
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.stdout)).toMatchObject({ holds: true })
  })
})

describe('npm run verify of a certificate with its evidence', () => {
  test('says that the evidence agrees, and which certificate each file serves', async () => {
    const files = [await put('erasure.json', erasure), await put('nwipe.log', log), await put('read.json', read.text)]
    const { code, output } = await run(...files)
    expect(code).toBe(0)
    for (const said of [
      'certificat d’effacement',
      'WD-WCC2E5XK1234\u00a0: Effacement vérifié',
      'Provenance\u00a0: INV-0311',
      '[bon] Preuves des effacements',
      'journal d’effacement de nwipe',
      'relecture d’un disque par Établi',
      'Cette preuve est complète et cohérente.',
      'Preuve nommée par\u00a0: AT1-000001',
    ])
      expect(output).toContain(said)
  })

  test('says which evidence was not given, and that is no failure', async () => {
    const { code, output } = await run(await put('erasure.json', erasure))
    expect(code).toBe(0)
    expect(output).toContain('[non vérifié] Preuves des effacements')
    expect(output).toContain('preuve non fournie (SHA-256')
    const { code: half, output: second } = await run(at('erasure.json'), await put('nwipe.log', log))
    expect(half).toBe(0)
    expect(second.match(/preuve non fournie/g)).toHaveLength(1)
  })

  test('refuses a certificate that its evidence contradicts, and says in what', async () => {
    const subject = subjectOfErasure()
    const treatment = subject.disk.treatment && { ...subject.disk.treatment, bytesWritten: 3 * 500_107_862_016 }
    const lying = await signedErasure({ ...subject, disk: { ...subject.disk, treatment } })
    const { code, output } = await run(
      await put('lying.json', JSON.stringify(lying)),
      await put('nwipe.log', log),
      await put('read.json', read.text),
    )
    expect(code).toBe(1)
    expect(output).toContain('NE TIENT PAS')
    expect(output).toContain('[refusé] Preuves des effacements')
    expect(output).toContain('octets écrits')
    // Alone, it would hold: only its evidence gives it away.
    expect((await run(at('lying.json'))).code).toBe(0)
  })

  test.each([
    [
      'a log that was edited',
      () => put('edited.log', log.replace('bytes written to /dev/sda', 'bytes  written to /dev/sda')),
    ],
    ['the log of another disk', () => put('other.log', logOf('zero-last-blank'))],
    [
      'a record of which one figure was changed',
      () => put('changed.json', JSON.stringify(readRecord({ readTo: 4096 }))),
    ],
  ])('is not taken in by %s given in place of the evidence', async (_what, make) => {
    const { code, output } = await run(await put('erasure.json', erasure), await make())
    expect(code).toBe(1)
    expect(output).toContain('n’est la preuve d’AUCUN des certificats donnés')
    expect(output.match(/preuve non fournie/g)).toHaveLength(2)
  })

  test('judges a record by itself where no certificate is given', async () => {
    const good = await run(await put('read.json', read.text), '--json')
    expect([good.code, JSON.parse(good.output)]).toMatchObject([
      0,
      {
        holds: true,
        files: [{ kind: 'read-back', outcome: 'good', origin: 'unproven', sha256: read.hash, namedBy: [] }],
      },
    ])
    const structures = [{ name: 'NTFS', address: 0 }]
    const bad = await run(await put('bad.json', JSON.stringify(readRecord({ structures }))))
    expect(bad.code).toBe(1)
    expect(bad.output).toContain('CONTREDIT l’effacement')
    expect(bad.output).toContain('NTFS')
  })

  test('answers programs with the check, and what serves what', async () => {
    const { output } = await run(
      '--json',
      await put('erasure.json', erasure),
      await put('nwipe.log', log),
      at('read.json'),
    )
    expect(JSON.parse(output)).toMatchObject({
      holds: true,
      files: [
        { kind: 'erasure-certificate', erasure: 'verified', disks: [{ serial: 'WD-WCC2E5XK1234', how: 'witnessed' }] },
        { kind: 'nwipe-log', namedBy: ['AT1-000001'], evidenceOfNone: false },
        { kind: 'read-back', namedBy: ['AT1-000001'], evidenceOfNone: false },
      ],
    })
  })

  test('lets a log of several disks serve the certificate of one, though another disk of it failed', async () => {
    const failing = log.replace(
      '256060514304 bytes read from /dev/nvme0n1',
      '256060514303 bytes read from /dev/nvme0n1',
    )
    const held = [logEvidence(failing), read]
    const subject = subjectOfErasure({ held, settlements: [settleLoose(proven(held))] })
    const { code } = await run(
      await put('one.json', JSON.stringify(await signedErasure(subject))),
      await put('failing.log', failing),
      at('read.json'),
    )
    expect(code).toBe(0)
    expect((await run(at('failing.log'))).code).toBe(1)
  })
})
