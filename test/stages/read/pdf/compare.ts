import {type Block, type Table, textOf} from '../../../../pipeline/model/ast.ts'
import {fold} from '../../../../pipeline/model/text.ts'
import type {FormTable} from './form.ts'

/** Cells of the printed form that did not come back, as sentences; `right` counts those that did. */
export function compareForm(
  truth: readonly FormTable[],
  tables: readonly Table[],
): {right: number; wrong: string[]} {
  let right = 0
  const wrong: string[] = []
  if (tables.length !== truth.length) wrong.push(`${tables.length} tables instead of ${truth.length}`)
  truth.forEach((expected, i) => {
    const table = tables[i]
    const actual = new Map(
      (table?.children ?? []).map(c => [`${c.row},${c.column} ${c.rowSpan}x${c.columnSpan}`, textOf(c)]),
    )
    for (const cell of expected.cells) {
      const key = `${cell.row},${cell.column} ${cell.rowSpan}x${cell.columnSpan}`
      const text = actual.get(key)
      if (text !== undefined && fold(text) === fold(cell.text)) right++
      else wrong.push(`table ${i + 1} page ${table?.place?.page} ${key}: ${cell.text} <> ${text}`)
    }
  })
  return {right, wrong}
}

/** The tables of each printed form: those after its line 【n】. */
export function formsOf(blocks: readonly Block[]): Table[][] {
  const forms: Table[][] = []
  for (const block of blocks) {
    if (block.type === 'paragraph' && /^【\d+】$/.test(block.value)) forms.push([])
    if (block.type === 'table') forms.at(-1)?.push(block)
  }
  return forms
}
