import {z} from 'zod'
import type {Config} from '../config.ts'

/** config/run.yaml: what a run may take. */
export const runSchema = z.strictObject({
  /** What one document may take before it is given up. */
  document: z.strictObject({
    /** Wall clock from its first byte to its last stage, and for each page that is recognised in a picture, seconds. */
    seconds: z.number().positive(),
    /** Memory beyond what the program itself takes, MiB. */
    memoryMiB: z.number().int().min(64),
  }),
  /** What is computed over all reports takes to the disk what does not fit. */
  warehouse: z.strictObject({memoryMiB: z.number().int().min(128)}),
})

export type Limits = z.infer<typeof runSchema>['document']

/** Memory for what is computed over all reports, MiB. */
export function warehouseMemoryOf(config: Config): number {
  return runSchema.parse(config.files.run).warehouse.memoryMiB
}

/** The limits of one document. */
export function limitsOf(config: Config): Limits {
  return runSchema.parse(config.files.run).document
}
