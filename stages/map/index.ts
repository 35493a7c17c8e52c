import {rulesOf} from '../../pipeline/config.ts'
import type {Block, Table} from '../../pipeline/model/ast.ts'
import type {Rules} from '../../pipeline/model/finding.ts'
import type {Format} from '../../pipeline/model/format.ts'
import {type Report, reportSchema, SCHEMA_VERSION} from '../../pipeline/model/report.ts'
import {type Segment, segmentSchema} from '../../pipeline/model/segment.ts'
import {defineStage} from '../../pipeline/stage.ts'
import {collector} from './collector.ts'
import {withColumnNamed} from './columns/onlyColumn.ts'
import {observe} from './figures/observe.ts'
import {
  captionFindings,
  missingFindings,
  orderFindings,
  rowFindings,
  shiftedLabels,
} from './findings/findings.ts'
import {otherYearFindings} from './findings/otherYear.ts'
import {slidFindings} from './findings/slid.ts'
import {type MapConfig, mapConfigSchema} from './settings.ts'
import {withHeadsJoined} from './tables/headTables.ts'
import {withOwnYear} from './tables/ownYear.ts'
import {withRowTablesJoined} from './tables/rowTables.ts'
import {withoutSpacers} from './tables/spacers.ts'
import {doubtStray} from './tables/stray.ts'
import {yearHeadings} from './tables/yearHeadings.ts'
import {formsOf} from './texts/form.ts'
import {chosenPanels} from './walk/chosen.ts'
import type {Hit} from './walk/found.ts'
import {walkTables} from './walk/index.ts'

interface MapSettings {
  format: Format | null
  rules: Rules
  words: MapConfig
}

/** Longest text directly above a table that can be its title. */
const LONGEST_TITLE = 40

/**
 * Segment to canonical report: finds the rows and columns of the format in the tables by their labels and reads the
 * figures. Depends on the segment's own format only, so a changed label re-maps the reports of that format alone.
 */
export const map = defineStage<Segment, Report, MapSettings>({
  name: 'map',
  version: '85',
  input: segmentSchema,
  output: reportSchema,
  files: {map: mapConfigSchema},
  settings: (config, variant) => ({
    format: variant === undefined ? null : (config.formats[variant] ?? null),
    rules: rulesOf(config, 'map'),
    words: config.files.map as MapConfig,
  }),
  run(segment, {settings}) {
    const {format, rules, words} = settings
    if (!format)
      throw new Error(
        `segment ${segment.identity.id} names format ${segment.identity.format}, which does not exist`,
      )
    const forms = formsOf(format)
    const blocks = withHeadsJoined(withRowTablesJoined(segment.blocks), forms, words)
    const {tables, titles} = tablesOf(blocks)
    const headings = yearHeadings(blocks, words)
    const {year} = segment.identity
    const findings = collector(rules, segment.identity.id)
    const own = tables
      .map((table, i) => doubtStray(withoutSpacers(table, words), titles[i]!, year, words))
      .map(table => (forms.length > 1 ? withOwnYear(table, year, forms, words, findings.add) : table))
      .map(table => withColumnNamed(table, forms, segment.identity, words, findings.add))
    const years = tables.map(table => headings.get(table) ?? null)
    const hits = walkTables(own, titles, years, forms, words, panels =>
      forms.length > 1 ? chosenPanels(panels, year, words, findings.add) : panels,
    )
    const rows = hits.filter((hit): hit is Hit => hit.kind === 'row')
    for (const hit of rows) {
      rowFindings(hit, findings.add)
      otherYearFindings(hit, year, words, findings.add)
    }
    shiftedLabels(rows, findings.add)
    orderFindings(rows, forms, findings.add)
    captionFindings(rows, findings.add)
    slidFindings(hits, forms, findings.add)
    const {observations, subtotals} = observe(hits, forms, words, findings.add)
    missingFindings(forms, hits, segment.blocks, new Set(Object.keys(observations)), findings.add)
    const report: Report = {
      schemaVersion: SCHEMA_VERSION,
      ...segment.identity,
      observations,
      subtotals,
      alsoIn: [],
      status: 'accepted',
    }
    return {
      outputs: [{value: report, variant: segment.identity.format, name: report.id}],
      findings: findings.all(),
      skipped: [],
    }
  },
})

/** The tables in reading order, each with the short text directly above it. */
function tablesOf(blocks: Block[]): {tables: Table[]; titles: string[]} {
  const tables: Table[] = []
  const titles: string[] = []
  blocks.forEach((block, i) => {
    if (block.type !== 'table') return
    const above = blocks[i - 1]
    const title = block.data?.caption ?? (above?.type === 'paragraph' ? above.value : '')
    tables.push(block)
    titles.push(title.length <= LONGEST_TITLE ? title : '')
  })
  return {tables, titles}
}
