// The two worlds of a page under Electron: its own, and the isolated one where the preload runs. Each has its own variables
// and shares only the document; what one gives the other is copied, functions and promises are called across. These
// functions are put into pages as text: they use nothing but what they are given.
import { decode, encode } from '../cloned.ts'

type Wire = { readonly encode: typeof encode; readonly decode: typeof decode }
type Across = {
  readonly pack: (value: unknown) => string
  readonly unpack: (text: string) => unknown
  readonly call: (name: string, words: readonly unknown[]) => unknown
  readonly functions: Map<string, (...words: unknown[]) => unknown>
}

/** One end of the passage between the worlds. Events of the shared window carry text from one to the other, at once. */
const passage = (side: 'own' | 'isolated', secret: string, { encode, decode }: Wire): Across => {
  const functions = new Map<string, (...words: unknown[]) => unknown>()
  const settling = new Map<string, (ok: boolean, value: unknown) => void>()
  const other = side === 'own' ? 'isolated' : 'own'
  // Taken now: what the page puts in their place later does not reach in here.
  const { CustomEvent: PageEvent } = window
  const dispatch = window.dispatchEvent.bind(window)
  let last = 0
  let returned: { readonly ok: boolean; readonly value: string } | null = null

  const post = (to: string, detail: string) => {
    dispatch(new PageEvent(`${secret}:${to}`, { detail }))
  }
  const pack = (value: unknown): string =>
    encode(value, (each) => {
      if (typeof each === 'function') {
        const id = `${side}-${String(++last)}`
        functions.set(id, each as (...words: unknown[]) => unknown)
        return { kind: 'function', id }
      }
      if (each instanceof Promise) {
        const id = `${side}-${String(++last)}`
        each.then(
          (settled) => {
            post(other, JSON.stringify({ kind: 'settle', id, ok: true, value: pack(settled) }))
          },
          (fault: unknown) => {
            post(other, JSON.stringify({ kind: 'settle', id, ok: false, value: pack(fault) }))
          },
        )
        return { kind: 'promise', id }
      }
      return undefined
    })
  const unpack = (text: string): unknown =>
    decode(text, (handed) => {
      const { kind, id } = handed as { readonly kind: 'function' | 'promise'; readonly id: string }
      if (kind === 'function') return (...words: unknown[]) => call(id, words)
      return new Promise((resolve, reject) => {
        settling.set(id, (ok, value) => {
          settling.delete(id)
          if (ok) resolve(value)
          else reject(value as Error)
        })
      })
    })
  const call = (id: string, words: readonly unknown[]): unknown => {
    returned = null
    post(other, JSON.stringify({ kind: 'call', id, words: pack(words) }))
    const answer = returned as { readonly ok: boolean; readonly value: string } | null
    if (answer === null) throw new Error('Nobody answers in the other world')
    const value = unpack(answer.value)
    if (answer.ok) return value
    throw value
  }
  window.addEventListener(`${secret}:${side}`, (event) => {
    const detail: unknown = (event as CustomEvent).detail
    const told = JSON.parse(String(detail)) as {
      readonly kind: 'call' | 'return' | 'settle'
      readonly id: string
      readonly words: string
      readonly ok: boolean
      readonly value: string
    }
    if (told.kind === 'return') returned = told
    else if (told.kind === 'settle') settling.get(told.id)?.(told.ok, unpack(told.value))
    else {
      let answer: { ok: boolean; value: string }
      try {
        const called = functions.get(told.id)
        if (called === undefined) throw new Error('There is no such function in the other world')
        answer = { ok: true, value: pack(called(...(unpack(told.words) as unknown[]))) }
      } catch (fault) {
        answer = { ok: false, value: pack(fault instanceof Error ? fault : new Error(String(fault))) }
      }
      post(other, JSON.stringify({ kind: 'return', ...answer }))
    }
  })
  return { pack, unpack, call, functions }
}

/** The page's own world: what the preload exposes appears on its window, fixed. */
const inOwnWorld = ({ functions }: Across): void => {
  functions.set('expose', (name, value) => {
    Object.defineProperty(window, String(name), { value, enumerable: true, writable: false, configurable: false })
  })
}

type Binding = (payload: string) => void
type Listener = (event: unknown, message: unknown) => void
type Hear = (channel: string, message: string) => void

/** What a sandboxed preload gets by `require`, and nothing else. */
const preloadModules = (
  { encode, decode }: Wire,
  send: Binding,
  onMessage: (hear: Hear) => void,
  expose: (name: string, value: unknown) => void,
): ((name: string) => unknown) => {
  const listeners = new Map<string, Listener[]>()
  onMessage((channel, message) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, decode(message))
  })
  const ipcRenderer = {
    send: (channel: string, message: unknown) => {
      send(JSON.stringify({ channel, message: encode(message) }))
    },
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    },
  }
  const contextBridge = { exposeInMainWorld: expose }
  return (name) => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${name}`)
  }
}

/** Names of the functions above, as they are called within a page. */
const library = `
  const encode = ${encode.toString()};
  const decode = ${decode.toString()};
  const wire = { encode, decode };
  const passage = ${passage.toString()};
  const inOwnWorld = ${inOwnWorld.toString()};
  const preloadModules = ${preloadModules.toString()};`

/** Only in a window's own page: frames within it get no preload. */
const onlyOnTop = (script: string) => `if (window === window.parent) { (() => { ${library}\n${script}\n})() }`

export type WorldParts = {
  readonly secret: string
  readonly binding: string
  readonly receiver: string
  readonly preload: string
}

export const ownWorldScript = ({ secret }: WorldParts): string =>
  onlyOnTop(`inOwnWorld(passage('own', ${JSON.stringify(secret)}, wire))`)

const preloadWith = ({ binding, receiver, preload }: WorldParts, expose: string) => `
  const send = (payload) => globalThis[${JSON.stringify(binding)}](payload);
  const onMessage = (hear) => {
    Object.defineProperty(globalThis, ${JSON.stringify(receiver)}, { value: hear, enumerable: false });
  };
  const require = preloadModules(wire, send, onMessage, ${expose});
  const module = { exports: {} };
  ((require, module, exports) => {\n${preload}\n})(require, module, module.exports);`

export const isolatedWorldScript = (parts: WorldParts): string =>
  onlyOnTop(`
    const across = passage('isolated', ${JSON.stringify(parts.secret)}, wire);
    ${preloadWith(parts, `(name, value) => { across.call('expose', [name, value]) }`)}`)

/** Without isolation the preload runs in the page's own world, and the bridge refuses. */
export const sharedWorldScript = (parts: WorldParts): string =>
  onlyOnTop(
    preloadWith(
      parts,
      `() => { throw new Error('contextBridge API can only be used when contextIsolation is enabled') }`,
    ),
  )

/** With Node in its pages, Electron gives each window these. */
export const nodeInPageScript = `window.require = (name) => { throw new Error('Node is here: ' + name) }; window.process = { type: 'renderer' };`
