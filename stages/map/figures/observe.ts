import type {Place} from '../../../pipeline/model/place.ts'
import type {Observation, Report} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {type Collector, flat} from '../collector.ts'
import type {Heading} from '../columns/headings.ts'
import type {DocCell} from '../rows/rows.ts'
import type {MapConfig} from '../settings.ts'
import {type Form, keyOf, keysOfRow, labelsOf, measureOf, nameOf} from '../texts/form.ts'
import {isLabel, letters} from '../texts/labels.ts'
import {columnsNamed, rowsNamed} from '../texts/senses.ts'
import {readValue} from '../texts/value.ts'
import type {AnyHit, Hit, SubtotalHit, UnknownHit} from '../walk/found.ts'
import {onceOnly} from './rivals.ts'
import {printedUnit} from './unit.ts'

/** Letters of a heading that is a piece of one at most: no column but one of sums is called by so few. */
const MOST_PIECE = 2

/**
 * Reads the figures of all rows found. A row found twice is reported, and a cell with two values is a conflict of which
 * the first is kept (S08, V10). A row or column with figures that the form does not know is reported (S07). Keys come in
 * official order.
 */
export function observe(
  hits: AnyHit[],
  forms: Form[],
  config: MapConfig,
  add: Collector['add'],
): Pick<Report, 'observations' | 'subtotals'> {
  const seen = new Map<string, Observation>()
  const subtotals: Report['subtotals'] = []
  for (const hit of hits) {
    if (hit.kind === 'subtotal') subtotals.push(...readSubtotal(hit, config))
    else if (hit.kind === 'row') {
      readRow(hit, seen, config, add)
      subtotals.push(...subtotalColumns(hit, config))
    }
  }
  const unfilled = (key: string) => (seen.get(key)?.state ?? 'blank') === 'blank'
  for (const hit of hits) {
    if (hit.kind === 'subtotal') undivided(hit, seen, add)
    else if (hit.kind === 'unknown') unknownRow(hit, forms, unfilled, config, add)
  }
  for (const {hit, keys} of onceOnly(hits.filter(hit => hit.kind === 'row'))) {
    const {form, row} = hit.match
    const what = '本表出现了不止一次且数字不同，而该行只见于其中一处，不能确定是否属于本年度'
    const values = {table: form.table.title, row: nameOf(form.rows[row]!) || form.table.title, what}
    add('S21', {values, keys, place: hit.row.cells[hit.match.at]?.place ?? hit.row.cells[0]?.place})
  }
  const observations: Report['observations'] = {}
  for (const key of forms.flatMap(({keys}) => keys.flat())) {
    const observation = seen.get(key)
    if (observation) observations[key] = observation
  }
  return {observations, subtotals}
}

function readRow(hit: Hit, seen: Map<string, Observation>, config: MapConfig, add: Collector['add']): void {
  const {form, row} = hit.match
  const again: string[] = []
  let differs = false
  for (const {column, heading} of hit.map.columns) {
    if (column === null) continue
    const key = keyOf(form, row, column)
    const observation = readCell(hit, column, heading, config)
    const doubt = hit.assignment.cells[column]?.doubt
    if (doubt !== undefined) doubtfulCell(hit, key, doubt, observation.place, add)
    const earlier = seen.get(key)
    if (!earlier) {
      seen.set(key, observation)
      continue
    }
    again.push(key)
    if (earlier.raw === observation.raw) continue
    differs = true
    const leaf = form.columns[column]!
    const cell = [nameOf(form.rows[row]!), nameOf(leaf)].filter(Boolean).join(' × ')
    const values = {cell, first: shown(earlier.raw), second: shown(observation.raw)}
    add('V10', {
      values,
      keys: [key],
      place: observation.place,
      related: [earlier.place],
      expected: earlier.raw,
      actual: observation.raw,
    })
  }
  if (again.length > 0) {
    const place = hit.row.cells[hit.match.at]?.place ?? hit.row.cells[0]?.place
    const values = {table: form.table.title, row: nameOf(form.rows[row]!) || form.table.title}
    add('S08', {values, keys: again, place, severity: differs ? 'error' : 'warning'})
  }
  unknownColumns(hit, config, add)
}

/** A cell of which the reader is not certain (S21). */
function doubtfulCell({match}: Hit, key: string, what: string, place: Place, add: Collector['add']): void {
  const table = match.form.table.title
  add('S21', {values: {table, row: nameOf(match.form.rows[match.row]!) || table, what}, keys: [key], place})
}

function readCell(hit: Hit, column: number, heading: Heading, config: MapConfig): Observation {
  const {form, row} = hit.match
  const cell = hit.assignment.cells[column] ?? null
  if (!cell) return notTold(hit)
  const {measure, unit} = measureOf(form, row, column)
  const printed = measure === 'money' ? printedUnit(hit, heading, config) : null
  // The form's own unit holds where no heading was read; one that was read and leaves the unit out tells none.
  const reading = readValue(cell.text, measure, printed ?? (hit.map.supposed ? unit : null), config)
  const converted = printed !== null && config.moneyUnits[printed] !== 0 && reading.state === 'value'
  const {place} = cell
  const observation: Observation = converted
    ? {...reading, unit: reading.unit ?? printed, place}
    : {...reading, place}
  if (cell.picture !== undefined) observation.picture = cell.picture
  if (cell.agreed) observation.agreed = cell.agreed
  return observation
}

/**
 * A cell whose figure could not be told is text, never zero; the printed row is kept for a person. It is blank where the
 * row holds nothing at all, or where all that the row holds has found its place.
 */
function notTold(hit: Hit): Observation {
  const {row, match, assignment} = hit
  const left = row.cells.slice(match.at + 1).filter(({kind}) => kind !== 'blank')
  const place: Place = row.cells[match.at]?.place ?? row.cells[0]?.place ?? {}
  const filled = assignment.doubt === 'lost' && assignment.cells.some(Boolean)
  if (left.length === 0 || filled) return {value: null, state: 'blank', raw: '', place}
  return {value: null, state: 'text', raw: left.map(({text}) => flat(text)).join(' | '), place}
}

function readSubtotal(hit: SubtotalHit, config: MapConfig): Report['subtotals'] {
  const {form, rows, printed} = hit.match
  return hit.map.columns.flatMap(({column}) => {
    const cell = column === null ? null : hit.assignment.cells[column]
    if (column === null || !cell || cell.kind !== 'value') return []
    const observation = {...readValue(cell.text, 'count', null, config), place: cell.place}
    const keys = rows.map(row => keyOf(form, row, column))
    return [{keys, label: flat(printed), column: labelsOf(form.columns[column]!)[0] ?? '', observation}]
  })
}

/** A sum without any of the rows it sums, as another year's form has it: nothing of the form holds its figures. */
function undivided({match, row}: SubtotalHit, seen: Map<string, Observation>, add: Collector['add']): void {
  const {form, rows, printed, at} = match
  const keys = rows.flatMap(index => form.keys[index]!)
  const raw = figures(row.cells.slice(at + 1))
  if (raw === '' || keys.some(key => seen.has(key))) return
  const values = {table: form.table.title, label: `行「${flat(printed)}」`, raw}
  add('S07', {values, keys, place: row.cells[0]?.place, actual: raw})
}

/** @param unfilled says whether nothing was read for a cell of the form */
function unknownRow(
  hit: UnknownHit,
  forms: Form[],
  unfilled: (key: string) => boolean,
  config: MapConfig,
  add: Collector['add'],
): void {
  const {row, form, label} = hit
  const raw = figures(row.cells)
  if (raw === '') return
  const values = {table: form.table.title, label: `行「${flat(label) || '没有行名'}」`, raw}
  const keys = keysNamed(row.cells, forms, config).filter(unfilled)
  add('S07', {values, keys, place: row.cells[0]?.place, actual: raw})
}

/** The cells of the rows of the form that a row names before its first figure, as its groups tell them apart. */
function keysNamed(cells: DocCell[], forms: Form[], config: MapConfig): string[] {
  const first = cells.findIndex(({kind}) => kind === 'value')
  const words = cells.slice(0, Math.max(first, 0)).filter(({kind}) => kind === 'words')
  const label = words.at(-1)
  if (!label) return []
  const named = forms.flatMap(form =>
    rowsNamed(form, label, config).flatMap(({row, grade}) => (grade === 'official' ? [{form, row}] : [])),
  )
  const inGroups = named.filter(({form, row}) =>
    form.above[row]!.every(labels => words.some(word => isLabel(word.letters, labels))),
  )
  return (inGroups.length > 0 ? inGroups : named).flatMap(({form, row}) => keysOfRow(form, row))
}

/** A column that sums those of a group (法人或其他组织／小计): a printed subtotal of the row. */
function subtotalColumns(hit: Hit, config: MapConfig): Report['subtotals'] {
  const {map, match} = hit
  return map.columns.flatMap(({column, heading}) => {
    const summed = column === null ? summedColumns(match.form, heading, config) : []
    const [cell, ...others] = summed.length > 0 ? cellsUnder(hit, heading) : []
    if (!cell || others.length > 0 || cell.kind !== 'value') return []
    const observation = {...readValue(cell.text, 'count', null, config), place: cell.place}
    const keys = summed.map(index => keyOf(match.form, match.row, index))
    const label = heading.path.map(({text}) => flat(text)).join('／')
    return [{keys, label, column: nameOf(match.form.rows[match.row]!), observation}]
  })
}

/** The columns of the form a heading sums: it is a word for a sum, and stands under the heading of their group. */
function summedColumns(form: Form, {path}: Heading, config: MapConfig): number[] {
  const bottom = path.at(-1)
  if (!bottom || !config.subtotals.includes(bottom.text.replace(/\s+/g, ''))) return []
  const group = path.at(-2)
  return form.columns.flatMap(({path: labels}, index) =>
    group &&
    labels
      .slice(0, -1)
      .at(-1)
      ?.some(label => fold(label) === fold(group.text))
      ? [index]
      : [],
  )
}

/** The cells under a heading; in a text the one that takes its turn, where the figures of all known columns tell it. */
function cellsUnder({row, match, map, assignment}: Hit, {from, to}: Heading): DocCell[] {
  if (!row.grid) {
    if (map.displaced) return []
    const shifts = map.columns.flatMap(({column, heading}) => {
      const cell = column === null ? null : assignment.cells[column]
      return cell ? [row.cells.indexOf(cell) - heading.from] : []
    })
    const [shift = -1] = shifts
    const turn = row.cells[shift + from]
    return turn && shift > match.at && shifts.every(one => one === shift) ? [turn] : []
  }
  return row.cells.filter(
    (cell, i) => i > match.at && cell.column <= to && from < cell.column + cell.columnSpan,
  )
}

function unknownColumns(hit: Hit, config: MapConfig, add: Collector['add']): void {
  const {map, match, row} = hit
  for (const {column, heading, other} of map.columns) {
    if (column !== null || other || summedColumns(match.form, heading, config).length > 0) continue
    const bottom = flat(heading.path.at(-1)?.text ?? '')
    if (bottom === '') continue
    const under = cellsUnder(hit, heading)
    const raw = figures(under.filter(cell => !hit.assignment.cells.includes(cell)))
    if (raw === '') continue
    const named = columnsNamed(match.form, heading.path.at(-1)!, config)
    const twice = map.columns.flatMap(({column: found}) =>
      found !== null && named[found]?.grade === 'official' ? [keyOf(match.form, match.row, found)] : [],
    )
    // A merged cell taken apart: the same figure below the same heading.
    if (twice.length > 0 && !row.grid && under.every(({text}) => isRead(text, hit))) continue
    const pieces = match.form.columns.length === 1 && isPiece(match.form, bottom, config)
    add('S07', {
      values: {table: match.form.table.title, label: `列「${bottom}」`, raw},
      keys: pieces ? keysOfRow(match.form, match.row) : twice,
      place: under[0]?.place,
      actual: raw,
    })
  }
}

function isRead(text: string, {assignment}: Hit): boolean {
  return assignment.cells.some(cell => cell?.text === text)
}

/**
 * Whether a heading beside the only column of a form is a piece of what stands above it, or of its caption: then the figures of
 * the row may be pieces of one, or moved.
 */
function isPiece({columns, caption}: Form, text: string, {subtotals, changes}: MapConfig): boolean {
  const piece = letters(text)
  if ([...subtotals, ...changes].includes(piece)) return false
  const wholes = [...columns.flatMap(({path}) => path.flat()), ...caption].map(fold)
  return piece.length <= MOST_PIECE || wholes.some(whole => whole.includes(fold(text)))
}

function figures(cells: DocCell[]): string {
  return cells
    .filter(({kind, text}) => kind === 'value' && /\p{Nd}/u.test(text))
    .map(({text}) => flat(text))
    .join(' | ')
}

function shown(raw: string): string {
  return raw === '' ? '空白' : raw
}
