// A network that leads nowhere and counts: a network namespace with one cable whose far end nobody reads. Whatever a
// program in it sends beyond this computer, a question to a name server too, is on the cable. And what strace saw a program
// ask of the network.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const programs = ['/usr/bin/unshare', '/usr/bin/nsenter', '/usr/sbin/ip', '/usr/bin/strace']
/** Why it cannot be had here; null: it can. */
export const noCable: string | null =
  process.getuid?.() !== 0
    ? 'not root'
    : (programs.map((program) => (existsSync(program) ? null : `no ${program}`)).find((why) => why !== null) ?? null)

const laying = [
  'ip link set lo up',
  // The kernel would greet its neighbours on the cable by itself.
  'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6',
  'echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6',
  'ip link add near type veth peer name far',
  'ip address add 10.9.9.2/24 dev near',
  'ip link set near up',
  'ip link set far up',
  'ip route add default via 10.9.9.1',
  // Known beforehand: what is sent is the program's own packet, not a question who the gateway is.
  'ip neighbour add 10.9.9.1 lladdr 02:00:00:00:00:01 dev near nud permanent',
].join(' && ')

export type Cable = {
  /** The words before a program's own that start it with this cable as its only network. */
  readonly within: readonly string[]
  /** Packets that left since the cable was laid. */
  readonly sent: () => Promise<number>
  /** A program at `path` that starts `program` on this cable, for those who start it by its path. */
  readonly wrap: (program: string, path: string) => Promise<string>
  readonly remove: () => void
}

export const layCable = async (): Promise<Cable> => {
  // The namespace lives as long as the process in it.
  const keeper: ChildProcess = spawn(
    '/usr/bin/unshare',
    ['--net', '/bin/sh', '-c', 'echo laid; exec setpriv --pdeathsig KILL sleep 1000000'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise((resolve) => keeper.stdout?.once('data', resolve))
  const within = ['/usr/bin/nsenter', `--net=/proc/${String(keeper.pid)}/ns/net`]
  const inside = async (...words: readonly string[]): Promise<string> => {
    const [program = '', ...rest] = [...within, ...words]
    return (await run(program, rest)).stdout
  }
  await inside('/bin/sh', '-c', laying)
  const packets = async (): Promise<number> => {
    const line = (await inside('/bin/cat', '/proc/net/dev')).split('\n').find((each) => each.trim().startsWith('near:'))
    // Behind the name: eight columns of what came, then bytes and packets of what went (proc_net(5)).
    return Number(line?.split(':')[1]?.trim().split(/\s+/)[9] ?? Number.NaN)
  }
  const before = await packets()
  return {
    within,
    sent: async () => (await packets()) - before,
    wrap: async (program, path) => {
      await writeFile(path, `#!/bin/sh\nexec ${[...within, program].join(' ')} "$@"\n`)
      await chmod(path, 0o755)
      return path
    },
    remove: () => keeper.kill('SIGKILL'),
  }
}

/** The words before a program's own that have strace write down what it and all it starts ask of the network. */
export const traced = (file: string): readonly string[] => [
  '/usr/bin/strace',
  ...[
    '-f',
    '-qq',
    '--seccomp-bpf',
    '-e',
    'trace=connect,bind,sendto,sendmsg,sendmmsg',
    '-e',
    'signal=none',
    '-o',
    file,
  ],
]

export type Asked = { readonly call: string; readonly address: string; readonly port: number }

/** What was asked of internet addresses, as strace wrote it: `sin_port=htons(53), sin_addr=inet_addr("10.0.0.1")`. */
export const askedOf = async (file: string): Promise<readonly Asked[]> =>
  (await readFile(file, 'utf8')).split('\n').flatMap((line) => {
    const call = /\b(connect|bind|sendto|sendmsg|sendmmsg)\(/.exec(line)?.[1]
    const port = /sin6?_port=htons\((\d+)\)/.exec(line)?.[1]
    const address = /inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"/.exec(line)?.[1]
    return call === undefined || port === undefined || address === undefined
      ? []
      : [{ call, address, port: Number(port) }]
  })
