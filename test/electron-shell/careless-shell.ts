// A shell that locks nothing, for the test of the stand-in: what Electron does where nobody forbids it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, protocol } from 'electron'

const page =
  '<!doctype html><html lang="en"><head><title>Careless</title></head><body><p>Nobody minds</p></body></html>'

const data = join(process.argv[3] ?? '', 'electron')
mkdirSync(data, { recursive: true })
app.setPath('userData', data)

if (process.argv.includes('--late')) {
  await app.whenReady()
  protocol.registerSchemesAsPrivileged([{ scheme: 'etabli' }])
}
if (process.argv.includes('--early')) new BrowserWindow()

await app.whenReady()
protocol.handle('etabli', () => new Response(page, { headers: { 'Content-Type': 'text/html' } }))
const window = new BrowserWindow({
  webPreferences: {
    nodeIntegration: process.argv.includes('--node'),
    contextIsolation: false,
    sandbox: false,
    webviewTag: true,
  },
})
await window.loadURL('etabli://app/')
