import {z} from 'zod'
import {type Config, rulesOf, type VerifyMode} from '../../pipeline/config.ts'
import type {Finding, Rules} from '../../pipeline/model/finding.ts'
import {cellsOf, type FormCell} from '../../pipeline/model/format.ts'

const share = z.number().min(0).max(1)
const count = z.number().int().positive()
const ids = z.array(z.string())

/** config/verify.yaml. */
export const verifySchema = z.strictObject({
  doubtful: ids,
  limits: z.strictObject({bytes: count, pages: count, cells: count, seconds: z.number().positive()}),
  agreement: share,
  sameRows: share,
  enoughRows: count,
  named: count,
  units: z.array(z.string()),
  placeholders: z.array(z.string()),
  hidden: ids,
  several: ids,
})
type VerifyWords = z.infer<typeof verifySchema>

/** The slice of the configuration that the second reading depends on. */
export interface VerifySettings extends VerifyWords {
  mode: VerifyMode
  /** Path of soffice; null where there is none. */
  office: string | null
  /** Cells of the format; empty without a variant. */
  cells: FormCell[]
  rules: Rules
}

/** The slice for reports of one format; without a variant, what decides whether the stage runs at all. */
export function settings(config: Config, variant: string | undefined): VerifySettings {
  const format = variant === undefined ? undefined : config.formats[variant]
  return {
    ...verifySchema.parse(config.files.verify),
    mode: config.verify?.mode ?? 'off',
    office: config.verify?.office ?? null,
    cells: format ? cellsOf(format) : [],
    rules: rulesOf(config, 'verify'),
  }
}

/** What earlier findings say that a second reading has to know. */
export interface Grounds {
  /** Text was left out that others may read. */
  hidden: boolean
  /** The file holds more than this report. */
  several: boolean
}

/** Whether a report is to be read again, and with what in mind. Undefined: not. */
export function groundsOf(findings: Finding[], settings: VerifySettings): Grounds | undefined {
  const {mode, doubtful, hidden, several} = settings
  const among = (rules: string[]) => findings.some(({rule}) => rules.includes(rule))
  if (mode === 'off' || (mode === 'doubtful' && !among(doubtful))) return undefined
  return {hidden: among(hidden), several: among(several)}
}
