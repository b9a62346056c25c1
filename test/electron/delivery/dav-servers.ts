// Real WebDAV servers for tests: rclone's, and Apache's mod_dav, each over HTTPS with a password.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isInstalled } from '../../../build/system-packages.ts'
import { certificate } from './servers.ts'

export const DAV_USER = 'dax'
export const DAV_PASSWORD = 'mot de passe é'

export type DavServer = {
  readonly url: string
  readonly authority: string
  /** What it serves, on this disk. */
  readonly folder: string
  readonly close: () => Promise<void>
}

export const isThere = { rclone: isInstalled('rclone'), apache: isInstalled('apache2') }

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await new Promise((resolve) => server.close(resolve))
  return port
}

const answers = async (url: string): Promise<void> => {
  const { request } = await import('node:https')
  const deadline = performance.now() + 15_000
  for (;;) {
    const isUp = await new Promise<boolean>((resolve) => {
      request(url, { ca: certificate().cert }, (response) => {
        response.resume()
        resolve(true)
      })
        .on('error', () => {
          resolve(false)
        })
        .end()
    })
    if (isUp) return
    if (performance.now() > deadline) throw new Error(`${url} does not come up`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const begin = (name: string) => {
  const work = mkdtempSync(join(tmpdir(), `etabli-${name}-`))
  chmodSync(work, 0o755)
  const folder = join(work, 'served')
  mkdirSync(folder)
  chmodSync(folder, 0o777)
  writeFileSync(join(work, 'cert.pem'), certificate().cert)
  writeFileSync(join(work, 'key.pem'), certificate().key)
  return { work, folder }
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else {
      child.once('exit', () => {
        resolve()
      })
      child.kill('SIGTERM')
    }
  })

export const startRclone = async (): Promise<DavServer> => {
  const { work, folder } = begin('rclone')
  const port = await freePort()
  const child = spawn(
    'rclone',
    [
      ...['serve', 'webdav', folder, '--addr', `127.0.0.1:${String(port)}`, '--config', join(work, 'none')],
      ...['--cert', join(work, 'cert.pem'), '--key', join(work, 'key.pem'), '--user', DAV_USER, '--pass', DAV_PASSWORD],
    ],
    { stdio: 'ignore' },
  )
  const url = `https://127.0.0.1:${String(port)}/`
  await answers(url)
  return {
    ...{ url, authority: certificate().cert, folder },
    close: async () => {
      await ended(child)
      rmSync(work, { recursive: true, force: true })
    },
  }
}

const apacheConfiguration = (work: string, folder: string, port: number) => `
ServerName localhost
ServerRoot ${work}
PidFile ${work}/pid
Listen 127.0.0.1:${String(port)}
${['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic', 'dav', 'dav_fs', 'ssl', 'mime']
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join('\n')}
TypesConfig /etc/mime.types
ErrorLog ${work}/errors
User www-data
Group www-data
DAVLockDB ${work}/locks/db
SSLEngine on
SSLCertificateFile ${work}/cert.pem
SSLCertificateKeyFile ${work}/key.pem
DocumentRoot ${folder}
<Directory ${folder}>
  Dav On
  AuthType Basic
  AuthName Etabli
  AuthUserFile ${work}/users
  Require valid-user
</Directory>
`

export const startApache = async (): Promise<DavServer> => {
  const { work, folder } = begin('apache')
  const port = await freePort()
  mkdirSync(join(work, 'locks'))
  chmodSync(join(work, 'locks'), 0o777)
  const hashed = execFileSync('openssl', ['passwd', '-apr1', DAV_PASSWORD], { encoding: 'utf8' }).trim()
  writeFileSync(join(work, 'users'), `${DAV_USER}:${hashed}\n`)
  writeFileSync(join(work, 'conf'), apacheConfiguration(work, folder, port))
  const child = spawn('apache2', ['-DFOREGROUND', '-f', join(work, 'conf')], { stdio: 'ignore' })
  const url = `https://127.0.0.1:${String(port)}/`
  await answers(url)
  return {
    ...{ url, authority: certificate().cert, folder },
    close: async () => {
      await ended(child)
      rmSync(work, { recursive: true, force: true })
    },
  }
}
