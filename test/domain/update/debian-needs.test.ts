// What a package needs is asked for before it is unpacked, as dpkg would ask afterwards.
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { type Compares, missingNeeds } from '../../../domain/update/debian-needs.ts'

const compares: Compares = (one, relation, other) => {
  try {
    execFileSync('dpkg', ['--compare-versions', one, relation, other])
    return true
  } catch {
    return false
  }
}
const here = [
  { name: 'libc6', version: '2.36-9+deb12u10', provides: 'libc6-2.36' },
  { name: 'chromium', version: '141.0.7390.65-1~deb12u1', provides: 'www-browser, gnome-www-browser' },
  { name: 'libstdc++6', version: '12.2.0-14', provides: '' },
  { name: 'libasound2t64', version: '1.2.11-1', provides: 'libasound2 (= 1.2.11-1)' },
]

it.each([
  ['', []],
  ['libc6', []],
  ['libc6 (>= 2.28), libstdc++6 (>= 11)', []],
  ['libc6 (>= 2.41)', ['libc6 (>= 2.41)']],
  ['libc6 (<< 2.36-9+deb12u10)', ['libc6 (<< 2.36-9+deb12u10)']],
  ['libc6 (= 2.36-9+deb12u10)', []],
  ['google-chrome-stable | chromium', []],
  ['google-chrome-stable | firefox', ['google-chrome-stable | firefox']],
  ['libc6:any, www-browser', []],
  ['www-browser (>= 1)', ['www-browser (>= 1)']],
  ['libasound2 (>= 1.2)', []],
  ['libasound2 (>= 1.3)', ['libasound2 (>= 1.3)']],
  ['libgtk-4-1, libc6', ['libgtk-4-1']],
  ['libc6 (around 2)', ['libc6 (around 2)']],
] as const)('%j lacks %j', (depends, missing) => {
  expect(missingNeeds(depends, here, compares)).toEqual(missing)
})
