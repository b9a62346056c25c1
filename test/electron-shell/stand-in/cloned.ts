// Values as text and back, so that what JSON drops survives the way into a page and out of it, as it does with Electron's
// structured clone: undefined, dates, bytes, maps and sets, numbers that are none. What cannot be cloned throws. These two
// functions are also put into pages as text: they use nothing but themselves and each other's words.

/** What cannot be cloned may be handed over in another way: `special` answers words for it, or undefined. */
export const encode = (value: unknown, special: (value: unknown) => unknown = () => undefined): string => {
  const marked = (kind: string, content: unknown) => ({ '\u0000': kind, content: content })
  const inner = (each: unknown): unknown => {
    const handed = special(each)
    if (handed !== undefined) return marked('special', handed)
    if (each === undefined) return marked('undefined', null)
    if (typeof each === 'bigint') return marked('bigint', String(each))
    if (typeof each === 'number' && (!Number.isFinite(each) || Object.is(each, -0))) {
      return marked('number', Object.is(each, -0) ? '-0' : String(each))
    }
    if (typeof each === 'function' || typeof each === 'symbol') {
      throw new DOMException(`${String(each).slice(0, 60)} could not be cloned`, 'DataCloneError')
    }
    if (typeof each !== 'object' || each === null) return each
    if (Array.isArray(each)) return each.map(inner)
    if (each instanceof Date) return marked('date', each.getTime())
    if (each instanceof Map) return marked('map', [...each].map(inner))
    if (each instanceof Set) return marked('set', [...each].map(inner))
    if (each instanceof Error) return marked('error', { name: each.name, message: each.message })
    if (each instanceof ArrayBuffer) return marked('bytes', [...new Uint8Array(each)])
    if (ArrayBuffer.isView(each)) {
      return marked('bytes', [...new Uint8Array(each.buffer, each.byteOffset, each.byteLength)])
    }
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, inner(member)]))
  }
  return JSON.stringify(inner(value))
}

export const decode = (text: string, special: (handed: unknown) => unknown = () => undefined): unknown => {
  type Marked = { readonly '\u0000': string; readonly content: never }
  const outer = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each
    if (Array.isArray(each)) return each.map(outer)
    if (!('\u0000' in each)) {
      const copy: Record<string, unknown> = {}
      // Defined, not set: a member called __proto__ stays a member.
      for (const [name, member] of Object.entries(each)) {
        Object.defineProperty(copy, name, {
          value: outer(member),
          enumerable: true,
          writable: true,
          configurable: true,
        })
      }
      return copy
    }
    // Written by `encode` above.
    const { '\u0000': kind, content } = each as Marked
    switch (kind) {
      case 'special':
        return special(content)
      case 'bigint':
        return BigInt(content)
      case 'number':
        return Number(content)
      case 'date':
        return new Date(content)
      case 'map':
        return new Map((content as [unknown, unknown][]).map((pair) => [outer(pair[0]), outer(pair[1])]))
      case 'set':
        return new Set((content as unknown[]).map(outer))
      case 'error':
        return Object.assign(new Error((content as { message: string }).message), {
          name: (content as { name: string }).name,
        })
      case 'bytes':
        return Uint8Array.from(content as number[])
      default:
        return undefined
    }
  }
  return outer(JSON.parse(text))
}
