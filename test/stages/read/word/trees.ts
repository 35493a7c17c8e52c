import fc from 'fast-check'
import type {Block, Paragraph, Root, Table, TableCell} from '../../../../pipeline/model/ast.ts'

/** Texts that tempt a reader: figures, escapes, letters outside the basic plane, line breaks, labels. */
const texts = fc.constantFrom(
  '0',
  '12',
  '1,234',
  '5644.23',
  '/',
  '一、本年新收政府信息公开申请数量',
  '3.危及“三安全一稳定”',
  '商业\n企业',
  '{a\\b}',
  "it's",
  '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
  '𠮷野家',
  '€ 1–2',
  'ｦ＋３',
)

const paragraphs: fc.Arbitrary<Paragraph> = fc
  .record({value: texts, depth: fc.option(fc.integer({min: 1, max: 9}), {nil: undefined, freq: 6})})
  .map(({value, depth}) => ({type: 'paragraph', value, ...(depth === undefined ? {} : {data: {depth}})}))

/** A grid cut into cells at random, every line of the grid being the edge of a cell. */
function tables(depth: number): fc.Arbitrary<Table> {
  return fc
    .record({
      rows: fc.integer({min: 1, max: 6}),
      columns: fc.integer({min: 1, max: 7}),
      merges: fc.array(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(3), fc.nat(3)), {maxLength: 6}),
      contents: fc.array(blocks(depth), {minLength: 1, maxLength: 6}),
    })
    .map(({rows, columns, merges, contents}) => {
      const owner = Array.from({length: rows * columns}, (_, i) => i)
      const spans = new Map(owner.map(i => [i, {rowSpan: 1, columnSpan: 1}]))
      for (const [a, b, height, width] of merges) {
        const [row, column] = [a % rows, b % columns]
        const [rowSpan, columnSpan] = [
          Math.min(height + 1, rows - row),
          Math.min(width + 1, columns - column),
        ]
        const covered = Array.from({length: rowSpan * columnSpan}, (_, i) => {
          return (row + Math.floor(i / columnSpan)) * columns + column + (i % columnSpan)
        })
        if (covered.some(i => spans.get(i)?.rowSpan !== 1 || spans.get(i)?.columnSpan !== 1)) continue
        for (const i of covered.slice(1)) spans.delete(i)
        spans.set(covered[0]!, {rowSpan, columnSpan})
        if (!everyLineUsed(spans, columns)) {
          for (const i of covered) spans.set(i, {rowSpan: 1, columnSpan: 1})
        }
      }
      const children = [...spans]
        .sort(([a], [b]) => a - b)
        .map(
          ([i, span], k): TableCell => ({
            type: 'tableCell',
            row: Math.floor(i / columns),
            column: i % columns,
            ...span,
            children: contents[k % contents.length]!,
          }),
        )
      return {type: 'table', rows, columns, addressing: 'grid', children} as const
    })
}

function everyLineUsed(spans: Map<number, {columnSpan: number}>, columns: number): boolean {
  const used = new Set([...spans].flatMap(([i, {columnSpan}]) => [i % columns, (i % columns) + columnSpan]))
  return used.size === columns + 1
}

function blocks(depth: number): fc.Arbitrary<Block[]> {
  return fc.array(
    depth === 0
      ? paragraphs
      : fc.oneof({weight: 4, arbitrary: paragraphs}, {weight: 1, arbitrary: tables(depth - 1)}),
    {maxLength: 3},
  )
}

/** Trees as a perfect reader of Word's formats makes them: tidy text, tables in tables. */
export const trees: fc.Arbitrary<Root> = fc
  .array(fc.oneof(paragraphs, tables(2)), {minLength: 1, maxLength: 5})
  .map(children => ({type: 'root', children, data: {reader: 'reference', metadata: []}}))
