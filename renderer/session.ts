// The browser shell's session as the page knows it: the start code that brought it in, the token it was exchanged for,
// and the stream that tells the host that this window is open. In Electron there is none.
const TOKEN_KEY = 'etabli.session'
const START = '#start='
export const SESSION_HEADER = 'x-etabli-session'

export const sessionToken = (): string | null => sessionStorage.getItem(TOKEN_KEY)

const sessionHeaders = (token: string) => ({ 'content-type': 'application/json', [SESSION_HEADER]: token })

const exchange = async (code: string): Promise<void> => {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  if (!response.ok) return
  const answer: unknown = await response.json()
  if (typeof answer === 'object' && answer !== null && 'token' in answer && typeof answer.token === 'string') {
    sessionStorage.setItem(TOKEN_KEY, answer.token)
  }
}

/** Tells the host that this window is open, for as long as it is; the host answers when it wants the window closed. */
const keepPresence = async (response: Response): Promise<void> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) return
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    if (value.includes('"close"')) window.close()
  }
}

/** Comes in by the start code in the address, or by the token of an earlier load. False: this page has no way in. */
export const openSession = async (): Promise<boolean> => {
  if (location.hash.startsWith(START)) {
    const code = location.hash.slice(START.length)
    // Taken out of the address before anything else sees or remembers it.
    history.replaceState(null, '', location.pathname)
    await exchange(code)
  }
  const token = sessionToken()
  if (token === null) return false
  const response = await fetch('/presence', { method: 'POST', headers: sessionHeaders(token), body: '{}' })
  if (!response.ok) {
    sessionStorage.removeItem(TOKEN_KEY)
    return false
  }
  keepPresence(response).catch(() => {
    // The host is gone; the next operation says so where the person is working.
  })
  return true
}
