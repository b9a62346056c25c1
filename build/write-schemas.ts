// Writes the JSON Schemas that other programs read, from the zod schemas they are derived from. A test keeps them in step.
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { HARDWARE_REPORT_SCHEMA_FILE, hardwareReportJsonSchema } from '../domain/machine/hardware-report-json-schema.ts'

const file = new URL(`../${HARDWARE_REPORT_SCHEMA_FILE}`, import.meta.url)
const style = await resolveConfig(file)
await writeFile(file, await format(JSON.stringify(hardwareReportJsonSchema()), { ...style, parser: 'json' }))
