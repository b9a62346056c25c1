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

/** Resolves when the stream ends: `cut`, or because the host wanted the window closed. */
const untilItEnds = async (response: Response): Promise<'cut' | 'closed'> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) return 'closed'
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return 'cut'
    if (!value.includes('"close"')) continue
    window.close()
    return 'closed'
  }
}

const enter = (token: string): Promise<Response> =>
  fetch('/presence', { method: 'POST', headers: sessionHeaders(token), body: '{}' })

let whenGone: () => void = () => undefined
let isGone = false

/** Calls back when the host of the browser shell is gone, at once where it is already: nothing can be saved any more. */
export const onHostGone = (listener: () => void): void => {
  whenGone = listener
  if (isGone) listener()
}

/** Tells the host that this window is open, for as long as both are there. */
const keepPresence = async (token: string, first: Response): Promise<void> => {
  for (let response: Response | null = first; response?.ok === true;) {
    const how = await untilItEnds(response).catch(() => 'cut')
    if (how === 'closed') break
    // A connection may be cut while the host lives.
    await new Promise((resolve) => setTimeout(resolve, 500))
    response = await enter(token).catch(() => null)
  }
  isGone = true
  whenGone()
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
  const response = await enter(token)
  if (!response.ok) {
    sessionStorage.removeItem(TOKEN_KEY)
    return false
  }
  void keepPresence(token, response)
  return true
}
