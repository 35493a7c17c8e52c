import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import type {Count, Sum} from '../sums.ts'

export type Value = string | number | null
export type Row = Record<string, Value>

/** Labels and layout are data; what stands in the cells is counted here. */
interface Column {
  key: string
  figure?: string
  plus?: string[]
  minus?: string[]
  over?: string[]
}
interface Layout {
  sheets: Record<string, {name: string; columns: Column[]; items: {key: string; label: string}[]}>
  years: {items: {key: string; label: string}[]}
  outcomes: {row: string; label: string}[]
  words: {reason: Record<string, string>}
}
export const yaml = (name: string) =>
  parse(readFileSync(new URL(`../../../../config/${name}`, import.meta.url), 'utf8'))
export const layout = yaml('summary.yaml') as Layout

export const TABLES: Record<string, string> = {
  disclosure: '主动公开',
  applications: '申请',
  disputes: '复议诉讼',
  '': '统计表（2014年格式）',
}
export const tableOf = (key: string) => {
  const [first = ''] = key.split('.')
  return first in TABLES ? first : ''
}
export const LEVELS = {
  national: '国家级',
  province: '省级',
  prefecture: '市级',
  county: '县级',
  township: '乡级',
}
export const TYPES = {
  governmentSummary: '政府汇总',
  governmentOffice: '政府办公室',
  department: '部门',
  townshipGovernment: '乡镇政府',
  subdistrictOffice: '街道办事处',
  zoneCommittee: '开发区管委会',
  verticalAgency: '垂直管理机构',
  unknown: '未识别',
}

/** A sum as a cell shows it. */
export const shown = (sum: Sum | undefined): Value =>
  sum?.state === 'unassessable' ? '…' : (sum?.value ?? null)

export const figure = (count: Count, region: string, year: number, key: string): Sum | undefined =>
  count.chosen(region, year, tableOf(key))?.sums.get(key)

/** The columns that are computed from others of the row: nothing where one of them is missing, or the divisor is 0. */
export function computed(sheet: string, row: Row): Row {
  for (const {key, plus, minus = [], over} of layout.sheets[sheet]!.columns) {
    if (!plus || key in row) continue
    const all = [...plus, ...minus, ...(over ?? [])].map(one => row[one])
    const sum = (keys: string[]) => keys.reduce((total, one) => total + (row[one] as number), 0)
    const isKnown = all.every(value => typeof value === 'number')
    const top = isKnown ? sum(plus) - sum(minus) : null
    row[key] = top === null ? null : !over ? top : sum(over) === 0 ? null : top / sum(over)
  }
  return row
}

export const figureColumns = (sheet: string) => layout.sheets[sheet]!.columns.filter(one => one.figure)

/** The columns of a sheet, by its name. */
export const columnsOf = (name: string): Column[] =>
  Object.values(layout.sheets).find(sheet => sheet.name === name)!.columns
