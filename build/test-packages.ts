// npm run test:packages: builds the packages and looks into them; the Debian package of the browser shell is installed on a
// clean Debian of its own, works there, is updated and goes. Apart from npm test: a Debian is fetched for it.
import { programsOfPackages } from './system-packages.ts'
import { testProject } from './test-project.ts'

process.exitCode = testProject('packages', programsOfPackages, 'packages') ? 0 : 1
