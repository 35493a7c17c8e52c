import {expect, test} from 'vitest'
import type {Block, Root, Table} from '../../../pipeline/model/ast.ts'
import {bodyOf, recognised, treeOf} from './support.ts'

function rootOf(children: Block[]): Root {
  return {type: 'root', children, data: {reader: 'test', metadata: []}}
}

function paragraphs(count: number, text: (i: number) => string): Root {
  return rootOf(Array.from({length: count}, (_, i) => ({type: 'paragraph', value: text(i)})))
}

test('ten thousand headings of one section', async () => {
  const made = await recognised(paragraphs(10_000, () => '一、总体情况'))
  expect([made.segments.length, made.skipped.length]).toEqual([0, 1])
})

test('ten thousand lines that end like titles', async () => {
  const made = await recognised(paragraphs(10_000, i => `第${i}号局政府信息公开工作年度`))
  expect([made.segments.length, made.skipped.length]).toEqual([0, 1])
})

test('one line of a million characters', async () => {
  const made = await recognised(paragraphs(1, () => '2023年政府信息公开'.repeat(100_000)))
  expect([made.segments.length, made.skipped.length]).toEqual([0, 1])
})

test('a report inside tables nested a hundred deep', async () => {
  let children = treeOf(`凉州区财政局2023年政府信息公开工作年度报告\n${bodyOf(2023)}`).children
  for (let i = 0; i < 100; i++) {
    const table: Table = {
      type: 'table',
      rows: 1,
      columns: 1,
      addressing: 'grid',
      children: [{type: 'tableCell', row: 0, column: 0, rowSpan: 1, columnSpan: 1, children}],
    }
    children = [table]
  }
  const made = await recognised(rootOf(children))
  expect(made.segments.map(({identity}) => identity.agency.name)).toEqual(['凉州区财政局'])
})

test('an empty tree', async () => {
  const made = await recognised(rootOf([]))
  expect(made.skipped.map(({reason}) => reason)).toEqual(['empty'])
})
