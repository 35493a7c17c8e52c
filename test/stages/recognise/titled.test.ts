import {expect, test} from 'vitest'
import {type Root, type Table, textCell} from '../../../pipeline/model/ast.ts'
import {bodyOf, recognised, treeOf} from './support.ts'

const FINANCE = '青溪县财政局2022年政府信息公开工作年度报告'
const CIVIL = '青溪县民政局2022年政府信息公开工作年度报告'
const FORM = '@form 2021 disclosure\n@form 2021 applications\n@form 2021 disputes'

/** Who reported for which year, and how many tables each report has. */
async function reportsOf(root: Root) {
  const {segments} = await recognised(root)
  return segments.map(({identity, blocks}) => [
    identity.agency.name,
    identity.year,
    blocks.filter(({type}) => type === 'table').length,
  ])
}

/** All tables of a tree as one, what stands between them in rows of their own, as a sheet without blank rows is read. */
function asOneTable({children}: Root): Table {
  const table: Table = {type: 'table', rows: 0, columns: 15, addressing: 'grid', children: []}
  for (const block of children) {
    if (block.type === 'paragraph')
      table.children.push(textCell(table.rows++, 0, block.value, {columnSpan: table.columns}))
    if (block.type !== 'table') continue
    const top = table.rows
    table.children.push(...block.children.map(cell => ({...cell, row: cell.row + top})))
    table.rows += block.rows
  }
  return table
}

const sheet = (notation: string): Root => {
  const root = treeOf(notation)
  return {...root, children: [asOneTable(root)]}
}

test('tables alone are a report for each title', async () => {
  const reports = [
    ['青溪县财政局', 2022, 3],
    ['青溪县民政局', 2022, 3],
  ]
  expect(await reportsOf(treeOf([FINANCE, FORM, CIVIL, FORM].join('\n')))).toEqual(reports)
  const years = [FINANCE, FORM, FINANCE.replace('2022', '2021'), FORM].join('\n')
  expect(await reportsOf(treeOf(years))).toEqual([
    ['青溪县财政局', 2022, 3],
    ['青溪县财政局', 2021, 3],
  ])
})

test('titles in rows of a table part it', async () => {
  const several = sheet([FINANCE, FORM, CIVIL, FORM].join('\n'))
  expect(await reportsOf(several)).toEqual([
    ['青溪县财政局', 2022, 1],
    ['青溪县民政局', 2022, 1],
  ])
  const {segments} = await recognised(several)
  const table = segments[1]!.blocks.find(block => block.type === 'table') as Table
  const rows = new Set(table.children.map(({row}) => row))
  expect([Math.min(...rows), Math.max(...rows), table.rows]).toEqual([0, 45, 46])
})

test('a title said again, another title without a form, and tables that are parts of one form part nothing', async () => {
  const again = [FINANCE, '@form 2021 disclosure', FINANCE, '@form 2021 applications'].join('\n')
  expect(await reportsOf(treeOf(again))).toEqual([['青溪县财政局', 2022, 2]])
  const parts = [FINANCE, '@form 2021 disclosure', CIVIL, '@form 2021 applications'].join('\n')
  expect(await reportsOf(treeOf(parts))).toHaveLength(1)
  const list = [CIVIL, FINANCE, FORM].join('\n')
  expect(await reportsOf(treeOf(list))).toEqual([['青溪县财政局', 2022, 3]])
  const one = sheet([FINANCE, '@form 2021 applications', FINANCE, '@form 2021 disputes'].join('\n'))
  expect(await reportsOf(one)).toEqual([['青溪县财政局', 2022, 1]])
})

test('a sheet each without a title is a report each, a sheet for each table is not', async () => {
  const sheetsOf = (notation: string): Root => {
    const root = treeOf(notation)
    const children = root.children.map(block =>
      block.type === 'paragraph' ? {...block, place: {part: block.value}} : block,
    )
    return {...root, children}
  }
  const named = ['青溪县财政局', FORM, '青溪县民政局', FORM].join('\n')
  expect(await reportsOf(sheetsOf(named))).toEqual([
    [null, null, 3],
    [null, null, 3],
  ])
  expect(await reportsOf(treeOf(named))).toHaveLength(1)
  const tables = [
    '表1',
    '@form 2021 disclosure',
    '表2',
    '@form 2021 applications',
    '表3',
    '@form 2021 disputes',
  ]
  expect(await reportsOf(sheetsOf(tables.join('\n')))).toHaveLength(1)
  const notes = ['说明', '|单位|件|\n|时间|年|', '甲', FORM, '乙', FORM, '附注', '|联系人|电话|\n|甲|1|']
  expect((await reportsOf(sheetsOf(notes.join('\n')))).map(([, , count]) => count)).toEqual([4, 4])
})

test('tables alone that name no body are not of the body of the others', async () => {
  const [first, second] = [FINANCE, '表']
  const root = treeOf([first, FORM, second, FORM].join('\n'))
  const children = root.children.map(block =>
    block.type === 'paragraph' ? {...block, place: {part: block.value}} : block,
  )
  expect(await reportsOf({...root, children})).toEqual([
    ['青溪县财政局', 2022, 3],
    [null, null, 3],
  ])
})

test('tables alone behind a report with sections', async () => {
  const whole = `${FINANCE}\n${bodyOf(2022)}`
  expect(await reportsOf(treeOf([whole, CIVIL, FORM].join('\n')))).toEqual([
    ['青溪县财政局', 2022, 3],
    ['青溪县民政局', 2022, 3],
  ])
  const third = FINANCE.replace('财政局', '教育局')
  expect(await reportsOf(treeOf([third, FORM, whole, CIVIL, FORM].join('\n')))).toHaveLength(3)
})
