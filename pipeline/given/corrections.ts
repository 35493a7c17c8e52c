import {z} from 'zod'
import {type Config, ConfigError} from '../config.ts'
import type {CorrectionRow, Corrections} from '../model/correction.ts'
import {fold} from '../model/text.ts'
import {readSheets, type Sheet} from './sheet.ts'

/** Rows searched for the headings. */
const HEADING_ROWS = 10

/** Where config/workbook.yaml says how the columns are headed: those people fill in, and what the findings' rows say. */
const headingsSchema = z.object({
  corrections: z.object({
    columns: z.record(
      z.enum(['report', 'key', 'raw', 'corrected', 'basis', 'by', 'on', 'accepted']),
      z.string(),
    ),
  }),
  findings: z.object({columns: z.array(z.object({key: z.string(), label: z.string()}))}),
})

type Field = Exclude<keyof CorrectionRow, 'file' | 'row' | 'keys'> | 'key'

/**
 * Reads corrections files: 校验.xlsx as people filled it in, or CSV with the same headings. Rows in which nothing was
 * filled in are none; every other row is handed on as it was written.
 * @throws ConfigError when a file cannot be read or lacks a column that has to be there
 */
export function readCorrections(paths: string[], config: Config): Corrections {
  const headings = headingsOf(config)
  const corrections: Corrections = {values: {}, acceptances: []}
  for (const path of paths) {
    for (const row of rowsOf(readSheets(path), headings)) {
      const {corrected, accepted, basis, by, on} = row
      if ([corrected, accepted, basis, by, on].every(text => text === '')) continue
      if (accepted !== '' && corrected === '') corrections.acceptances.push(row)
      else corrections.values[row.report] = [...(corrections.values[row.report] ?? []), row]
    }
  }
  return corrections
}

function headingsOf(config: Config): Record<Field, string> {
  const {corrections, findings} = headingsSchema.parse(config.files.workbook)
  const labelOf = (key: string) => findings.columns.find(column => column.key === key)!.label
  return {
    ...corrections.columns,
    rule: labelOf('rule'),
    message: labelOf('message'),
    source: labelOf('file'),
  }
}

/** The rows of all sheets with the headings, wherever they stand. @throws ConfigError */
function* rowsOf(
  sheets: ReturnType<typeof readSheets>,
  headings: Record<Field, string>,
): Generator<CorrectionRow> {
  const having = sheets.filter(sheet => headingRow(sheet, headings) >= 0)
  // Of a workbook without any, the first sheet says what is missing.
  if (having.length === 0) columnsOf(sheets[0]!, headings)
  for (const sheet of sheets) {
    const file = sheet === sheets[0] ? sheet.file : `${sheet.file}“${sheet.name}”`
    const named = {...sheet, file}
    if (!having.includes(sheet)) {
      refuseHalfHeaded(named, headings)
      continue
    }
    const columns = columnsOf(named, headings)
    refuseUntold(named, columns, headings)
    yield* rowsOfSheet(named, columns)
  }
}

/** A sheet somebody added beside the others, its headings in part: what stands on it must not be passed over. @throws ConfigError */
function refuseHalfHeaded({file, rows}: Sheet, headings: Record<Field, string>): void {
  for (const {number, cells} of rows.slice(0, HEADING_ROWS)) {
    const fields = fieldsIn(cells, headings).map(({field}) => field)
    if (fields.length < 2 || !FILLED.some(field => fields.includes(field))) continue
    const names = (missing: Field[]) => missing.map(field => `“${headings[field]}”`).join('')
    const message = `像是更正表，表头却不全，没有读取；要有${names(NEEDED)}，以及${EITHER.map(names).join('或者')}；不是更正的，请删去这张工作表`
    throw new ConfigError([{file, path: `第 ${number} 行`, message}])
  }
}

/** Cells of which nobody can tell what they say for each row. @throws ConfigError */
function refuseUntold(
  {file, rows, merged = [], uncomputed = []}: Sheet,
  {columns, first}: Columns,
  headings: Record<Field, string>,
): void {
  const head = rows[first - 1]!.number
  const problems = [...columns].flatMap(([field, at]) => {
    if (field === 'message' || field === 'source') return []
    const name = `“${headings[field]}”`
    return [
      ...merged
        .filter(({rows: [, to], columns: [left, right]}) => to > head && left <= at && at <= right)
        .map(({rows: [from, to]}) => ({
          file,
          path: from === to ? `第 ${from} 行` : `第 ${from}—${to} 行`,
          message: `${name}是合并的单元格，不知道每一格填的是什么；请取消合并，逐行逐格填写`,
        })),
      ...uncomputed
        .filter(({row, column}) => row > head && column === at)
        .map(({row}) => ({
          file,
          path: `第 ${row} 行`,
          message: `${name}是没有结果的公式；请改填算好的内容`,
        })),
    ]
  })
  if (problems.length > 0) throw new ConfigError(problems)
}

function* rowsOfSheet(sheet: Sheet, {columns, first}: Columns): Generator<CorrectionRow> {
  for (const {number, cells} of sheet.rows.slice(first)) {
    const text = (field: Field) => (columns.has(field) ? (cells[columns.get(field)!] ?? '') : '')
    yield {
      file: sheet.file,
      row: number,
      report: text('report'),
      keys: text('key')
        .split(/[\s,;，；、]+/)
        .filter(key => key !== ''),
      raw: text('raw'),
      corrected: text('corrected'),
      basis: text('basis'),
      by: text('by'),
      on: text('on'),
      accepted: text('accepted'),
      rule: text('rule'),
      message: text('message'),
      source: text('source'),
    }
  }
}

/** Where each field stands, and the first row below the headings. */
interface Columns {
  columns: Map<Field, number>
  first: number
}

/** What people fill in that nothing else of a sheet is headed with. */
const FILLED: Field[] = ['corrected', 'accepted']
const NEEDED: Field[] = ['report', 'basis', 'by']
/** Of these one set has to be there as well. */
const EITHER: Field[][] = [
  ['key', 'raw', 'corrected'],
  ['rule', 'accepted'],
]

/** Fields of a row by its headings, with the columns they stand in. */
function fieldsIn(cells: string[], headings: Record<Field, string>): {field: Field; at: number[]}[] {
  const folded = cells.map(fold)
  return (Object.keys(headings) as Field[]).flatMap(field => {
    const at = folded.flatMap((cell, i) => (cell === fold(headings[field]) ? [i] : []))
    return at.length === 0 ? [] : [{field, at}]
  })
}

/** Which row holds the headings, -1 where none does. */
function headingRow({rows}: Sheet, headings: Record<Field, string>): number {
  return rows.slice(0, HEADING_ROWS).findIndex(({cells}) => {
    const fields = fieldsIn(cells, headings).map(({field}) => field)
    const has = (wanted: Field[]) => wanted.every(field => fields.includes(field))
    return has(NEEDED) && EITHER.some(has)
  })
}

/** Columns of other headings are for people. @throws ConfigError */
function columnsOf(sheet: Sheet, headings: Record<Field, string>): Columns {
  const {file, rows} = sheet
  const first = headingRow(sheet, headings)
  const names = (fields: Field[]) => fields.map(field => `“${headings[field]}”`).join('')
  if (first < 0) {
    const message = `前 ${HEADING_ROWS} 行没有更正表的表头；要有${names(NEEDED)}，以及${EITHER.map(names).join('或者')}`
    throw new ConfigError([{file, path: '', message}])
  }
  const found = fieldsIn(rows[first]!.cells, headings)
  const twice = found.filter(({at}) => at.length > 1)
  if (twice.length > 0) {
    const message = `${names(twice.map(({field}) => field))}有两列，不知道读哪一列`
    throw new ConfigError([{file, path: `第 ${rows[first]!.number} 行`, message}])
  }
  return {columns: new Map(found.map(({field, at}) => [field, at[0]!])), first: first + 1}
}
