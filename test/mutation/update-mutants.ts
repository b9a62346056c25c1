// What keeps an update honest, taken out one by one: signature, form, direction, the copy's hash, what root runs, who agrees, and when.
import type { Mutant } from './mutants.ts'

const offer = 'domain/update/offer.ts'
const feed = 'domain/update/feed.ts'
const fromMedium = 'electron/update/taking/from-medium.ts'
const fromFeed = 'electron/update/taking/from-feed.ts'
const root = 'electron/update/installing/install-package.ts'
const updating = 'electron/update/updating.ts'

const onMedium = ['test/electron/update/from-medium.test.ts'] as const
const atFeed = ['test/electron/update/from-feed.test.ts'] as const
const byRoot = ['test/electron/update/install-package.test.ts'] as const
const installing = ['test/electron/update/installing.test.ts'] as const

export const mutants: readonly Mutant[] = [
  {
    item: 'update: a manifest is signed by the publisher of this build',
    file: 'domain/update/manifest.ts',
    from: 'return believes(signedText(manifest), manifest.signature)',
    to: 'return signedText(manifest) !== ""',
    tests: onMedium,
    named: 'signed with another key',
  },
  {
    item: 'update: of this form',
    file: offer,
    from: 'if (!isOfThisForm(offer, installed))',
    to: 'if (offer === null)',
    tests: ['test/domain/update/offer.test.ts'],
  },
  {
    item: 'update: later than what runs',
    file: offer,
    from: 'if (!isLater(version, installed.version))',
    to: 'if (version === "")',
    tests: ['test/domain/update/offer.test.ts'],
  },
  {
    item: 'update: not older than one that was seen',
    file: offer,
    from: 'if (latestSeen !== null && isLater(latestSeen, version))',
    to: 'if (version === "")',
    tests: ['test/domain/update/offer.test.ts'],
  },
  {
    item: 'update: the copy is read again and is what was signed',
    file: 'electron/update/taking/copy.ts',
    from: 'if (!(await isWhole(aside, manifest))) notTheSame(manifest)',
    to: '',
    tests: onMedium,
    named: 'another of the same length',
  },
  {
    item: 'update: the copy is hashed again just before it is run',
    file: updating,
    from: 'if (!(await isWhole(copy, manifest))) {',
    to: 'if (copy === "") {',
    tests: installing,
    named: 'swapped since it was checked',
  },
  {
    item: 'update: no link on a key is followed',
    file: fromMedium,
    from: ' | (constants.O_NOFOLLOW ?? 0)',
    to: '',
    tests: onMedium,
    named: 'a link to the very file',
  },
  {
    item: 'update: nothing but a plain file is read from a key',
    file: fromMedium,
    from: 'if ((await file.stat()).isFile()) return file',
    to: 'if (file.fd > 0) return file',
    tests: onMedium,
    named: 'a folder',
  },
  {
    item: 'update: never while a disk is at work',
    file: updating,
    from: 'if (this.#parts.isAtWork())',
    to: 'if (this.#parts.version === "")',
    tests: installing,
    named: 'is not disturbed',
  },
  {
    item: 'update: no work on a disk begins meanwhile',
    file: updating,
    from: "const letGo = hold(reason('update.being-installed'))",
    to: 'const letGo = () => void hold',
    tests: installing,
    named: 'does not begin while an update',
  },
  {
    item: 'update: a supervisor agrees to this very manifest',
    file: 'electron/update-operations.ts',
    from: "await confirmations.usable(confirmation, () => ({ kind: 'install-update', subject }))",
    to: 'await Promise.resolve(subject)',
    tests: installing,
    named: 'agrees to this very update',
  },
  {
    item: 'update: root checks the signature itself',
    file: root,
    from: 'if (!believes(signedText(manifest), signature))',
    to: 'if (believes(signedText(manifest), signature) === null)',
    tests: byRoot,
    named: 'a manifest of another publisher',
  },
  {
    item: 'update: root hashes what it copies',
    file: root,
    from: "if (done !== manifest.bytes || sum.digest('hex') !== manifest.sha256)",
    to: 'if (done !== manifest.bytes)',
    tests: byRoot,
    named: 'one byte of it changed',
  },
  {
    item: 'update: root follows no link',
    file: root,
    from: 'constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK',
    to: 'constants.O_RDONLY | constants.O_NONBLOCK',
    tests: byRoot,
    named: 'a link to the very file',
  },
  {
    item: 'update: root gives dpkg its own copy',
    file: root,
    from: "[...words, '--install', deb]",
    to: "[...words, '--install', request.file]",
    tests: byRoot,
    named: 'after it was checked is not what dpkg gets',
  },
  {
    item: 'update: root installs Établi only',
    file: root,
    from: 'if (found !== expected)',
    to: 'if (found === "")',
    tests: byRoot,
    named: 'a package of another name',
  },
  {
    item: 'update: root goes back to no older version',
    file: root,
    from: "'--refuse-downgrade', ",
    to: '',
    tests: byRoot,
    named: 'older than what is there',
  },
  {
    item: 'update: what a package needs is there before it is unpacked',
    file: root,
    from: 'if (missing.length > 0)',
    to: 'if (missing === null)',
    tests: byRoot,
    named: 'needs what is not installed',
  },
  {
    item: 'update: a feed is asked over https only',
    file: feed,
    // Both lines ask for it: with one alone it still holds.
    from: '.url({ protocol: /^https$/ })\n  .max(500)\n  .refine(isPlainAddress)',
    to: '.url()\n  .max(500)',
    tests: ['test/domain/update/feed.test.ts'],
  },
  {
    item: 'update: a feed’s address holds no password or token',
    file: feed,
    from: '.refine(isPlainAddress)',
    to: '.refine((address) => isPlainAddress(address) || address !== "")',
    tests: ['test/domain/update/feed.test.ts'],
  },
  {
    item: 'update: a feed is asked by itself only where that was ticked',
    file: feed,
    from: 'settings?.feed == null || !settings.daily',
    to: 'settings?.feed == null',
    tests: ['test/domain/update/feed.test.ts'],
  },
  {
    item: 'update: a portal’s page is no answer',
    file: fromFeed,
    from: "return isPage(answer) ? reason('update.feed-not-it') : null",
    to: 'return isPage(answer) && status === 0 ? reason("update.feed-not-it") : null',
    tests: atFeed,
    named: 'portal’s page',
  },
]
