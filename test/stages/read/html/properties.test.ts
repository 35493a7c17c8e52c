import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Block, rootSchema, type Table} from '../../../../pipeline/model/ast.ts'
import {gridOf} from '../../../../pipeline/model/grid.ts'
import {readHtml} from './read.ts'

interface Cell {
  header: boolean
  rowSpan: string
  columnSpan: string
  inner: Content
}
type Content = {kind: 'text'} | {kind: 'table'; rows: Cell[][]; groups: string}

const span = fc.oneof(
  {weight: 6, arbitrary: fc.constant('')},
  {weight: 4, arbitrary: fc.integer({min: 1, max: 4}).map(String)},
  {weight: 1, arbitrary: fc.constantFrom('0', '-1', '65535', '1.5', 'abc', '2px', '99999999999999')},
)

const {table} = fc.letrec<{table: Content; cell: Cell; content: Content}>(tie => ({
  content: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    fc.constant<Content>({kind: 'text'}),
    tie('table'),
  ),
  cell: fc.record({header: fc.boolean(), rowSpan: span, columnSpan: span, inner: tie('content')}),
  table: fc.record({
    kind: fc.constant('table' as const),
    rows: fc.array(fc.array(tie('cell'), {maxLength: 4}), {minLength: 1, maxLength: 4}),
    groups: fc.constantFrom('', 'thead', 'tfoot', 'tbody'),
  }),
}))

/** HTML of a content whose texts are numbered 〔1〕, 〔2〕 … in writing order; end tags left out where `open`. */
function render(content: Content, counter: {n: number}, open: boolean): string {
  if (content.kind === 'text') return `〔${++counter.n}〕`
  const rows = content.rows.map(row => {
    const cells = row.map(cell => {
      const tag = cell.header ? 'th' : 'td'
      const attributes = `${cell.rowSpan && ` rowspan="${cell.rowSpan}"`}${cell.columnSpan && ` colspan="${cell.columnSpan}"`}`
      const close = open && cell.inner.kind === 'text' ? '' : `</${tag}>`
      return `<${tag}${attributes}>${render(cell.inner, counter, open)}${close}`
    })
    return `<tr>${cells.join('')}${open ? '' : '</tr>'}`
  })
  const [first, ...rest] = rows
  const grouped = content.groups
    ? `<${content.groups}>${first}</${content.groups}>${rest.join('')}`
    : rows.join('')
  return `<table>${grouped}</table>`
}

function texts(blocks: Block[]): string[] {
  return blocks.flatMap(block =>
    block.type === 'table'
      ? block.children.flatMap(cell => texts(cell.children))
      : block.type === 'paragraph'
        ? [block.value]
        : [],
  )
}

function tables(blocks: Block[]): Table[] {
  return blocks.flatMap(block =>
    block.type === 'table' ? [block, ...block.children.flatMap(cell => tables(cell.children))] : [],
  )
}

describe('tables of any nesting and any spans', () => {
  it('keep every text exactly once, in addressed cells, and survive JSON', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (content, open) => {
        const counter = {n: 0}
        const page = `<p>〔0〕</p>${render(content, counter, open)}`
        const {tree} = readHtml(page)
        const found = texts(tree!.children).sort()
        expect(found).toEqual(Array.from({length: counter.n + 1}, (_, i) => `〔${i}〕`).sort())
        expect(rootSchema.parse(JSON.parse(JSON.stringify(tree)))).toEqual(JSON.parse(JSON.stringify(tree)))
        const all = tables(tree!.children)
        expect(all.map(one => one.place!.table!).sort((a, b) => a - b)).toEqual(all.map((_, i) => i + 1))
        for (const one of all) {
          const problems = gridOf(one).problems.filter(problem => problem.kind !== 'hole')
          expect(problems).toEqual([])
        }
      }),
      {seed: 7, numRuns: 100},
    )
  })

  it('never throws anything but UnreadableError, whatever the tags', () => {
    const piece = fc.constantFrom(
      ...'<table> </table> <tr> <td> <td colspan=3> <td rowspan=9> </td> </tr> <div> </div> <p> </p> <b> </b> <a href=x.doc> <sup> </sup> <li> <ol> <ul> </ul> <del> <template> <select> <option> <pre> <tfoot> <caption> <svg> </svg> <iframe> <frameset> <body> <!-- --> 3 规章 < >'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 60}), pieces => {
        const {tree} = readHtml(pieces.join(''))
        if (tree) expect(rootSchema.parse(tree)).toEqual(tree)
      }),
      {seed: 8, numRuns: 500},
    )
  })
})
