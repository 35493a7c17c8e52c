import {expect, test} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {blocksOf, type PlacedPage} from '../../../../stages/read/scan/tree.ts'
import {glyphsOf} from '../layout/drawn.ts'

const lines = (ats: readonly number[], from: number, to: number) => ats.map(at => ({at, from, to}))

/** A page of 72 dots an inch with a grid of one row: 12 and 3件; the first cell alone has a picture. */
const page: PlacedPage = {
  content: {
    page: 1,
    width: 400,
    height: 400,
    glyphs: [...glyphsOf('12', 60, 120), ...glyphsOf('3件', 160, 120, 8, 10)],
    horizontal: lines([100, 130], 50, 250),
    vertical: lines([50, 150, 250], 100, 130),
    pictures: [],
  },
  figures: [{region: [52, 102, 148, 128], png: new Uint8Array([1, 2, 3]), number: null}],
  origin: (x, y) => [x, y],
  turns: 0,
  isMirrored: false,
  isNegative: false,
  unreadable: false,
  uneven: false,
  misread: [],
  dpi: 72,
  unitsPerDot: 1,
  left: 0,
  top: 0,
}

test('a cell of a scan without a picture of its own is doubted: nothing else would name its figure', () => {
  const blocks = blocksOf([page], {maxCells: 100, maxNodes: 100}, problem => {
    throw new Error(problem.kind)
  })
  const table = blocks.find((block): block is Table => block.type === 'table')!
  expect(table.children.map(({data}) => data)).toEqual([
    {picture: 'AQID'},
    {doubt: '从图片中识别，没有该格的图片可以核对'},
  ])
})
