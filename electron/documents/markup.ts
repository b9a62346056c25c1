// What a page's text may be as markup: its tags with their attributes as a browser reads them, and its style sheets. Whatever
// stands after a "<" and a letter counts as a tag, so that nothing hides in a comment or in a value that is read otherwise.
export type Tag = { readonly name: string; readonly attributes: readonly Attribute[] }
export type Attribute = { readonly name: string; readonly value: string }

/** HTML's own blanks: to a browser a no-break space is a letter like any other. */
const tagName = /<([a-z][^\t\n\f\r />]*)/iy
/** A name runs up to a blank, "/", ">" or "="; without quotes a value runs up to a blank or ">". */
const oneAttribute =
  /[\t\n\f\r /]*([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"?|'([^']*)'?|([^\t\n\f\r >"'][^\t\n\f\r >]*)|))?/y

const attributesFrom = (html: string, start: number): readonly Attribute[] => {
  const attributes: Attribute[] = []
  oneAttribute.lastIndex = start
  for (let found = oneAttribute.exec(html); found !== null; found = oneAttribute.exec(html)) {
    const [, name = '', double, single, bare] = found
    attributes.push({ name: name.toLowerCase(), value: double ?? single ?? bare ?? '' })
  }
  return attributes
}

export function* tagsOf(html: string): Generator<Tag> {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    tagName.lastIndex = at
    const [opening = '', name = ''] = tagName.exec(html) ?? []
    if (name !== '') yield { name: name.toLowerCase(), attributes: attributesFrom(html, at + opening.length) }
  }
}

export const styleSheetsOf = (html: string): readonly string[] =>
  html.match(/<style[^>]*>[\s\S]*?(?:<\/style|$)/gi) ?? []
