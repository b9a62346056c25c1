// To which site things go: those that slips were exchanged with, those whose station is accepted here, or another by its name.
import { computed, ref } from 'vue'
import type { Site } from '../../../../domain/documents/transfer-slip.ts'
import { useTransfers } from '../../../stores/transfers.ts'
import { useTrust } from '../../../stores/trust.ts'

const OTHER = 'other'

export const useReceiverChoice = () => {
  const transfers = useTransfers()
  const trust = useTrust()

  const sites = computed<readonly Site[]>(() => {
    const accepted = [...trust.state.decisions.values()]
      .filter(({ did, decision }) => decision === 'accepted' && !transfers.isOwn(did))
      .map(({ did, name, code }): Site => ({
        name,
        address: '',
        did,
        code: /^[A-Z0-9]{2,8}$/.test(code) ? code : null,
      }))
    const known = new Set(transfers.sitesBefore.map(({ did, name }) => did ?? name))
    return [...transfers.sitesBefore, ...accepted.filter(({ did }) => did === null || !known.has(did))]
  })

  const chosen = ref<string>('')
  const name = ref('')
  const address = ref('')
  const keyOf = ({ did, name: named }: Site) => did ?? `name ${named}`
  const isOther = computed(() => chosen.value === OTHER || sites.value.length === 0)
  const receiver = computed<Site | null>(() => {
    if (!isOther.value) return sites.value.find((site) => keyOf(site) === chosen.value) ?? null
    const typed = name.value.trim()
    return typed === '' ? null : { name: typed, address: address.value.trim(), did: null, code: null }
  })
  return { sites, chosen, name, address, keyOf, isOther, receiver, OTHER }
}
