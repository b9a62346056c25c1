// The station's code after a restoration: another than any before, so that no number is given twice.
const longest = 8
const letters = [...'BCDEFGHIJKLMNOPQRSTUVWXYZ']

/**
 * The present code with a letter behind it, `B` the first time; restored again, the next letter in its place. `before`: every
 * code that this journal has had, the present one last.
 */
export const proposedCode = (before: readonly string[]): string => {
  const first = before[0] ?? 'ET'
  const stem = (before.every((code) => code.startsWith(first)) ? first : (before.at(-1) ?? first)).slice(0, longest - 1)
  const letter = letters.find((each) => !before.includes(stem + each))
  return stem + (letter ?? String(before.length % 10))
}
