import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {read, utils} from 'xlsx'
import {parse} from 'yaml'
import type {RunInfo} from '../../../../pipeline/model/corpus.ts'
import type {Report} from '../../../../pipeline/model/report.ts'
import {compareRuns, publish} from '../../../../stages/publish/index.ts'
import {cleanCorpus, reportOf} from '../../../generate/report/corpus.ts'
import {config as base, corpusOf, folder, info} from '../build.ts'

const root = join(import.meta.dirname, '../../../..')
const config = {
  ...base,
  files: {...base.files, compare: parse(readFileSync(join(root, 'config/compare.yaml'), 'utf8'))},
}
const [first, second] = [...cleanCorpus(2, {bodies: 1, from: 2022, to: 2023})].map(model =>
  reportOf(model, `${model.year}.html`),
)
const KEY = 'applications.received.total'

async function run(reports: Report[], changes: Partial<RunInfo> = {}): Promise<string> {
  const directory = folder()
  await publish(
    corpusOf(reports.map(report => ({report, findings: []}))),
    config,
    {...info, ...changes},
    directory,
  )
  return directory
}

/** What is said of two runs. */
async function said(before: Promise<string>, after: Promise<string>): Promise<string[]> {
  const lines: string[] = []
  compareRuns(await before, await after, config, line => lines.push(line))
  return lines
}

function reading(report: Report, value: number | null): Report {
  const observation = {...report.observations[KEY]!, value, raw: value === null ? '' : String(value)}
  const state = value === null ? 'blank' : 'value'
  return {...report, observations: {...report.observations, [KEY]: {...observation, state}}}
}

function from(report: Report, file: string, sha256 = report.source.sha256): Report {
  return {...report, id: file, source: {...report.source, file, sha256}}
}

const ten = reading(second!, 10)

test('the same run twice', async () => {
  expect(await said(run([first!, second!]), run([first!, second!]))).toEqual([
    '两次运行的报告和数字完全相同。',
  ])
})

test('the same reports under another roster', async () => {
  const other = run([first!, second!], {configHash: 'b'.repeat(12)})
  expect(await said(run([first!, second!]), other)).toEqual([
    '两次运行的报告和数字完全相同。',
    '两次运行的配置、名册或更正表不同：校验问题和汇总口径可能因此不同，这里只比较了报告和数字。',
  ])
})

describe('a figure that changed, with the reason', () => {
  const eleven = reading(second!, 11)
  const figure = '「一、本年新收政府信息公开申请数量 × 总计」'
  const name = second!.agency.name
  test.each([
    ['程序版本变了', {program: 'nianbao 0.2.0', configHash: 'x'}, ten],
    ['配置、名册或更正表变了', {configHash: 'x'}, ten],
    ['同批其他文件变了', {}, ten],
    ['输入文件的内容变了', {program: 'nianbao 0.2.0'}, from(ten, '2023.html', 'f'.repeat(64))],
  ])('%s', async (reason, changes, before) => {
    expect(await said(run([first!, before]), run([first!, eleven], changes))).toEqual([
      `${name} 2023 数字有变${figure}10 → 11（${reason}；2023.html）`,
      '共 1 处不同：数字有变 1。',
    ])
  })
  test('blank is not zero, and a cell not found is not blank', async () => {
    const {[KEY]: _, ...others} = second!.observations
    const gone = {...second!, observations: others}
    const lines = await said(run([reading(second!, null), first!].sort(byFile)), run([first!, gone]))
    expect(lines[0]).toBe(`${name} 2023 数字有变${figure}空白 → 没有这一格（同批其他文件变了；2023.html）`)
  })
})

describe('reports', () => {
  test('that came, went, or changed their file', async () => {
    const other = from({...first!, year: 2019}, '2019.html')
    const moved = from(ten, 'moved.html')
    expect(await said(run([first!, ten]), run([other, moved]))).toEqual([
      `${first!.agency.name} 2022 不再有此报告（输入文件有增减或改名；2022.html）`,
      `${first!.agency.name} 2019 新增报告（输入文件有增减或改名；2019.html）`,
      '共 2 处不同：不再有此报告 1，新增报告 1。',
    ])
  })
  test('published from another source', async () => {
    const word = from(reading(second!, 11), 'a.doc', 'a'.repeat(64))
    expect((await said(run([ten]), run([word]))).map(line => line.replace(/.*（/, '（'))).toEqual([
      '（采用了另一个来源；a.doc）',
      '共 1 处不同：数字有变 1。',
    ])
  })
  test('whose facts changed', async () => {
    expect((await said(run([ten]), run([{...ten, signedOn: '2024-02-01', status: 'review'}])))[1]).toBe(
      `${ten.agency.name} 2023 信息有变「状态」通过 → 待核（同批其他文件变了；2023.html）`,
    )
  })
})

test('the workbook has all, the text a beginning', async () => {
  const many = {...config, files: {...config.files, compare: {...config.files.compare, most: 1}}}
  const path = join(folder(), '比较.xlsx')
  const lines: string[] = []
  const zeros = Object.fromEntries(
    Object.entries(second!.observations).map(([key, one]) => [
      key,
      {...one, value: 5, state: 'value' as const, raw: '5'},
    ]),
  )
  compareRuns(
    await run([second!]),
    await run([{...second!, observations: zeros}]),
    many,
    line => lines.push(line),
    path,
  )
  const rows = utils.sheet_to_json<string[]>(read(readFileSync(path)).Sheets.比较!, {header: 1})
  expect(rows[0]).toEqual(['变化', '单位', '年度', '项目', '前一次', '后一次', '原因', '文件', '键'])
  const count = rows.length - 1
  expect(lines.slice(1)).toEqual([
    `……其余 ${count - 1} 处未列出；用 --out 写出工作簿可看全部。`,
    `共 ${count} 处不同：数字有变 ${count}。`,
  ])
})

test('a folder that holds no run is named', async () => {
  const empty = folder()
  expect(() => compareRuns(empty, empty, config, () => {})).toThrow(
    `${empty} 不是一次运行的输出目录：缺少 run.json`,
  )
})

function byFile(a: Report, b: Report): number {
  return a.source.file < b.source.file ? -1 : 1
}
