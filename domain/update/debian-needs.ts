// What a Debian package needs that is not installed (Debian Policy §7.1). dpkg would find out only after it has unpacked: without a
// network the program would then lie there half set up.

type Need = { readonly name: string; readonly relation: string | null; readonly version: string | null }
/** Any one of them is enough. */
type Choice = readonly Need[]

/** One installed package, as dpkg-query says it. `provides`: the field as it is, empty where there is none. */
export type InstalledPackage = { readonly name: string; readonly version: string; readonly provides: string }

/** By dpkg's own comparison: `one` `relation` (lt, le, eq, ge, gt) `other`. */
export type Compares = (one: string, relation: string, other: string) => boolean

const needForm = /^([a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)?(?:\s*\(\s*(<<|<=|=|>=|>>)\s*([^\s)]+)\s*\))?$/
const words: Readonly<Record<string, string>> = { '<<': 'lt', '<=': 'le', '=': 'eq', '>=': 'ge', '>>': 'gt' }

/** null: not a form that is known, and then not one that is met. */
const needOf = (text: string): Need | null => {
  const [, name, sign, version] = needForm.exec(text.trim()) ?? []
  if (name === undefined) return null
  return { name, relation: sign === undefined ? null : (words[sign] ?? null), version: version ?? null }
}

const piecesOf = (field: string, between: string) =>
  field
    .split(between)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

const choiceOf = (text: string): Choice =>
  piecesOf(text, '|').flatMap((piece) => {
    const need = needOf(piece)
    return need === null ? [] : [need]
  })

/** The groups of a Depends field (as they are written) of which nothing is installed. */
export const missingNeeds = (
  depends: string,
  installed: readonly InstalledPackage[],
  compares: Compares,
): readonly string[] => {
  const versions = new Map(installed.map(({ name, version }) => [name, version]))
  /** Where no version is said, one that asks for a version is not met (Policy §7.5). */
  const provided = new Map<string, (string | null)[]>()
  for (const { provides } of installed) {
    for (const piece of piecesOf(provides, ',')) {
      const need = needOf(piece)
      if (need !== null) provided.set(need.name, [...(provided.get(need.name) ?? []), need.version])
    }
  }
  const isMet = ({ name, relation, version }: Need): boolean => {
    const own = versions.get(name)
    const found = [...(own === undefined ? [] : [own]), ...(provided.get(name) ?? [])]
    if (relation === null || version === null) return found.length > 0
    return found.some((one) => one !== null && compares(one, relation, version))
  }
  return piecesOf(depends, ',').filter((group) => !choiceOf(group).some(isMet))
}
