import {type Block, type TableCell, textOf} from '../../../../pipeline/model/ast.ts'
import {shownElsewhere} from '../elsewhere.ts'
import {endParagraph, newFlow} from '../flow.ts'
import type {Element} from '../parse/tree.ts'
import {count, innerVisibility, push, type Scope, type Walk} from '../scope.ts'
import {PLAIN} from '../style/look.ts'
import type {Style} from '../style/style.ts'
import {unlikeParts} from '../style/unlike.ts'
import {withImplicitGrids} from './blockgrid.ts'
import type {Group, Row} from './rows.ts'
import {finishTable, type TableBuilder} from './table.ts'

/** Enters a table or a part of one; false where the element is none, or stands where it means nothing. */
export function tableElement(w: Walk, node: Element, style: Style, scope: Scope): boolean {
  const {table} = scope
  switch (node.tagName) {
    case 'table':
      if (w.stack.length >= w.context.limits.maxDepth) {
        w.flattened = true
        return false
      }
      endParagraph(scope.flow, scope.preformatted)
      enterTable(w, node, innerVisibility(style, scope), 'grid', w.implicit.has(node))
      return true
    case 'caption':
      if (!table) return false
      enterCaption(w, node, scope, table)
      return true
    case 'thead':
    case 'tbody':
    case 'tfoot': {
      if (!table) return false
      const kind = node.tagName === 'thead' ? 'head' : node.tagName === 'tfoot' ? 'foot' : 'body'
      const group: Group = {kind, rows: []}
      table.groups.push(group)
      push(w, node.children, {...innerVisibility(style, scope), group}, null)
      return true
    }
    case 'tr': {
      if (!table || !scope.group) return false
      const row: Row = []
      const {rows} = scope.group
      rows.push(row)
      // Word ends tables with an empty row of no height that only carries column widths.
      const flat = node.attributes.height?.trim() === '0'
      const leave = flat
        ? () => void (row.every(cell => cell.content.blocks.length === 0) && rows.pop())
        : null
      push(w, node.children, {...innerVisibility(style, scope), row}, leave)
      return true
    }
    case 'td':
    case 'th':
      if (!scope.row) return false
      enterCell(w, node, innerVisibility(style, scope), scope.row)
      return true
    default:
      return false
  }
}

/** Enters a table; it is counted now and given its addresses when left. */
export function enterTable(
  w: Walk,
  node: Element,
  scope: Scope,
  addressing: TableBuilder['addressing'],
  aligned: boolean,
): void {
  const {flow} = scope
  const line = node.line
  const builder: TableBuilder = {number: ++w.tables, line, groups: [], caption: [], aligned, addressing}
  // What hides a whole table is followed or is not; a look given to all of a page says nothing of one cell.
  const look = flow.inCell ? scope.look : PLAIN
  push(w, node.children, {...scope, table: builder, group: null, row: null, list: null, look}, () => {
    const table = finishTable(builder, w.context)
    count(w, table.children.length)
    flow.blocks.push(table)
    if (aligned) {
      const what = `第 ${builder.number} 个表格不是用表格标签画的，由排列整齐的区块（div、ul 等）还原`
      w.context.report('R09', {values: {what}, place: table.place})
    }
  })
}

function enterCaption(w: Walk, node: Element, scope: Scope, table: TableBuilder): void {
  const flow = newFlow(true)
  const leave = () => {
    endParagraph(flow)
    for (const block of flow.blocks)
      (block.type === 'paragraph' ? table.caption : scope.flow.blocks).push(block)
  }
  push(w, node.children, {...scope, flow, table: null, data: undefined}, leave)
}

function enterCell(w: Walk, node: Element, scope: Scope, row: Row): void {
  const flow = newFlow(true)
  const inner = {
    ...scope,
    flow,
    table: null,
    group: null,
    row: null,
    data: undefined,
    raised: false,
    list: null,
  }
  push(w, withImplicitGrids(node.children, w.styleOf, w.implicit), inner, () => {
    endParagraph(flow, scope.preformatted)
    count(w, flow.blocks.length)
    const text = flow.blocks.map(textOf).join('')
    const unlike = unlikeParts(node, text, w.styleOf, w.told)
    const doubt = flow.doubt ?? unlike ?? shownElsewhere(node, text, w) ?? doubtWithin(flow.blocks)
    const rowSpan = spanOf(node.attributes.rowspan)
    const columnSpan = spanOf(node.attributes.colspan)
    const header = node.tagName === 'th'
    const inside = cellsInside(flow.blocks, columnSpan)
    if (!inside) {
      row.push({rowSpan, columnSpan, content: {blocks: flow.blocks, header, deleted: flow.deleted, doubt}})
      return
    }
    // It is no table of the page then: the next one takes its number.
    w.tables--
    for (const {children, data} of inside) {
      const content = {blocks: children, header, deleted: [], doubt: data?.doubt ?? flow.doubt}
      row.push({rowSpan, columnSpan: 1, content})
    }
  })
}

/** The doubt of the only cell of a table that stands in a cell: the figure is the outer cell's. */
function doubtWithin(blocks: Block[]): string | null {
  for (const block of blocks) {
    const [only] = block.type === 'table' && block.children.length === 1 ? block.children : []
    if (only?.data?.doubt) return only.data.doubt
  }
  return null
}

/** The cells of a table of one row that fills a cell, one for each column the cell spans: they are the row's own. */
function cellsInside(blocks: Block[], columns: number): TableCell[] | null {
  const [only] = blocks
  if (blocks.length !== 1 || only?.type !== 'table' || columns < 2 || only.columns !== columns) return null
  const {rows, children, addressing, data} = only
  const plain = children.every(
    cell => cell.columnSpan === 1 && cell.children.every(({type}) => type === 'paragraph'),
  )
  const own = rows === 1 && addressing === 'grid' && children.length === columns && plain
  return own && data?.caption === undefined ? children : null
}

/** A span as written; no attribute and an empty one are 1, a number with a unit is the number. */
function spanOf(value: string | undefined): number {
  return value === undefined || value === '' ? 1 : Number.parseFloat(value)
}
