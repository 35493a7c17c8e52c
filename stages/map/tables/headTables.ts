import type {Block, Table} from '../../../pipeline/model/ast.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {printedCell} from '../texts/printed.ts'
import {isColumnWord, isCorner} from '../texts/senses.ts'

/** Fewest headings of one form's columns that make a table one of headings alone. */
const FEWEST = 3

/**
 * A table of headings alone and the table of figures right below it, equally wide, as one: scripts that keep headings in view while the
 * rows are rolled (el-table, layui, DataTables) write the two apart. Other blocks are returned as they are.
 */
export function withHeadsJoined(blocks: Block[], forms: Form[], config: MapConfig): Block[] {
  const joined: Block[] = []
  for (let i = 0; i < blocks.length; i++) {
    const [head, body] = [blocks[i]!, blocks[i + 1]]
    if (head.type === 'table' && body?.type === 'table' && belongs(head, body, forms, config)) {
      joined.push(stacked(head, body))
      i++
    } else joined.push(head)
  }
  return joined
}

function belongs(head: Table, body: Table, forms: Form[], config: MapConfig): boolean {
  const isGrid = head.addressing === 'grid' && body.addressing === 'grid'
  if (!isGrid || head.columns !== body.columns || body.data?.caption !== undefined) return false
  const heads = head.children.map(cell => printedCell(cell, config)).filter(({kind}) => kind !== 'blank')
  return forms.some(form => {
    const isHeading = (text: (typeof heads)[number]) => isColumnWord(form, text)
    return (
      heads.length >= FEWEST &&
      heads.every(text => text.kind === 'words' && (isHeading(text) || isCorner(form, text))) &&
      heads.filter(isHeading).length >= FEWEST &&
      body.children.some(cell => printedCell(cell, config).kind === 'value') &&
      !body.children.some(cell => isHeading(printedCell(cell, config)) && cell.row === 0)
    )
  })
}

function stacked(head: Table, body: Table): Table {
  const below = body.children.map(cell => ({...cell, row: cell.row + head.rows}))
  return {...head, rows: head.rows + body.rows, children: [...head.children, ...below]}
}
