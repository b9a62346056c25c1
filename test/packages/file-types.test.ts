// What a Linux desktop makes of Établi's files, asked of the desktop's own programs with the MIME file of the packages.
import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchFileName } from '../../domain/batch/layout.ts'
import { REPORT_FILE_ENDING } from '../../domain/machine/report-file-name.ts'
import { isInstalled } from '../../build/system-packages.ts'
import { BagWriter } from '../../electron/batches/bag-writer.ts'

const asked = isInstalled('update-mime-database') && isInstalled('gio')
let folder = ''

/** A desktop on which the package was installed for this user alone. */
const desktop = () => ({ ...process.env, XDG_DATA_HOME: join(folder, 'data'), LC_ALL: 'C.UTF-8' })

beforeAll(async () => {
  if (!asked) return
  folder = await mkdtemp(join(tmpdir(), 'etabli-mime-'))
  const packages = join(folder, 'data', 'mime', 'packages')
  await mkdir(packages, { recursive: true })
  const ours = fileURLToPath(new URL('../../build/packages/etabli.mime.xml', import.meta.url))
  await copyFile(ours, join(packages, 'etabli.xml'))
  execFileSync('update-mime-database', [join(folder, 'data', 'mime')], { env: desktop() })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const typeOf = (path: string): string => {
  const words = ['info', '-a', 'standard::content-type', path]
  const said = execFileSync('gio', words, { env: desktop(), encoding: 'utf8' })
  return /content-type: (\S+)/.exec(said)?.[1] ?? said
}
const file = async (name: string, content: string): Promise<string> => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const batch = async (name: string): Promise<string> => {
  const bag = await BagWriter.begin(join(folder, name), 'etabli-lot-essai/')
  await bag.add('bagit.txt', Buffer.from('BagIt-Version: 1.0\n'))
  await bag.finish()
  return join(folder, name)
}

describe.skipIf(!asked)('on a Linux desktop', () => {
  it('a batch is a batch of Établi, by its name', async () => {
    expect(typeOf(await batch(batchFileName('ROM-000001')))).toBe('application/x-etabli-lot')
  })

  it('a batch that lost its name is one by what it begins with', async () => {
    expect(typeOf(await batch('without-ending'))).toBe('application/x-etabli-lot')
  })

  it('a report is a report of Établi', async () => {
    expect(typeOf(await file(`HP-ProBook${REPORT_FILE_ENDING}`, '{}'))).toBe('application/x-etabli-releve')
  })

  it('what belongs to other programs stays theirs', async () => {
    expect(typeOf(await file('package.json', '{}'))).toBe('application/json')
    expect(typeOf(await file('photos.zip', 'PK\u0003\u0004 and so on'))).toBe('application/zip')
    expect(typeOf(await file('notes.txt', 'etabli-lot-'))).toBe('text/plain')
  })
})
