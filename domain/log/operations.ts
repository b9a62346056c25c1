// The operation by which a window tells of its own faults: cleaned in the window already, and of a closed form here.
import { z } from 'zod'
import { Fault } from './fault.ts'

export const logOperations = {
  'log.fault': { input: z.strictObject({ fault: Fault }), progress: null, output: z.strictObject({}) },
} as const
