import {join} from 'node:path'
import {loadConfig} from '../../../pipeline/config.ts'
import type {CorrectionRow} from '../../../pipeline/model/correction.ts'
import {correctionsSchema} from '../../../stages/correct/settings.ts'

export const config = loadConfig(join(import.meta.dirname, '../../../config'), {
  corrections: correctionsSchema,
})

/** A row about the received total, filled in properly, with changes. */
export function row(change: Partial<CorrectionRow> = {}): CorrectionRow {
  return {
    file: '校验.xlsx',
    row: 2,
    report: 'report-1',
    keys: ['applications.received.total'],
    raw: '0',
    corrected: '12',
    basis: '来函',
    by: '张三',
    on: '2024-03-01',
    accepted: '',
    rule: '',
    message: '',
    source: '',
    ...change,
  }
}
