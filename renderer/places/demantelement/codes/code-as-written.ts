// A waste code as Trackdéchets writes it ("16 02 13*"), from what people type: with or without blanks, points or a blank before
// the star. What is no code stays as it was typed, and is refused.
export const codeAsWritten = (typed: string): string => {
  const [, one, two, three, star] =
    /^(\d{2})[\s.\u00a0\u202f]*(\d{2})[\s.\u00a0\u202f]*(\d{2})\s*(\*?)$/.exec(typed.trim()) ?? []
  return one === undefined ? typed.trim() : `${one} ${two ?? ''} ${three ?? ''}${star ?? ''}`
}
