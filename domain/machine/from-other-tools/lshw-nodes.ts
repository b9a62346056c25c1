// The tree that `lshw -json` writes, flattened. What a node is, is told by its class, its id and its place: descriptions are
// in the language of the machine, ids and classes are not. Versions before 02.19 write an object, later ones an array.
import { z } from 'zod'
import { listOf } from '../answers.ts'
import { lookUp } from '../look-up.ts'
import { maybeAmount, maybeRecord, maybeWords } from './values.ts'

/** `-sanitize` writes this in place of what names one machine; "empty" is what it writes for a slot without a module. */
const removed = (text: string | undefined) =>
  text === undefined || /^\[?REMOVED\]?$/i.test(text.trim()) ? undefined : text

const words = maybeWords.transform(removed)

const Row = z.object({
  id: z.string().max(300),
  class: z.string().max(100),
  description: words,
  product: words,
  vendor: words,
  version: words,
  serial: words,
  slot: words,
  date: words,
  handle: words,
  businfo: words,
  dev: words,
  size: maybeAmount,
  capacity: maybeAmount,
  clock: maybeAmount,
  width: maybeAmount,
  logicalname: z
    .union([z.string().transform((name) => [name]), listOf(z.string())])
    .optional()
    .catch(undefined)
    .transform((names) => names ?? []),
  configuration: maybeRecord,
  capabilities: maybeRecord,
})

export type LshwNode = z.infer<typeof Row> & {
  /** "disk" of "disk:1". */
  readonly kind: string
  /** Its ancestors, the nearest first. */
  readonly above: readonly LshwNode[]
  readonly depth: number
}

const MOST_NODES = 20_000
const MOST_ANCESTORS = 40

const childrenOf = (row: unknown): readonly unknown[] =>
  typeof row === 'object' && row !== null && 'children' in row && Array.isArray(row.children) ? row.children : []

/** Depth first, in the file's order, and without recursion. */
export const lshwNodes = (json: unknown): readonly LshwNode[] => {
  const roots: readonly unknown[] = Array.isArray(json) ? json : [json]
  const nodes: LshwNode[] = []
  const waiting = roots.map((row) => ({ row, above: [] as readonly LshwNode[] })).reverse()
  while (waiting.length > 0 && nodes.length < MOST_NODES) {
    const next = waiting.pop()
    if (next === undefined) break
    const parsed = Row.safeParse(next.row)
    if (!parsed.success) continue
    const node: LshwNode = {
      ...parsed.data,
      kind: parsed.data.id.replace(/:\d+$/, ''),
      above: next.above,
      depth: next.above.length,
    }
    nodes.push(node)
    const above = [node, ...next.above].slice(0, MOST_ANCESTORS)
    for (const child of [...childrenOf(next.row)].reverse()) waiting.push({ row: child, above })
  }
  return nodes
}

/** A value of the node's configuration ("driver", "uuid"), as text. */
export const configured = (node: LshwNode | undefined, name: string): string | undefined => {
  const value = node === undefined ? undefined : lookUp(node.configuration, name)
  return typeof value === 'string' || typeof value === 'number' ? removed(String(value).slice(0, 2000)) : undefined
}

export const isCapable = (node: LshwNode, name: string): boolean => Object.hasOwn(node.capabilities, name)
