// The work on one machine: what its reports, settlements and checklist come to by the rules of domain/, and the
// decisions that a supervisor confirms. Nothing computed here is stored; regrading is computing again.
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { progressOf, type Progress } from '../../domain/checklist/progress.ts'
import { accountForDisks, type DiskAccounting } from '../../domain/erasure/accounting.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import { DiskAttestation } from '../../domain/erasure/settlement.ts'
import { gradeMachine, type MachineGrades } from '../../domain/grading/grade.ts'
import { GradeOverride } from '../../domain/grading/override.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { attestationSubject, overrideSubject } from '../../domain/supervision/subject.ts'
import { reason } from '../../domain/words/reason.ts'
import { useEvidenceOf } from './evidence.ts'
import { live } from './live.ts'
import { useMachines } from './machines.ts'
import { useReports } from './reports.ts'
import { profileOf, rubricOf } from './rules.ts'
import { useSession } from './session.ts'
import { useSettling, type Settle } from './settle.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

/** What a screen says of a decision; identity, stay, person and time are added here. */
export type NewAttestation = Pick<DiskAttestation, 'reportHash' | 'why' | 'found' | 'notes'>
export type NewOverride = Pick<GradeOverride, 'axis' | 'from' | 'to' | 'reason'>

/** A report of the machine file; `report` is null while it is fetched, or where it cannot be. */
export type HeldReport = {
  readonly hash: string
  readonly takenAt: string
  readonly addedAt: string
  readonly source: 'this-machine' | 'file'
  readonly report: HardwareReport | null
}

/** For one screen; ends with it. Every value follows the machine file and the journal. */
export const useWork = (machineId: MaybeRefOrGetter<string>) => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()
  const machines = useMachines()
  const reportStore = useReports()

  const id = computed(() => toValue(machineId))
  const machine = computed<MachineFile | null>(() => machines.byId(id.value))
  const follow = { sources: [id] }

  const settlementRows = live(
    (database) => database.settlements.where('machineId').equals(id.value).sortBy('position'),
    [],
    follow,
  )
  const attestationRows = live(
    (database) => database.attestations.where('machineId').equals(id.value).sortBy('position'),
    [],
    follow,
  )
  const overrideRows = live(
    (database) => database.overrides.where('machineId').equals(id.value).sortBy('position'),
    [],
    follow,
  )
  const confirmationRows = live(
    (database) => database.confirmations.where('machineId').equals(id.value).sortBy('position'),
    [],
    follow,
  )
  const announcedRows = live(
    (database) => database.announcedDisks.where('machineId').equals(id.value).toArray(),
    [],
    follow,
  )
  /** What stood in the machine when it left the site it came from. */
  const announced = computed(() =>
    announcedRows.value.value.flatMap(({ stayId, disks }) => (stayId === machine.value?.stay.id ? disks : [])),
  )
  const settlements = computed(() => settlementRows.value.value.map((row) => row.settlement))
  const attestations = computed(() => attestationRows.value.value.map((row) => row.attestation))
  const overrides = computed(() => overrideRows.value.value.map((row) => row.override))
  const confirmations = computed(() => confirmationRows.value.value.map((row) => row.confirmation))

  const fetched = ref(new Map<string, HardwareReport>())
  /** Why a report could not be had, by its hash. */
  const reportFailures = ref(new Map<string, unknown>())
  watch(
    () => machine.value?.reports.map((report) => report.hash).join() ?? '',
    () => {
      for (const { hash } of machine.value?.reports ?? []) {
        if (fetched.value.has(hash)) continue
        reportStore.byHash(hash).then(
          (report) => fetched.value.set(hash, report),
          (error: unknown) => reportFailures.value.set(hash, error),
        )
      }
    },
    { immediate: true },
  )
  /** Oldest first, as in the file. */
  const reports = computed<readonly HeldReport[]>(() =>
    (machine.value?.reports ?? []).map((one) => ({ ...one, report: fetched.value.get(one.hash) ?? null })),
  )
  /** The machine as it stands. */
  const report = computed<HardwareReport | null>(() => reports.value.at(-1)?.report ?? null)
  const loaded = computed(
    () =>
      settlementRows.loaded.value &&
      attestationRows.loaded.value &&
      announcedRows.loaded.value &&
      overrideRows.loaded.value &&
      confirmationRows.loaded.value &&
      reports.value.every((one) => one.report !== null || reportFailures.value.has(one.hash)),
  )

  const { known, rows: evidenceRows } = useEvidenceOf(() => {
    if (machine.value === null || !loaded.value) return null
    return {
      owner: { machineId: machine.value.id, stayId: machine.value.stay.id },
      disks: [
        ...reports.value.flatMap(({ report: of }) => of?.disks.map(identityOf) ?? []),
        ...attestations.value.flatMap(({ found }) => found),
        ...settlements.value.map(({ disk }) => disk),
        ...announced.value.map(({ identity }) => identity),
      ],
    }
  })

  /** null until everything it rests on is here, or where a report cannot be had: a part would look like the whole. */
  const accounting = computed<DiskAccounting | null>(() => {
    if (machine.value === null || station.settings === null || !loaded.value) return null
    if (reports.value.some((one) => one.report === null) || known.value === null) return null
    return accountForDisks({
      ...known.value,
      machineId: machine.value.id,
      stay: machine.value.stay,
      reports: reports.value.flatMap((one) => (one.report === null ? [] : [{ ...one, report: one.report }])),
      attestations: attestations.value,
      settlements: settlements.value,
      announced: announced.value,
      minimum: station.settings.erasureMinimum,
      now: new Date().toISOString(),
    })
  })
  const rubric = computed(() => rubricOf(station.settings?.rubricId))
  const grades = computed<MachineGrades | null>(() => {
    if (machine.value === null || !loaded.value) return null
    const { equipment, aspect, stay } = machine.value
    return gradeMachine({
      report: report.value,
      equipment,
      aspect,
      rubric: rubric.value,
      overrides: overrides.value.filter((one) => one.stayId === stay.id),
    })
  })

  const profile = computed(() => profileOf(machine.value?.checklist.profileId))
  /** null as long as `accounting` or `grades` are. */
  const progress = computed<Progress | null>(() => {
    if (machine.value === null || accounting.value === null || grades.value === null) return null
    return progressOf({
      profile: profile.value,
      machine: machine.value,
      report: report.value,
      disks: accounting.value,
      grades: grades.value,
      confirmations: confirmations.value,
    })
  })

  const bound = () => {
    if (machine.value === null)
      throw new StationFailure({ code: 'not-found', message: `No machine file ${id.value}`, reasons: [] })
    if (session.operator === null)
      throw new StationFailure({
        code: 'refused',
        message: 'Nobody is signed in',
        reasons: [reason('supervision.nobody-at-station')],
      })
    const { id: machineOf, stay, inventoryNumber } = machine.value
    const owner = { machineId: machineOf, stayId: stay.id }
    const decision = { ...owner, operator: session.operator, at: new Date().toISOString() }
    return { owner, decision, inventoryNumber }
  }

  const settling = useSettling()
  /** Settles disks, all with one confirmation; false where the supervisor's dialog was closed. */
  const settle: Settle = async (decided, details, options) => {
    const { owner, inventoryNumber } = bound()
    return settling(owner, inventoryNumber)(decided, details, options)
  }

  /** A person opened the machine and says which disks stand in it; false where the dialog was closed. */
  const attest = async (said: NewAttestation, details: readonly string[] = []): Promise<boolean> => {
    const { decision, inventoryNumber } = bound()
    const attestation = DiskAttestation.parse({ id: crypto.randomUUID(), ...said, ...decision })
    const subject = await attestationSubject(attestation, sha256)
    const confirmation = await supervisor.ask(
      { kind: 'attest-disks', machineId: decision.machineId, subject },
      { inventoryNumber, disks: attestation.found, details },
    )
    if (confirmation === null) return false
    await station.callAndCatchUp('disks.attest', { attestation, confirmation: confirmation.id })
    return true
  }

  /** Gives another grade than the rubric's; false where the dialog was closed. */
  const override = async (decided: NewOverride, details: readonly string[] = []): Promise<boolean> => {
    const { decision, inventoryNumber } = bound()
    const graded = GradeOverride.parse({ id: crypto.randomUUID(), ...decided, ...decision })
    const subject = await overrideSubject(graded, sha256)
    const confirmation = await supervisor.ask(
      { kind: 'override-grade', machineId: decision.machineId, subject },
      { inventoryNumber, details: [graded.reason, ...details] },
    )
    if (confirmation === null) return false
    await station.callAndCatchUp('grades.override', { override: graded, confirmation: confirmation.id })
    return true
  }

  return {
    machine,
    reports,
    report,
    reportFailures,
    settlements,
    attestations,
    overrides,
    confirmations,
    loaded,
    known,
    evidenceRows,
    accounting,
    rubric,
    grades,
    profile,
    progress,
    settle,
    attest,
    override,
  }
}
