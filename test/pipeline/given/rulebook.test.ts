import {join} from 'node:path'
import {expect, test} from 'vitest'
import {loadConfig} from '../../../pipeline/config.ts'
import {rulebook, rulebookSchema, rulebookText} from '../../../pipeline/given/rulebook.ts'

const config = loadConfig(join(import.meta.dirname, '../../../config'), {rulebook: rulebookSchema})
const entries = rulebook(config)

test('every rule has an example, and it is a sentence the rule can say', () => {
  const unfit = entries.filter(({example, messages}) => {
    const sentences = messages.map(
      text => new RegExp(`^${text.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{\w+\}/g, '[^]+')}$`),
    )
    return example === null || !sentences.some(sentence => sentence.test(example))
  })
  expect(unfit.map(({id}) => id)).toEqual([])
  const {examples} = rulebookSchema.parse(config.files.rulebook)
  expect(Object.keys(examples).filter(id => !config.rules[id])).toEqual([])
})

test('every stage and scope has a word', () => {
  const {stages, scopes} = rulebookSchema.parse(config.files.rulebook)
  expect(entries.filter(({stage, scope}) => !stages[stage] || !scopes[scope]).map(({id}) => id)).toEqual([])
})

test('every rule has a clause, faults of the program excepted', () => {
  expect(entries.filter(({basis}) => basis === '').map(({id}) => id)).toEqual(['Z01'])
})

test('one rule in full', () => {
  const wanted = entries.filter(({id}) => id === 'X01')
  expect(rulebookText(config, wanted, true)).toBe(
    `X01   结转衔接                      错误  全部核对  跨年
      依据  表内勾稽关系：上年“结转下年度继续办理”即本年“上年结转”
      公式  本年“二、上年结转政府信息公开申请数量”总计＝上年“四、结转下年度继续办理”总计
      算式  applications.carriedIn.total ＝ 上年 applications.carriedOut.total
      格式  2019、2021
      句式  {year}年“上年结转”总计填 {left}，{previous}年报告“结转下年度继续办理”总计为 {right}，相差 {difference}。两数应当相等，请核对这两年的报告。
      句式  {year}年“上年结转”总计填 {left}，{previous}年报告“结转下年度继续办理”总计为 {right}，相差 {difference}；分列不符的有：{columns}。两数应当相等，请核对这两年的报告。
      例句  2023年“上年结转”总计填 2，2022年报告“结转下年度继续办理”总计为 1，相差 1。两数应当相等，请核对这两年的报告。
`,
  )
})
