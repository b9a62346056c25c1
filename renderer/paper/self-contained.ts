// Makes one self-contained page of what is previewed: its markup, the paper's styles and the fonts, so that the engine
// that turns it into a PDF needs neither the application nor a network.
import bold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2?url'
import boldExtended from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-700-normal.woff2?url'
import regular from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2?url'
import regularExtended from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-400-normal.woff2?url'
import sheetStyles from './dismantling/sheet.css?inline'
import intakeStyles from './intake/intake.css?inline'
import paperStyles from './paper.css?inline'
import passportStyles from './passport.css?inline'
import transferStyles from './transfer/transfer.css?inline'
// On screen, too: whoever makes a page of a paper shows it first, or measures it.
import './paper.css'
import './dismantling/sheet.css'
import './intake/intake.css'
import './passport.css'
import './transfer/transfer.css'

/** A name such as Štěpán needs latin-ext, in bold too; the ranges are those of the font's own style sheet. */
const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'
const latinExtended =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF'

const faces = [
  { url: regular, weight: 400, range: latin },
  { url: regularExtended, weight: 400, range: latinExtended },
  { url: bold, weight: 700, range: latin },
  { url: boldExtended, weight: 700, range: latinExtended },
] as const

const asDataUrl = async (url: string): Promise<string> => {
  const blob = await (await fetch(url)).blob()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      resolve(String(reader.result))
    }
    reader.onerror = () => {
      reject(reader.error ?? new Error('The font could not be read'))
    }
    reader.readAsDataURL(blob)
  })
}

const fontFaces = async (): Promise<string> => {
  const rules = await Promise.all(
    faces.map(
      async ({ url, weight, range }) =>
        `@font-face{font-family:'Atkinson Hyperlegible';font-weight:${String(weight)};unicode-range:${range};` +
        `src:url(${await asDataUrl(url)}) format('woff2')}`,
    ),
  )
  return rules.join('\n')
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** `paper` is the previewed element; what it shows is what is printed, without the controls around it. */
export const selfContainedPage = async (paper: Element, title: string, language: string): Promise<string> =>
  `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8">` +
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">` +
  `<title>${escaped(title)}</title><style>body{margin:0}${await fontFaces()}\n${paperStyles}\n${sheetStyles}\n${intakeStyles}\n${passportStyles}\n${transferStyles}</style></head>` +
  `<body>${paper.outerHTML}</body></html>`
