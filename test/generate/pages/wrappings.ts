import {type Block, type Root, type Table, type TableCell, textCell} from '../../../pipeline/model/ast.ts'

/** A way pages pack a whole report into tables that only lay it out. */
export interface Wrapping {
  name: string
  wrap(root: Root): Root
}

function cell(row: number, column: number, children: Block[], columnSpan = 1): TableCell {
  return {type: 'tableCell', row, column, rowSpan: 1, columnSpan, children}
}

function table(rows: number, columns: number, children: TableCell[]): Table {
  return {type: 'table', rows, columns, addressing: 'grid', children}
}

function nested(root: Root, depth: number): Root {
  let children = root.children
  for (let i = 0; i < depth; i++) children = [table(1, 1, [cell(0, 0, children)])]
  return {...root, children}
}

const MENU = ['网站首页', '政府信息公开指南', '政府信息公开制度', '法定主动公开内容', '政府信息公开年报']

function sidebar(root: Root): Root {
  const menu = table(
    MENU.length,
    1,
    MENU.map((text, row) => textCell(row, 0, text)),
  )
  return {...root, children: [table(1, 2, [cell(0, 0, [menu]), cell(0, 1, root.children)])]}
}

function blockPerRow(root: Root): Root {
  const rows = root.children.map((child, row) => cell(row, 0, [child]))
  return {...root, children: [table(rows.length, 1, rows)]}
}

/** Everything in one grid, as a spreadsheet holds it: paragraphs over the whole width, tables from the left. */
function oneGrid(root: Root): Root {
  const columns = Math.max(1, ...root.children.map(child => (child.type === 'table' ? child.columns : 1)))
  const cells: TableCell[] = []
  let top = 0
  for (const child of root.children) {
    if (child.type !== 'table') {
      cells.push(cell(top++, 0, [child], columns))
      continue
    }
    // A span beyond its table would lie over the cells that fill the row.
    const within = ({column, columnSpan}: TableCell) => Math.min(columnSpan, child.columns - column)
    cells.push(...child.children.map(inner => ({...inner, row: inner.row + top, columnSpan: within(inner)})))
    if (child.columns < columns) {
      for (let row = 0; row < child.rows; row++)
        cells.push(cell(top + row, child.columns, [], columns - child.columns))
    }
    top += child.rows
  }
  return {...root, children: [table(top, columns, cells)]}
}

export const wrappings: readonly Wrapping[] = [
  {name: 'in one layout table', wrap: root => nested(root, 1)},
  {name: 'in four nested layout tables', wrap: root => nested(root, 4)},
  {name: 'beside a menu in a layout table', wrap: sidebar},
  {name: 'a layout row for each block', wrap: blockPerRow},
  {name: 'everything in one grid', wrap: oneGrid},
]
