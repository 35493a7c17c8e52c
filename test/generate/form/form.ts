import {type FormBlock, type FormTable, joinKey, type Line} from '../../../pipeline/model/format.ts'
import type {Figure} from '../report/figures.ts'
import {type Draft, type DraftCell, draftOf} from './draft.ts'

type Side = 'rows' | 'columns'

/** A form's table as the official model page draws it: one table, blocks under one another, headings merged. */
export function formDraft(form: FormTable, figures: Record<string, Figure>): Draft {
  const labels = Math.max(...form.blocks.map(block => depth(block.rows, 'rows')))
  const values = Math.max(...form.blocks.map(block => width(block.columns, 'columns')))
  const cells: DraftCell[] = []
  let top = 0
  for (const block of form.blocks) {
    if (block.caption !== undefined) {
      cells.push({
        row: top,
        column: 0,
        rowSpan: 1,
        columnSpan: labels + values,
        text: block.caption,
        role: 'caption',
      })
      top++
    }
    const body = blockCells(form.key, block, figures, labels, values)
    cells.push(...body.map(cell => ({...cell, row: cell.row + top})))
    top += depth(block.columns, 'columns') + width(block.rows, 'rows')
  }
  return draftOf(form.key, cells)
}

function blockCells(
  table: string,
  block: FormBlock,
  figures: Record<string, Figure>,
  labels: number,
  values: number,
): DraftCell[] {
  const head = depth(block.columns, 'columns')
  const cells: DraftCell[] = []
  if (labels > 0) {
    cells.push({row: 0, column: 0, rowSpan: head, columnSpan: labels, text: block.stub ?? '', role: 'corner'})
  }
  const columns = headings(block.columns, 'columns', head)
  const rows = headings(block.rows, 'rows', labels)
  const count = width(block.columns, 'columns')
  /** A block with fewer columns than the table stretches its last one. */
  const stretch = (at: number, span: number) => (at + span === count ? span + values - count : span)
  for (const {line, at, span, level, reach} of columns) {
    cells.push({
      ...heading(line, 'columns'),
      row: level,
      column: labels + at,
      rowSpan: reach,
      columnSpan: stretch(at, span),
      role: 'columnHead',
    })
  }
  for (const {line, at, span, level, reach} of rows) {
    if (line.label === undefined) continue
    cells.push({
      ...heading(line, 'rows'),
      row: head + at,
      column: level,
      rowSpan: span,
      columnSpan: reach,
      role: 'rowHead',
    })
  }
  for (const row of rows.filter(entry => !entry.line.rows)) {
    for (const column of columns.filter(entry => !entry.line.columns)) {
      const key = joinKey(table, row.key, column.key)
      const figure = figures[key]
      if (!figure) throw new Error(`no figure for ${key}`)
      const place = {
        row: head + row.at,
        column: labels + column.at,
        rowSpan: 1,
        columnSpan: stretch(column.at, 1),
      }
      cells.push({...place, text: figure.raw, role: 'figure', key})
    }
  }
  return cells
}

function heading(line: Line, side: Side): Pick<DraftCell, 'text' | 'aliases' | 'group'> {
  return {text: line.label ?? '', aliases: line.aliases ?? [], group: line[side] !== undefined}
}

interface Heading {
  line: Line
  key: string
  /** First leaf below it, counted over the block. */
  at: number
  /** Number of leaves below it. */
  span: number
  /** Its distance from the outer edge, and how many levels it takes: a leaf reaches down to the figures. */
  level: number
  reach: number
}

function headings(lines: Line[], side: Side, levels: number, level = 0, from = 0, above = ''): Heading[] {
  const out: Heading[] = []
  let at = from
  for (const line of lines) {
    const key = joinKey(above, line.key)
    const below = line[side]
    const span = below ? width(below, side) : 1
    out.push({line, key, at, span, level, reach: below ? 1 : levels - level})
    if (below) out.push(...headings(below, side, levels, level + 1, at, key))
    at += span
  }
  return out
}

function width(lines: Line[], side: Side): number {
  return lines.reduce((sum, line) => sum + (line[side] ? width(line[side], side) : 1), 0)
}

function depth(lines: Line[], side: Side): number {
  return Math.max(
    ...lines.map(line => (line.label === undefined ? 0 : 1) + (line[side] ? depth(line[side], side) : 0)),
  )
}
