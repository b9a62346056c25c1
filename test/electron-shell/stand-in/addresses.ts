// Chromium knows no foreign scheme as Electron does: an address such as `etabli://app/` is shown to it as one of https, whose
// host says which is meant, and is told back to the shell as it was.
const END = '.stand-in.test'

/** `etabli://app/a` → `https://app.etabli.stand-in.test/a`. Addresses of the web stay as they are. */
export const shownAs = (address: string): string => {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address)
  const [, scheme = '', host = '', rest = ''] = parts ?? []
  if (parts === null || /^(?:https?|file|wss?)$/i.test(scheme)) return address
  return `https://${host}.${scheme}${END}${rest}`
}

export const meantBy = (shown: string): string => {
  const url = URL.canParse(shown) ? new URL(shown) : null
  if (url === null || !url.hostname.endsWith(END)) return shown
  const named = url.hostname.slice(0, -END.length)
  const dot = named.lastIndexOf('.')
  const rest = shown.slice(shown.indexOf(url.host) + url.host.length)
  return `${named.slice(dot + 1)}://${named.slice(0, Math.max(dot, 0))}${rest}`
}

/** Whether the shown address stands for one of a scheme of the shell's own. */
export const isOfOwnScheme = (shown: string): boolean => meantBy(shown) !== shown

export const schemeOf = (address: string): string => address.slice(0, address.indexOf(':')).toLowerCase()
