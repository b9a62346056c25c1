// What the station refused, as the lines that stand under a title of the bench ("nothing was changed").
import { useFailureWords as useSpokenFailure } from '../../components/failure.ts'

export const useFailureWords = () => {
  const words = useSpokenFailure()
  /** Never empty: the reasons, or what the refusal's code means. */
  return (failure: unknown): readonly string[] => {
    const { title, reasons } = words(failure)
    return reasons.length > 0 ? reasons : [title]
  }
}
