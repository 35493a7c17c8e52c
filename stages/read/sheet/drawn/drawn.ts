import type {Paragraph} from '../../../../pipeline/model/ast.ts'
import type {ReadContext} from '../../reader.ts'
import {boxedFigure} from '../../word/boxes.ts'
import type {SheetCell} from '../cells.ts'
import {addressOf} from '../look/look.ts'

/** A box of text on a sheet: its paragraphs, and the cell its top left corner lies in, counted from 0. */
export interface SheetBox {
  lines: string[]
  /** Null where the file tells no cell. */
  at: {row: number; column: number} | null
}

/** What is drawn on a sheet besides pictures. */
export interface Drawn {
  boxes: SheetBox[]
  /** Objects that are not read: Chinese clauses of how they are called, in turn. */
  objects: string[]
  /** What could not be followed: Chinese clauses. */
  lost: string[]
}

export type DrawnSheets = ReadonlyMap<string, Drawn>

export const CHART = '图表没有读出，图中的数字未计入'
export const DIAGRAM = 'SmartArt 图形没有读出，其中的文字未计入'
export const EMBEDDED = '嵌入的对象没有读出，其中的数字未计入'

/** Boxes with a figure alone that are named one by one. */
const NAMED = 100

/** A sheet on which nothing is drawn. */
export function nothingDrawn(): Drawn {
  return {boxes: [], objects: [], lost: []}
}

/** The boxes that say anything, each as its paragraphs. */
export function boxParagraphs({boxes}: Drawn, part: string): {row: number; blocks: Paragraph[]}[] {
  return boxes.flatMap(({lines, at}) => {
    const blocks = lines
      .map(line => line.trim())
      .filter(line => line !== '')
      .map((value): Paragraph => ({type: 'paragraph', value, place: {part}}))
    return blocks.length > 0 ? [{row: at?.row ?? 0, blocks}] : []
  })
}

/** Where the texts of a region begin. */
export function topOf(region: readonly SheetCell[]): number {
  const rows = region.filter(({text}) => text !== '').map(({row}) => row)
  return rows.reduce((first, row) => Math.min(first, row), Number.POSITIVE_INFINITY)
}

/** Names boxes that hold a figure alone, which may lie over the cell they begin in or one beside it, and what is not read. */
export function reportDrawn({boxes, objects, lost}: Drawn, part: string, context: ReadContext): void {
  const place = {part}
  const warn = (what: string) =>
    context.report('R04', {values: {what: `工作表“${part}”${what}`}, severity: 'warning', place})
  const figures = boxes.flatMap(({lines, at}) => {
    const told = boxedFigure(lines.map(value => ({type: 'paragraph', value})))
    return told === null ? [] : [`${at ? `自单元格 ${addressOf(at.row, at.column)} 起` : '上'}的${told}`]
  })
  for (const what of figures.slice(0, NAMED)) warn(what)
  if (figures.length > NAMED)
    warn(`另有 ${figures.length - NAMED} 个文本框里只有数字，可能盖在表格的格上，未逐一列出`)
  for (const what of new Set(lost)) warn(what)
  for (const what of new Set(objects)) {
    const many = objects.filter(other => other === what).length
    context.report('R05', {values: {what: `工作表“${part}”的 ${many} 个${what}`}, place})
  }
}
