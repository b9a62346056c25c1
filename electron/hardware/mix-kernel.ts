// The work by which a processor is measured: a fixed loop of integer, floating-point and memory instructions, as a
// WebAssembly module written by hand, so that the instructions are the same whatever version of Node runs them.
//
// One round, all in 32 bits, `t` a table of 256 KiB (more than a first-level cache holds, less than most second-level ones):
//   a ^= a << 13; a ^= a >>> 17; a ^= a << 5        a chain of shifts; f and g likewise, each by itself
//   b = (b + a) · 0x9e3779b1                        a multiplication
//   c = rotl(c ^ b, 11)
//   d += t[c mod 65536]; t[c mod 65536] = d ^ f     a load and a store anywhere in the table
//   e = e · 0.875 + g                               floating point, in 64 bits
// One chain alone would measure little but the frequency: with three, a wide processor is faster than a narrow one.

/** Reports name the work: other instructions are another kernel, whose points cannot be compared with these. */
export const KERNEL = 'etabli-mix-1'

const TABLE_PAGES = 4
const TABLE_MASK = TABLE_PAGES * 65_536 - 4

// The instructions that are used, by their names in the WebAssembly specification.
const op = {
  loop: 0x03,
  brIf: 0x0d,
  end: 0x0b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  load: 0x28,
  store: 0x36,
  i32Const: 0x41,
  f64Const: 0x44,
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  and: 0x71,
  xor: 0x73,
  shl: 0x74,
  shrU: 0x76,
  rotl: 0x77,
  f64Add: 0xa0,
  f64Mul: 0xa2,
  f64FromU32: 0xb8,
  i32FromI64: 0xa7,
  bitsOfF64: 0xbd,
} as const
const type = { i32: 0x7f, f64: 0x7c, func: 0x60, none: 0x40 } as const

/** Signed LEB128, as WebAssembly writes constants. */
const signed = (value: number): readonly number[] => {
  const bytes: number[] = []
  for (let rest = value | 0; ;) {
    const low = rest & 0x7f
    rest >>= 7
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    bytes.push(isLast ? low : low | 0x80)
    if (isLast) return bytes
  }
}
const unsigned = (value: number): readonly number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]

const int = (value: number) => [op.i32Const, ...signed(value)]
const float = (value: number) => [op.f64Const, ...new Uint8Array(new Float64Array([value]).buffer)]
const get = (local: number) => [op.localGet, local]
const set = (local: number) => [op.localSet, local]
const tee = (local: number) => [op.localTee, local]

/** Parameters first: how many rounds, and the seed. */
const [rounds, seed, a, b, c, d, f, g, at, e] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

const shifted = (lane: number, shift: number, distance: number) => [
  ...[...get(lane), ...get(lane), ...int(distance), shift],
  ...[op.xor, ...set(lane)],
]

const code = [
  ...[...get(seed), ...set(a), ...get(seed), ...set(b), ...get(seed), ...set(c)],
  ...[...get(seed), ...int(0x55555555), op.xor, ...set(f), ...get(seed), ...int(0x33333333), op.xor, ...set(g)],
  ...[op.loop, type.none],
  ...[...shifted(a, op.shl, 13), ...shifted(a, op.shrU, 17), ...shifted(a, op.shl, 5)],
  ...[...shifted(f, op.shl, 13), ...shifted(f, op.shrU, 17), ...shifted(f, op.shl, 5)],
  ...[...shifted(g, op.shl, 13), ...shifted(g, op.shrU, 17), ...shifted(g, op.shl, 5)],
  ...[...get(b), ...get(a), op.add, ...int(0x9e3779b1), op.mul, ...tee(b)],
  ...[...get(c), op.xor, ...int(11), op.rotl, ...tee(c)],
  ...[...int(TABLE_MASK), op.and, ...tee(at)],
  // The address stays on the stack for the store; the load has it from the local.
  ...[...get(at), op.load, 2, 0, ...get(d), op.add, ...tee(d), ...get(f), op.xor, op.store, 2, 0],
  ...[...get(e), ...float(0.875), op.f64Mul, ...get(g), op.f64FromU32, op.f64Add, ...set(e)],
  ...[...get(rounds), ...int(1), op.sub, ...tee(rounds), op.brIf, 0],
  op.end,
  ...[...get(a), ...get(b), op.xor, ...get(c), op.xor, ...get(d), op.xor, ...get(f), op.xor],
  ...[...get(g), op.xor],
  ...[...get(e), op.bitsOfF64, op.i32FromI64, op.xor],
  op.end,
]

const section = (id: number, ...content: readonly number[]) => [id, ...unsigned(content.length), ...content]
const name = (text: string) => [text.length, ...Buffer.from(text)]

const body = [2, 7, type.i32, 1, type.f64, ...code]
const moduleBytes = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, 1, type.func, 2, type.i32, type.i32, 1, type.i32),
  ...section(3, 1, 0),
  ...section(5, 1, 1, TABLE_PAGES, TABLE_PAGES),
  ...section(7, 1, ...name('mix'), 0, 0),
  ...section(10, 1, ...unsigned(body.length), ...body),
])

// Only the browser's library has its type.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
}

/** Works for that many rounds (at least one) and answers what came out, which depends on every one of them. */
export type Mix = (rounds: number, seed: number) => number

/** With a table of its own, full of zeros. */
export const newMix = (): Mix => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes))
  return (exports as { readonly mix: Mix }).mix // the module above has this one export
}
