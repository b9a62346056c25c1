// The hardware report described for programs that are not ours: JSON Schema 2020-12, derived from the zod schema. The
// file beside this one is what is published; `npm run schema` writes it.
import { z } from 'zod'
import { HardwareReport } from './hardware-report.ts'

export const HARDWARE_REPORT_SCHEMA_FILE = 'domain/machine/hardware-report.schema.json'

export const hardwareReportJsonSchema = (): object => ({
  $id: 'urn:etabli:schema:hardware-report:1',
  title: 'Établi hardware report, version 1',
  ...z.toJSONSchema(HardwareReport),
})
