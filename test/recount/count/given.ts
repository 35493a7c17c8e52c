import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'yaml'
import type {Finding} from '../../../pipeline/model/finding.ts'
import {cellsOf, type Format, type FormCell, formatSchema, namesOf} from '../../../pipeline/model/format.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'

/** What a recount starts from: what a run wrote line by line, and what a person gave it. */
export interface Given {
  reports: Report[]
  findings: Finding[]
  roster: RosterEntry[] | null
  /** Scopes that a person decided: by report, or by report and table. */
  scopes: {report: string; table?: string; scope: Report['scope']}[]
  residents: {region: string; year: number; residents: number}[]
}

function lines<T>(folder: string, name: string): T[] {
  const text = readFileSync(join(folder, name), 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as T)
}

/** What a run wrote into a folder. */
export const written = (folder: string): Pick<Given, 'reports' | 'findings'> => ({
  reports: lines<Report>(folder, 'reports.jsonl'),
  findings: lines<Finding>(folder, 'findings.jsonl'),
})

const config = (name: string) => readFileSync(new URL(`../../../config/${name}`, import.meta.url), 'utf8')

/** Codes and names of all divisions. */
export const divisions = new Map(
  config('regions/divisions.csv')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(',') as [string, string]),
)

const formats: Record<string, Format> = Object.fromEntries(
  ['2014', '2019', '2021'].map(id => [id, formatSchema.parse(parse(config(`formats/${id}.yaml`)))]),
)

/** Every cell of every form by its key; what the newest form says of it. */
export const cells = new Map<string, FormCell>(
  Object.values(formats).flatMap(format => cellsOf(format).map(cell => [cell.key, cell] as const)),
)

/** Keys of one form, by table. */
export const keysOf = (format: string): string[] => cellsOf(formats[format]!).map(({key}) => key)

const GROUPS: Record<string, string> = {
  denied: '（三）不予公开小计',
  unableToProvide: '（四）无法提供小计',
  notProcessed: '（五）不予处理小计',
  other: '（六）其他处理小计',
}

/** What people call a cell or a subtotal: 一、本年新收政府信息公开申请数量 × 总计. */
export function nameOf(key: string): string {
  const sum = /^applications\.outcomes\.(\w+)\.sum\.(\w+)$/.exec(key)
  if (sum) return `${GROUPS[sum[1]!]} × ${nameOf(`applications.outcomes.total.${sum[2]}`).split(' × ')[1]}`
  const {row, column} = cells.get(key)!
  const [rows, columns] = [namesOf(row), namesOf(column)]
  return rows.length === 0 ? columns.join('／') : [rows.join('／'), ...columns.slice(-1)].join(' × ')
}

/** The headings of a cell in one form: of its row and of its column, without those above them. */
export function labels(key: string, format: string): [string | null, string | null] {
  const {row, column} = cellsOf(formats[format]!).find(cell => cell.key === key)!
  return [row.path.at(-1)?.[0] ?? null, column.path.at(-1)?.[0] ?? null]
}
