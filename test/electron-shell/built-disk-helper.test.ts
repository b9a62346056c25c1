// The disk helper and its reading thread as the build leaves them: two files side by side that need nothing else, run by
// Node alone as a package does.
import { cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterEach, describe, expect, test } from 'vitest'
import { electronParts } from '../../build/electron.config.ts'
import { diskHelper } from '../../build/packages/electron-builder.ts'
import { judgeReadBack } from '../../domain/erasure/read-back/read-back.ts'
import { helperRuntime } from '../../electron/disks/helper/program.ts'
import {
  canErase,
  cleanUp,
  diskWithData,
  eraseDisk,
  folder,
  handleOf,
  readDisk,
  station,
  whyNot,
} from '../electron/disks/erasing-bench.ts'

afterEach(cleanUp)

const helperParts = (outDir: string) =>
  electronParts(outDir).filter(({ build: options }) =>
    /disk-helper|read-back-worker|update-installer/.test(String(options?.ssr)),
  )

describe('The disk helper that was built', () => {
  test('is looked for where the build and the package put it', async () => {
    const beside = helperRuntime('file:///opt/etabli/dist/electron/main.js', '/usr/bin/node')
    expect(beside).toEqual({ node: '/usr/bin/node', script: '/opt/etabli/dist/electron/disk-helper.mjs', env: {} })

    const packed = helperRuntime('file:///opt/etabli/resources/app.asar/dist/electron/main.js', '/opt/etabli/etabli')
    const resources = diskHelper.map(({ to }) => join('/opt/etabli/resources', to))
    expect(resources).toContain(packed.node)
    expect(resources).toContain(packed.script)
    const outDir = await folder()
    for (const part of helperParts(outDir)) await build(part)
    const built = await readdir(outDir)
    const taken = diskHelper.map(({ from }) => /^dist\/electron\/(.+)$/.exec(from)?.[1])
    expect(taken.filter((name) => name !== undefined).sort()).toEqual(built.sort())
  })

  test.skipIf(!canErase)(`erases and reads back a disk${whyNot}`, { timeout: 120_000 }, async () => {
    const [outDir, installed] = [await folder(), await folder()]
    for (const part of helperParts(outDir)) await build(part)
    // Far from the sources and from every module.
    const resources = join(installed, 'resources')
    await mkdir(resources)
    await cp(outDir, join(resources, 'disk-helper'), { recursive: true })
    await cp(process.execPath, join(resources, 'disk-helper/node'))
    const runtime = helperRuntime(pathToFileURL(join(resources, 'app.asar/dist/electron/main.js')).href)
    const loop = await diskWithData()
    const helper = await station(runtime)
    const handle = await handleOf(helper, loop)
    expect((await eraseDisk(helper, handle)).ended).toBe('complete')
    expect(judgeReadBack(await readDisk(helper, handle)).outcome).toBe('holds')
  })
})
