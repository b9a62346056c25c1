// Files from outside that wait in the data folder: what was sent away leaves nothing behind.
import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WaitingRoom } from '../../../electron/batches/waiting-room.ts'
import { newFolder } from '../vault/samples.ts'

test('a piece that comes while its file is sent away makes no file of its own', async () => {
  const folder = await newFolder()
  const room = new WaitingRoom(folder.path)
  const id = randomUUID()
  const first = Buffer.from('PK\u0003\u0004 and what follows')
  await room.takePiece(id, 'lot.zip', 0, first)
  const [, late] = await Promise.allSettled([
    room.dismiss(id),
    room.takePiece(id, 'lot.zip', first.length, Buffer.from('more')),
  ])
  expect(late).toMatchObject({
    status: 'rejected',
    reason: { failure: { reasons: [{ code: 'batch.upload-unknown' }] } },
  })
  expect(await readdir(join(folder.path, 'incoming'))).toEqual([])
  await folder.remove()
})
