// The European list of waste as Établi carries it, for what a dismantled computer ends in: Decision 2000/532/EC as it stood
// since 2015, and as Delegated Decision (EU) 2025/934 rewrote its batteries from 9 November 2026 on. A workshop alters it by
// dated changes (codes-in-force.ts); which fraction takes which code is fraction-catalogue.ts'.
import type { WasteCode } from './waste-codes.ts'

const FIRST_DAY = '2015-06-01'
const LAST_DAY_BEFORE = '2026-11-08'
const NEW_FIRST_DAY = '2026-11-09'

/** By the decision that wrote the list as it then stood. */
const EDITION_2015 = '2014/955/UE'
const EDITION_2026 = '(UE) 2025/934'

/** Which stands unchanged in both editions. */
const kept = (code: string, labelFr: string, labelEn: string): WasteCode => ({
  code,
  labelFr,
  labelEn,
  validFrom: FIRST_DAY,
  validTo: null,
  edition: EDITION_2015,
})
const until2026 = (code: string, labelFr: string, labelEn: string): WasteCode => ({
  ...kept(code, labelFr, labelEn),
  validTo: LAST_DAY_BEFORE,
})
const from2026 = (code: string, labelFr: string, labelEn: string): WasteCode => ({
  code,
  labelFr,
  labelEn,
  validFrom: NEW_FIRST_DAY,
  validTo: null,
  edition: EDITION_2026,
})

export const defaultWasteCodes: readonly WasteCode[] = [
  kept('08 03 17*', 'Déchets de toner contenant des substances dangereuses', 'Waste toner with hazardous substances'),
  kept('08 03 18', 'Déchets de toner sans substance dangereuse', 'Waste toner without hazardous substances'),
  kept(
    '16 02 13*',
    'Équipements mis au rebut avec composants dangereux (batterie, lampe au mercure)',
    'Discarded equipment with hazardous components (battery, mercury lamp)',
  ),
  kept('16 02 14', 'Équipements mis au rebut sans composant dangereux', 'Discarded equipment without hazardous parts'),
  kept('16 02 15*', 'Composants dangereux retirés d’équipements', 'Hazardous components removed from equipment'),
  kept('16 02 16', 'Composants non dangereux retirés d’équipements', 'Other components removed from equipment'),
  until2026('16 06 01*', 'Accumulateurs au plomb', 'Lead batteries'),
  from2026('16 06 01*', 'Batteries au plomb usagées', 'Waste lead-acid batteries'),
  until2026('16 06 02*', 'Accumulateurs nickel-cadmium', 'Ni-Cd batteries'),
  from2026('16 06 02*', 'Batteries nickel-cadmium usagées', 'Waste nickel-cadmium batteries'),
  until2026('16 06 04', 'Piles alcalines (sauf mercure)', 'Alkaline batteries (except mercury)'),
  from2026('16 06 04*', 'Batteries alcalines usagées (sauf mercure)', 'Waste alkaline batteries (except mercury)'),
  until2026('16 06 05', 'Autres piles et accumulateurs', 'Other batteries and accumulators'),
  from2026('16 06 07*', 'Batteries au lithium usagées', 'Waste lithium-based batteries'),
  from2026(
    '16 06 08*',
    'Batteries au nickel usagées, sauf nickel-cadmium',
    'Waste nickel-based batteries, except Ni-Cd',
  ),
  from2026(
    '16 06 09*',
    'Batteries au zinc usagées, oxyde d’argent compris',
    'Waste zinc-based batteries, silver oxide too',
  ),
  from2026('16 06 13*', 'Batteries usagées en mélange', 'Mixed waste batteries'),
  kept('17 04 02', 'Aluminium', 'Aluminium'),
  kept('17 04 11', 'Câbles sans substance dangereuse', 'Cables without hazardous substances'),
  kept('19 12 02', 'Métaux ferreux triés', 'Sorted ferrous metal'),
  kept('19 12 03', 'Métaux non ferreux triés', 'Sorted non-ferrous metal'),
  kept('19 12 04', 'Matières plastiques et caoutchouc triés', 'Sorted plastics and rubber'),
  kept('19 12 11*', 'Autres déchets du tri, dangereux', 'Other sorting waste, hazardous'),
  kept('19 12 12', 'Autres déchets du tri, non dangereux', 'Other sorting waste, not hazardous'),
  until2026('20 01 33*', 'Piles et accumulateurs des ménages, dangereux', 'Household batteries, hazardous'),
  until2026('20 01 34', 'Piles et accumulateurs des ménages, autres', 'Household batteries, other'),
  kept('20 01 35*', 'Équipements des ménages avec composants dangereux', 'Household equipment with hazardous parts'),
  kept('20 01 36', 'Équipements des ménages sans composant dangereux', 'Household equipment without hazardous parts'),
  from2026('20 01 42*', 'Batteries des ménages, sauf lithium', 'Household waste batteries, except lithium'),
  from2026('20 01 43*', 'Batteries au lithium des ménages', 'Household waste lithium-based batteries'),
]

/** What took the place of a code that ended on 8 November 2026: the most usual in a computer first. */
export const successorsOf: Readonly<Record<string, readonly string[]>> = {
  '16 06 04': ['16 06 04*'],
  '16 06 05': ['16 06 07*', '16 06 09*', '16 06 08*'],
  '20 01 33*': ['20 01 43*', '20 01 42*'],
  '20 01 34': ['20 01 43*', '20 01 42*'],
}
