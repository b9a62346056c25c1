// The work on one machine that is dismantled: what its file, disks and parts come to by the rules of domain/, and the signing
// of its sheet. Nothing computed here is stored; the station judges all of it again.
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { sheetBalance, sheetReasons, sheetWarnings, type SheetQuestion } from '../../domain/dismantling/closing.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import { DismantlingSheetDraft } from '../../domain/documents/draft.ts'
import type { Reason } from '../../domain/words/reason.ts'
import { reason } from '../../domain/words/reason.ts'
import { sheetSubject } from '../../domain/supervision/subject.ts'
import type { DocumentRow } from '../storage/database.ts'
import { useDismantling } from './dismantling.ts'
import { useDocuments, useEndings, useDocumentSearch, type Issued } from './documents.ts'
import { live } from './live.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useSupervisor, type OnScreen } from './supervisor.ts'
import { today } from './today.ts'
import { useWork } from './work.ts'

/** A sheet of this machine, and whether it still stands. */
export type HeldSheet = { readonly row: DocumentRow; readonly standing: 'stands' | 'replaced' | 'withdrawn' }

/** Newest first; those of every stay. */
const useSheetsOf = (machineId: MaybeRefOrGetter<string>) => {
  const found = useDocumentSearch(() => ({ kind: 'dismantling-sheet', machineId: toValue(machineId) }))
  const endings = useEndings()
  const standingOf = ({ hash }: DocumentRow): HeldSheet['standing'] =>
    endings.value.value.withdrawn.has(hash)
      ? 'withdrawn'
      : endings.value.value.replaced.has(hash)
        ? 'replaced'
        : 'stands'
  return {
    sheets: computed(() => found.value.value.map((row): HeldSheet => ({ row, standing: standingOf(row) }))),
    loaded: computed(() => found.loaded.value && endings.loaded.value),
  }
}

/** A draft from its confirmation until it is issued, so that after a failure the same draft asks for the same document. */
const draftKey = (machineId: string) => `etabli.sheet-draft.${machineId}`
const heldDraft = (machineId: string): DismantlingSheetDraft | null => {
  try {
    return DismantlingSheetDraft.safeParse(JSON.parse(localStorage.getItem(draftKey(machineId)) ?? 'null')).data ?? null
  } catch {
    return null
  }
}
const holdDraft = (machineId: string, draft: DismantlingSheetDraft | null) => {
  try {
    if (draft === null) localStorage.removeItem(draftKey(machineId))
    else localStorage.setItem(draftKey(machineId), JSON.stringify(draft))
  } catch {
    // Not kept: the supervisor signs anew; the station tells where the sheet was issued already.
  }
}

/** For one screen; ends with it. */
export const useDismantlingWork = (machineId: MaybeRefOrGetter<string>) => {
  const dismantling = useDismantling()
  const documents = useDocuments()
  const session = useSession()
  const supervisor = useSupervisor()
  const work = useWork(machineId)
  const { machine } = work

  const file = computed<DismantlingFile | null>(() =>
    machine.value === null ? null : dismantling.fileOf(machine.value),
  )
  const ordered = computed(() =>
    machine.value === null ? null : (dismantling.orderOf(machine.value)?.ordered ?? null),
  )
  const partRows = live((database) => database.parts.toArray(), [])
  const parts = computed(() => partRows.value.value.map(({ part }) => part))
  const { sheets, loaded: sheetsLoaded } = useSheetsOf(machineId)
  /** The sheet of this stay that is in force. */
  const standing = computed<DocumentRow | null>(
    () =>
      sheets.value.find(
        ({ row, standing: how }) =>
          how === 'stands' && Date.parse(row.issuedAt) >= Date.parse(machine.value?.stay.startedAt ?? ''),
      )?.row ?? null,
  )

  /** The day whose codes count. A sheet that is typed in after midnight is of the new day. */
  const day = computed(() => {
    // Asked again with every change of the file: midnight may have come in between.
    void file.value?.updatedAt
    return today()
  })
  const question = computed<SheetQuestion | null>(() => {
    if (machine.value === null || file.value === null || work.accounting.value === null) return null
    if (!partRows.loaded.value || !dismantling.loaded) return null
    return {
      machine: machine.value,
      ordered: ordered.value,
      file: file.value,
      accounting: work.accounting.value,
      parts: parts.value,
      codeChanges: dismantling.codeChanges,
      day: day.value,
    }
  })
  /** null until everything they rest on is here. */
  const reasons = computed<readonly Reason[] | null>(() =>
    question.value === null ? null : sheetReasons(question.value),
  )
  const warnings = computed<readonly Reason[]>(() => (question.value === null ? [] : sheetWarnings(question.value)))
  const balance = computed(() => (question.value === null ? null : sheetBalance(question.value)))

  /** Signs the file as it is on screen; null where the supervisor's dialog was closed. */
  const sign = async (replaces: string | null, onScreen: OnScreen): Promise<Issued | null> => {
    const signed = file.value
    if (signed === null) throw new StationFailure({ code: 'not-found', message: 'No dismantling file', reasons: [] })
    if (session.operator === null)
      throw new StationFailure({
        code: 'refused',
        message: 'Nobody is signed in',
        reasons: [reason('supervision.nobody-at-station')],
      })
    const fileHash = await hashOf(signed, sha256)
    const held = heldDraft(signed.machineId)
    const isHeld = held !== null && held.fileHash === fileHash && held.replaces === replaces
    const draft = isHeld ? held : await confirmed(signed.machineId, fileHash, replaces, session.operator, onScreen)
    if (draft === null) return null
    holdDraft(signed.machineId, draft)
    try {
      const issued = await documents.issue(draft)
      holdDraft(signed.machineId, null)
      return issued
    } catch (error) {
      // A refused draft will not be accepted later; one that may have gone through is asked for again.
      if (error instanceof StationFailure && ['refused', 'conflict'].includes(error.code))
        holdDraft(signed.machineId, null)
      throw error
    }
  }
  const confirmed = async (
    of: string,
    fileHash: string,
    replaces: string | null,
    operator: string,
    onScreen: OnScreen,
  ): Promise<DismantlingSheetDraft | null> => {
    const draft = {
      kind: 'dismantling-sheet',
      draftId: crypto.randomUUID(),
      machineId: of,
      fileHash,
      operator,
      replaces,
    } as const
    const subject = await sheetSubject(draft, sha256)
    const confirmation = await supervisor.ask({ kind: 'sign-sheet', machineId: of, subject }, onScreen)
    return confirmation === null ? null : { ...draft, confirmation: confirmation.id }
  }

  return {
    ...work,
    file,
    ordered,
    parts,
    sheets,
    sheetsLoaded,
    standing,
    day,
    question,
    reasons,
    warnings,
    balance,
    sign,
  }
}
