// Certificates for the tests' own HTTPS servers, made by openssl: one that holds, and one whose time is over.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type ServerCertificate = { readonly cert: string; readonly key: string }

const configuration = `
[req]
distinguished_name = name
prompt = no
x509_extensions = server
[name]
CN = localhost
[server]
basicConstraints = critical,CA:TRUE
subjectAltName = DNS:localhost,IP:127.0.0.1
[ca]
default_ca = here
[here]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = anything
x509_extensions = server
[anything]
commonName = supplied
`

/** Self-signed: it is its own authority. */
export const serverCertificate = (validity: 'now' | 'over' = 'now'): ServerCertificate => {
  const folder = mkdtempSync(join(tmpdir(), 'etabli-tls-'))
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    writeFileSync(join(folder, 'conf'), configuration)
    writeFileSync(join(folder, 'index.txt'), '')
    writeFileSync(join(folder, 'serial'), '01')
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'key.pem']
    if (validity === 'now') openssl('req', '-x509', '-config', 'conf', ...key, '-days', '30', '-out', 'cert.pem')
    else {
      openssl('req', '-new', '-config', 'conf', ...key, '-out', 'request.pem')
      openssl(
        ...['ca', '-batch', '-config', 'conf', '-selfsign', '-keyfile', 'key.pem', '-in', 'request.pem'],
        ...['-startdate', '20200101000000Z', '-enddate', '20210101000000Z', '-notext', '-out', 'cert.pem'],
      )
    }
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    return { cert: read('cert.pem'), key: read('key.pem') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
