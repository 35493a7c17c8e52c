import {cellsOf, type Format, type FormCell, type Measure, namesOf} from '../../../pipeline/model/format.ts'
import type {Words} from './settings.ts'

/** One cell of the official form as a column of 明细; formats that share its key share the column. */
export interface FigureColumn {
  key: string
  /** Ids of the formats that have the cell. */
  formats: string[]
  /** Headings from the table's title to the column's own, one a level. */
  path: string[]
  /** Counts the tables in order of appearance. */
  table: number
  unit: string | null
  measure: Measure
  /** Whether the newest format lacks the cell. */
  superseded: boolean
}

interface Known {
  cell: FormCell
  format: Format
  formats: Format[]
}

/**
 * The columns of all formats together: table by table the cells of the newest format in official order, then those only
 * older formats have, under a heading that says so. Labels are those of the newest format that has the cell.
 */
export function figureColumns(formats: Format[], words: Words): FigureColumn[] {
  const newestFirst = [...formats].reverse()
  const known = new Map<string, Known>()
  for (const format of newestFirst) {
    for (const cell of cellsOf(format)) {
      const seen = known.get(cell.key)
      if (seen) seen.formats.push(format)
      else known.set(cell.key, {cell, format, formats: [format]})
    }
  }
  const newest = newestFirst[0]
  const tables = [...new Set([...known.values()].map(({cell}) => cell.table))]
  return tables.flatMap((table, number) =>
    [...known.values()]
      .filter(({cell}) => cell.table === table)
      .map(({cell, format, formats: holders}) => {
        const superseded = format !== newest
        const names = holders.map(({name}) => name).reverse()
        return {
          key: cell.key,
          formats: holders.map(({id}) => id),
          path: [
            ...titleOf(format, cell),
            ...(superseded ? [words.onlyIn.replace('{formats}', names.join(words.and))] : []),
            ...blockOf(format, cell),
            ...namesOf(cell.row),
            ...innerPath(format, cell),
          ],
          table: number,
          unit: cell.measure === 'money' ? words.money : cell.unit,
          measure: cell.measure,
          superseded,
        }
      }),
  )
}

function titleOf(format: Format, cell: FormCell): string[] {
  return [format.tables.find(({key}) => key === cell.table)!.title]
}

function blockOf(format: Format, cell: FormCell): string[] {
  const caption = blockForm(format, cell).caption
  return caption === undefined ? [] : [caption]
}

/** Column headings without one that stands over all columns of a block: it tells no two columns apart. */
function innerPath(format: Format, cell: FormCell): string[] {
  const path = cell.column.path.map(labels => labels[0]!)
  return blockForm(format, cell).columns.length === 1 && path.length > 1 ? path.slice(1) : path
}

function blockForm(format: Format, cell: FormCell) {
  const table = format.tables.find(({key}) => key === cell.table)!
  return table.blocks.find(({key}) => key === cell.block)!
}
