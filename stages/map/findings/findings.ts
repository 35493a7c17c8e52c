import type {Block} from '../../../pipeline/model/ast.ts'
import {type Collector, flat} from '../collector.ts'
import type {Doubt} from '../columns/assign.ts'
import {type Form, keyOf, keysOfRow, labelsOf, nameOf} from '../texts/form.ts'
import {letters} from '../texts/labels.ts'
import type {AnyHit, Hit} from '../walk/found.ts'
import {printedRow} from './unread.ts'

const WHY: Record<Exclude<Doubt, 'shifted'>, string> = {
  merged: '一个数字占了几个单元格，不能确定属于哪一格',
  short: '单元格少于表头的列数，不能确定缺的是哪一格',
  lost: '空白格在原文中没有保留，不能确定数字属于哪一列',
  long: '单元格多于表头的列数，不能确定对应关系',
  hanging: '上方的文字单元格伸入本行，其右的数字可能错位',
  worded: '行名与数字之间另有文字，数字暂按次序对应',
  zero: '整行合并为一格，只填了一个 0，各栏均按 0 记',
}

/** Findings about labels and positions of one row (S12, S13, S21). */
export function rowFindings(hit: Hit, add: Collector['add']): void {
  const {match, row, map, assignment} = hit
  const {form} = match
  const place = row.cells[match.at]?.place ?? row.cells[0]?.place
  const leaf = form.rows[match.row]!
  const table = form.table.title
  const keys = keysOfRow(form, match.row)
  if (match.printed !== '' && match.grade !== 'official') {
    const truncated = match.grade === 'truncated'
    const values = {table, official: labelsOf(leaf)[0]!, printed: flat(match.printed)}
    add(truncated ? 'S13' : 'S12', {...(truncated ? {variant: 'default'} : {}), values, keys, place})
  }
  for (const {column, grade, heading} of map.columns) {
    if (column === null || grade === null || grade === 'official' || map.supposed) continue
    const official = labelsOf(form.columns[column]!)[0]!
    const printed = flat(heading.path.at(-1)?.text ?? '')
    if (grade !== 'position' && letters(printed) === letters(official)) continue
    const values = {table, official, printed: printed || '（空白）'}
    const rule = grade === 'alias' || grade === 'similar' ? 'S12' : 'S13'
    add(rule, {
      ...(rule === 'S13' ? {variant: 'default'} : {}),
      ...(grade === 'position' && form.columns.length === 1 ? {severity: 'warning' as const} : {}),
      values,
      keys: [keyOf(form, match.row, column)],
      place,
    })
  }
  const unread = map.supposed ? (map.columns[0]?.heading.path ?? []) : []
  if (unread.length > 0) {
    const printed = unread.map(({text}) => flat(text)).join('、')
    const values = {table, official: columnNames(form), printed}
    add('S13', {variant: unread.length > 1 ? 'strange' : 'default', values, severity: 'warning', keys, place})
  } else if (map.supposed && form.columns.length > 1) {
    add('S13', {
      variant: 'supposed',
      values: {table, official: columnNames(form)},
      severity: 'warning',
      keys,
      place,
    })
  }
  if (map.displaced === 'turn') add('S13', {variant: 'misaligned', values: {table}, keys, place})
  if (map.displaced === 'scrambled') add('S13', {variant: 'scrambled', values: {table}, keys, place})
  if (map.displaced === 'open') {
    const values = {
      table,
      row: nameOf(leaf) || table,
      what: '表头各格没有对着所属的列，不能确定数字属于哪一列',
    }
    add('S21', {values, severity: 'error', keys, place})
  }
  if (map.displaced === 'unheaded') {
    const what = '表头缺少栏目，其余栏目可能因此错位，数字暂按统一格式的次序对应'
    add('S21', {values: {table, row: nameOf(leaf) || table, what}, keys, place})
  }
  if (assignment.doubt) positionFinding(hit, add)
}

function positionFinding(hit: Hit, add: Collector['add']): void {
  const {match, row, assignment} = hit
  const {form} = match
  const place = row.cells[match.at]?.place ?? row.cells[0]?.place
  const name = nameOf(form.rows[match.row]!) || form.table.title
  const doubt = assignment.doubt!
  const printed = row.cells
    .slice(match.at + 1)
    .filter(({kind}) => kind !== 'blank')
    .map(({text}) => flat(text))
    .join(' | ')
  if (doubt === 'shifted') {
    const keys = assignment.doubtful.map(column => keyOf(form, match.row, column))
    add('S13', {variant: 'misaligned', values: {table: form.table.title}, keys, place})
    return
  }
  const keys = assignment.doubtful.map(column => keyOf(form, match.row, column))
  const twice = doubt === 'lost' && assignment.cells.some(Boolean)
  const what = `${WHY[doubt]}${twice ? '；两个相同的数字暂按第一列和总计填入' : ''}（原文：${printed}）`
  add('S21', {
    values: {table: form.table.title, row: name, what},
    severity: twice || doubt === 'zero' || doubt === 'worded' ? 'warning' : 'error',
    keys,
    place,
    actual: printed,
  })
}

/** Rows and columns of the form that were not found, of tables that were (S06). */
export function missingFindings(
  forms: Form[],
  hits: AnyHit[],
  blocks: Block[],
  seen: Set<string>,
  add: Collector['add'],
): void {
  const tables = new Set(hits.map(hit => (hit.kind === 'unknown' ? hit.form : hit.match.form).table))
  for (const form of forms) {
    if (!tables.has(form.table)) continue
    form.rows.forEach((leaf, row) => {
      const keys = form.keys[row]!
      const missing = keys.filter(key => !seen.has(key))
      if (missing.length === 0) return
      const name = nameOf(leaf) || form.table.title
      if (missing.length === keys.length) {
        const printed = printedRow(blocks, hits, leaf)
        const values = {table: form.table.title, row: name}
        if (printed === null) add('S06', {variant: 'default', values, keys: missing})
        else {
          const {raw, place} = printed
          add('S06', {variant: 'unread', values: {...values, raw}, keys: missing, place, actual: raw})
        }
      } else {
        const columns = form.columns.filter((_, column) => !seen.has(keyOf(form, row, column))).map(nameOf)
        const values = {table: form.table.title, row: `${name} × ${columns.join('、')}`}
        add('S06', {variant: 'default', values, keys: missing})
      }
    })
  }
}

/** Rows of one table of a document that stand in another order than the form's (S22). */
export function orderFindings(hits: Hit[], forms: Form[], add: Collector['add']): void {
  let last: {hit: Hit; position: number} | null = null
  for (const hit of hits) {
    const {form, row} = hit.match
    const position = forms.indexOf(form) * 1000 + row
    if (last && last.hit.row.table === hit.row.table && position < last.position) {
      const [above, below] = [last.hit.match, hit.match].map(match => nameOf(match.form.rows[match.row]!))
      add('S22', {
        values: {table: form.table.title, what: `“${above}”排在“${below}”之前`},
        keys: keysOfRow(form, row),
        place: hit.row.cells[hit.match.at]?.place,
      })
    }
    last = {hit, position}
  }
}

/**
 * A row below the caption of another block, while its own caption stands over other rows (S13): the labels of two rows may have been
 * exchanged, and nothing else would tell where their figures look alike. Where its own caption was left out, the label alone tells.
 */
export function captionFindings(hits: Hit[], add: Collector['add']): void {
  const captions = new Set(hits.flatMap(({under}) => under ?? []))
  for (const {match, row, under} of hits) {
    const {form} = match
    if (!under || under === form || under.table !== form.table || !captions.has(form)) continue
    add('S13', {
      variant: 'caption',
      severity: 'warning',
      values: {
        table: form.table.title,
        row: nameOf(form.rows[match.row]!),
        printed: under.caption[0]!,
        official: form.caption[0]!,
      },
      keys: keysOfRow(form, match.row),
      place: row.cells[match.at]?.place,
    })
  }
}

/**
 * A label that stands farther left or right than the labels of the rows around it that belong to the same group: only in
 * text that keeps the blank cells in front of labels (S13).
 */
export function shiftedLabels(hits: Hit[], add: Collector['add']): void {
  const loose = hits.filter(({row}) => !row.grid)
  for (const table of new Set(loose.map(({row}) => row.table))) {
    const rows = loose.filter(({row}) => row.table === table)
    if (!rows.some(({row}) => row.cells[0]?.kind === 'blank')) continue
    for (const hit of rows) {
      const {form, row} = hit.match
      const group = nameOf({...form.rows[row]!, path: form.rows[row]!.path.slice(0, -1)})
      const siblings = rows.filter(
        other =>
          other !== hit &&
          other.match.form === form &&
          nameOf({...form.rows[other.match.row]!, path: form.rows[other.match.row]!.path.slice(0, -1)}) ===
            group,
      )
      if (siblings.length === 0 || siblings.some(other => other.match.at === hit.match.at)) continue
      const values = {
        table: form.table.title,
        row: nameOf(form.rows[row]!),
        column: `第 ${hit.match.at + 1} 格`,
      }
      const place = hit.row.cells[hit.match.at]?.place
      add('S13', {variant: 'shifted', values, keys: keysOfRow(form, row), place})
    }
  }
}

function columnNames(form: Form): string {
  return form.columns.map(leaf => labelsOf(leaf)[0]).join('、')
}
