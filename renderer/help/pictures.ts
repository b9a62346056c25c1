// The pictures of the help, by language and name. They are made from the screens (npm run help-pictures).
import type { Language } from '../../domain/words/reason.ts'

const files = import.meta.glob<string>('./pictures/*/*.webp', { eager: true, query: '?url', import: 'default' })

// Written with the pictures, so typed here by its shape.
const sizes = import.meta.glob<Readonly<Record<string, readonly number[]>>>('./pictures/sizes.json', {
  eager: true,
  import: 'default',
})['./pictures/sizes.json']

/** `width` and `height` in pixels: the page leaves room for what is still being loaded. */
export const pictureOf = (name: string, language: Language) => {
  const [width, height] = sizes?.[name] ?? []
  return { src: files[`./pictures/${language}/${name}.webp`], width, height }
}
