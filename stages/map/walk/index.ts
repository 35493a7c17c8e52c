import type {Table} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {trimBlanks, withoutUnit} from '../columns/assign.ts'
import {type Above, columnsFor, headingFits, isKnown, unlabelledColumns} from '../columns/columns.ts'
import {isLongList} from '../columns/figureColumns.ts'
import type {ColumnMap} from '../columns/headings.ts'
import {settle} from '../columns/settle.ts'
import {isHeadRow, isLabelsAlone, partCaptions, partHeadings} from '../rows/headRows.ts'
import {partLabels} from '../rows/labelRun.ts'
import {brokenLabel, matchGroup, matchRow, type RowMatch} from '../rows/match.ts'
import {type DocRow, rowsOf} from '../rows/rows.ts'
import type {MapConfig} from '../settings.ts'
import {withWholeLabels} from '../tables/broken.ts'
import {uprightOf} from '../tables/orientation.ts'
import {withPairsPlaced} from '../tables/pairs.ts'
import {panelsOf} from '../tables/panels.ts'
import {withoutSerials} from '../tables/serials.ts'
import {withStackedRowsApart} from '../tables/stacked.ts'
import type {YearHeading} from '../tables/yearHeadings.ts'
import type {Form} from '../texts/form.ts'
import {letters} from '../texts/labels.ts'
import {isColumnGroup} from '../texts/path.ts'
import {type Printed, printedOf} from '../texts/printed.ts'
import {isCaption, isColumnLabel, isRowLabel} from '../texts/senses.ts'
import type {AnyHit, Found, Panel, State} from './found.ts'
import {ownPanels} from './own.ts'

/** Least evidence that a table is one of the form's: two rows, or a row and its heading. */
const EVIDENCE = 2
/** Fewest columns that are numbered. */
const FEWEST_NUMBERED = 5
/** Letters of a label that any table may have: 总计, 合计, 其他. */
const LEAST_TELLING = 2

/**
 * Goes through the rows of all tables in reading order and finds the rows of the form in them. Rows of words become the
 * heading of the rows of figures below; a heading holds until the next one, over a break of the table too.
 * @param titles for each table, the short text standing directly above it
 * @param years for each table, the heading with a year it stands under
 * @param choose leaves out tables that are not the report's
 */
export function walkTables(
  tables: Table[],
  titles: string[],
  years: (YearHeading | null)[],
  forms: Form[],
  config: MapConfig,
  choose: (panels: Panel[]) => Panel[],
): AnyHit[] {
  let state: State = {form: null, map: null, after: null, under: null}
  const panels: Panel[] = []
  tables.forEach((numbered, i) => {
    const table = withoutSerials(numbered, config)
    const title = titles[i] ? printedOf(titles[i], config) : null
    const apart = withStackedRowsApart(table, forms, config)
    const whole = withWholeLabels(apart, forms, config)
    const placed = withPairsPlaced(whole, title, forms, config)
    const listed = placed[0] !== whole
    for (const panel of placed.flatMap(one => panelsOf(uprightOf(one, forms, config), forms, config))) {
      const walked = walkTable(panel, title, state, forms, config)
      const goesOn = state.form !== null && isLongList(state.form) && walked.evidence > 0
      if (walked.evidence < EVIDENCE && !goesOn) continue
      panels.push({...walked, listed, title: titles[i] ?? '', years: years[i] ?? null})
      state = walked.state
    }
  })
  const found = ownPanels(choose(panels)).flatMap(panel => panel.found)
  const open = found.filter(item => item.kind !== 'unknown')
  const assignments = settle(open)
  return found.map(item => {
    if (item.kind === 'unknown') return item
    const {row, map} = item
    const assignment = assignments[open.indexOf(item)]!
    return item.kind === 'row'
      ? {kind: 'row', match: item.match, row, map, assignment, ...(item.under ? {under: item.under} : {})}
      : {kind: 'subtotal', match: item.match, row, map, assignment}
  })
}

function walkTable(
  table: Table,
  title: Printed | null,
  before: State,
  forms: Form[],
  config: MapConfig,
): Omit<Panel, 'listed' | 'title' | 'years'> {
  const state: State = {...before}
  const found: Found[] = []
  /** Rows of figures without a label, below headings of the form and before any of its rows. */
  const early: DocRow[] = []
  const above: Above = {heading: [], title}
  let broken: string | null = null
  let evidence = 0
  let singles = 0
  let captioned = false
  let spent = false
  const head = (row: DocRow): void => {
    if (spent) above.heading = []
    above.heading.push(row)
    spent = false
  }
  const rows = rowsOf(table, config)
    .flatMap(row => partCaptions(row, forms))
    .flatMap(row => partHeadings(row, forms, config))
    .flatMap(row => partLabels(row, forms, config))
  const filled = filledBelow(rows)
  for (const [i, row] of rows.entries()) {
    const figures = row.cells.filter(({kind}) => kind === 'value').length
    const blank = row.cells.every(({kind}) => kind === 'blank')
    if (blank && (singles > 0 || !forms.some(form => form.unlabelled && headingFits(form, above, config))))
      continue
    const next = filled[i]
    if (next && (blank ? hasFigures(next) && !isOtherRow(next, config) : numbersColumns(row, next, forms)))
      continue

    const caption = captionOf(row, forms)
    if (caption) {
      Object.assign(state, {form: caption, map: null, under: caption})
      above.heading = []
      captioned = true
      evidence++
      continue
    }
    const leftBlank = isGroupLeftBlank(row, forms) ? unlabelledColumns(row, above, forms, config) : null
    if (figures === 0 && !leftBlank && isHeadRow(row, forms, config)) {
      head(row)
      evidence += 2
      broken = null
      continue
    }
    const part = figures === 0 ? brokenLabel(row, rows[i + 1], forms, config) : null
    if (part !== null) {
      broken = part
      continue
    }
    const labelled = labelledRow(row, above, state, broken, forms, config)
    if (labelled) {
      found.push(state.under ? {...labelled, under: state.under} : labelled)
      evidence += isKnown(labelled.map) ? 2 : 1
      const {form, row: index} = labelled.match
      Object.assign(state, {form, map: labelled.map, after: {form, row: index}})
      above.heading = []
      broken = null
      continue
    }
    const single = figures > 0 || blank ? unlabelledColumns(row, above, forms, config) : leftBlank
    if (single) {
      const {form, map, at} = single
      found.push({kind: 'row', match: {form, row: 0, grade: 'official', printed: '', at}, row, at, map})
      evidence += 2
      singles++
      spent = true
      state.form = form
      continue
    }
    if (figures === 0) {
      if (!isLabelsAlone(row, forms)) head(row)
      broken = row.grid ? null : row.cells.map(({text}) => text).join('')
      continue
    }
    const group = matchGroup(row, candidates(state, forms), config)
    if (group && state.map) found.push({kind: 'subtotal', match: group, row, at: group.at, map: state.map})
    else if (state.form && !isOtherRow(row, config))
      found.push({kind: 'unknown', form: state.form, row, label: labelOf(row)})
    else if (evidence >= EVIDENCE && forms.length > 1 && row.grid && labelOf(row) === '') early.push(row)
  }
  if (state.form)
    found.unshift(
      ...early.map(row => ({kind: 'unknown' as const, form: state.form!, row, label: labelOf(row)})),
    )
  return {found, evidence, state, captioned}
}

/** The row of the form a labelled row is, with its columns; null when it is none. */
function labelledRow(
  row: DocRow,
  above: Above,
  state: State,
  broken: string | null,
  forms: Form[],
  config: MapConfig,
): Extract<Found, {kind: 'row'}> | null {
  const match =
    matchRow(row, candidates(state, forms), config, broken, state.after) ??
    matchRow(row, forms, config, broken, state.after)
  if (!match) return null
  const {at} = match
  const followed = row.cells.slice(at + 1)
  if (isSingleRow(followed, match, above, forms, config)) return null
  if (!followed.some(({kind}) => kind !== 'words') && !(row.grid && followed.length > 0)) return null
  const inForce = state.form === match.form ? state.map : null
  const map = columnsFor(match.form, row, at, above, inForce, config)
  if (isGroupOfOther(followed, row, map) || sumsGroup(row, match, config)) return null
  if (state.form?.table !== match.form.table && sumsOther(row, match, map)) return null
  return {kind: 'row', match, row, at, map}
}

/** 合计 before the figures of a block without row labels, whose headings stand above: no row of another table. */
function isSingleRow(
  followed: DocRow['cells'],
  {form}: RowMatch,
  above: Above,
  forms: Form[],
  config: MapConfig,
): boolean {
  const figures = followed.filter(({kind}) => kind !== 'words').length
  return forms.some(
    single =>
      single.unlabelled &&
      figures >= single.columns.length &&
      single.columns.length > form.columns.length &&
      headingFits(single, above, config),
  )
}

/**
 * More cells than columns, words of this very row first: the words matched head a group, and the row's own label comes
 * after them, unknown to this form.
 */
function isGroupOfOther(followed: DocRow['cells'], row: DocRow, map: ColumnMap): boolean {
  const core = withoutUnit(trimBlanks(followed), map)
  const figures = core.filter(({kind}) => kind !== 'words').length
  const own = core[0]?.kind === 'words' && core[0].row === row.index
  return own && core.length > map.columns.length && figures >= map.columns.length
}

/** 合计 beside （三）不予公开 sums that group: it is not the row of the form that is called so and stands elsewhere. */
function sumsGroup(row: DocRow, {form, row: index, printed}: RowMatch, config: MapConfig): boolean {
  if (!config.subtotals.includes(printed.replace(/\s+/g, ''))) return false
  const group = matchGroup(row, [form], config)
  return group !== null && !group.rows.includes(index)
}

/** 合计 below headings of no form, and not as many figures as the form has columns: the sum of a table of the office's own. */
function sumsOther(row: DocRow, {form, printed, at}: RowMatch, map: ColumnMap): boolean {
  const figures = row.cells.slice(at + 1).filter(({kind}) => kind !== 'blank').length
  return !isKnown(map) && letters(printed).length <= LEAST_TELLING && figures !== form.columns.length
}

/** Blocks of the table being read go first; a label of theirs is not taken for one of another table. */
function candidates(state: State, forms: Form[]): Form[] {
  return state.form ? forms.filter(({table}) => table === state.form!.table) : forms
}

/** For each row the next one below that is not empty. */
function filledBelow(rows: DocRow[]): (DocRow | null)[] {
  const below: (DocRow | null)[] = new Array(rows.length).fill(null)
  for (let i = rows.length - 2; i >= 0; i--) {
    const next = rows[i + 1]!
    below[i] = next.cells.some(({kind}) => kind !== 'blank') ? next : below[i + 1]!
  }
  return below
}

function hasFigures({cells}: DocRow): boolean {
  return cells.some(({kind}) => kind === 'value')
}

function isLabelled({cells}: DocRow, forms: Form[]): boolean {
  return cells.some(
    cell => cell.kind === 'words' && forms.some(form => isRowLabel(form, cell) || isColumnLabel(form, cell)),
  )
}

/** 栏次 1 2 3 …: numbers of the columns below their headings, and figures below these. */
function numbersColumns(row: DocRow, next: DocRow, forms: Form[]): boolean {
  const values = row.cells.filter(({kind}) => kind === 'value').map(({text}) => Number(text))
  return (
    values.length >= FEWEST_NUMBERED &&
    values[0]! > 0 &&
    values.every((value, i) => value === values[0]! + i) &&
    !isLabelled(row, forms) &&
    hasFigures(next)
  )
}

/** 第二十条第（一）项 on a row of its own, perhaps behind a number of the row. */
function captionOf(row: DocRow, forms: Form[]): Form | null {
  let only: DocRow['cells'][number] | null = null
  for (const [i, cell] of row.cells.entries()) {
    if (cell.kind === 'blank' || (i === 0 && cell.kind === 'value')) continue
    if (only ? cell.text !== only.text : cell.kind !== 'words') return null
    only ??= cell
  }
  return (only && forms.find(form => isCaption(form, only))) ?? null
}

/** Whether a row begins with labels of a single line's groups, and the cells behind them are blank: 行政诉讼 | 复议后起诉 | | | | |. */
function isGroupLeftBlank({cells, grid}: DocRow, forms: Form[]): boolean {
  const end = cells.findIndex(({kind}) => kind === 'blank')
  const rest = end < 0 ? [] : cells.slice(end)
  return (
    grid &&
    end > 0 &&
    rest.length > 1 &&
    rest.every(({kind}) => kind === 'blank') &&
    forms.some(form => form.unlabelled && cells.slice(0, end).every(cell => isColumnGroup(form, cell)))
  )
}

/** Whether a row is one of those people add below a table: 填报人：张三 联系电话：8262321. */
function isOtherRow({cells}: DocRow, config: MapConfig): boolean {
  return cells.some(({kind, text}) => {
    const label = fold(text).split(':')[0]!
    return kind === 'words' && config.otherRows.includes(label)
  })
}

function labelOf(row: DocRow): string {
  return row.cells
    .filter(({kind}) => kind === 'words')
    .map(({text}) => text)
    .join(' ')
}
