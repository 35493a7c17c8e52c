import {type Config, rulesOf} from '../../pipeline/config.ts'
import type {CorrectionRow} from '../../pipeline/model/correction.ts'
import {makeFinding} from '../../pipeline/model/finding.ts'
import {cellsOf} from '../../pipeline/model/format.ts'
import {type Report, reportSchema} from '../../pipeline/model/report.ts'
import {defineStage} from '../../pipeline/stage.ts'
import {judgeRows} from './apply.ts'
import {type CorrectSettings, correctionsSchema} from './settings.ts'

export {acceptFindings} from './accept.ts'

/**
 * Applies people's corrections to one report: the printed figure stays, the correction stands beside it. Reports nobody
 * corrected pass it by. Every row is applied (E05) or refused (E01 to E04).
 */
export const correct = defineStage<Report, Report, CorrectSettings, CorrectionRow[]>({
  name: 'correct',
  version: '3',
  input: reportSchema,
  output: reportSchema,
  files: {corrections: correctionsSchema},
  settings,
  facts: (config, name) => (name === undefined ? undefined : config.corrections?.values[name]),
  run(report, {settings, facts = []}) {
    const verdicts = judgeRows(report, facts, settings)
    const observations = {...report.observations}
    for (const {applied} of verdicts) {
      if (applied) observations[applied.key] = {...observations[applied.key]!, corrected: applied.corrected}
    }
    return {
      outputs: [{value: {...report, observations}, variant: report.format, name: report.id}],
      findings: verdicts.map(({rule, details}) =>
        makeFinding(settings.rules, rule, {...details, report: report.id}),
      ),
      skipped: [],
    }
  },
})

/** @throws when the variant is no format of config/formats: recognise only hands on formats it knows. */
function settings(config: Config, variant: string | undefined): CorrectSettings {
  const format = config.formats[variant ?? '']
  if (!format) throw new Error(`correct: there is no format ${variant}`)
  return {
    cells: Object.fromEntries(cellsOf(format).map(cell => [cell.key, cell])),
    rules: rulesOf(config, 'correct'),
    words: correctionsSchema.parse(config.files.corrections),
  }
}
