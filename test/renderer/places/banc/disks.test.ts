// The disks of a machine on the screen: their health first, nothing chosen beforehand, nothing begun by one press, and every
// end of the work said in words.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { showLanguage } from '../../../../renderer/i18n.ts'
import { useDisks } from '../../../../renderer/stores/disks.ts'
import type { Disk } from '../../../../domain/machine/hardware-report.ts'
import { reason } from '../../../../domain/words/reason.ts'
import { violations } from '../../components/mount.ts'
import { attachedDisk, plainIdentity, readBackNow, spoiledReadBack } from '../../disk-evidence.ts'
import { present } from '../../journal-in-memory.ts'
import { laptopReport, plainDisk } from '../../laptop-report.ts'
import { sachaConfirms } from '../../stores/workshop.ts'
import { atTheBench, escape, hasFocus, press, pressWithKeys, says } from './at-the-bench.ts'

type Bench = Awaited<ReturnType<typeof atTheBench>>

const withDisk = async (disk: Disk = plainDisk, attached = [attachedDisk({ disk })]) => {
  const bench = await atTheBench()
  bench.journal.attach(attached)
  const created = await bench.machines.create({ inventoryNumber: 'PC-0007', equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('It was not created')
  const report = { ...laptopReport(), disks: [disk] }
  const hash = await bench.journal.addReport(report)
  await bench.machines.addReport(created.machine.id, hash, report, 'file')
  await bench.router.push(`/banc/${created.machine.id}?partie=disks`)
  await says(bench.main, plainDisk.serial ?? '')
  const owner = { machineId: created.machine.id, stayId: created.machine.stay.id }
  return { ...bench, owner }
}
const dialog = () => present(document.querySelector<HTMLElement>('[role=dialog]'))
const type = async (input: HTMLInputElement, text: string) => {
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
}
const state = (main: HTMLElement) => main.querySelector('.disk .state')?.textContent.trim()
const isIn = (main: HTMLElement, words: string) =>
  vi.waitFor(
    () => {
      expect(state(main)).toContain(words)
    },
    { timeout: 5000 },
  )

/** Whoever works by keyboard goes on at the work. */
const hasFocusOnJob = (job: string) => hasFocus((at) => at.getAttribute('data-job') === job)
const hasFocusOnDisk = () => hasFocus((at) => at.hasAttribute('data-disk'))

/** The dialog, its one disk ticked, up to the last page. */
const arm = async ({ main }: Bench, typed = '0FPT') => {
  await says(main, 'Branché à ce poste')
  press(main, 'Effacer…')
  await vi.waitFor(() => dialog())
  present(dialog().querySelector<HTMLInputElement>('.candidate input[type=checkbox]')).click()
  await nextTick()
  await type(present(dialog().querySelector<HTMLInputElement>('.candidate .field input')), typed)
  press(dialog(), 'une dernière fois')
  await nextTick()
}

test('nothing is chosen when the dialog opens, and nothing chosen begins nothing', async () => {
  const bench = await withDisk()
  await says(bench.main, 'Branché à ce poste')
  press(bench.main, 'Effacer…')
  await vi.waitFor(() => dialog())
  expect(
    [...dialog().querySelectorAll<HTMLInputElement>('input[type=checkbox]')].map(({ checked }) => checked),
  ).toEqual([false])
  press(dialog(), 'Suivant')
  await says(dialog(), 'Cochez au moins un disque.')
  expect(await violations()).toEqual([])
  expect(bench.journal.jobs()).toEqual([])
})

test('Escape closes the dialog from either page, forgets what was armed, and leads back to the button that opened it', async () => {
  const bench = await withDisk()
  await says(bench.main, 'Branché à ce poste')
  for (const until of ['choose', 'arm'] as const) {
    const opener = pressWithKeys(bench.main, 'Effacer…')
    await vi.waitFor(() => dialog())
    expect(dialog().querySelector<HTMLInputElement>('.candidate input[type=checkbox]')?.checked).toBe(false)
    present(dialog().querySelector<HTMLInputElement>('.candidate input[type=checkbox]')).click()
    await nextTick()
    await type(present(dialog().querySelector<HTMLInputElement>('.candidate .field input')), '0FPT')
    if (until === 'arm') {
      press(dialog(), 'une dernière fois')
      await says(dialog(), 'Tout ce qui est sur ce disque va disparaître')
    }
    await hasFocus((at) => dialog().contains(at))
    escape()
    await vi.waitFor(() => {
      expect(document.querySelector('[role=dialog]')).toBeNull()
    })
    await hasFocus((at) => at === opener)
  }
  expect(bench.journal.jobs()).toEqual([])
})

test('evidence that is kept leads on to the disk, where its verdict stands now', async () => {
  const bench = await withDisk()
  await says(bench.main, 'Branché à ce poste')
  press(bench.main, 'Relire le disque…')
  await vi.waitFor(() => dialog())
  press(dialog(), 'Commencer la relecture')
  await vi.waitFor(() => {
    expect(bench.journal.jobs()).toHaveLength(1)
  })
  const job = present(bench.journal.jobs()[0])
  await hasFocusOnJob(job.id)
  await bench.journal.endJob(job.id, [{ form: 'read-back', text: JSON.stringify(readBackNow()) }])
  await says(bench.main, 'Preuve trouvée')
  // What one waited at is gone.
  await hasFocusOnDisk()
  pressWithKeys(bench.main, 'Retenir cette preuve')
  await sachaConfirms()
  await isIn(bench.main, 'Effacement vérifié')
  await hasFocusOnDisk()
})

test('the end of another serial goes no further', async () => {
  const bench = await withDisk()
  await arm(bench, 'XXXX')
  await says(dialog(), 'Ce n’est pas la fin du numéro de série de ce disque.')
  await vi.waitFor(() => {
    expect(document.activeElement?.matches('.candidate .field input')).toBe(true)
  })
  expect(dialog().textContent).not.toContain('va disparaître')
})

test('armed, the disk stands in large type; a supervisor who does not confirm begins nothing and loses nothing typed', async () => {
  const bench = await withDisk()
  await arm(bench)
  await says(dialog(), 'Tout ce qui est sur ce disque va disparaître')
  await says(dialog(), 'Y5QSC0FPT')
  // A stray Enter goes back.
  await vi.waitFor(() => {
    expect(document.activeElement?.textContent).toContain('Retour')
  })
  expect(await violations()).toEqual([])
  press(dialog(), 'Demander l’accord')
  const { useSupervisor } = await import('../../../../renderer/stores/supervisor.ts')
  const supervisor = useSupervisor()
  await vi.waitFor(() => {
    expect(supervisor.open).toBe(true)
  })
  expect(supervisor.action).toMatchObject({ kind: 'erase-disks', disks: [plainIdentity] })
  supervisor.cancel()
  await vi.waitFor(() => dialog())
  await says(dialog(), 'Tout ce qui est sur ce disque va disparaître')
  expect(bench.journal.jobs()).toEqual([])
})

test('a disk that was pulled out while it was armed is not ordered; put back, it is chosen anew', async () => {
  const bench = await withDisk()
  await arm(bench)
  const ask = () =>
    [...dialog().querySelectorAll('button')].find((one) => one.textContent.includes('Demander l’accord'))
  expect(ask()?.disabled).toBe(false)
  bench.journal.attach([attachedDisk({ handle: { identity: plainIdentity, instance: '8:0 9 boot' } })])
  await useDisks().look()
  await says(dialog(), 'Un des disques choisis n’est plus branché.')
  expect(ask()?.disabled).toBe(true)

  press(dialog(), 'Retour')
  await nextTick()
  expect(dialog().querySelector<HTMLInputElement>('.candidate input[type=checkbox]')?.checked).toBe(false)
  present(dialog().querySelector<HTMLInputElement>('.candidate input[type=checkbox]')).click()
  await nextTick()
  expect(dialog().querySelector<HTMLInputElement>('.candidate .field input')?.value).toBe('')
  await type(present(dialog().querySelector<HTMLInputElement>('.candidate .field input')), '0FPT')
  press(dialog(), 'une dernière fois')
  await vi.waitFor(() => {
    expect(ask()?.disabled).toBe(false)
  })
})

test('an erasure is followed to its end, and what it proves can be kept', async () => {
  const bench = await withDisk()
  await arm(bench)
  press(dialog(), 'Demander l’accord')
  await sachaConfirms()
  await isIn(bench.main, 'En cours')
  const [job] = bench.journal.jobs()
  const { id } = present(job)
  await hasFocusOnJob(id)
  expect(job).toMatchObject({ kind: 'erasure', owner: bench.owner, readBack: 'full' })
  bench.journal.progressOf(id, {
    phase: 'erasing',
    bytesDone: 250_053_931_008,
    bytesPlanned: 500_107_862_016,
    bytesPerSecond: 100_000_000,
    secondsLeft: 2500,
    spoiledBytes: 0,
    unreadableBytes: 0,
  })
  await says(bench.main, /50\s?% fait · encore 42\smin environ/)
  await says(bench.main, 'le travail continue sur le poste')
  expect(await violations(bench.main)).toEqual([])

  // It is followed from Accueil too, wherever it was begun.
  const file = bench.router.currentRoute.value.fullPath
  await bench.router.push('/accueil')
  await says(bench.main, 'Travaux en cours sur les disques')
  await says(bench.main, 'PC-0007 – TOSHIBA MQ01ABF050')
  expect(await violations(bench.main)).toEqual([])
  await bench.router.push(file)
  await isIn(bench.main, 'En cours')

  const record = readBackNow()
  await bench.journal.endJob(id, [{ form: 'read-back', text: JSON.stringify(record) }], { speeds: record.speeds })
  await says(bench.main, 'Effacé et relu\u202f: tout est conforme')
  await isIn(bench.main, 'Preuve trouvée')
  press(bench.main, 'Retenir cette preuve')
  await sachaConfirms()
  await isIn(bench.main, 'Effacement vérifié (constaté)')
  expect(bench.main.querySelector('svg[role=img] desc')?.textContent).toMatch(/De .* à .*\/s, sur 500/)
  expect(await violations(bench.main)).toEqual([])
})

const broken = async (phase: 'erasing' | 'reading-back') => {
  const bench = await withDisk()
  await arm(bench)
  press(dialog(), 'Demander l’accord')
  await sachaConfirms()
  await isIn(bench.main, 'En cours')
  const { id } = present(bench.journal.jobs()[0])
  const amounts = { bytesDone: 1, bytesPlanned: 500_107_862_016, bytesPerSecond: 1, secondsLeft: null }
  bench.journal.progressOf(id, { phase, ...amounts, spoiledBytes: 0, unreadableBytes: 0 })
  await bench.journal.endJob(id, [], {
    outcome: 'broke',
    reasons: [reason('disks.job-broke', { disk: 'TOSHIBA MQ01ABF050' })],
  })
  await says(bench.main, 'dans un état inconnu')
  return present(bench.main.querySelector<HTMLElement>('.disk')).innerText
}

test('an erasure that broke is never called erased', async () => {
  const words = await broken('erasing')
  expect(words).toContain('L’effacement s’est arrêté sans dire comment')
  expect(words).not.toMatch(/\beffacé/i)
})

test('where the reading after an erasure broke, the reading is said to have stopped', async () => {
  expect(await broken('reading-back')).toContain('La relecture s’est arrêtée sans dire comment')
})

test('a reading that finds other bytes says where, and takes the verdict away', async () => {
  const bench = await withDisk()
  await says(bench.main, 'Branché à ce poste')
  press(bench.main, 'Relire le disque…')
  await vi.waitFor(() => dialog())
  expect(await violations()).toEqual([])
  press(dialog(), 'Commencer la relecture')
  await isIn(bench.main, 'En cours')
  const record = spoiledReadBack()
  const { id } = present(bench.journal.jobs()[0])
  await hasFocusOnJob(id)
  await bench.journal.endJob(id, [{ form: 'read-back', text: JSON.stringify(record) }], {
    outcome: 'fails',
    reasons: [reason('read-back.spoiled', { bytes: 512, ranges: 1, address: 1_048_576 })],
    speeds: record.speeds,
    spoiled: record.spoiled.ranges,
  })
  await isIn(bench.main, 'Effacement contredit')
  await says(bench.main, /1\s048\s576/)
  await says(bench.main, 'pas comme attendu')
  expect(await violations(bench.main)).toEqual([])
})

test('an erasure of which nobody knows the end stays interrupted, whoever opens the window', async () => {
  const bench = await withDisk()
  await bench.journal.append({
    kind: 'erasure-begun',
    v: 1,
    job: crypto.randomUUID(),
    owner: bench.owner,
    disk: plainIdentity,
    choice: {
      method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
      fill: 'zeros',
      blank: false,
    },
    operator: 'AAAA',
    confirmation: crypto.randomUUID(),
  })
  const { useStation } = await import('../../../../renderer/stores/station.ts')
  await useStation().catchUp()
  await isIn(bench.main, 'Effacement interrompu')
  await says(bench.main, 'Un effacement a été interrompu')
})

test('a disk that will not last is proposed for destruction before anything is begun', async () => {
  const failing: Disk = {
    ...plainDisk,
    health: 'failing',
    doubts: ['pending-sectors', 'many-reallocated-sectors'],
    reallocatedSectors: 1832,
  }
  const bench = await withDisk(failing)
  await says(bench.main, 'Ce disque ne tiendra pas')
  await says(bench.main, 'Des secteurs ne se lisent plus.')
  await says(bench.main, /secteurs remplacés\s: 1\s832/)
  press(bench.main, 'Noter qu’il est détruit')
  await vi.waitFor(() => {
    expect(bench.main.querySelector<HTMLInputElement>('input[value=destroyed]')?.checked).toBe(true)
  })
  expect(bench.journal.frames().at(-1)?.frame.entry.kind).not.toBe('settlement')
  expect(await violations(bench.main)).toEqual([])
})

test('what the guards refuse is said, and cannot be pressed', async () => {
  const bench = await withDisk(plainDisk, [attachedDisk({ refusals: [reason('guard.system', { disk: 'sda' })] })])
  await says(bench.main, 'Ce disque ne peut pas être effacé ici')
  expect([...bench.main.querySelectorAll('button')].some((one) => one.textContent.includes('Effacer…'))).toBe(false)
})

test('two attached disks of one name are no disk that could be chosen', async () => {
  const two = [
    attachedDisk(),
    attachedDisk({ handle: { identity: plainIdentity, instance: '8:16 2 boot' }, name: 'sdb' }),
  ]
  const bench = await withDisk(plainDisk, two)
  await vi.waitFor(() => {
    expect(useDisks().inventory?.disks).toHaveLength(2)
  })
  await says(bench.main, 'Pas branché à ce poste')
})

test('in English everybody can use it too', async () => {
  const bench = await withDisk()
  showLanguage('en')
  await says(bench.main, 'Attached to this station')
  expect(await violations(bench.main)).toEqual([])
  press(bench.main, 'Erase…')
  await vi.waitFor(() => dialog())
  expect(await violations()).toEqual([])
})
