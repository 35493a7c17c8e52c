import type {Count} from '../sums.ts'
import {coverage, medians, missing} from './bodies.ts'
import {data, difference, disputes, matrix, partial, regions} from './figures.ts'
import {indicators} from './indicators.ts'
import type {Row} from './layout.ts'
import {corrections, excluded} from './lists.ts'
import {systems} from './systems.ts'
import {years} from './years.ts'

/** What the sheets of 汇总.xlsx have to hold, by name; `keys` are the figures in the order of the form. */
export const sheetsOf = (count: Count, keys: string[]): Record<string, Row[]> => ({
  分地区: regions(count),
  分部门系统: systems(count),
  分年度: years(count),
  '申请人×结果': matrix(count),
  复议诉讼: disputes(count),
  派生指标: indicators(count),
  中位数: medians(count),
  覆盖与时效: coverage(count),
  未见报告: missing(count),
  'S−M差异': difference(count),
  更正: corrections(count, keys),
  调整与剔除: excluded(count),
  填报不全: partial(count, keys),
  总表数据: data(count, keys),
})
