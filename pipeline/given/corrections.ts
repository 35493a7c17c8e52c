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

/** The rows of the first sheet, and of further ones in which it goes on under the same headings. */
function* rowsOf(
  [first, ...others]: ReturnType<typeof readSheets>,
  headings: Record<Field, string>,
): Generator<CorrectionRow> {
  yield* rowsOfSheet(first!, columnsOf(first!, headings))
  for (const sheet of others) {
    const at = headingRow(sheet, headings)
    if (at >= 0)
      yield* rowsOfSheet({...sheet, file: `${sheet.file}“${sheet.name}”`}, columnsOf(sheet, headings))
  }
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
