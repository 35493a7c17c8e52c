import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {figureColumns} from '../../../../stages/publish/workbook/columns.ts'
import {
  type Heading,
  headingDepth,
  headingHeights,
  layHeadings,
  splitHeadings,
} from '../../../../stages/publish/workbook/headings.ts'
import {columnBreaks} from '../../../../stages/publish/workbook/pages.ts'
import {workbookSchema} from '../../../../stages/publish/workbook/settings.ts'
import {config, formats} from '../build.ts'

const {words} = workbookSchema.parse(config.files.workbook)

/** Labels above a column, top to bottom, each said once. */
function above(headings: Heading[], column: number): string[] {
  return headings
    .filter(one => column >= one.column && column < one.column + one.columnSpan)
    .sort((a, b) => a.row - b.row)
    .map(({label}) => label)
}

/** How often each heading cell is covered, row by row. */
function coverage(headings: Heading[], depth: number, columns: number): number[] {
  const covered = new Array<number>(depth * columns).fill(0)
  for (const {row, column, rowSpan, columnSpan} of headings) {
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + columnSpan; c++) covered[r * columns + c]!++
    }
  }
  return covered
}

const paths = fc.array(fc.array(fc.constantFrom('甲', '乙', '丙'), {minLength: 2, maxLength: 6}), {
  minLength: 1,
  maxLength: 12,
})

describe('headings', () => {
  it('stand over each column in the order of its path and leave no cell open or covered twice', () => {
    fc.assert(
      fc.property(paths, fc.array(fc.nat(12)), (all, breaks) => {
        const depth = headingDepth(all)
        const sorted = [...new Set(breaks)].sort((a, b) => a - b)
        for (const headings of [layHeadings(all, depth), splitHeadings(layHeadings(all, depth), sorted)]) {
          expect(all.map((_, column) => above(headings, column))).toEqual(all)
          expect(new Set(coverage(headings, depth, all.length))).toEqual(new Set([1]))
        }
      }),
      {seed: 3, numRuns: 300},
    )
  })

  it('name every figure of every format by its official labels', () => {
    const columns = figureColumns(Object.values(formats), words)
    const pathOf = (key: string) => columns.find(column => column.key === key)!.path
    expect(pathOf('applications.outcomes.denied.stateSecret.researchInstitution')).toEqual([
      '收到和处理政府信息公开申请情况',
      '三、本年度办理结果',
      '（三）不予公开',
      '1.属于国家秘密',
      '法人或其他组织',
      '科研机构',
    ])
    expect(pathOf('disclosure.licensing.itemsChange')).toEqual([
      '主动公开政府信息情况',
      '仅2019年格式（试行）',
      '第二十条第（五）项',
      '行政许可',
      '本年增/减',
    ])
    expect(pathOf('disputes.litigationDirect.total')).toEqual([
      '政府信息公开行政复议、行政诉讼情况',
      '行政诉讼',
      '未经复议直接起诉',
      '总计',
    ])
    expect(columns.filter(({measure}) => measure === 'money').map(({key, unit}) => [key, unit])).toEqual([
      ['disclosure.fees.amount', '万元'],
      ['disclosure.procurement.amount', '万元'],
    ])
  })

  it('are high enough for their text', () => {
    const headings = layHeadings([['表', '一二三四五六七八九十']], 2)
    expect(headingHeights(headings, [9], 2, {lineHeight: 12, least: 18})).toEqual([18, 40])
  })

  it('take no height over columns that are folded away', () => {
    const headings = layHeadings(
      [
        ['表', '一二三四五六七八九十'],
        ['旧表', '一二三四五六七八九十'],
      ],
      2,
    )
    expect(headingHeights(headings, [9, 0], 2, {lineHeight: 12, least: 18})).toEqual([18, 40])
  })
})

describe('pages', () => {
  it('begin with each table and keep the columns of a row of the form together', () => {
    const columns = figureColumns(Object.values(formats), words)
    const all = columns.map(({path}) => path)
    const headings = layHeadings(all, headingDepth(all))
    const widths = new Array<number>(3 + all.length).fill(8)
    const breaks = columnBreaks(headings, widths, 3, 8 * 30)
    const tables = [0, 29, 29 + 182]
    expect(breaks.filter(column => tables.includes(column - 3))).toEqual(tables.map(column => column + 3))
    const inApplications = breaks.map(column => column - 3 - 29).filter(column => column >= 0 && column < 182)
    expect(inApplications).toEqual([0, 28, 56, 84, 112, 140, 168])
  })
})
