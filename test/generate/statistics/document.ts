import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {type Random, randomOf} from '../random.ts'
import {figuresOf} from './figures.ts'
import {habitsOf, type PrintedRow} from './habits.ts'
import {type Columns, LAYOUTS} from './layouts.ts'
import {type LineCell, tableOf, widthOf} from './lines.ts'
import {ROWS} from './rows.ts'

/** A report of 2017 with the statistics table laid out by chance. */
export interface StatisticsDocument {
  root: Root
  /** What its office does otherwise than the form. */
  names: string[]
  /** Figures by key; an empty text is a cell left blank. */
  truth: Record<string, string>
}

const NARRATIVE = [
  '根据《中华人民共和国政府信息公开条例》编制本报告，统计期限自2017年1月1日起至2017年12月31日止。',
  '一、工作概述',
  '2017年，我局认真做好政府信息公开工作，健全制度，明确责任。',
  '二、存在的主要问题和改进措施',
  '公开内容还不够全面，下一步将加强培训，提高公开质量。',
]
const CAPTIONS = [
  '政府信息公开情况统计表',
  '附件：政府信息公开情况统计表',
  '三、政府信息公开情况统计表',
  '附表',
]
const FILLED = '填报单位（盖章）：祁阳市自然资源局　　填报日期：2018年1月18日'
const SIGNED = '单位负责人：王某　审核人：李某　填报人：张某　联系电话：0746-3221234　填报日期：2018年1月18日'

/** The document of a seed. */
export function statisticsDocument(seed: number): StatisticsDocument {
  const random = randomOf(seed)
  const habits = habitsOf(random)
  const figures = figuresOf(random)
  const rows = ROWS.map(row =>
    habits.reduce<PrintedRow>((printed, habit) => habit.apply(printed), {
      ...row,
      text: row.key === null ? '' : figures[row.key]!,
    }),
  )
  const columns = columnsOf(random)
  const layout = random.pick(LAYOUTS)
  const lines = layout.lay(rows, columns, random)
  const width = widthOf(lines)
  const across = (text: string): LineCell[][] => [[{text, columns: width}]]
  const end = random.chance(0.15) ? across(SIGNED) : []
  const cut =
    lines.some(cells => cells.some(({rows = 1}) => rows > 1)) || random.chance(0.85)
      ? lines.length
      : random.int(10, lines.length - 5)
  const begun = tableOf([
    ...(random.chance(0.1) ? across(`政府信息公开情况统计表（2017年度）`) : []),
    ...(random.chance(0.1) ? across(FILLED) : []),
    ...lines.slice(0, cut),
    ...(cut < lines.length ? [] : end),
  ])
  const rest = [...(random.chance(0.5) ? lines.slice(0, 1) : []), ...lines.slice(cut), ...end]
  const tables = cut < lines.length ? [begun, tableOf(rest)] : [begun]
  const texts = [...(random.chance(0.9) ? NARRATIVE : []), random.pick(CAPTIONS)]
  const above = ['湖南省永州市祁阳市自然资源局2017年政府信息公开工作年度报告', ...texts].map(paragraph)
  const below = ['祁阳市自然资源局', '2018年1月18日'].map(paragraph)
  const blank = rows.flatMap(({key, text}) => (key !== null && text === '' ? [[key, '']] : []))
  return {
    root: {
      type: 'root',
      children: [...above, ...tables, ...below],
      data: {reader: 'reference', metadata: []},
    },
    names: [layout.name, ...(tables.length > 1 ? ['cut in two'] : []), ...habits.map(({name}) => name)],
    truth: {...figures, ...Object.fromEntries(blank)},
  }
}

/** Figures with their units before them, behind them, in the labels' stead or without any. */
function columnsOf(random: Random): Columns {
  const dash = random.pick(['——', '—', '-', '/', ''])
  const headingUnit = random.chance(0.1) ? '件' : dash
  const unit = ({key, unit}: PrintedRow) => ({text: key === null ? headingUnit : unit})
  const figure = ({key, text}: PrintedRow) => ({text: key === null ? dash : text})
  const [unitHead, figureHead] = [
    {text: random.pick(['单位', '计量单位'])},
    {text: random.pick(['统计数', '数量', '统计数据'])},
  ]
  const corner = random.pick(['统计指标', '指标', '统计项目', '指标名称'])
  if (random.chance(0.2)) return {corner, heads: [figureHead], cells: row => [figure(row)]}
  return {corner, heads: [unitHead, figureHead], cells: row => [unit(row), figure(row)]}
}

function paragraph(value: string): Block {
  return {type: 'paragraph', value}
}
