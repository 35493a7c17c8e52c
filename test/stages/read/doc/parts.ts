import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {buildDoc, type DocParagraph, type DocParts, int16, sprm} from '../../../generate/files/docParts.ts'
import {outcomeOf} from '../word/outcome.ts'

const IN_TABLE = [...sprm(0x2416, 1), ...sprm(0x6649, 1, 0, 0, 0)]
export const HIDDEN = sprm(0x083c, 1)
export const DELETED = sprm(0x0800, 1)
export const SPECIAL = sprm(0x0855, 1)

export const read = (parts: DocParts) => outcomeOf(doc, buildDoc(parts))
export const values = async (parts: DocParts) => (await read(parts)).tree!.children.map(textOf)
export const plain = (...texts: string[]): DocParagraph[] => texts.map(text => ({text}))

/** A row: cells of one paragraph each, and the properties of its row end mark. */
export function row(texts: string[], properties: number[]): DocParagraph[] {
  return [
    ...texts.map(text => ({text, mark: 7, properties: IN_TABLE})),
    {text: '', mark: 7, properties: [...IN_TABLE, ...sprm(0x2417, 1), ...properties]},
  ]
}

/** sprmTDefTable. */
export function define(edges: number[], flags: number[] = []): number[] {
  const cells = flags.flatMap(flag => [...int16(flag), ...new Array<number>(18).fill(0)])
  const operand = [edges.length - 1, ...edges.flatMap(int16), ...cells]
  return [...int16(0xd608), ...int16(operand.length + 1), ...operand]
}

/** Cells as [row, column, rowSpan, columnSpan, text]. */
export function cellsOf(block: Block | undefined) {
  if (block?.type !== 'table') throw new Error('no table')
  return block.children.map(cell => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, textOf(cell)])
}
