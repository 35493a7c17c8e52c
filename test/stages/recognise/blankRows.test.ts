import {expect, test} from 'vitest'
import {textOf} from '../../../pipeline/model/ast.ts'
import {recognised, treeOf} from './support.ts'

/** A report all on one sheet; the last row of the form has no figures. */
const sheetWith = (row: string) => `|甲县财政局2023年政府信息公开工作年度报告|||
|一、总体情况|||
|2023年，我局认真做好公开工作。|||
|三、收到和处理政府信息公开申请情况|||
|申请人情况|自然人|总计|
|一、本年新收政府信息公开申请数量：|1|1|
|二、上年结转政府信息公开申请数量：|0|0|
|${row}|||
|四、政府信息公开行政复议、行政诉讼情况|||
|无。|||`

test.each(['四、结转下年度继续办理', '四、结转下年度继续办理：', '3.其他:', '（七）总计：'])(
  'a row of a sheet with no figures stays in its table: %s',
  async row => {
    const {segments} = await recognised(treeOf(sheetWith(row)))
    const tables = segments[0]!.blocks.filter(block => block.type === 'table')
    expect(tables.map(table => table.children.filter(cell => cell.column === 0).map(textOf))).toEqual([
      ['申请人情况', '一、本年新收政府信息公开申请数量：', '二、上年结转政府信息公开申请数量：', row],
    ])
  },
)
