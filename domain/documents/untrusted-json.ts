// Reading JSON that comes from outside. JSON.parse keeps the last of two members of one name, makes `__proto__` a
// member like any other and follows any depth; here each of these is a refusal that says what and where.
import { type Reason, reason } from '../words/reason.ts'

export type JsonLimits = {
  /** Of the text, in UTF-16 units. */
  readonly length: number
  readonly depth: number
  /** Values in all: members, items and leaves. */
  readonly values: number
}

/** A certificate of a large machine has about 2,000 values and 100 kB. */
export const documentLimits: JsonLimits = { length: 4 * 1024 * 1024, depth: 32, values: 100_000 }

export type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: Reason }

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

class Refusal extends Error {
  readonly reason: Reason
  constructor(why: Reason) {
    super(why.code)
    this.reason = why
  }
}

const refuse = (code: string, params: Reason['params'] = {}): never => {
  throw new Refusal(reason(`documents.${code}`, params))
}

/**
 * The value of a JSON text (RFC 8259) within `limits`. Also refused: a name given twice, `__proto__` and its like,
 * lone surrogates (RFC 7493 §2.1; JCS has no form for them), numbers that a double cannot hold, and anything after the
 * value. One leading byte-order mark is let through: Windows editors add it.
 */
export const readUntrustedJson = (text: string, limits: JsonLimits = documentLimits): ReadJson => {
  if (text.length > limits.length) {
    return { ok: false, reason: reason('documents.too-long', { length: text.length, limit: limits.length }) }
  }
  try {
    return { ok: true, value: new Reader(text, limits).whole() }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason }
    throw error
  }
}

/**
 * Why a value that JSON.parse made elsewhere is refused; null where it keeps within the limits. Without recursion: what
 * comes after (schemas, the canonical form) recurses, and must not be led deeper than the stack.
 */
export const limitsBroken = (value: unknown, limits: JsonLimits = documentLimits): Reason | null => {
  const waiting: { readonly held: unknown; readonly depth: number }[] = [{ held: value, depth: 1 }]
  let values = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { held, depth } = next
    if (depth > limits.depth) return reason('documents.too-deep', { limit: limits.depth })
    if (++values > limits.values) return reason('documents.too-many-values', { limit: limits.values })
    if (typeof held !== 'object' || held === null) continue
    for (const [name, member] of Object.entries(held)) {
      if (forbiddenNames.has(name)) return reason('documents.forbidden-name', { name })
      waiting.push({ held: member, depth: depth + 1 })
    }
  }
  return null
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const blanks = /[ \t\n\r]*/y
const literals = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const

/** A recursive-descent reader; its recursion ends at the depth limit, long before the stack does. */
class Reader {
  private at = 0
  private values = 0
  private readonly text: string
  private readonly limits: JsonLimits

  constructor(text: string, limits: JsonLimits) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text
    this.limits = limits
  }

  whole(): unknown {
    this.skipBlanks()
    if (this.at === this.text.length) refuse('empty')
    const value = this.value(1)
    this.skipBlanks()
    if (this.at !== this.text.length) this.unexpected()
    return value
  }

  private value(depth: number): unknown {
    if (depth > this.limits.depth) refuse('too-deep', { limit: this.limits.depth })
    if (++this.values > this.limits.values) refuse('too-many-values', { limit: this.limits.values })
    const first = this.text[this.at]
    if (first === '{') return this.object(depth)
    if (first === '[') return this.array(depth)
    if (first === '"') return this.string()
    for (const [word, value] of literals) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    return this.number()
  }

  private object(depth: number): unknown {
    const result: Record<string, unknown> = {}
    this.at++
    if (this.takes('}')) return result
    do {
      this.skipBlanks()
      if (this.text[this.at] !== '"') this.unexpected()
      const name = this.string()
      if (forbiddenNames.has(name)) refuse('forbidden-name', { name })
      if (Object.hasOwn(result, name)) refuse('name-twice', { name: name.slice(0, 100) })
      if (!this.takes(':')) this.unexpected()
      this.skipBlanks()
      result[name] = this.value(depth + 1)
    } while (this.takes(','))
    if (!this.takes('}')) this.unexpected()
    return result
  }

  private array(depth: number): unknown {
    const result: unknown[] = []
    this.at++
    if (this.takes(']')) return result
    do {
      this.skipBlanks()
      result.push(this.value(depth + 1))
    } while (this.takes(','))
    if (!this.takes(']')) this.unexpected()
    return result
  }

  private string(): string {
    const start = this.at
    if (this.text[start] !== '"') return this.unexpected()
    // By hand: a regular expression would keep one place to go back to for each of a million characters.
    let end = start + 1
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1
    if (end >= this.text.length) return refuse('truncated')
    this.at = end + 1
    let value: unknown
    try {
      value = JSON.parse(this.text.slice(start, end + 1))
    } catch {
      return refuse('not-json', { at: start + 1 })
    }
    if (typeof value !== 'string') return refuse('not-json', { at: start + 1 })
    return value.isWellFormed() ? value : refuse('lone-surrogate')
  }

  private number(): number {
    const form = this.match(numberForm)
    if (form === null) return this.unexpected()
    const value = Number(form)
    if (!Number.isFinite(value)) refuse('number-too-large')
    return value
  }

  private skipBlanks(): void {
    this.match(blanks)
  }

  private takes(character: string): boolean {
    this.skipBlanks()
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  private match(form: RegExp): string | null {
    form.lastIndex = this.at
    const found = form.exec(this.text)?.[0] ?? null
    if (found !== null) this.at += found.length
    return found
  }

  private unexpected(): never {
    if (this.at >= this.text.length) return refuse('truncated')
    return refuse('not-json', { at: this.at + 1 })
  }
}
