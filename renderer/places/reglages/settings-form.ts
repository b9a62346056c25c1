// The settings as they are edited here: a copy that becomes the station's once a supervisor has confirmed exactly what
// it changes.
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { StationSettings } from '../../../domain/station/station.ts'
import { settingsSubject } from '../../../domain/supervision/subject.ts'
import { moneyText } from '../../components/money.ts'
import { useToasts } from '../../components/toasts.ts'
import { useLanguage } from '../../i18n.ts'
import { sha256 } from '../../stores/sha256.ts'
import { StationFailure } from '../../stores/station-failure.ts'
import { useStation } from '../../stores/station.ts'
import { useSupervisor } from '../../stores/supervisor.ts'
import { changesOf, type Showing } from './changes.ts'

export const useSettingsForm = (current: () => StationSettings) => {
  const { t } = useI18n()
  const language = useLanguage()
  const station = useStation()
  const supervisor = useSupervisor()
  const { tell } = useToasts()
  // Parsing copies: the draft shares nothing with what is in force.
  const draft = ref<StationSettings>(StationSettings.parse(current()))
  const failure = ref<unknown>(null)
  const busy = ref(false)

  watch(current, (settings) => (draft.value = StationSettings.parse(settings)))

  const none = () => t('settings.none')
  const money = (cents: number) => moneyText(cents, language.value)
  const showing = computed<Showing>(() => ({
    name: (settings) => settings.name,
    code: (settings) => settings.code,
    activities: (settings) => settings.activities.map((activity) => t(`common.activity.${activity}`)).join(', '),
    language: (settings) => t(`settings.language.${settings.language}`),
    organisation: (settings) => settings.organisation.name,
    address: (settings) => settings.organisation.address || none(),
    phone: (settings) => settings.organisation.phone || none(),
    email: (settings) => settings.organisation.email || none(),
    logo: (settings) =>
      settings.organisation.logo === null
        ? none()
        : t('settings.logoNamed', { mark: settings.organisation.logo.slice(0, 8) }),
    erasure: (settings) => t(`setup.erasure.${settings.erasureMinimum}`),
    exchangeFolder: (settings) => settings.exchange?.folder ?? none(),
    dailyBackup: (settings) => t(`backup.dailyIs.${settings.exchange?.dailyBackup === true ? 'on' : 'off'}`),
    updateFeed: (settings) => settings.updates?.feed ?? none(),
    dailyUpdate: (settings) => t(`update.dailyIs.${settings.updates?.daily === true ? 'on' : 'off'}`),
    contribution: ({ handover }) => (handover === undefined ? none() : money(handover.contributionCents)),
    subsidy: ({ handover }) => (handover === undefined ? none() : money(handover.subsidyCents)),
    helpContact: ({ handover }) => handover?.helpContact || none(),
    returnPlace: ({ handover }) => handover?.returnPlace || none(),
    retention: ({ handover }) => (handover === undefined ? none() : t('settings.months', handover.retentionMonths)),
    scanner: (settings) => (settings.scanner === null ? none() : JSON.stringify(settings.scanner)),
  }))
  const changes = computed(() => changesOf(current(), draft.value, showing.value))

  const lines = () =>
    changes.value.map(({ field, before, after }) =>
      // A mapping is of no use to a reader; that it was learnt again is.
      field === 'scanner'
        ? t('settings.scannerChanged')
        : t('settings.changed', { field: t(`settings.field.${field}`), before, after }),
    )

  /** Before a supervisor is called: what was typed stays, and is said to be wrong. */
  const requireFolder = async ({ exchange }: StationSettings) => {
    const folder = exchange?.folder ?? null
    if (folder === null || folder === (current().exchange?.folder ?? null)) return
    const { fault } = await station.call('media.tryFolder', { folder })
    if (fault !== null) throw new StationFailure({ code: 'refused', message: fault.code, reasons: [fault] })
  }

  const save = async () => {
    failure.value = null
    busy.value = true
    try {
      const settings = StationSettings.parse(draft.value)
      await requireFolder(settings)
      const subject = await settingsSubject(settings, sha256)
      const confirmation = await supervisor.ask({ kind: 'change-settings', subject }, { details: lines() })
      if (confirmation === null) return
      await station.callAndCatchUp('station.saveSettings', { settings, confirmation: confirmation.id })
      await station.describe()
      tell(t('settings.saved'))
    } catch (caught) {
      failure.value = caught
    } finally {
      busy.value = false
    }
  }
  const reset = () => {
    draft.value = StationSettings.parse(current())
  }

  return { draft, changes, lines, failure, busy, save, reset }
}
