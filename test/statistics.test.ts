import {expect, test} from 'vitest'
import {type Changes, statisticsPage} from './generate/form/statistics.ts'
import {pipeline} from './generate/pipeline.ts'

/** The form of 2014 from the page to the findings: each mistake is named with its cells, and nothing beside it. */

const run = pipeline()
const found = async (changes: Changes) =>
  (await run(statisticsPage(changes), '年报.html')).findings.map(({rule, severity, keys}) =>
    `${rule} ${severity} ${keys.join(' ')}`.trim(),
  )

const WEBSITE = 'proactive.channels.website'
const CHANNELS = ['inPerson', 'fax', 'online', 'letter'].map(name => `requests.channels.${name}`).join(' ')
const DISPUTES = ['upheld', 'corrected', 'other', 'total']
const group = (name: string) => ['total', ...DISPUTES.slice(0, 3)].map(part => `${name}.${part}`).join(' ')

test('a report without a mistake', async () => {
  expect(await found({})).toEqual([])
})

test.each([
  ['政府信息公开情况统计表¶（2017年度）¶填报单位（盖章）：祁阳市自然资源局'],
  ['2017年度政府信息公开情况统计表¶填报单位：祁阳市自然资源局    填报日期：2018年1月18日'],
  ['祁阳市自然资源局2017年政府信息公开情况统计表'],
  ['祁阳市自然资源局¶2017年度政府信息公开统计表'],
])('the table alone under %s says whose it is and of which year', async above => {
  const page = new TextDecoder().decode(statisticsPage())
  const lines = above.split('¶').map(line => `<p>${line}</p>`)
  const alone = `<meta charset="utf-8">${lines.join('')}${/<table>.*<\/table>/su.exec(page)![0]}`
  const {reports} = await run(new TextEncoder().encode(alone), 'a.html')
  expect(reports.map(({agency, year}) => [agency.name, year])).toEqual([['祁阳市自然资源局', 2017]])
})

test.each<[string, string, string, string[]]>([
  ['a channel too many', 'requests.channels.online', '18', [`A13 error requests.received ${CHANNELS}`]],
  ['a suit too many', 'litigation.other', '1', [`A13 error ${group('litigation')}`]],
  ['a total too small', 'reconsideration.total', '2', [`A13 error ${group('reconsideration')}`]],
  ['words for a figure', WEBSITE, '详见附件', [`V01 error ${WEBSITE}`]],
  ['about', WEBSITE, '约1700', [`V01 error ${WEBSITE}`]],
  ['blank', WEBSITE, '', [`V02 warning ${WEBSITE}`]],
  ['a dash', WEBSITE, '—', [`V03 info ${WEBSITE}`]],
  ['below zero', WEBSITE, '-17', [`V04 error ${WEBSITE}`]],
  ['decimals', WEBSITE, '1700.5', [`V05 error ${WEBSITE}`]],
  ['its unit', WEBSITE, '1700条', [`V06 info ${WEBSITE}`]],
  ['another unit', WEBSITE, '1700件', [`V06 warning ${WEBSITE}`]],
  ['a plus sign', WEBSITE, '+1700', [`V07 warning ${WEBSITE}`]],
  ['full-width digits', WEBSITE, '１７００', [`V08 info ${WEBSITE}`]],
  ['too large', WEBSITE, '1700000000', [`V09 warning ${WEBSITE}`]],
])('a figure: %s', async (_, key, printed, expected) => {
  expect(await found({figures: {[key]: printed}})).toEqual(expected)
})

test('a blank part of a total that does not hold without it', async () => {
  const [key, other] = ['requests.channels.fax', 'requests.channels.online']
  expect(await found({figures: {[key]: ''}})).toEqual([
    `A13 warning requests.received ${CHANNELS}`,
    `V02 warning ${key}`,
  ])
  expect(await found({figures: {[key]: '', [other]: '18'}})).toEqual([`V02 warning ${key}`])
})

test.each<[string, string[]]>([
  ['2017年，我局共收到政府信息公开申请30件。', ['N01 error requests.received']],
  ['全年办结政府信息公开申请30件。', ['N02 warning requests.completed.total']],
  ['2017年，我局未收到政府信息公开申请。', ['N03 error requests.received']],
  ['2017年因政府信息公开被申请行政复议5件。', ['N05 error reconsideration.total']],
  ['2017年因政府信息公开被提起行政诉讼4件。', ['N05 error litigation.total']],
  ['全年未发生因政府信息公开引起的行政诉讼。', ['D05 warning litigation.total']],
  ['因政府信息公开被申请行政复议3件，均获维持。', ['N10 warning reconsideration.corrected']],
  ['2017年收到政府信息公开申请26件，其中同意公开8件，占45.1%。', ['N07 info requests.completed.total']],
])('the narrative differs: %s', async (says, expected) => {
  expect(await found({says})).toEqual(expected)
})

test.each([
  '2017年，我局共受理政府信息公开申请26件，其中，当面申请5件，占19.2%；网络申请17件，占65.4%。',
  '全年主动公开政府信息1830条，其中网站公开1700条，微信公开300条。',
  '2017年，因政府信息公开引发行政复议3件，其中维持2件，被依法纠错1件；行政诉讼2件。',
  '全年办理行政复议案件15件、行政诉讼案件22件，均与政府信息公开无关。',
  '2016年收到申请19件，2017年收到26件，同比增长36.8%。',
  '2008年以来，累计受理申请210件。',
  '全市各级行政机关共收到政府信息公开申请812件。',
  '受理12345热线来电3200件，办结3198件。',
  '上半年未收到政府信息公开申请。',
  '行政诉讼2件，无一败诉。',
])('the narrative agrees, or speaks of something else: %s', async says => {
  expect(await found({says})).toEqual([])
})
