import {z} from 'zod'
import type {Rules} from '../../pipeline/model/finding.ts'
import type {FormCell} from '../../pipeline/model/format.ts'

const words = z.array(z.string()).min(1)

/** Schema of config/corrections.yaml. */
export const correctionsSchema = z.strictObject({yes: words, no: words, blank: words, money: words})
export type CorrectionWords = z.infer<typeof correctionsSchema>

/** The slice of the configuration that corrections to reports of one format depend on. */
export interface CorrectSettings {
  /** Cells of the report's format by key. */
  cells: Record<string, FormCell>
  rules: Rules
  words: CorrectionWords
}
