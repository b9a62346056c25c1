// The PDF of a signed document, made without showing it: its paper is drawn beside the window and printed by the station. It
// goes on when the screen that asked for it is left.
import { getCurrentInstance, h, render } from 'vue'
import type { KnownDocument } from '../../domain/documents/known-document.ts'
import type { Language } from '../../domain/words/reason.ts'
import { useStation } from '../stores/station.ts'
import DocumentPaper from './DocumentPaper.vue'
import { selfContainedPage } from './self-contained.ts'

type Printed = {
  readonly document: KnownDocument
  readonly hash: string
  readonly language: Language
  readonly logo: string | null
  readonly withdrawnBy: string | null
  readonly replacedBy: string | null
}

/** For a component's setup. Answers the PDF in base64; null where the document has no paper. */
export const usePdfOfDocument = () => {
  const station = useStation()
  const context = getCurrentInstance()?.appContext ?? null

  return async (printed: Printed): Promise<string | null> => {
    const beside = document.createElement('div')
    beside.style.cssText = 'position:fixed;inset-inline-start:-300vw;inset-block-start:0;width:max-content'
    beside.setAttribute('aria-hidden', 'true')
    beside.inert = true
    document.body.append(beside)
    try {
      const paper = h(DocumentPaper, printed)
      paper.appContext = context
      render(paper, beside)
      // Papers that keep to one page are fitted once their letters are there.
      await document.fonts.ready
      await new Promise(requestAnimationFrame)
      const sheet = beside.firstElementChild
      if (sheet === null) return null
      const title = printed.document.credentialSubject.number
      const html = await selfContainedPage(sheet, title, printed.language)
      return (await station.call('paper.toPdf', { html, title })).base64
    } finally {
      render(null, beside)
      beside.remove()
    }
  }
}
