import {z} from 'zod'
import type {Config} from './config.ts'

/** config/run.yaml: what one document may take before it is given up. */
export const runSchema = z.strictObject({
  document: z.strictObject({
    /** Wall clock from its first byte to its last stage, seconds. */
    seconds: z.number().positive(),
    /** Memory beyond what the program itself takes, MiB. */
    memoryMiB: z.number().int().min(64),
  }),
})

export type Limits = z.infer<typeof runSchema>['document']

/** The limits of one document. */
export function limitsOf(config: Config): Limits {
  return runSchema.parse(config.files.run).document
}
