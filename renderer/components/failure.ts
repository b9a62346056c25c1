// How a refusal of the station is said: one sentence for its code, then the reasons in the words of the trade.
import { useI18n } from 'vue-i18n'
import { useSay } from '../i18n.ts'
import { tellFault } from '../stores/faults.ts'
import { StationFailure } from '../stores/station-failure.ts'

export type SpokenFailure = { readonly title: string; readonly reasons: readonly string[] }

/** Words whatever was thrown; what is no failure of the station is an internal error and goes to the console. */
export const useFailureWords = () => {
  const { t } = useI18n()
  const say = useSay()
  return (failure: unknown): SpokenFailure => {
    if (failure instanceof StationFailure)
      return { title: t(`common.failure.${failure.code}`), reasons: failure.reasons.map((each) => say(each)) }
    console.error(failure)
    tellFault(failure)
    return { title: t('common.failure.internal'), reasons: [] }
  }
}
