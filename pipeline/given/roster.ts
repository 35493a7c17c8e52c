import type {ConfigProblem} from '../config.ts'
import {ConfigError} from '../config.ts'
import type {Roster, RosterEntry} from '../model/roster.ts'
import type {RosterForm} from '../model/rosterForm.ts'
import {fold} from '../model/text.ts'
import {readSheet, type Sheet} from './sheet.ts'

/** Rows searched for the headings. */
const HEADING_ROWS = 10

type Field = keyof RosterEntry

/**
 * Reads a roster (see config/roster.yaml). Columns may be left out, `code` and `name` excepted.
 * @throws ConfigError with every mistake of the file, by row and column
 */
export function readRoster(path: string, form: RosterForm): {file: string; entries: Roster} {
  const sheet = readSheet(path)
  const problems: ConfigProblem[] = []
  const {columns, first} = headings(sheet, form)
  const entries: Roster = []
  const rows = new Map<RosterEntry, number>()
  for (const {number, cells} of sheet.rows.slice(first)) {
    const problem = (field: Field, message: string) => {
      const column = form.columns[field][0]!
      problems.push({file: sheet.file, path: `第 ${number} 行“${column}”`, message})
    }
    const entry = entryOf(
      field => (columns.has(field) ? (cells[columns.get(field)!] ?? '') : ''),
      form,
      problem,
    )
    entries.push(entry)
    rows.set(entry, number)
  }
  if (entries.length === 0) problems.push({file: sheet.file, path: '', message: '表头之下一个单位也没有'})
  problems.push(...together(sheet.file, entries, rows, form))
  if (problems.length > 0) throw new ConfigError(problems)
  return {file: sheet.file, entries}
}

function headings({file, rows}: Sheet, form: RosterForm): {columns: Map<Field, number>; first: number} {
  const fieldOf = new Map(
    Object.entries(form.columns).flatMap(([field, names]) =>
      names.map(name => [plain(name), field as Field]),
    ),
  )
  const at = rows.slice(0, HEADING_ROWS).findIndex(({cells}) => {
    const fields = cells.map(cell => fieldOf.get(plain(cell)))
    return fields.includes('code') && fields.includes('name')
  })
  const allowed = Object.values(form.columns).map(names => names[0])
  if (at < 0) {
    const message = `前 ${HEADING_ROWS} 行没有表头；至少要有“${form.columns.code[0]}”和“${form.columns.name[0]}”两列，可用的列有 ${allowed.join('、')}`
    throw new ConfigError([{file, path: '', message}])
  }
  const problems: ConfigProblem[] = []
  const columns = new Map<Field, number>()
  const {number, cells} = rows[at]!
  for (const [i, cell] of cells.entries()) {
    const field = fieldOf.get(plain(cell))
    if (field !== undefined && !columns.has(field)) columns.set(field, i)
    else if (field !== undefined)
      problems.push({file, path: `第 ${number} 行`, message: `“${cell}”与前面的一列重复`})
    else if (cell !== '' && !form.ignored.map(plain).includes(plain(cell)))
      problems.push({
        file,
        path: `第 ${number} 行`,
        message: `不认识的列“${cell}”；可用的有 ${[...allowed, ...form.ignored].join('、')}`,
      })
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return {columns, first: at + 1}
}

function plain(text: string): string {
  return fold(text)
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
}

function entryOf(
  cell: (field: Field) => string,
  form: RosterForm,
  problem: (field: Field, message: string) => void,
): RosterEntry {
  const text = (field: Field) => (cell(field) === '' ? null : cell(field))
  const needed = (field: 'code' | 'name') => {
    if (cell(field) === '') problem(field, '不能空着')
    return cell(field)
  }
  const word = <T extends string>(field: Field, words: Record<T, string[]>): T | null => {
    if (cell(field) === '') return null
    const found = (Object.keys(words) as T[]).find(key => words[key].map(plain).includes(plain(cell(field))))
    if (found !== undefined) return found
    const allowed = Object.values<string[]>(words).map(names => names[0])
    problem(field, `“${cell(field)}”不在可用的写法之内：${allowed.join('、')}`)
    return null
  }
  const matching = (field: Field, pattern: RegExp, say: string): string | null => {
    if (cell(field) === '') return null
    const match = pattern.exec(fold(cell(field)))
    if (!match) problem(field, `“${cell(field)}”${say}`)
    return match ? match.slice(1).join('-') : null
  }
  const year = (field: Field) => {
    const found = matching(field, /^((?:19|20)\d\d)(?:年度?|-\d\d?-\d\d?)?$/, '不是年份，例如 2021')
    return found === null ? null : Number(found)
  }
  const yes = (field: Field) => word(field, form.words) !== 'no'
  return {
    code: needed('code'),
    name: needed('name'),
    aliases: aliasesOf(cell('aliases'), form),
    region: matching('region', /^(\d{6})(?:0{3,6})?$/, '不是六位行政区划代码'),
    level: word('level', form.levels),
    type: word('type', form.types),
    parent: text('parent'),
    from: year('from'),
    to: year('to'),
    successor: text('successor'),
    mustFile: yes('mustFile'),
    deadline: deadlineOf(
      matching('deadline', /^(?:\d{4}-)?(\d\d?)[-/月](\d\d?)日?$/, '不是月和日，例如 01-31'),
    ),
    inSummary: yes('inSummary'),
  }
}

function aliasesOf(cell: string, form: RosterForm): string[] {
  const [first, ...others] = form.separators
  return others
    .reduce((text, separator) => text.replaceAll(separator, first!), cell)
    .split(first!)
    .map(alias => alias.trim())
    .filter(alias => alias !== '')
}

function deadlineOf(monthDay: string | null): string | null {
  return monthDay === null
    ? null
    : monthDay
        .split('-')
        .map(part => part.padStart(2, '0'))
        .join('-')
}

/** Mistakes that show only when all rows are looked at: codes twice, codes that do not exist, names of two bodies. */
function together(
  file: string,
  entries: Roster,
  rows: Map<RosterEntry, number>,
  form: RosterForm,
): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const byCode = new Map<string, RosterEntry>()
  const byName = new Map<string, RosterEntry[]>()
  const add = (entry: RosterEntry, field: Field, message: string) =>
    problems.push({file, path: `第 ${rows.get(entry)} 行“${form.columns[field][0]}”`, message})
  for (const entry of entries) {
    const same = byCode.get(entry.code)
    if (same && entry.code !== '') add(entry, 'code', `${entry.code} 已用于第 ${rows.get(same)} 行`)
    else byCode.set(entry.code, entry)
  }
  for (const entry of entries) {
    for (const field of ['parent', 'successor'] as const) {
      const code = entry[field]
      if (code !== null && !byCode.has(code)) add(entry, field, `名册里没有代码 ${code}`)
      else if (code !== null && code === entry.code) add(entry, field, '不能是本单位自己')
    }
    if (entry.from !== null && entry.to !== null && entry.from > entry.to)
      add(entry, 'to', `早于起始年度 ${entry.from}`)
    for (const name of new Set([entry.name, ...entry.aliases].map(fold))) {
      const others = byName.get(name) ?? []
      const rival = others.find(
        other =>
          (other.region === null || entry.region === null || other.region === entry.region) &&
          overlap(other, entry),
      )
      if (rival)
        add(entry, 'name', `“${name}”也是第 ${rows.get(rival)} 行的名称或别名，两者的地区和年度都分不开`)
      byName.set(name, [...others, entry])
    }
  }
  return problems
}

function overlap(first: RosterEntry, second: RosterEntry): boolean {
  const from = Math.max(first.from ?? 0, second.from ?? 0)
  return from <= Math.min(first.to ?? Infinity, second.to ?? Infinity)
}
