// What a page may ask of the computer and of the network: nothing. Electron grants every permission that nobody refuses,
// so that each way of asking has its refusal here.
import type { Session } from 'electron'

/** Both handlers are needed: one is asked when a page asks, the other when it only looks. */
export const denyPermissions = (of: Session): void => {
  of.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false)
  })
  of.setPermissionCheckHandler(() => false)
  of.setDevicePermissionHandler(() => false)
  of.setDisplayMediaRequestHandler((_request, decide) => {
    decide(null)
  })
  of.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    choose(null)
  })
  of.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
  of.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
  // It would fetch its dictionaries.
  of.setSpellCheckerEnabled(false)
}

/** Whatever the page's own policy lets through: a request for another scheme is never made. */
export const reachOnly = (of: Session, schemes: readonly string[]): void => {
  of.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !schemes.some((scheme) => url.startsWith(`${scheme}:`)) })
  })
}
