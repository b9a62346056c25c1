// A scan that no place has taken opens what it names: a document's code its document, a part's its part, a paper sheet's the
// sheet it is typed into; a card answers a question, and none is asked; a machine that only documents tell of, its page; anything
// else its machine on the bench, where an unknown number begins a file.
import { nextTick } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { readScannedCode } from '../../../domain/documents/scan-code.ts'
import type { Place } from '../../places/places.ts'
import { useMachines } from '../../stores/machines.ts'
import { isToldOf } from '../../stores/passport.ts'
import { useToasts } from '../toasts.ts'
import { handScanOn } from '../useScanner.ts'

/** Answers whether there was a place to open it in. */
export const useOpenScanned = (places: () => readonly Place[]) => {
  const router = useRouter()
  const { t } = useI18n()
  const { tell } = useToasts()
  const machines = useMachines()
  const has = (name: Place['name']) => places().some((place) => place.name === name)

  return async (text: string): Promise<boolean> => {
    const code = readScannedCode(text)
    if (code.kind === 'document') {
      if (!has('documents')) return false
      await router.push({ name: 'documents', params: { hash: code.hash } })
      return true
    }
    if (code.kind === 'part') {
      if (!has('pieces')) return false
      await router.push({ name: 'piece', params: { partId: code.partId } })
      return true
    }
    if (code.kind === 'dismantling') {
      if (!has('demantelement') || router.currentRoute.value.name === 'fiches') return false
      await router.push({ name: 'fiches' })
      await nextTick()
      handScanOn(text)
      return true
    }
    if (code.kind === 'command') {
      tell(t('intake.cards.nothingHere'), { state: 'info' })
      return true
    }
    const machineId = code.kind === 'machine' ? code.machineId : (machines.withNumber(code.text)[0]?.id ?? null)
    const isWorkedOn = has('banc') && machineId !== null && machines.byId(machineId) !== null
    const isKnown = machineId !== null && (machines.byId(machineId) !== null || (await isToldOf(machineId)))
    if (!isWorkedOn && isKnown && has('machines')) {
      await router.push({ name: 'machine', params: { machineId } })
      return true
    }
    // On the bench already, and yet not taken there: giving it on again would go round in circles.
    if (!has('banc') || router.currentRoute.value.name === 'banc') return false
    await router.push({ name: 'banc' })
    await nextTick()
    handScanOn(text)
    return true
  }
}
