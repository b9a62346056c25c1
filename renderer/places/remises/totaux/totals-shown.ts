// The totals that an address asks for, as screen and paper show them: of this site's own slips, or of those of every site that is
// believed here.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { handoverTotals } from '../../../../domain/handover/totals.ts'
import { totalsLines } from '../../../../domain/handover/totals-lines.ts'
import { moneyText } from '../../../components/money.ts'
import { useFormats, useLanguage } from '../../../i18n.ts'
import { useHandovers } from '../../../stores/handovers.ts'
import { useStation } from '../../../stores/station.ts'
import { askedIn, begun } from './period.ts'

export const useTotalsShown = () => {
  const { t } = useI18n()
  const language = useLanguage()
  const formats = useFormats()
  const route = useRoute()
  const station = useStation()
  const handovers = useHandovers()

  const asked = computed(() => askedIn(route.query))
  const handsOver = computed(() => station.settings?.activities.includes('tiers-lieu') === true)
  /** The sites whose slips are here and believed, by key. */
  const sites = computed(
    () => new Map(handovers.believed.map(({ issuer, issuerName }) => [issuer, issuerName] as const)),
  )
  const counted = computed(() =>
    handsOver.value
      ? handovers.own
      : handovers.believed.filter(({ issuer }) => asked.value.site === null || issuer === asked.value.site),
  )
  const totals = computed(() =>
    handoverTotals(counted.value, handovers.payments, handovers.publicCounts, asked.value.period),
  )
  const lines = computed(() =>
    totalsLines(totals.value, { withPublics: handsOver.value }).map((line) => ({
      ...line,
      words: t(`handover.totals.line.${line.name}`),
      countText: line.count === null ? null : formats.value.number(line.count),
      amountText: line.cents == null ? null : moneyText(line.cents, language.value),
    })),
  )
  const monthName = (month: string) =>
    new Intl.DateTimeFormat(language.value === 'fr' ? 'fr-FR' : 'en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`))

  return {
    asked,
    handsOver,
    sites,
    lines,
    /** Whose slips are counted, in words. */
    siteName: computed(() =>
      handsOver.value
        ? (station.settings?.organisation.name ?? '')
        : asked.value.site === null
          ? t('handover.totals.allSites')
          : (sites.value.get(asked.value.site) ?? ''),
    ),
    missingMonths: computed(() => (handsOver.value ? begun(totals.value.monthsWithoutPublic) : [])),
    hasUnbelieved: computed(() => !handsOver.value && handovers.believed.length < handovers.all.length),
    monthName,
  }
}
