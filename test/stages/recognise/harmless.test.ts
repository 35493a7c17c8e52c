import {expect, test} from 'vitest'
import {recognised, treeOf} from './support.ts'

/** What stands in reports that are right, and says nothing against them. */

async function identityOf(notation: string, file?: string) {
  const {segments} = await recognised(treeOf(notation), file)
  return segments[0]!.identity
}

const report = (name: string, body = '') => `${name}2023年政府信息公开工作年度报告
一、总体情况
2023年，我局做好公开工作。
${body}
二、主动公开政府信息情况
@form 2021 disclosure
三、收到和处理政府信息公开申请情况
@form 2021 applications
四、政府信息公开行政复议、行政诉讼情况
@form 2021 disputes
五、存在的主要问题及改进情况
1.公开内容不够全面；
2.平台管理水平有待提高。
（一）加强学习。
（二）加强学习
六、其他需要报告的事项
无。`

test.each([
  ['溆浦县统计局', '湖南省怀化市溆浦县-12.html', []],
  ['怀化市溆浦县统计局', '湖南省怀化市溆浦县.html', []],
  ['溆浦县统计局', '湖南省怀化市.html', []],
  ['溆浦县人民政府', '湖南省怀化市溆浦县.html', ['湖南省怀化市溆浦县人民政府']],
  ['溆浦县统计局', '正定县.html', ['正定县人民政府']],
])('%s in a file named after a place: %s', async (name, file, others) => {
  const {testimony} = await identityOf(report(name), file)
  const said = testimony.filter(({fact, source}) => fact === 'agency' && source === 'fileName')
  expect(said.map(({value}) => value)).toEqual(others)
})

test('numbered statements are no headings', async () => {
  const {sections} = await identityOf(report('溆浦县统计局'))
  expect(
    sections.find(({key}) => key === 'problems')!.headings.map(({title, empty}) => [title, empty]),
  ).toEqual([['加强学习', true]])
})

test('a table of the narrative with one heading of another form tells no format', async () => {
  const own = '|指标|2022年|2023年|增减|\n|公开信息（条）|2100|2310|+10%|'
  const {format, testimony} = await identityOf(report('溆浦县统计局', own))
  expect(format).toBe('2021')
  expect(testimony.filter(({fact}) => fact === 'format').map(({place}) => place.table)).toEqual([2, 3])
})
