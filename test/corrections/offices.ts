import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {read, utils, write} from 'xlsx'
import type {Finding} from '../../pipeline/model/finding.ts'
import type {Report} from '../../pipeline/model/report.ts'
import {nianbao} from '../commandLine.ts'

/** Two offices whose 校验.xlsx a person fills in, through the whole program; every test file has a folder of its own. */
const folder = mkdtempSync(join(tmpdir(), 'nianbao-corrections-'))
export const at = (...parts: string[]) => join(folder, ...parts)
export const remove = () => rmSync(folder, {recursive: true})

/** Runs a command; what it printed as one text. */
export async function command(...argv: string[]): Promise<{code: number; said: string}> {
  const {code, out, err} = await nianbao(...argv)
  return {code, said: err + out}
}

export const run = (out: string, ...more: string[]) =>
  command('run', at('in'), '--out', at(out), '--cache', at('cache'), '--jobs', '1', ...more)

export const NAMES = {a: '武侯区财政局', b: '武侯区审计局'}

/** Table 2 of the 2021 form, with one figure that is not zero. */
function table(decisions: string): string {
  const rows = [
    ['第二十条第（一）项'],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '0', '0', '0'],
    ['行政规范性文件', '0', '0', '0'],
    ['第二十条第（五）项'],
    ['信息内容', '本年处理决定数量'],
    ['行政许可', decisions],
    ['第二十条第（六）项'],
    ['信息内容', '本年处理决定数量'],
    ['行政处罚', '0'],
    ['行政强制', '0'],
    ['第二十条第（八）项'],
    ['信息内容', '本年收费金额（单位：万元）'],
    ['行政事业性收费', '0'],
  ]
  const cells = rows.map(([first, ...rest]) => {
    const each = rest.length === 0 ? 4 : rest.length === 1 ? 3 : 1
    const more = rest.map(text => `<td colspan="${each}">${text}</td>`).join('')
    return `<tr><td${rest.length === 0 ? ' colspan="4"' : ''}>${first}</td>${more}</tr>`
  })
  return `<table>${cells.join('')}</table>`
}

/** A short report with one table; of the other tables findings say that they are missing. */
function report(name: string, decisions: string): string {
  return `<h1>成都市${name}2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>2022年，我局认真做好政府信息公开工作。</p>
<p>二、主动公开政府信息情况</p>${table(decisions)}
<p>三、收到和处理政府信息公开申请情况</p><p>见表。</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>无。</p>
<p>五、存在的主要问题及改进情况</p><p>宣传不够，继续改进。</p><p>六、其他需要报告的事项</p><p>无。</p>`
}

export const file = (name: string) => `成都市${name}2022年年报.html`
export const writeReport = (name: string, decisions: string) =>
  writeFileSync(at('in', file(name)), report(name, decisions))

export const KEY = 'disclosure.licensing.decisions'
/** The first sheet of 校验.xlsx, filled in where `fill` gives something for a row. */
export function fillIn(
  from: string,
  to: string,
  fill: (row: Record<string, unknown>) => object | undefined,
): void {
  const book = read(readFileSync(from))
  const sheet = book.Sheets[book.SheetNames[0]!]!
  const rows = utils.sheet_to_json<string[]>(sheet, {header: 1, raw: true, defval: '', blankrows: true})
  const head = rows.findIndex(cells => cells.includes('更正值'))
  const names = rows[head]!
  for (const [r, cells] of rows.entries()) {
    if (r <= head) continue
    const filled = fill(Object.fromEntries(names.map((name, i) => [name, cells[i]])))
    for (const [name, value] of Object.entries<string | number>({...filled})) {
      const address = utils.encode_cell({r, c: names.indexOf(name)})
      sheet[address] = typeof value === 'number' ? {t: 'n', v: value} : {t: 's', v: value}
    }
  }
  writeFileSync(to, write(book, {type: 'buffer', bookType: 'xlsx'}) as Buffer)
}

function lines<T>(out: string, name: string): T[] {
  return readFileSync(at(out, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as T)
}

export const findings = (out: string) => lines<Finding>(out, 'findings.jsonl')
export const reports = (out: string) =>
  Object.fromEntries(lines<Report>(out, 'reports.jsonl').map(one => [one.source.file, one]))

/** The sum of the key over the region of both bodies. */
export function total(out: string): string | undefined {
  const [head, ...rows] = readFileSync(at(out, 'datapackage', 'rollup-figures.csv'), 'utf8')
    .trim()
    .split('\n')
    .map(line => line.split(','))
  const column = (name: string) => head!.indexOf(name)
  return rows.find(row => row[column('key')] === KEY && row[column('region')] === '510107')?.[column('value')]
}

export function outputs(out: string): Record<string, string> {
  const names = readdirSync(at(out), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => relative(at(out), join(entry.parentPath, entry.name)))
    .sort()
  return Object.fromEntries(names.map(name => [name, readFileSync(at(out, name)).toString('base64')]))
}

/** 运行 / 沿用 of a stage, as a run says at its end. */
export const stage = (said: string, name: string) => new RegExp(`  ${name}：(.*)`).exec(said)?.[1]

/** The reports of both offices, and a run over them. */
export async function begin(): Promise<void> {
  mkdirSync(at('in'))
  writeReport(NAMES.a, '7.5')
  writeReport(NAMES.b, '20')
  await run('first')
}
