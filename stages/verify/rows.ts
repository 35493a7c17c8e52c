import {type FormCell, namesOf} from '../../pipeline/model/format.ts'
import type {Observation, Report} from '../../pipeline/model/report.ts'
import {fold, unnumbered} from '../../pipeline/model/text.ts'
import {figureIn} from './figure.ts'
import type {Reading, Run} from './reading.ts'

/** One figure of the report as it was printed. */
export interface Ours {
  key: string
  figure: string
  observation: Observation
}

/** A row of the form in both readings. */
export interface Row {
  /** Keys of its cells in official order. */
  keys: string[]
  label: string
  ours: Ours[]
  /** The only run of figures behind the row's label in the second reading; null where there is none or several. */
  theirs: Run | null
}

/**
 * The figures of a report that were printed as figures. A printed cell that stands for several cells of the form counts
 * once.
 */
export function figuresOf(
  report: Pick<Report, 'observations' | 'subtotals'>,
  units: readonly string[],
): Ours[] {
  const seen = new Set<string>()
  const all = [
    ...Object.entries(report.observations),
    ...report.subtotals.map(({observation}) => ['', observation] as const),
  ]
  return all.flatMap(([key, observation]) => {
    const figure = figureIn(observation.raw, units)
    const {table, row, column, line, offset, page, box} = observation.place
    const place = JSON.stringify([table, row, column, line, offset, page, box])
    if (figure === null || seen.has(place)) return []
    if (row !== undefined || box !== undefined) seen.add(place)
    return [{key, figure, observation}]
  })
}

/** The rows of the form that the report has, beside the figures that follow their labels in the second reading. */
export function rowsOf(cells: FormCell[], ours: Ours[], {runs}: Reading): Row[] {
  const figures = new Map(ours.map(item => [item.key, item]))
  const rows = new Map<string, FormCell[]>()
  for (const cell of cells) {
    const id = `${cell.table}/${cell.block}/${cell.row.key}`
    rows.set(id, [...(rows.get(id) ?? []), cell])
  }
  return [...rows.values()].map(cells => {
    const keys = cells.map(({key}) => key)
    const names = cells[0]!.row.path.at(-1)
    // A row without a label stands below its headings, of which the last are those of the last two columns.
    const labels = names ?? headings(cells.slice(-2))
    const own = keys.flatMap(key => figures.get(key) ?? [])
    const wanted = labels.map(fold)
    const behind = (ends: (before: string) => boolean) =>
      runs.filter(
        ({before, figures, prose}) =>
          !prose && ends(before) && (names !== undefined || figures.length <= keys.length),
      )
    const exact = behind(before => wanted.some(label => label !== '' && before.endsWith(label)))
    const core = wanted.map(label => bare(label)).filter(label => label !== '')
    const found =
      exact.length > 0 ? exact : behind(before => core.some(label => bare(before).endsWith(label)))
    return {
      keys,
      label: names?.[0] ?? groups(cells),
      ours: own,
      theirs: found.length === 1 ? found[0]! : null,
    }
  })
}

/** Members of one list that the other lacks, each as often as it is missing. */
export function lacking(list: string[], other: string[]): string[] {
  const left = [...other]
  return list.filter(item => {
    const at = left.indexOf(item)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** What a row without a label is called: the outermost headings of its columns (行政复议、行政诉讼). */
function groups(cells: FormCell[]): string {
  return [...new Set(cells.map(({column}) => namesOf(column)[0] ?? ''))].join('、')
}

/** Headings of neighbouring columns one after the other, in every wording. */
function headings(cells: FormCell[]): string[] {
  return cells.reduce<string[]>(
    (before, {column}) => before.flatMap(text => (column.path.at(-1) ?? ['']).map(label => text + label)),
    [''],
  )
}

/** A folded label without its number and without remarks and units in brackets behind it: some leave them out or add them. */
function bare(label: string): string {
  return unnumbered(label).replace(/(?:\([^()]*\))+$/, '')
}
