import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {aboutCell, type CheckContext, type FilledCell, numberOf, type RuleFunction} from '../context.ts'
import {enumerate} from '../labels.ts'

/**
 * V01 非数值: the cell holds text that is neither a number nor a known placeholder. Cells of a row that hold one and the same
 * text (a merged cell, a row whose figures could not be told apart) are one finding.
 */
export const notNumeric: RuleFunction = (_, context) => {
  const groups = new Map<string, FilledCell[]>()
  for (const item of context.found) {
    const {cell, observation} = item
    if (observation.state !== 'text') continue
    const name = JSON.stringify([cell.table, cell.block, cell.row.key, observation.place, observation.raw])
    groups.set(name, [...(groups.get(name) ?? []), item])
  }
  return [...groups.values()].map(items => {
    const [first] = items
    const details = aboutCell(first!, {
      variant: textVariant(first!.observation.raw),
      values: {cell: cellNames(items)},
    })
    return {...details, keys: items.map(({cell}) => cell.key)}
  })
}

/** Cells whose figures could not be given to columns hold the figures of the whole row, parted by bars. */
function textVariant(raw: string): 'unreadable' | 'unplaced' | 'default' {
  if (raw.trim() === '') return 'unreadable'
  return raw.includes(' | ') || /^\d{1,9}$/.test(raw) ? 'unplaced' : 'default'
}

/** V02 空白: blank is not zero. One finding for a table, with the count; information only where the whole table is blank. */
export const blankCells: RuleFunction = (_, context) =>
  byTable(context).flatMap(({title, found}): FindingDetails[] => {
    const blank = found.filter(({observation}) => observation.state === 'blank')
    if (blank.length === 0) return []
    const all = blank.length === found.length
    return [
      {
        ...aboutCells(title, blank),
        ...(all ? {variant: 'all', severity: 'info' as const} : {}),
        values: {table: title, blank: blank.length, total: found.length, cells: cellNames(blank)},
        expected: 0,
        actual: `${blank.length}/${found.length}`,
      },
    ]
  })

/** V03 占位符: / — - 无 stand where a figure is due: taken as "no figure", not as zero. */
export const placeholders: RuleFunction = (_, context) =>
  byTable(context).flatMap(({title, found}) => {
    const marked = found.filter(({observation}) => observation.state === 'notApplicable')
    return marked.length === 0 ? [] : [aboutCells(title, marked)]
  })

/** V04 负数: only a change of items may be negative. */
export const negative: RuleFunction = (_, context) =>
  context.found
    .filter(({cell, observation}) => cell.measure !== 'change' && (observation.value ?? 0) < 0)
    .map(item => aboutCell(item, {expected: '≥ 0'}))

/** V05 非整数: a count has no decimals; amounts of money may have. */
export const notInteger: RuleFunction = (_, context) =>
  context.found
    .filter(({cell, observation}) => cell.measure !== 'money' && !Number.isInteger(observation.value ?? 0))
    .map(item => aboutCell(item))

/**
 * V06 单元格带单位: the cell repeats a unit; another one than its column's is a warning. Cells of a table with the same unit are
 * one finding: some offices write it into every cell.
 */
export const unitInCell: RuleFunction = (_, context) => {
  const titles = new Map(context.format.tables.map(({key, title}) => [key, title]))
  const groups = new Map<string, FilledCell[]>()
  for (const item of context.found) {
    const {unit, value} = item.observation
    if (unit === undefined || unit === 'unknown' || value === null) continue
    const name = JSON.stringify([item.cell.table, unit, isDue(item) ? null : item.cell.unit])
    groups.set(name, [...(groups.get(name) ?? []), item])
  }
  return [...groups.values()].map(items => {
    const [first] = items
    const {cell, observation} = first!
    const different = !isDue(first!)
    const values = {unit: observation.unit!, due: cell.unit ?? ''}
    const severity = different ? {severity: 'warning' as const} : {}
    if (items.length === 1) {
      const variant = different ? {variant: 'different'} : {}
      return aboutCell(first!, {values: {...values, value: observation.value!}, ...variant, ...severity})
    }
    const details = aboutCells(titles.get(cell.table)!, items)
    const variant = different ? 'severalDifferent' : 'several'
    return {...details, variant, ...severity, values: {...details.values, ...values}}
  })
}

/** Whether a unit in a cell is that of its column, or the column has none. */
function isDue({cell, observation}: FilledCell): boolean {
  return cell.unit === null || observation.unit === cell.unit
}

/** V07 正负号: "+18" is right for a change of items and odd anywhere else. */
export const plusSign: RuleFunction = (_, context) =>
  context.found
    .filter(({observation}) => observation.value !== null && /^\s*[+＋﹢]/.test(observation.raw))
    .map(item =>
      aboutCell(item, {
        ...(item.cell.measure === 'change' ? {variant: 'change', severity: 'info' as const} : {}),
        values: {value: item.observation.value ?? ''},
      }),
    )

/**
 * V08 全角/千分位: full-width digits, separators, spaces or the mark of a note were taken out. A space may have parted two
 * figures: a warning.
 */
export const normalisedDigits: RuleFunction = (_, context) =>
  byTable(context).flatMap(({title, found}) => {
    const changed = found.filter(({observation}) => isNormalised(observation))
    const parted = changed.some(({observation: {raw}}) => /\d\s\d/.test(raw.normalize('NFKC')))
    return changed.length === 0
      ? []
      : [{...aboutCells(title, changed), ...(parted ? {severity: 'warning' as const} : {})}]
  })

function isNormalised({value, raw, unit}: FilledCell['observation']): boolean {
  if (value === null || PLAIN.test(raw)) return false
  const [, digits = '', behind = ''] = /([\d０-９][\d０-９,，.．。\s]*)(.*)$/su.exec(raw) ?? []
  return !PLAIN.test(digits.trim()) || behind.replace(unit ?? '', '').replace(/[\s()（）]/g, '') !== ''
}

const PLAIN = /^\d+(\.\d+)?$/

/** V09 量级异常: no count is that large; townships have lower limits than cities with millions of licences. */
export const magnitude: RuleFunction = (report, context) =>
  context.found.flatMap(item => {
    const value = Math.abs(item.observation.value ?? 0)
    if (value === 0) return []
    const township = report.agency.level === 'township' && item.cell.measure === 'count'
    const most = numberOf(context, township ? 'mostTownship' : 'most')
    return value > most ? [aboutCell(item, {values: {value, most}, expected: `≤ ${most}`})] : []
  })

function byTable({format, found}: CheckContext): {title: string; found: FilledCell[]}[] {
  return format.tables
    .map(table => ({title: table.title, found: found.filter(({cell}) => cell.table === table.key)}))
    .filter(table => table.found.length > 0)
}

/** One finding about several cells of a table, at the first of them. */
function aboutCells(title: string, items: FilledCell[]): FindingDetails {
  return {
    values: {
      table: title,
      count: items.length,
      cells: cellNames(items),
      examples: [...new Set(items.map(({observation}) => `“${observation.raw.trim()}”`))]
        .slice(0, 5)
        .join('、'),
    },
    keys: items.map(({cell}) => cell.key),
    place: items[0]!.observation.place,
    actual: items[0]!.observation.raw,
  }
}

function cellNames(items: FilledCell[]): string {
  return enumerate(items.map(({label}) => label))
}
