import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {FormTable} from '../../../pipeline/model/format.ts'
import type {Report, Section} from '../../../pipeline/model/report.ts'
import type {CheckContext, RuleFunction} from '../context.ts'

/** S04 缺表: no cell of the table was found. A table that seems to be a picture or an attachment is S05. */
export const tableMissing: RuleFunction = (report, context) =>
  missingTables(context)
    .filter(table => substitute(report, table) === null)
    .map(table => ({
      values: {table: table.title},
      keys: keysOf(table, context),
      place: sectionOf(report, table)?.place ?? {},
      expected: table.title,
    }))

/** S05 表为图片或附件: the section of a table that was not found has a picture or an attachment and no table. */
export const tableElsewhere: RuleFunction = (report, context) =>
  missingTables(context).flatMap((table): FindingDetails[] => {
    const found = substitute(report, table)
    if (!found) return []
    return [
      {
        variant: found.kind,
        values: {table: table.title, what: found.what},
        keys: keysOf(table, context),
        place: sectionOf(report, table)?.place ?? {},
        expected: table.title,
        actual: found.what,
      },
    ]
  })

function keysOf(table: FormTable, {cells}: CheckContext): string[] {
  return cells.filter(cell => cell.table === table.key).map(({key}) => key)
}

function missingTables(context: CheckContext): FormTable[] {
  const found = new Set(context.found.map(({cell}) => cell.table))
  return context.format.tables.filter(table => !found.has(table.key))
}

function sectionOf(report: Report, table: FormTable): Section | undefined {
  return report.sections.find(section => section.key === table.section)
}

/** What may hold the table instead: a picture or an attachment of its section, else attachments of the report. */
function substitute(report: Report, table: FormTable): {kind: string; what: string} | null {
  const section = sectionOf(report, table)
  if (section && section.tables > 0) return null
  if (section && section.images > 0) return {kind: 'image', what: String(section.images)}
  if (section && section.attachments.length > 0)
    return {kind: 'attachment', what: [...new Set(section.attachments)].join('、')}
  const noTables = report.sections.every(item => item.tables === 0)
  return noTables && report.attachments.length > 0
    ? {kind: 'report', what: [...new Set(report.attachments)].join('、')}
    : null
}
