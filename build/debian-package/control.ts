// What dpkg and apt are told of the package: its name, what it needs, what it goes well with, and what it stands in for.
import { fieldTools } from '../packages/field-tools.ts'

export const PACKAGE = 'etabli-navigateur'
export const ARCHITECTURE = 'amd64'

/** The oldest libraries that the bundled Node runs with; a test reads them from the program itself. */
export const nodeNeeds = ['libc6 (>= 2.28)', 'libgcc-s1 (>= 3.4)', 'libstdc++6 (>= 7)'] as const

/** Any of the browsers that can show the window; Ubuntu's own Chromium is a snap, which cannot read the data folder. */
const browsers = ['chromium', 'google-chrome-stable', 'microsoft-edge-stable']

export type Publisher = { readonly maintainer: string; readonly homepage: string | null }

export const publisherFrom = (env: Readonly<Record<string, string | undefined>>): Publisher => ({
  maintainer: env['ETABLI_MAINTAINER'] ?? 'Établi <etabli@localhost>',
  homepage: env['ETABLI_HOMEPAGE'] ?? null,
})

/** `kibibytes`: how much is installed. */
export const controlFile = (
  version: string,
  { maintainer, homepage }: Publisher,
  kibibytes: number,
): string => `Package: ${PACKAGE}
Version: ${version}
Architecture: ${ARCHITECTURE}
Maintainer: ${maintainer}
Installed-Size: ${String(kibibytes)}
Depends: ${[browsers.join(' | '), ...nodeNeeds].join(', ')}
Recommends: ${fieldTools.join(', ')}
Conflicts: etabli
Section: misc
Priority: optional
${homepage === null ? '' : `Homepage: ${homepage}\n`}Description: workbench of computer refurbishment workshops
 Établi reads a computer's hardware, leads a person through the work on it,
 sees to it that no disk escapes erasure, grades the machine with reasons, and
 issues signed certificates that anybody can check, without a network.
 .
 This package is the station in a window of the installed Chromium, Chrome or
 Edge. It does all that the package etabli does, on the same data, and takes its
 place.
`
