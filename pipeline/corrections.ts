import {z} from 'zod'
import {type Config, ConfigError} from './config.ts'
import type {CorrectionRow, Corrections} from './model/correction.ts'
import {fold} from './model/text.ts'
import {readSheet, type Sheet} from './sheet.ts'

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
    for (const row of rowsOf(readSheet(path), headings)) {
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

function* rowsOf(sheet: Sheet, headings: Record<Field, string>): Generator<CorrectionRow> {
  const {columns, first} = columnsOf(sheet, headings)
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

/** Where each field stands. Columns of other headings are for people. */
function columnsOf(
  {file, rows}: Sheet,
  headings: Record<Field, string>,
): {columns: Map<Field, number>; first: number} {
  const needed: Field[] = ['report', 'basis', 'by']
  const either: Field[][] = [
    ['key', 'raw', 'corrected'],
    ['rule', 'accepted'],
  ]
  const found = rows.slice(0, HEADING_ROWS).map(({cells}) => {
    const folded = cells.map(fold)
    return (Object.keys(headings) as Field[]).flatMap(field => {
      const at = folded.flatMap((cell, i) => (cell === fold(headings[field]) ? [i] : []))
      return at.length === 0 ? [] : [{field, at}]
    })
  })
  const has = (fields: Field[], wanted: Field[]) => wanted.every(field => fields.includes(field))
  const first = found.findIndex(row => {
    const fields = row.map(({field}) => field)
    return has(fields, needed) && either.some(set => has(fields, set))
  })
  const names = (fields: Field[]) => fields.map(field => `“${headings[field]}”`).join('')
  if (first < 0) {
    const message = `前 ${HEADING_ROWS} 行没有更正表的表头；要有${names(needed)}，以及${either.map(names).join('或者')}`
    throw new ConfigError([{file, path: '', message}])
  }
  const twice = found[first]!.filter(({at}) => at.length > 1)
  if (twice.length > 0) {
    const message = `${names(twice.map(({field}) => field))}有两列，不知道读哪一列`
    throw new ConfigError([{file, path: `第 ${rows[first]!.number} 行`, message}])
  }
  return {columns: new Map(found[first]!.map(({field, at}) => [field, at[0]!])), first: first + 1}
}
