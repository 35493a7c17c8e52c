import {z} from 'zod'
import {type Config, rulesOf} from '../../pipeline/config.ts'
import {type Answers, type Finding, makeFinding} from '../../pipeline/model/finding.ts'
import {cellsOf, type Format} from '../../pipeline/model/format.ts'
import {effectiveReport, type Report, reportSchema} from '../../pipeline/model/report.ts'
import {defineStage} from '../../pipeline/stage.ts'
import {answersOf} from './answers.ts'
import {brokenSums} from './broken.ts'
import {type CheckSettings, deadlinesSchema, type FormatFacts, type FormFacts, foundCells} from './context.ts'
import {labelsOf} from './labels.ts'
import type {Location} from './location/locate.ts'
import {narrativeSchema} from './narrative/lexicon.ts'
import type {Narrative} from './narrative/model.ts'
import {readNarrative} from './narrative/read.ts'
import {bindSum} from './pattern.ts'
import {RULES} from './rules/index.ts'
import {locationsOf} from './rules/location.ts'
import {withPicturesOf} from './rules/scanned.ts'
import {assessSums} from './sum.ts'

/** Assesses one report by the rules its format lists. The report passes through; of the pictures of its cells those remain
 * that a person has to look at. */
export const check = defineStage({
  name: 'check',
  version: '33',
  input: reportSchema,
  output: reportSchema,
  files: {deadlines: deadlinesSchema, narrative: narrativeSchema},
  settings,
  run(report, context) {
    const {findings, answers} = assess(effectiveReport(report), context.settings)
    const doubtful = findings.filter(({rule}) => rule === 'S23').flatMap(({keys}) => keys)
    const value = withPicturesOf(report, new Set(doubtful))
    return {outputs: [{value, variant: report.format}], findings, skipped: [], answers}
  },
})

/** @throws when the variant is no format of config/formats: recognise only hands on formats it knows. */
function settings(config: Config, variant: string | undefined): CheckSettings {
  const format = config.formats[variant ?? '']
  if (!format) throw new Error(`check: there is no format ${variant}`)
  const deadlines = z.parse(deadlinesSchema, config.files.deadlines)
  const words = z.parse(narrativeSchema, config.files.narrative)
  const entries = config.roster?.entries ?? []
  const roster = entries.some(({deadline}) => deadline !== null) ? entries : null
  return settingsFor(format, rulesOf(config, 'check'), Object.values(config.formats), {
    deadlines,
    roster,
    narrativeWords: words,
  })
}

/** The settings for reports of one format. Rules it lists that belong to other stages are theirs to assess. */
function settingsFor(
  format: Format,
  rules: CheckSettings['rules'],
  formats: Format[],
  given: Pick<CheckSettings, 'deadlines' | 'roster' | 'narrativeWords'>,
): CheckSettings {
  const listed = format.rules.flatMap(id => (rules[id] ? [[id, rules[id]] as const] : []))
  const keys = cellsOf(format).map(cell => cell.key)
  return {
    format,
    rules: Object.fromEntries(listed),
    sums: listed.flatMap(([id, rule]) => [rule.sum ?? []].flat().flatMap(sum => bindSum(id, sum, keys))),
    formats: formats.map(one => {
      const {id, name, from, instrument} = one
      return {id, name, from, instrument, rows: rowsOf(one)}
    }),
    ...given,
  }
}

/** The keys of the rows of each table of a form. */
function rowsOf(format: Format): FormatFacts['rows'] {
  const rows: Record<string, string[]> = {}
  for (const {table, row} of cellsOf(format)) {
    const known = rows[table] ?? []
    if (!known.includes(row.key)) rows[table] = [...known, row.key]
  }
  return rows
}

/** What settings say of the form, worked out once for them. A memory of a pure function, nothing more. */
const factsOfSettings = new WeakMap<CheckSettings, FormFacts>()

function factsOf(settings: CheckSettings): FormFacts {
  const known = factsOfSettings.get(settings)
  if (known) return known
  const cells = cellsOf(settings.format)
  const made = {cells, labels: labelsOf(cells)}
  factsOfSettings.set(settings, made)
  return made
}

/** All findings of a report, in the order in which its format lists the rules. */
export function checkReport(report: Report, settings: CheckSettings): Finding[] {
  return assess(report, settings).findings
}

function assess(report: Report, settings: CheckSettings): {findings: Finding[]; answers: Answers} {
  const form = factsOf(settings)
  const assessments = assessSums(report, settings.sums)
  let narrative: Narrative | undefined
  let locations: Location[] | undefined
  const facts = {
    // Those of each rule take their place.
    thresholds: {},
    ...settings,
    ...form,
    narrative: () => {
      narrative ??= readNarrative(report, settings.narrativeWords)
      return narrative
    },
    locations: () => {
      locations ??= locationsOf(assessments, settings, form)
      return locations
    },
    found: foundCells(report, form),
    assessments,
  }
  const findings = Object.entries(settings.rules).flatMap(([id, rule]) => {
    const context = {...facts, thresholds: rule.thresholds}
    const find = RULES[id]
    if (!find && !rule.sum)
      throw new Error(`rule ${id} is neither a sum nor implemented in stages/check/rules`)
    const details = find ? find(report, context) : brokenSums(id, report, context)
    return details.map(item => makeFinding(settings.rules, id, {...item, report: report.id}))
  })
  return {findings, answers: answersOf(report, settings, form.cells, assessments, findings)}
}
