// The disks attached to this computer and the work that goes on with them. Erasing and reading run in the station, window
// or not; here they are asked for every second while any runs, and ordered. Nothing here decides what may be erased.
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import { isSameNamedDisk } from '../../domain/erasure/disk-identity.ts'
import type { DiskJob, DiskOwner, ErasureOrder, ReadBackOrder } from '../../domain/erasure/disk-job.ts'
import { ErasureOrders } from '../../domain/erasure/disk-job.ts'
import { isOfSameStay } from '../../domain/erasure/evidence/question.ts'
import { LooseDiskFile } from '../../domain/erasure/loose-disk-file.ts'
import type { DiskInventory, StationDisk } from '../../domain/erasure/station-disk.ts'
import { erasureSubject } from '../../domain/supervision/subject.ts'
import { reason } from '../../domain/words/reason.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor, type OnScreen } from './supervisor.ts'

const ASK_EVERY_MS = 1000

export type NewReadBack = Pick<ReadBackOrder, 'owner' | 'disk' | 'mode' | 'expectation' | 'resume'>
export type NewLooseDisk = Pick<LooseDiskFile, 'disk' | 'kind' | 'chassis' | 'place'>

export const useDisks = defineStore('disks', () => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()

  const inventory = shallowRef<DiskInventory | null>(null)
  const looking = ref(false)
  const inventoryFailure = shallowRef<unknown>(null)
  const jobs = shallowRef<readonly DiskJob[]>([])
  const running = computed(() => jobs.value.filter(({ ended }) => ended === null))
  const runningIds = computed<ReadonlySet<string>>(() => new Set(running.value.map(({ id }) => id)))

  /** Looks which disks are attached now. A second call while one goes on waits for that one. */
  let pending: Promise<void> | null = null
  const look = (): Promise<void> => {
    pending ??= (async () => {
      looking.value = true
      try {
        inventory.value = await station.call('disks.inventory', {})
        inventoryFailure.value = null
      } catch (error) {
        inventoryFailure.value = error
      } finally {
        looking.value = false
        pending = null
      }
    })()
    return pending
  }

  const take = (asked: readonly DiskJob[]) => {
    const before = runningIds.value
    jobs.value = asked
    return asked.some(({ id, ended }) => ended !== null && before.has(id))
  }
  /** Where a job ended, the journal has gained evidence, and maybe a settlement. */
  const askJobs = async (): Promise<void> => {
    try {
      if (!take(await station.call('disks.jobs', {}))) return
      await station.catchUp()
      void look()
    } catch (error) {
      // The frame says that the station does not answer; the jobs go on there.
      if (!(error instanceof StationFailure)) throw error
    }
  }

  let timer: ReturnType<typeof setTimeout> | null = null
  const watchers = ref(0)
  const isAsking = computed(() => station.ready && (running.value.length > 0 || watchers.value > 0))
  const again = () => {
    timer = setTimeout(() => {
      timer = null
      void askJobs().finally(() => {
        if (isAsking.value) again()
      })
    }, ASK_EVERY_MS)
  }
  watch(isAsking, (asking) => {
    if (asking && timer === null) again()
  })
  // What was begun before this window was opened goes on, and is found here.
  watch(
    () => station.ready,
    (ready) => {
      if (ready) void askJobs()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    if (timer !== null) clearTimeout(timer)
    watchers.value = 0
  })

  const signedIn = (): string => {
    if (session.operator === null)
      throw new StationFailure({
        code: 'refused',
        message: 'Nobody is signed in',
        reasons: [reason('supervision.nobody-at-station')],
      })
    return session.operator
  }
  const put = (begun: readonly DiskJob[]) => {
    const ids = new Set(begun.map(({ id }) => id))
    jobs.value = [...begun, ...jobs.value.filter(({ id }) => !ids.has(id))]
  }

  /** Begins to erase what a supervisor confirms; null where the dialog was closed. What is refused is among the jobs, ended. */
  const erase = async (
    owner: DiskOwner,
    wanted: readonly ErasureOrder[],
    onScreen: Omit<OnScreen, 'disks'>,
  ): Promise<readonly DiskJob[] | null> => {
    const orders = ErasureOrders.parse({ owner, orders: [...wanted], operator: signedIn() })
    const identities = orders.orders.map(({ disk }) => disk.identity)
    const confirmation = await supervisor.ask(
      {
        kind: 'erase-disks',
        machineId: owner.machineId,
        disks: identities,
        subject: await erasureSubject(orders, sha256),
      },
      { ...onScreen, disks: identities },
    )
    if (confirmation === null) return null
    const begun = await station.callAndCatchUp('disks.erase', { orders, confirmation: confirmation.id })
    put(begun.jobs)
    return begun.jobs
  }

  const readBack = async (wanted: NewReadBack): Promise<DiskJob> => {
    const job = await station.call('disks.readBack', {
      order: { job: crypto.randomUUID(), ...wanted, operator: signedIn() },
    })
    put([job])
    return job
  }

  const cancel = async (job: string): Promise<void> => {
    put([await station.call('disks.cancel', { job })])
  }

  /** Opens the file of a disk that came by itself. */
  const receive = async (received: NewLooseDisk): Promise<LooseDiskFile> => {
    const disk = LooseDiskFile.parse({
      id: crypto.randomUUID(),
      stay: { id: crypto.randomUUID(), startedAt: new Date().toISOString() },
      ...received,
      operator: signedIn(),
    })
    await station.callAndCatchUp('disks.receive', { disk })
    return disk
  }

  /** The attached disk of this name. Two of one name are none: nobody could tell which. */
  const attached = (identity: DiskIdentity): StationDisk | null => {
    const found = (inventory.value?.disks ?? []).filter(({ handle }) => isSameNamedDisk(handle.identity, identity))
    return found.length === 1 ? (found[0] ?? null) : null
  }
  /** The newest job of this disk: one that runs, whosever it is, or that ended in this stay. Another's says nothing here. */
  const jobOf = (identity: DiskIdentity, owner: DiskOwner): DiskJob | null =>
    jobs.value.find(
      (job) => isSameNamedDisk(job.disk, identity) && (job.ended === null || isOfSameStay(job.owner, owner)),
    ) ?? null

  return {
    inventory,
    looking,
    inventoryFailure,
    look,
    jobs,
    running,
    runningIds,
    askJobs,
    watchers,
    erase,
    readBack,
    cancel,
    receive,
    attached,
    jobOf,
  }
})

/** For a screen that shows disks: looks at once, and follows the jobs as long as it is there. */
export const useDisksOnScreen = () => {
  const disks = useDisks()
  disks.watchers += 1
  void disks.look()
  void disks.askJobs()
  onScopeDispose(() => {
    disks.watchers = Math.max(0, disks.watchers - 1)
  })
  return disks
}
