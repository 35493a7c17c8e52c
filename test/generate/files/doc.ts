import type {Block, Root, Table, TableCell} from '../../../pipeline/model/ast.ts'
import {buildDoc, type DocParagraph, int16, int32, sprm} from './docParts.ts'

/** Width of a grid column, twips. */
const COLUMN = 900
/** A row definition longer than this does not fit a formatted page together with others and goes to the Data stream. */
const LONG = 400

export interface DocOptions {
  /** Twips by which the edges of a row stray from the grid, by row number. */
  stray?: (row: number) => number
  /** Text as the file holds it, with the properties of its letters; null for text that is written as it is. */
  write?: (text: string) => Pick<DocParagraph, 'text' | 'runs'> | null
}

/** A tree as a Word 97 document, with nested and merged tables. Numbering and roles are not written. Same tree, same bytes. */
export function writeDoc(root: Root, options: DocOptions = {}): Uint8Array {
  const data: number[] = [0, 0]
  const main = [...blocksOf(root.children, 0, options, data), {text: ''}]
  return buildDoc({main, data: Uint8Array.from(data)})
}

function blocksOf(blocks: Block[], depth: number, options: DocOptions, data: number[]): DocParagraph[] {
  return blocks.flatMap((block, i) => {
    const parted = block.type === 'table' && blocks[i - 1]?.type === 'table'
    return [
      ...(parted ? [{text: '', properties: level(depth)}] : []),
      ...blockOf(block, depth, options, data),
    ]
  })
}

function blockOf(block: Block, depth: number, options: DocOptions, data: number[]): DocParagraph[] {
  switch (block.type) {
    case 'table':
      return tableOf(block, depth + 1, options, data)
    case 'image':
      return [
        {
          text: '\x01',
          properties: level(depth),
          runs: [{length: 1, properties: [...sprm(0x6a03, ...int32(0)), ...sprm(0x0855, 1)]}],
        },
      ]
    case 'attachment':
      return [{text: block.value, properties: level(depth)}]
    default: {
      const {depth: outline, align} = block.data ?? {}
      const properties = level(depth)
      if (outline !== undefined) properties.push(...sprm(0x2640, outline - 1))
      if (align) properties.push(...sprm(0x2461, ['left', 'center', 'right'].indexOf(align)))
      return [{...(options.write?.(block.value) ?? {text: block.value.replaceAll('\n', '\x0b')}), properties}]
    }
  }
}

/** Properties of a paragraph at a table depth. */
function level(depth: number): number[] {
  return depth === 0 ? [] : [...sprm(0x2416, 1), ...sprm(0x6649, ...int32(depth))]
}

function tableOf(table: Table, depth: number, options: DocOptions, data: number[]): DocParagraph[] {
  const paragraphs: DocParagraph[] = []
  for (let row = 0; row < table.rows; row++) {
    const cells = table.children
      .filter(cell => cell.row <= row && row < cell.row + cell.rowSpan)
      .sort((a, b) => a.column - b.column)
    for (const cell of cells) {
      const inner = cell.row === row ? blocksOf(cell.children, depth, options, data) : []
      // The last paragraph of a cell ends with the cell's mark.
      if (cell.children.at(-1)?.type !== 'paragraph' || inner.length === 0) {
        inner.push({text: '', properties: level(depth)})
      }
      const last = inner.at(-1)!
      if (depth === 1) last.mark = 7
      else last.properties = [...last.properties!, ...sprm(0x244b, 1)]
      paragraphs.push(...inner)
    }
    const end = depth === 1 ? sprm(0x2417, 1) : [...sprm(0x244b, 1), ...sprm(0x244c, 1)]
    const shape = rowShape(cells, row, options.stray?.(row) ?? 0)
    paragraphs.push({
      text: '',
      ...(depth === 1 ? {mark: 7} : {}),
      properties: [...level(depth), ...end, ...(shape.length > LONG ? inData(shape, data) : shape)],
    })
  }
  return paragraphs
}

/** sprmTDefTable with the vertical merges of a row, and sprmTTableHeader. */
function rowShape(cells: TableCell[], row: number, stray: number): number[] {
  const first = cells[0]!
  const edges = [first.column, ...cells.map(cell => cell.column + cell.columnSpan)]
  const descriptors = cells.flatMap(cell => {
    const flags = cell.rowSpan === 1 ? 0 : cell.row === row ? 0x60 : 0x20
    return [...int16(flags), ...new Array<number>(18).fill(0)]
  })
  const operand = [cells.length, ...edges.flatMap(edge => int16(edge * COLUMN + stray)), ...descriptors]
  const header = first.data?.header ? sprm(0x3404, 1) : []
  return [...header, ...int16(0xd608), ...int16(operand.length + 1), ...operand]
}

/** Puts properties into the Data stream and gives the reference to them. */
function inData(properties: number[], data: number[]): number[] {
  const at = data.length
  data.push(...int16(properties.length), ...properties)
  return sprm(0x6646, ...int32(at))
}
