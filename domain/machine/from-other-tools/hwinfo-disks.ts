// The disks in hwinfo's text, which takes them from the kernel's own list: blocks of indented "Key: value" lines. Of the rest
// that hwinfo prints nothing is read.
import type { BlockDevice } from '../block-devices.ts'
import { blockDevice, isWholeDiskPath } from './block-words.ts'

const fieldOf = (block: string, key: string) => new RegExp(`^  ${key}: (.{1,500})$`, 'm').exec(block)?.[1]?.trim()
const quoted = (text: string | undefined) => /^"(.*)"$/.exec(text ?? '')?.[1]

export const hwinfoDisks = (text: string): readonly BlockDevice[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n\n+/)
    .filter((block) => fieldOf(block, 'Hardware Class') === 'disk')
    .slice(0, 256)
    .flatMap((block) => {
      const path = /^(\/dev\/\S+)/.exec(fieldOf(block, 'Device File') ?? '')?.[1]
      if (path === undefined || !isWholeDiskPath(path)) return []
      const size = Number(/\((\d{1,15}) bytes\)/.exec(fieldOf(block, 'Capacity') ?? '')?.[1] ?? NaN)
      return [
        blockDevice({
          path,
          model: quoted(fieldOf(block, 'Model')),
          serial: quoted(fieldOf(block, 'Serial ID')),
          rev: quoted(fieldOf(block, 'Revision')),
          size: Number.isSafeInteger(size) && size > 0 ? size : undefined,
        }),
      ]
    })
