// Drives that erase themselves, at the command of hdparm and nvme-cli. No drive at hand can do it, so programs of the same
// names stand in for the real ones: they keep a drive's state in a file, answer in the real ones' forms, and misbehave as
// these were seen to. They show what Établi does with the answers; of a real drive they prove nothing.
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ErasurePlan } from '../../../../domain/erasure/running/plan.ts'
import type { Medium } from '../../../../domain/erasure/read-back/read-back.ts'
import type { HeldDisk } from '../../../../electron/disks/kernel/held-disk.ts'
import { askAta, runHdparm } from '../../../../electron/disks/erasing/programs/hdparm.ts'
import { askNvme, runNvme } from '../../../../electron/disks/erasing/programs/nvme.ts'
import type { ProgramResult } from '../../../../electron/disks/erasing/programs/program-result.ts'
import { identifyText, sanitizeText } from '../../../domain/erasure/hdparm-texts.ts'
import { cleanUp, folder } from '../erasing-bench.ts'

const path = process.env['PATH']
let place = ''
beforeEach(async () => {
  place = await folder()
  process.env['PATH'] = `${place}:${path ?? ''}`
})
afterEach(async () => {
  process.env['PATH'] = path
  await cleanUp()
})

const medium: Medium = {
  kind: 'disk',
  identity: { serial: 'EX-0001', wwn: null, model: 'EXAMPLE', sizeBytes: 2 ** 30 },
  sizeBytes: 2 ** 30,
  sectorBytes: 512,
  instance: '8:16 1 boot',
}
const held: HeldDisk = {
  isThere: () => true,
  counted: () => null,
  flush: () => Promise.resolve(null),
  release: () => Promise.resolve(),
}
const codesOf = (result: ProgramResult) => result.reasons.map(({ code }) => code)

/** A program of that name, first on PATH; `script` in the shell's language, with `state` a file that it may keep. */
const standIn = async (name: string, script: string): Promise<string> => {
  const program = join(place, name)
  await writeFile(program, `#!/bin/sh\nstate='${place}/state'\nlog='${place}/asked'\necho "$@" >> "$log"\n${script}\n`)
  await chmod(program, 0o755)
  return program
}
const asked = async () => (await readFile(join(place, 'asked'), 'utf8')).trim().split('\n')
const file = async (name: string, text: string) => {
  await writeFile(join(place, name), text)
  return `cat '${join(place, name)}'`
}

const taskFor = <Plan extends ErasurePlan>(program: string, device: string, plan: Plan, signal?: AbortSignal) => ({
  program,
  device,
  medium,
  plan,
  held,
  now: () => new Date(),
  signal: signal ?? new AbortController().signal,
  onProgress: () => undefined,
})

describe('An ATA drive', { timeout: 60_000 }, () => {
  const device = '/dev/sdx'
  const secureErase = { kind: 'ata-security', enhanced: false, minutes: 6, leaves: { kind: 'zero' } } as const

  /** What each command does to the drive's password. */
  const drive = async (does: { readonly setPassword: string; readonly erase: string }) =>
    standIn(
      'hdparm',
      `case "$*" in
        -V) echo 'hdparm v9.65' ;;
        -I*) if [ -e "$state" ]; then ${await file('locked', identifyText({ enabled: true }))}; else ${await file('free', identifyText())}; fi ;;
        *--security-set-pass*) ${does.setPassword} ;;
        *--security-erase*) ${does.erase} ;;
        *--security-disable*) rm -f "$state" ;;
      esac`,
    )
  const erase = async (program: string) => runHdparm(taskFor(program, device, secureErase), await askAta(device))

  test('that gave up its password erased itself, by its own word', async () => {
    const result = await erase(await drive({ setPassword: 'touch "$state"', erase: 'sleep 0.2; rm "$state"' }))
    expect(result).toMatchObject({ ended: 'complete', reasons: [], exitCode: 0 })
    expect(result.program).toEqual({
      name: 'hdparm',
      version: '9.65',
      arguments: ['--user-master', 'u', '--security-erase', 'etabli', device],
    })
    expect(result.driveAtWork).toMatchObject({ security: { enabled: true } })
    expect(result.driveAfter).toMatchObject({ security: { enabled: false } })
    expect(result.output).toContain('--security-set-pass etabli /dev/sdx')
  })

  test('that never heard the command erased nothing, though hdparm ended with 0 each time', async () => {
    const deaf = 'echo "SG_IO: bad/missing sense data, sb[]:  70 00 05 00" >&2'
    const result = await erase(await drive({ setPassword: deaf, erase: deaf }))
    expect(result).toMatchObject({ ended: 'failed' })
    expect(codesOf(result)).toEqual(['erase.password-not-set'])
    expect(result.output).toContain('bad/missing sense data')
    expect((await asked()).join('\n')).not.toContain('--security-erase')
  })

  test('that kept its password did not finish, and is given its freedom back', async () => {
    const result = await erase(await drive({ setPassword: 'touch "$state"', erase: 'true' }))
    expect(result).toMatchObject({ ended: 'failed', exitCode: 0 })
    expect(codesOf(result)).toEqual(['erase.drive-says-failed'])
    expect(result.driveAfter).toMatchObject({ security: { enabled: false } })
    expect((await asked()).some((words) => words.includes('--security-disable'))).toBe(true)
  })

  test('that is asked to stop in between is not left with a password', async () => {
    const program = await drive({ setPassword: 'touch "$state"', erase: 'rm "$state"' })
    const result = await runHdparm(taskFor(program, device, secureErase, AbortSignal.abort()), await askAta(device))
    expect(result).toMatchObject({ ended: 'cancelled', driveAfter: { security: { enabled: false } } })
    expect((await asked()).some((words) => words.includes('--security-erase'))).toBe(false)
  })

  const sanitize = { kind: 'ata-sanitize', technique: 'block-erase', leaves: { kind: 'zero' } } as const
  const sanitizing = async (states: {
    readonly before: string
    readonly during: string | null
    readonly after: string
  }) => {
    const [before, after] = [await file('before', states.before), await file('after', states.after)]
    const during = states.during === null ? after : await file('during', states.during)
    return standIn(
      'hdparm',
      `case "$*" in
        -V) echo 'hdparm v9.65' ;;
        -I*) ${await file('identify', identifyText({}, ['BLOCK_ERASE']))} ;;
        --sanitize-status*)
          if [ ! -e "$state" ]; then ${before}
          elif [ -e "$state.seen" ]; then ${after}
          else touch "$state.seen"; ${during}; fi ;;
        *--sanitize-block-erase*) touch "$state" ;;
      esac`,
    )
  }
  const idle = sanitizeText('State:    SD0 Sanitize Idle')
  const done = sanitizeText('State:    SD0 Sanitize Idle', 'Last Sanitize Operation Completed Without Error')
  const running = sanitizeText('State:    SD2 Sanitize operation In Process', 'Progress: 0x4000 (25%)')

  test('that runs a sanitize is waited for until it says that it is done', async () => {
    const program = await sanitizing({ before: done, during: running, after: done })
    const result = await runHdparm(taskFor(program, device, sanitize), await askAta(device))
    expect(result).toMatchObject({ ended: 'complete', driveAfter: { sanitize: { state: 'succeeded' } } })
  })

  test('that only repeats an old success did nothing that anybody knows of', async () => {
    const program = await sanitizing({ before: done, during: null, after: done })
    const result = await runHdparm(taskFor(program, device, sanitize), await askAta(device))
    expect(result.ended).toBe('failed')
    expect(codesOf(result)).toEqual(['erase.drive-word-old'])
  })

  test('that stays idle, or falls silent, did not erase itself', async () => {
    for (const [after, code] of [
      [idle, 'erase.drive-says-failed'],
      ['SG_IO: bad/missing sense data\n', 'erase.drive-silent'],
    ] as const) {
      const program = await sanitizing({ before: idle, during: null, after })
      const result = await runHdparm(taskFor(program, device, sanitize), await askAta(device))
      expect([result.ended, ...codesOf(result)]).toEqual(['failed', code])
    }
  })

  test('cannot be stopped while it sanitizes: only the watching ends, and the record says so', async () => {
    const program = await sanitizing({ before: idle, during: running, after: running })
    const stop = new AbortController()
    setTimeout(() => {
      stop.abort()
    }, 500)
    const result = await runHdparm(taskFor(program, device, sanitize, stop.signal), await askAta(device))
    expect(result.ended).toBe('cancelled')
    expect(codesOf(result)).toEqual(['erase.drive-goes-on'])
  })
})

describe('An NVMe drive', { timeout: 60_000 }, () => {
  const device = '/dev/nvme9n1'
  const log = (status: string, erased: number) =>
    JSON.stringify({ nvme9n1: { sprog: 0x4000, sstat: { global_erased: erased, no_cmplted_passes: 0, status } } })

  const drive = async (does: { readonly sanitize?: string; readonly format?: string; readonly log: string }) =>
    standIn(
      'nvme',
      `case "$*" in
        version) echo 'nvme version 2.4 (git 2.4)' ;;
        id-ctrl*) echo '{"nn":1,"fna":0,"sanicap":3}' ;;
        id-ns*) echo '{"flbas":0,"dlfeat":1}' ;;
        list-ns*) echo '[   0]:0x1' ;;
        sanitize-log*) ${does.log} ;;
        sanitize*) ${does.sanitize ?? 'true'} ;;
        format*) ${does.format ?? 'true'} ;;
      esac`,
    )
  const sanitize = { kind: 'nvme-sanitize', technique: 'block-erase', leaves: { kind: 'zero' } } as const
  const format = { kind: 'nvme-format', lbaFormat: 0, leaves: { kind: 'zero' } } as const

  test('that took a sanitize is waited for: the command’s success is not its end', async () => {
    const [never, running, done] = [
      await file('never', log('(0) NVM Subsystem has never been sanitized.', 0)),
      await file('running', log('(2) Sanitize in Progress.', 0)),
      await file('done', log('(1) Most Recent Sanitize Command Completed Successfully.', 1)),
    ]
    const program = await drive({
      sanitize: 'touch "$state"',
      log: `if [ ! -e "$state" ]; then ${never}; elif [ -e "$state.seen" ]; then ${done}; else touch "$state.seen"; ${running}; fi`,
    })
    const result = await runNvme(taskFor(program, device, sanitize), await askNvme(device))
    expect(result).toMatchObject({
      ended: 'complete',
      driveAtWork: { sanitize: { state: 'in-progress' } },
      driveAfter: { sanitize: { state: 'succeeded', globalErased: true } },
    })
    expect(result.program).toEqual({ name: 'nvme', version: '2.4', arguments: ['sanitize', device, '--sanact=2'] })
  })

  test('that failed its sanitize, or says that it never had one, is not erased', async () => {
    const failed = await drive({ log: await file('failed', log('(3) Most Recent Sanitize Command Failed.', 0)) })
    const result = await runNvme(taskFor(failed, device, sanitize), await askNvme(device))
    expect([result.ended, ...codesOf(result)]).toEqual(['failed', 'erase.drive-says-failed'])
    expect(result.exitCode).toBe(0)
  })

  test('was formatted where the program says so, and not where it only ends well', async () => {
    const silent = await file('log', log('(0) NVM Subsystem has never been sanitized.', 0))
    const said = await drive({ format: 'echo "Success formatting namespace:1"', log: silent })
    const good = await runNvme(taskFor(said, device, format), await askNvme(device))
    expect(good).toMatchObject({ ended: 'complete', exitCode: 0 })
    for (const does of ['true', 'echo "NVMe status: Invalid Format"; exit 1', 'kill -9 $$']) {
      const program = await drive({ format: does, log: silent })
      const result = await runNvme(taskFor(program, device, format), await askNvme(device))
      expect(result.ended).toBe('failed')
      expect(codesOf(result)).not.toEqual([])
    }
  })
})
