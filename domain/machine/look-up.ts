// Finds what a table says of a word that came from outside: its own entries only, so that a firmware that calls its
// processor's maker "constructor" gets no function for a name.
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined
