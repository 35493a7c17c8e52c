import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {type Edge, layoutDocument} from '../../../../stages/read/layout/index.ts'
import {glyphsOf} from './drawn.ts'

/** Boxes of cells with space between: left, top, right, bottom in steps of a grid, and the text. */
type Spaced = [number, number, number, number, string]

const STEP = [60, 24] as const

function tableOf(boxes: readonly Spaced[], gap: number): string[] {
  const horizontal: Edge[] = []
  const vertical: Edge[] = []
  const glyphs = boxes.flatMap(([c0, r0, c1, r1, text], i) => {
    const [left, right] = [50 + c0 * STEP[0] + gap / 2, 50 + c1 * STEP[0] - gap / 2]
    const [top, bottom] = [50 + r0 * STEP[1] + gap / 2, 50 + r1 * STEP[1] - gap / 2]
    for (const at of [top, bottom]) horizontal.push({at, from: left, to: right})
    for (const at of [left, right]) vertical.push({at, from: top, to: bottom})
    const width = 4 * text.length
    return glyphsOf(text, (left + right - width) / 2, (top + bottom) / 2 - 4, 8, 100 * i)
  })
  const content = {page: 1, width: 600, height: 800, glyphs, horizontal, vertical, pictures: []}
  const blocks = layoutDocument([content], {tolerance: 2, maxCells: 1000, maxNodes: 1000}, () => {})
  return blocks.flatMap(block =>
    block.type === 'table'
      ? block.children.map(c => `${c.row},${c.column} ${c.rowSpan}x${c.columnSpan} ${textOf(c)}`.trim())
      : [],
  )
}

describe('cells with space between', () => {
  it.each([1.5, 3, 4.5, 5.5])('are one table, %s points apart, whatever stands over the space', gap => {
    // Letters of the caption stand over the space between the columns below, and a label beside the one between rows.
    const boxes: Spaced[] = [
      [0, 0, 4, 1, 'a caption over the whole of the table'],
      [0, 1, 1, 3, 'label'],
      [1, 1, 2, 2, '1'],
      [2, 1, 4, 2, '2'],
      [1, 2, 3, 3, '3'],
      [3, 2, 4, 3, '4'],
    ]
    expect(tableOf(boxes, gap)).toEqual([
      '0,0 1x4 a caption over the whole of the table',
      '1,0 2x1 label',
      '1,1 1x1 1',
      '1,2 1x2 2',
      '2,1 1x2 3',
      '2,3 1x1 4',
    ])
  })
})
