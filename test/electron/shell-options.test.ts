// The words that a shell is started with, as a desktop or a person writes them.
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readShellOptions, UsageError } from '../../electron/shell-options.ts'

describe('the words of a start', () => {
  it('name the files to show, by a path or as a desktop writes its address', () => {
    const { files } = readShellOptions(
      ['/media/cl%C3%A9/lot.zip', 'here.json', 'file:///media/cl%C3%A9%20bleue/lot.etabli-lot'],
      true,
    )
    expect(files).toEqual(['/media/cl%C3%A9/lot.zip', resolve('here.json'), '/media/clé bleue/lot.etabli-lot'])
  })

  it('may stand before and after the files', () => {
    const options = readShellOptions(['--demo', 'lot.zip', '--port', '4000'], true)
    expect(options).toMatchObject({ demo: true, port: 4000, files: [resolve('lot.zip')] })
  })

  it('open no file of another computer', () => {
    expect(() => readShellOptions(['file://elsewhere/lot.zip'], true)).toThrow(UsageError)
    expect(() => readShellOptions([''], true)).toThrow(UsageError)
  })

  it('name no file by themselves', () => {
    expect(readShellOptions([], true).files).toEqual([])
  })

  it('take a file that is called like an option, where a person says so', () => {
    expect(readShellOptions(['--', '--demo'], true)).toMatchObject({ demo: false, files: [resolve('--demo')] })
  })

  it('never open pages without their sandbox, and say what to do where an AppImage’s starter asks for that', () => {
    for (const packaged of [true, false]) {
      expect(() => readShellOptions(['--no-sandbox', 'lot.etabli-lot'], packaged)).toThrow(/bac à sable.*paquet \.deb/)
    }
  })

  it('never let loop devices be erased in what is installed', () => {
    expect(() => readShellOptions(['--test-loop-devices'], true)).toThrow(UsageError)
    expect(readShellOptions(['--test-loop-devices'], false).testLoopDevices).toBe(true)
  })
})
