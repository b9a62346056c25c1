// What a large batch costs: made, checked and imported, in time and memory, beside what `zip -1` and `sha256sum` take for the
// same bytes, and bare Ed25519 verification for as many signatures, in the same run. Run by hand:
//   node test/bench/batches.ts [documents] [folder for its files]
// It prints figures and ratios and judges none of them: clocks belong to machines, and processor time less so. Each phase is a
// process of its own, so that its memory is its own.
import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cryptography } from '../../electron/documents/cryptography.ts'
import { checkBatch } from '../../electron/batches/check-batch.ts'
import { trustSubject } from '../../domain/supervision/subject.ts'
import type { StationTrust } from '../../domain/trust/trust.ts'
import { dispatch } from '../../electron/dispatch.ts'
import { setUpForm, sha256 } from '../electron/vault/samples.ts'
import { codeOf, confirm, openWorkshop } from '../electron/vault/workshop.ts'
import { fillStation } from './many-documents.ts'

const MEBI = 1024 * 1024
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const mebibytes = (bytes: number) => `${String(Math.round(bytes / MEBI))} MiB`

type Cost = { readonly milliseconds: number; /** Of all its threads. */ readonly processor: number }
type Figures = Cost & { readonly peak: number; readonly quarters: readonly number[] }

/** Time and memory of one piece of work; `watch` is told how far it is. */
const measured = async (
  work: (watch: (done: number, total: number | null) => void) => Promise<unknown>,
): Promise<Figures> => {
  const quarters: number[] = []
  let peak = 0
  const look = () => {
    const { rss } = process.memoryUsage()
    peak = Math.max(peak, rss)
    return rss
  }
  const timer = setInterval(look, 50)
  const [begun, spent] = [performance.now(), process.cpuUsage()]
  await work((done, total) => {
    const rss = look()
    if (total !== null && done * 4 >= total * (quarters.length + 1)) quarters.push(rss)
  })
  const milliseconds = performance.now() - begun
  const { user, system } = process.cpuUsage(spent)
  look()
  clearInterval(timer)
  return { milliseconds, processor: (user + system) / 1000, peak, quarters }
}

const say = (figures: unknown) => {
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

const ownDocuments = async (folder: string): Promise<readonly string[]> => {
  const names: string[] = []
  const workshop = await openWorkshop(folder)
  for (let after = 0; ;) {
    const { frames } = await workshop.get('journal.read', { after, limit: 1000 })
    if (frames.length === 0) break
    after += frames.length
    for (const { frame } of frames) if (frame.entry.kind === 'document') names.push(frame.entry.hash)
  }
  await workshop.station.close()
  return names
}

const phases: Readonly<Record<string, (...args: readonly string[]) => Promise<void>>> = {
  fill: async (folder = '', count = '') => {
    await fillStation(folder, Number(count))
  },
  make: async (folder = '') => {
    const documents = await ownDocuments(folder)
    const workshop = await openWorkshop(folder)
    let step = ''
    const figures = await measured(async (watch) => {
      const reply = await dispatch(
        workshop.station,
        'batches.make',
        { batchId: randomUUID(), title: 'Bench', documents, operator: 'AAAA' },
        {
          signal: new AbortController().signal,
          onProgress: (event) => {
            const { step: now, done, total } = event as { step: string; done: number; total: number | null }
            if (now === 'gathering') watch(done, total)
            step = now
          },
        },
      )
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    })
    say({ ...figures, step })
    await workshop.station.close()
  },
  check: async (path = '') => {
    say(
      await measured((watch) =>
        checkBatch(path, cryptography, {
          signal: new AbortController().signal,
          onProgress: ({ done, total }) => {
            watch(done, total)
          },
        }),
      ),
    )
  },
  import: async (folder = '', path = '') => {
    const workshop = await openWorkshop(folder)
    await workshop.get('station.setUp', setUpForm)
    const uploadId = randomUUID()
    const bytes = await readFile(path)
    for (let offset = 0; offset < bytes.length; offset += 8 * MEBI) {
      const base64 = bytes.subarray(offset, offset + 8 * MEBI).toString('base64')
      await workshop.get('batches.takePiece', { uploadId, fileName: 'lot.zip', offset, base64 })
    }
    const preview = await workshop.get('batches.inspect', { uploadId })
    const sender = preview.stations.find(({ isSender }) => isSender)
    if (sender === undefined || preview.manifest === null) throw new Error(JSON.stringify(preview.refusals))
    const operator = await codeOf(workshop, 'Samir')
    const { did, name, code } = sender
    const at = new Date().toISOString()
    const trust: StationTrust = { did, name, code, decision: 'accepted', from: null, reason: '', operator, at }
    const subject = await trustSubject(trust, sha256)
    const confirmation = await confirm(workshop, { kind: 'trust-station', subject }, operator)
    await workshop.get('stations.trust', { trust, confirmation })
    const { manifest } = preview
    const figures = await measured(async (watch) => {
      const reply = await dispatch(
        workshop.station,
        'batches.import',
        { uploadId, manifest: manifest.hash, operator },
        {
          signal: new AbortController().signal,
          onProgress: (event) => {
            const { done, total } = event as { done: number; total: number | null }
            watch(done, total)
          },
        },
      )
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    })
    say(figures)
    await workshop.station.close()
  },
  verify: async (bag = '') => {
    const folder = join(bag, 'data', 'documents')
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const jwk = publicKey.export({ format: 'jwk' })
    const raw = Buffer.from(String(jwk.x), 'base64url')
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
    const signed = texts.map((text) => ({ text, signature: sign(null, text, privateKey) }))
    say(
      await measured(async () => {
        for (const { text, signature } of signed) {
          const holds = await cryptography.verify(raw, Uint8Array.from(text), Uint8Array.from(signature))
          if (!holds && !verify(null, text, publicKey, signature)) throw new Error('A signature does not hold')
        }
      }),
    )
  },
}

const run = (program: string, args: readonly string[], cwd?: string): Promise<{ cost: Cost; said: string }> =>
  new Promise((resolve, reject) => {
    const [begun, spent] = [performance.now(), ofChildren()]
    let said = ''
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd })
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', reject)
    child.once('close', (code) => {
      const cost = { milliseconds: performance.now() - begun, processor: ofChildren() - spent }
      if (code === 0) resolve({ cost, said })
      else reject(new Error(`${program} ended with ${String(code)}`))
    })
  })

/** Processor time of the children that have ended: fields 16 and 17 of proc_pid_stat(5), in hundredths of a second. */
const ofChildren = (): number => {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[13]) + Number(fields[14])) * 10
  } catch {
    return Number.NaN
  }
}

const phase = async (...args: readonly string[]): Promise<Figures> => {
  const { said } = await run(process.execPath, [fileURLToPath(import.meta.url), '--phase', ...args])
  return JSON.parse(said === '' ? '{}' : said) as Figures
}

const [first, ...rest] = process.argv.slice(2)
if (first === '--phase') {
  const [name = '', ...args] = rest
  await phases[name]?.(...args)
} else {
  const count = Number(first ?? 10_000)
  const ground = await mkdtemp(join(rest[0] ?? tmpdir(), 'etabli-bench-'))
  const [sender, receiver, bag] = ['sender', 'receiver', 'bag'].map((name) => join(ground, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [sender, receiver, bag]) await mkdir(folder)
  console.log(`${String(count)} certificates, each with a report of its own`)
  await phase('fill', sender, String(count))

  const costs = ({ milliseconds, processor }: Cost) =>
    `${seconds(milliseconds).padStart(8)}, processor ${seconds(processor).padStart(7)}`
  const line = (name: string, { peak, quarters, ...cost }: Figures) => {
    const memory = quarters.length === 0 ? '' : `, memory at each quarter ${quarters.map(mebibytes).join(', ')}`
    console.log(`${name.padEnd(28)} ${costs(cost)}, peak ${mebibytes(peak)}${memory}`)
  }
  const make = await phase('make', sender)
  const [zip] = (await readdir(join(sender, 'outgoing'))).filter((name) => name.endsWith('.zip'))
  const path = join(sender, 'outgoing', zip ?? '')
  line('made, and read again', make)
  line('checked', await phase('check', path))
  line('imported, once checked', await phase('import', receiver, path))

  await run('unzip', ['-q', path, '-d', bag])
  const [top = ''] = await readdir(bag)
  const inside = join(bag, top)
  const { size } = await stat(path)
  const { said: du } = await run('du', ['-sb', join(inside, 'data')])
  console.log(`the zip ${mebibytes(size)}, its payload ${mebibytes(Number(du.split('\t')[0]))}`)
  const packed = await run('zip', ['-1', '-q', '-r', join(ground, 'beside.zip'), '.'], inside)
  const summed = await run('sha256sum', ['--check', '--quiet', 'manifest-sha256.txt'], inside)
  const bare = await phase('verify', inside)
  console.log(`${'zip -1'.padEnd(28)} ${costs(packed.cost)}`)
  console.log(`${'sha256sum'.padEnd(28)} ${costs(summed.cost)}`)
  console.log(`${'Ed25519 alone'.padEnd(28)} ${costs(bare)}`)
  const together = packed.cost.processor + summed.cost.processor + bare.processor
  console.log(`making takes ${(make.processor / together).toFixed(1)} times the processor time of the three together`)
  await rm(ground, { recursive: true, force: true })
}
