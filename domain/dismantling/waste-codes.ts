// The European list of waste (Decision 2000/532/EC) as far as a dismantled computer needs it: a code is data with a day from
// which and until which it is valid, since Delegated Decision (EU) 2025/934 rewrote parts of the list on 9 November 2026.
// A workshop changes its codes by dated changes, which are kept; the codes in force are those of the list with every change.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'

/** As Trackdéchets writes it: "16 02 13*"; the star marks hazardous waste. */
export const WasteCodeText = z.string().regex(/^\d{2} \d{2} \d{2}\*?$/)

export const WasteCode = z.strictObject({
  code: WasteCodeText,
  labelFr: z.string().trim().min(1).max(200),
  labelEn: z.string().trim().max(200),
  validFrom: z.iso.date(),
  /** The last day on which it may be used; null while it is in force. */
  validTo: z.iso.date().nullable(),
  /** Of the list that it was taken from, as a sheet prints it. */
  edition: z.string().trim().min(1).max(60),
})
export type WasteCode = z.infer<typeof WasteCode>

/** A code put in or altered, as a whole: same code and same first day replaces what stood. */
export const WasteCodeChange = z.strictObject({
  id: z.uuid(),
  put: WasteCode,
  why: z.string().trim().min(1).max(300),
  operator: PersonCode,
  at: z.iso.datetime(),
})
export type WasteCodeChange = z.infer<typeof WasteCodeChange>

export const isHazardous = ({ code }: Pick<WasteCode, 'code'>): boolean => code.endsWith('*')
