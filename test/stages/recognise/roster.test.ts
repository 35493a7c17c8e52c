import {expect, test} from 'vitest'
import {officialNames, type RosterEntry} from '../../../pipeline/model/roster.ts'
import {recognise} from '../../../stages/recognise/index.ts'
import {rosterEntry} from '../../generate/report/roster.ts'
import {settings, treeOf} from './support.ts'

const TEXT = `西街办事处2023年政府信息公开工作年度报告
一、总体情况
认真落实条例。
二、主动公开政府信息情况
@form 2021 disclosure
三、收到和处理政府信息公开申请情况
@form 2021 applications
四、政府信息公开行政复议、行政诉讼情况
@form 2021 disputes
五、存在的主要问题及改进情况
存在不足。
六、其他需要报告的事项
无。`

const entry = (name: string, aliases: string[]) =>
  rosterEntry('620702', name, name, {aliases, level: null, type: null})

async function nameBy(
  roster: RosterEntry[],
  file = 'a.html',
  text = TEXT,
): Promise<string | null | undefined> {
  const made = await recognise.run(treeOf(text), {
    settings: {...settings, officialNames: officialNames(roster)},
    source: {file, sha256: '0'.repeat(64), size: 0},
    bytes: () => new Uint8Array(),
    derive: async (_, make) => await make(),
  })
  return made.outputs[0]?.value.identity.agency.name
}

test('an alias of the roster stands for the official name', async () => {
  const street = entry('甘州区人民政府西街街道办事处', ['西街办事处'])
  expect(await nameBy([street])).toBe('甘州区人民政府西街街道办事处')
  expect(await nameBy([])).toBe('西街办事处')
})

test('an alias that two bodies bear stands for neither', async () => {
  const streets = [
    entry('甘州区人民政府西街街道办事处', ['西街办事处']),
    entry('肃州区人民政府西街街道办事处', ['西街办事处']),
  ]
  expect(await nameBy(streets)).toBe('西街办事处')
})

test.each([
  ['甘肃省/张掖市/甘州区/2023/a.html', '甘州区人民政府西街街道办事处'],
  ['甘肃省/张掖市/a.html', '甘州区人民政府西街街道办事处'],
  ['甘肃省/武威市/凉州区/a.html', '西街办事处'],
  ['甘肃省/武威市/a.html', '西街办事处'],
])('an alias is no name of a body elsewhere: %s', async (file, name) => {
  const street = entry('甘州区人民政府西街街道办事处', ['西街办事处'])
  expect(await nameBy([street], file)).toBe(name)
})

test('an alias that names its region stands for the official name wherever the file lies', async () => {
  const street = entry('张掖市甘州区人民政府西街街道办事处', ['甘州区西街办事处'])
  const named = TEXT.replace('西街办事处', '甘州区西街办事处')
  expect(await nameBy([street], '甘肃省/武威市/a.html', named)).toBe('张掖市甘州区人民政府西街街道办事处')
})
