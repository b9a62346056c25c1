// The PDF that goes into a batch for one document, as it stands among those that are here.
import { knownDocument } from '../../../../domain/documents/verify.ts'
import { useLanguage } from '../../../i18n.ts'
import { usePdfOfDocument } from '../../../paper/pdf-of-document.ts'
import { useLogo } from '../../../paper/useLogo.ts'
import { useDocuments } from '../../../stores/documents.ts'
import { useTrust } from '../../../stores/trust.ts'

/** For a component's setup. */
export const usePaperOf = () => {
  const documents = useDocuments()
  const trust = useTrust()
  const language = useLanguage()
  const logo = useLogo()
  const pdfOf = usePdfOfDocument()

  return async (hash: string): Promise<string | null> => {
    const document = knownDocument(await documents.byHash(hash))
    if (document === null) return null
    const standing = await documents.standing(hash)
    return pdfOf({
      document,
      hash,
      language: language.value,
      // Another workshop's document does not bear this one's logo.
      logo: trust.standingOfStation(document.issuer.id) === 'own' ? logo.value : null,
      withdrawnBy: standing.kind === 'withdrawn' ? standing.by.number : null,
      replacedBy: standing.kind === 'replaced' ? standing.by.number : null,
    })
  }
}
