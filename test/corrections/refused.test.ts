import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {at, begin, command, file, fillIn, NAMES, remove, run} from './offices.ts'

/** What is no corrections file, and files that hold what people filled in and would be overwritten. */
beforeAll(begin, 60_000)
afterAll(remove)

test.each<[string, string, string]>([
  [
    'x.csv',
    '单位,数字\n甲,1\n',
    '前 10 行没有更正表的表头；要有“报告编号”“依据”“更正人”，以及“数据键”“原值”“更正值”或者“规则”“认可”',
  ],
  ['y.csv', '报告编号,数据键,原值,更正值,更正值,依据,更正人\n', '“更正值”有两列，不知道读哪一列'],
])('%s', async (name, text, message) => {
  writeFileSync(at(name), text)
  const {code, said} = await run('no', '--corrections', at(name))
  expect(code).toBe(2)
  expect(said.split('\n')[1]!.endsWith(`: ${message}`)).toBe(true)
})

test('one that was filled in and would be overwritten', async () => {
  const path = at('first', '校验.xlsx')
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(1)]))
  const {code, said} = await run('first')
  expect(code).toBe(2)
  expect(said.split('\n')[0]).toBe(
    '用法有误：输出目录里的 校验.xlsx 在上次运行之后有人改过，再运行会被覆盖。请先移到别处；填写了更正的，再用 --corrections 交回。',
  )
})

test('one that was filled in and would be overwritten by a run whose cache knows nothing of it', async () => {
  await run('fresh')
  cpSync(at('fresh', '校验.xlsx'), at('untouched.xlsx'))
  const again = () => command('run', at('in'), '--out', at('fresh'), '--cache', at('lost'), '--jobs', '1')
  rmSync(at('lost'), {recursive: true, force: true})
  fillIn(at('untouched.xlsx'), at('fresh', '校验.xlsx'), row =>
    row.规则 === 'V05' ? {更正值: 75, 依据: '电话核实', 更正人: '张三', 日期: '2023-04-01'} : undefined,
  )
  const {code, said} = await again()
  expect([code, said.split('\n')[0]]).toEqual([
    2,
    '用法有误：输出目录里的 校验.xlsx 在上次运行之后有人改过，再运行会被覆盖。请先移到别处；填写了更正的，再用 --corrections 交回。',
  ])
  cpSync(at('untouched.xlsx'), at('fresh', '校验.xlsx'))
  expect((await again()).code).toBe(0)
})

test('findings of one report let stand for the same reason are told apart: one handed back is not all of them', async () => {
  await run('fresh')
  cpSync(at('fresh', '校验.xlsx'), at('untouched.xlsx'))
  const accept = (to: string, most: number) => {
    let left = most
    fillIn(at('untouched.xlsx'), to, row =>
      row.规则 === 'S04' && row.来源文件 === file(NAMES.b) && left-- > 0
        ? {认可: '原件如此', 更正人: '李四'}
        : undefined,
    )
  }
  accept(at('one.xlsx'), 1)
  accept(at('all.xlsx'), 9)
  const again = async (name: string) => {
    rmSync(at('lost'), {recursive: true, force: true})
    cpSync(at('all.xlsx'), at('fresh', '校验.xlsx'))
    const folders = ['--out', at('fresh'), '--cache', at('lost')]
    const {code} = await command('run', at('in'), ...folders, '--jobs', '1', '--corrections', at(name))
    return code
  }
  expect(await again('one.xlsx')).toBe(2)
  expect(await again('all.xlsx')).toBe(0)
})

test('one in the output folder, where it would be overwritten', async () => {
  const {code, said} = await run('first', '--corrections', at('first', '校验.xlsx'))
  expect(code).toBe(2)
  expect(said.split('\n')[0]).toBe(
    `用法有误：更正表 ${at('first', '校验.xlsx')} 在输出目录里，会被这次运行的结果覆盖；请先移到别处。`,
  )
})
