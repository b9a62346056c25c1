// The station's operations about targets and the outbox. What is secret about a target comes in here and never goes out again.
import { X509Certificate } from 'node:crypto'
import type { deliveryOperations as operations } from '../domain/delivery/operations.ts'
import type { DeliveryTarget } from '../domain/delivery/target.ts'
import { targetFaults } from '../domain/delivery/target-rules.ts'
import type { Entry } from '../domain/journal/frame.ts'
import { targetSubject } from '../domain/supervision/subject.ts'
import { reason } from '../domain/words/reason.ts'
import { StoppedError } from './delivery/ask.ts'
import type { Delivering } from './delivery/delivery.ts'
import { cryptography } from './documents/cryptography.ts'
import { refuse, StationError } from './failure.ts'
import type { Handler } from './station.ts'
import { confirmationUsed, headAfter, headOf, requireSettings } from './station-rules.ts'
import type { Vault } from './vault/vault.ts'

type DeliveryHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}

export const deliveryOperations = (vault: Vault, { outbox, secrets, test }: Delivering): DeliveryHandlers => {
  const { journal, ledger, confirmations } = vault

  const requireSound = (target: DeliveryTarget) => {
    const before = ledger.targets.find(({ id }) => id === target.id) ?? null
    const faults = targetFaults(before, target)
    if (faults.length > 0) refuse(...faults)
    if (target.authority !== '' && !isCertificate(target.authority)) refuse(reason('delivery.authority-unreadable'))
  }

  return {
    'targets.save': async ({ target, secret, confirmation }) => {
      const entry: Entry = { kind: 'delivery-target', v: 1, target, confirmation }
      const appended = await journal.append(confirmation, async () => {
        requireSettings(ledger)
        requireSound(target)
        const subject = await targetSubject(target, cryptography.sha256)
        await confirmations.usable(confirmation, () => ({ kind: 'change-targets', subject }))
        if (target.removed) await secrets.keep(target, '')
        else if (secret !== null) await secrets.keep(target, secret)
        return entry
      })
      await outbox.changed(target.id)
      return { head: headAfter(appended, entry, confirmationUsed) }
    },

    'targets.test': async ({ target }, { signal }) => {
      try {
        const { works, found } = await test(outbox.target(target), signal)
        return { works, found: found.slice(0, 20) }
      } catch (error) {
        if (error instanceof StoppedError) throw new StationError('cancelled', 'Cancelled', [])
        throw error
      }
    },

    'outbox.targets': () =>
      Promise.all(
        outbox.targets().map(async (target) => ({
          target,
          hasSecret: await secrets.has(target),
          ...outbox.state(target),
        })),
      ),

    'outbox.rows': ({ target }) => Promise.resolve([...outbox.rows(outbox.target(target))]),

    'outbox.send': ({ target }) => {
      outbox.send(target)
      return Promise.resolve({})
    },

    'outbox.stop': async ({ target }) => {
      await outbox.stop(target)
      return {}
    },

    'outbox.retry': async ({ target, items, operator }) => {
      const appended = await outbox.retry(target, items, operator)
      return { head: appended === null ? journal.head : headOf(appended) }
    },

    'outbox.giveUp': async ({ target, items, why, operator }) => ({
      head: headOf(await outbox.giveUp(target, items, why, operator)),
    }),
  }
}
