// The archive that Linux unpacks into its first file system (cpio, format "newc": kernel documentation,
// driver-api/early-userspace/buffer-format). Always the same bytes for the same entries: sorted, without times or owners.

export type Entry =
  | { readonly kind: 'folder' }
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly executable: boolean }

const typeAndMode = (entry: Entry): number => {
  switch (entry.kind) {
    case 'folder':
      return 0o040755
    case 'link':
      return 0o120777
    case 'file':
      return entry.executable ? 0o100755 : 0o100644
  }
}

const bytesOf = (entry: Entry): Uint8Array => {
  switch (entry.kind) {
    case 'folder':
      return new Uint8Array()
    case 'link':
      return Buffer.from(entry.to)
    case 'file':
      return entry.bytes
  }
}

const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0')
const upToFour = (length: number) => new Uint8Array((4 - (length % 4)) % 4)

const record = (path: string, entry: Entry, inode: number): readonly Uint8Array[] => {
  const bytes = bytesOf(entry)
  const name = Buffer.from(`${path}\0`)
  const links = entry.kind === 'folder' ? 2 : 1
  const fields = [inode, typeAndMode(entry), 0, 0, links, 0, bytes.length, 0, 0, 0, 0, name.length, 0]
  const head = Buffer.from(`070701${fields.map(hex).join('')}`)
  return [head, name, upToFour(head.length + name.length), bytes, upToFour(bytes.length)]
}

/** `entries`: path without a leading slash → what lies there. Missing folders are made. */
export const cpioArchive = (entries: ReadonlyMap<string, Entry>): Buffer => {
  const all = new Map(entries)
  for (const path of entries.keys()) {
    const names = path.split('/')
    for (let depth = 1; depth < names.length; depth++) {
      const folder = names.slice(0, depth).join('/')
      if (!all.has(folder)) all.set(folder, { kind: 'folder' })
    }
  }
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1))
  const records = sorted.flatMap(([path, entry], index) => record(path, entry, index + 1))
  return Buffer.concat([
    ...records,
    ...record('TRAILER!!!', { kind: 'file', bytes: new Uint8Array(), executable: false }, 0),
  ])
}
