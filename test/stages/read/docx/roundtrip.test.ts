import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  type Block,
  type Paragraph,
  type Root,
  rootSchema,
  type Table,
  type TableCell,
} from '../../../../pipeline/model/ast.ts'
import {gridOf} from '../../../../pipeline/model/grid.ts'
import {type DocxOptions, writeDocx} from '../../../generate/files/docx.ts'
import {readDocx} from './helpers.ts'

const LABELS = [
  '信息内容',
  '本年制发件数',
  '行政规范性文件',
  '（一）予以公开',
  '3.危及“三安全一稳定”',
  '总计',
  '0',
  '12',
  '5644.23',
  '1,234',
  '—',
  '商业\n企业',
  'A & B < C',
]
const NUMBERS = ['一、', '（三）', '1.', '①', '十二、', '第一章', '二十一、']

const paragraph = fc
  .record({
    text: fc.constantFrom(...LABELS),
    number: fc.option(fc.constantFrom(...NUMBERS), {nil: undefined, freq: 3}),
    depth: fc.option(fc.integer({min: 1, max: 9}), {nil: undefined, freq: 4}),
    align: fc.option(fc.constantFrom('left' as const, 'center' as const, 'right' as const), {nil: undefined}),
  })
  .map(({text, number, depth, align}): Paragraph => {
    const data: NonNullable<Paragraph['data']> = {}
    if (depth !== undefined) data.depth = depth
    if (align !== undefined) data.align = align
    if (number !== undefined) data.numbering = number
    const gap = number !== undefined && /[.①章]$/.test(number) ? ' ' : ''
    const node: Paragraph = {type: 'paragraph', value: `${number ?? ''}${gap}${text}`}
    if (Object.keys(data).length) node.data = data
    return node
  })

/** A table whose rectangles come from cutting a grid: random merges, blanks, now and then a nested table. */
function table(depth: number): fc.Arbitrary<Table> {
  return fc
    .record({
      rows: fc.integer({min: 1, max: 6}),
      columns: fc.integer({min: 1, max: 7}),
      wishes: fc.array(
        fc.tuple(fc.nat(5), fc.nat(6), fc.integer({min: 1, max: 4}), fc.integer({min: 1, max: 5})),
        {
          maxLength: 6,
        },
      ),
      contents: fc.array(fc.array(depth > 0 ? block(depth - 1) : paragraph, {maxLength: 2}), {
        minLength: 1,
        maxLength: 12,
      }),
      header: fc.boolean(),
      indents: fc.array(fc.tuple(fc.boolean(), fc.boolean()), {minLength: 6, maxLength: 6}),
    })
    .map(({rows, columns, wishes, contents, header, indents}) => {
      const taken = Array.from({length: rows}, () => new Array<boolean>(columns).fill(false))
      const cells: TableCell[] = []
      const place = (row: number, column: number, rowSpan: number, columnSpan: number): boolean => {
        if (row + rowSpan > rows || column + columnSpan > columns) return false
        for (let r = row; r < row + rowSpan; r++) {
          for (let c = column; c < column + columnSpan; c++) if (taken[r]![c]) return false
        }
        for (let r = row; r < row + rowSpan; r++) taken[r]!.fill(true, column, column + columnSpan)
        const cell: TableCell = {type: 'tableCell', row, column, rowSpan, columnSpan, children: []}
        cell.children = structuredClone(contents[cells.length % contents.length]!)
        if (header && row === 0) cell.data = {header: true}
        cells.push(cell)
        return true
      }
      for (const [row, column, rowSpan, columnSpan] of wishes)
        place(row % rows, column % columns, rowSpan, columnSpan)
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          // Open places at the ends of a row, where the row keeps a cell.
          const open = columns > 2 && ((c === 0 && indents[r]![0]) || (c === columns - 1 && indents[r]![1]))
          if (!open && !taken[r]![c]) place(r, c, 1, 1)
        }
      }
      cells.sort((a, b) => a.row - b.row || a.column - b.column)
      return {type: 'table', rows, columns, addressing: 'grid', children: cells} satisfies Table
    })
}

function block(depth: number): fc.Arbitrary<Block> {
  return fc.oneof({weight: 3, arbitrary: paragraph}, {weight: 1, arbitrary: table(depth)})
}

const root = fc
  .record({
    blocks: fc.array(fc.oneof(paragraph, table(1)), {minLength: 1, maxLength: 5}),
    header: fc.boolean(),
    note: fc.boolean(),
    footer: fc.boolean(),
  })
  .map(({blocks, header, note, footer}): Root => {
    const say = (value: string, role: 'header' | 'footer' | 'footnote'): Paragraph => ({
      type: 'paragraph',
      value,
      data: {role},
    })
    const children: Block[] = [
      ...(header ? [say('某某市人民政府', 'header')] : []),
      ...blocks,
      ...(note ? [say('注：不含垂直管理单位', 'footnote')] : []),
      ...(footer ? [say('— 1 —', 'footer')] : []),
    ]
    return {type: 'root', children, data: {reader: 'docx', metadata: []}}
  })

const options: fc.Arbitrary<DocxOptions> = fc.record({
  merge: fc.constantFrom('gridSpan', 'hMerge'),
  automaticNumbering: fc.boolean(),
  tracked: fc.boolean(),
  hidden: fc.boolean(),
  strict: fc.boolean(),
  prefix: fc.constantFrom('w', '', 'x', 'a0'),
  controls: fc.boolean(),
  splitRuns: fc.boolean(),
  wps: fc.boolean(),
  utf16: fc.boolean(),
  mainPart: fc.constantFrom('word/document.xml', 'word/Document2.xml', 'main.xml'),
})

/** The tree as content alone: no places, and numbers told apart only where they were written as such. */
function content(block: Block, numbered: boolean): unknown {
  const {place: _, ...rest} = block
  if (rest.type === 'paragraph' && !numbered && rest.data) {
    const {numbering: __, ...data} = rest.data
    return Object.keys(data).length ? {...rest, data} : {type: rest.type, value: rest.value}
  }
  if (rest.type !== 'table') return rest
  return {
    ...rest,
    children: rest.children.map(({place: __, ...cell}) => ({
      ...cell,
      children: cell.children.map(child => content(child, numbered)),
    })),
  }
}

test('what is written is read back, however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(root, options, async (tree, how) => {
      const {root: read, told} = await readDocx(writeDocx(tree, how))
      const numbered = how.automaticNumbering ?? false
      expect(read.children.map(child => content(child, numbered))).toEqual(
        tree.children.map(child => content(child, numbered)),
      )
      expect(told.filter(({rule}) => rule !== 'R07')).toEqual([])
      if (!how.tracked && !how.hidden) expect(told).toEqual([])
      expect(rootSchema.parse(JSON.parse(JSON.stringify(read)))).toEqual(read)
      for (const child of read.children) {
        if (child.type === 'table')
          expect(gridOf(child).problems.filter(({kind}) => kind !== 'hole')).toEqual([])
      }
    }),
    {numRuns: 400, seed: 20211},
  )
})

test('the same tree gives the same bytes', () => {
  const [tree] = fc.sample(root, {numRuns: 1, seed: 7})
  expect(writeDocx(tree!, {tracked: true})).toEqual(writeDocx(tree!, {tracked: true}))
})
