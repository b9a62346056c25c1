// npm run test:machine: installs QEMU where this runs as root, builds the virtual target's kernel and initramfs unless they
// are there, and runs the tests in it. Apart from npm test, because emulating a computer takes minutes.
import { programsOfTarget } from './system-packages.ts'
import { testProject } from './test-project.ts'

process.exitCode = testProject('machine', programsOfTarget, 'in the virtual target') ? 0 : 1
