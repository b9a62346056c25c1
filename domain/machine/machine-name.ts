// What people call a machine: maker and commercial name, from what its firmware says. For screens and paper; the
// identity that was read stays as it was read.
import type { Identity } from './hardware-report.ts'

type Named = Pick<Identity, 'manufacturer' | 'model' | 'version' | 'family'>

/** Makers' legal forms and capitals, as people say them. Others stay as they are written. */
const makers: readonly (readonly [RegExp, string])[] = [
  [/^lenovo\b/i, 'Lenovo'],
  [/^dell\b/i, 'Dell'],
  [/^(hewlett[- ]packard|hp)\b/i, 'HP'],
  [/^asus(tek)?\b/i, 'Asus'],
  [/^acer\b/i, 'Acer'],
  [/^fujitsu\b/i, 'Fujitsu'],
  [/^toshiba\b/i, 'Toshiba'],
  [/^(micro-star|msi)\b/i, 'MSI'],
  [/^apple\b/i, 'Apple'],
]

const makerOf = (manufacturer: string): string =>
  makers.find(([pattern]) => pattern.test(manufacturer))?.[1] ?? manufacturer

/** Lenovo's product name is an order code ("20W1S0DEMO"); the name on the lid is the version ("ThinkPad T14 Gen 2i"). */
const commercialName = ({ manufacturer, model, version, family }: Named): string | null => {
  if (manufacturer !== null && makerOf(manufacturer) === 'Lenovo' && version !== null && /[a-z]{4}/i.test(version)) {
    return version
  }
  return model ?? family
}

/** "HP ProBook 6460b", "Lenovo ThinkPad T14 Gen 2i"; null where the firmware names neither maker nor model. */
export const machineName = (identity: Named): string | null => {
  const name = commercialName(identity)
  if (identity.manufacturer === null) return name
  const maker = makerOf(identity.manufacturer)
  if (name === null) return maker
  return name.toLowerCase().startsWith(maker.toLowerCase()) ? name : `${maker} ${name}`
}
