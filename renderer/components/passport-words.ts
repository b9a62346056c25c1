// What one document of a passport says, in a line; on screen and on paper alike.
import { useI18n } from 'vue-i18n'
import type { KnownDocument } from '../../domain/documents/known-document.ts'
import type { Link } from '../../domain/passport/passport.ts'

const SHOWN_NUMBERS = 3

/** « AT1-000004, AT1-000003 et 2 autres » would be long in a line: the nearest are named, and an ellipsis tells of others. */
const nearest = (numbers: readonly string[]): string =>
  [...(numbers.length > SHOWN_NUMBERS ? ['…'] : []), ...numbers.slice(-SHOWN_NUMBERS)].join(', ')

export const usePassportWords = () => {
  const { t } = useI18n()

  const gist = ({ credentialSubject: subject }: KnownDocument, id: string): string => {
    switch (subject.kind) {
      case 'refurbishment-certificate': {
        const face = t(`paper.face.${subject.erasure.statement}`)
        const grades = subject.grading.grades
          .filter(({ grade }) => grade !== null)
          .map(({ axis, grade }) => `${t(`documents.axisShort.${axis}`)} ${grade ?? ''}`)
          .join(', ')
        return grades === ''
          ? t('passport.gist.certificateUngraded', { face })
          : t('passport.gist.certificate', { face, grades })
      }
      case 'erasure-certificate': {
        const { verdict, how } = subject.disk
        return t(`paper.verdict.${verdict === 'verified' ? `verified-${how ?? 'log'}` : verdict}`)
      }
      case 'dismantling-sheet':
        return t('passport.gist.dismantled')
      case 'transfer-slip': {
        const ends = { from: subject.sender.name, to: subject.receiver.name }
        if (subject.movement === 'sent') return t('passport.gist.sent', ends)
        if (!subject.items.some(({ itemId }) => itemId === id)) return t('passport.gist.surplus', ends)
        return t(subject.missing.includes(id) ? 'passport.gist.notArrived' : 'passport.gist.received', ends)
      }
      case 'handover-slip':
        return t(subject.movement === 'handed-over' ? 'passport.gist.handedOver' : 'passport.gist.returned')
      case 'withdrawal':
        return t('passport.gist.withdrawal', { number: subject.withdraws.number, reason: subject.reason.text })
      case 'batch-manifest':
      case 'succession':
        return ''
    }
  }

  const link = (of: Link): string => {
    switch (of.kind) {
      case 'follows':
        return t('passport.link.follows', { numbers: nearest(of.numbers) })
      case 'gap':
        return of.numbers.length === 0
          ? t('passport.link.gapOnly', { n: of.missing }, of.missing)
          : t('passport.link.gap', { n: of.missing, numbers: nearest(of.numbers) }, of.missing)
      default:
        return t(`passport.link.${of.kind}`)
    }
  }

  return { gist, link, nearest }
}
