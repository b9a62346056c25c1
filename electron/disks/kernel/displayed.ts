// Names that came from a disk or from a path, for the eye: whatever was written there stays one line that reads from left
// to right, and hides nothing. Data that is compared or recorded is never passed through here.

/** Control characters, line and paragraph ends, marks without width or that turn the direction of writing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{fffd}]+/gu
const LONGEST = 200

export const displayed = (text: string): string =>
  text
    .replace(INVISIBLE, '\u{fffd}')
    .slice(0, LONGEST)
    .replace(/\p{Cs}$/u, '')
