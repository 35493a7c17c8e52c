import {describe, expect, test} from 'vitest'
import {bodyOf, recognised, treeOf} from './support.ts'

/** Code, and the rules of the findings, for a report of a body that came in under a path. */
async function located(agency: string, file: string, lead = ''): Promise<[string | null, string[]]> {
  const made = await recognised(
    treeOf(`${agency}2023年政府信息公开工作年度报告\n${lead}\n${bodyOf(2023)}`),
    file,
  )
  expect(made.segments.length).toBe(1)
  return [made.segments[0]!.identity.agency.region.code, made.findings.map(({rule}) => rule)]
}

describe('witnesses of a region', () => {
  test.each([
    ['鼓楼区民政局', 'a.html', '', null, ['M12']],
    ['鼓楼区民政局', '江苏省/徐州市/鼓楼区/a.html', '', '320302', []],
    ['鼓楼区民政局', '江苏/徐州/a.html', '', '320302', []],
    ['鼓楼区民政局', '江苏省/a.html', '', null, ['M12']],
    ['鼓楼区民政局', '福建.zip!/a.html', '', '350102', []],
    ['鼓楼区民政局', '徐州市鼓楼区民政局2023年政府信息公开工作年度报告.doc', '', '320302', []],
    ['鼓楼区民政局', 'a.html', '索引号：11320302000000000A/2024-00001 发布机构：鼓楼区民政局', '320302', []],
    ['鼓楼区民政局', 'a.html', '索引号：000014349/2024-00001 发布机构：徐州市鼓楼区民政局', '320302', []],
    ['市民政局', '山东省/聊城市/a.html', '', '371500', []],
    ['市民政局', 'a.html', '', null, ['M12']],
    ['凉州区财政局', '江苏省/徐州市/a.html', '', '620602', []],
    ['聊城经济技术开发区管理委员会', 'a.html', '', '371500', []],
    ['国家统计局聊城调查队', 'a.html', '', '371500', []],
    ['市中区财政局', '四川省/乐山市/a.html', '', '511102', []],
    ['桥西区财政局', 'a.html', '', null, ['M12']],
    ['湖南城陵矶新港区管理委员会', '湖南省/岳阳市/2022/a.html', '', '430600', []],
    ['湖南城陵矶新港区管理委员会', '广东省/广州市/a.html', '', '430000', []],
    ['湖南省教育厅', '湖南省/岳阳市/a.html', '', '430000', []],
  ] as const)('%s in %s %s', async (agency, file, lead, code, rules) => {
    expect(await located(agency, file, lead)).toEqual([code, rules])
  })

  test('what the candidates share is kept', async () => {
    const made = await recognised(
      treeOf(`鼓楼区民政局2023年政府信息公开工作年度报告\n${bodyOf(2023)}`),
      '江苏省/a.html',
    )
    expect(made.segments[0]!.identity.agency.region).toEqual({
      code: null,
      province: '江苏省',
      prefecture: null,
      county: '鼓楼区',
      township: null,
    })
    expect(made.findings.map(({message}) => message)).toEqual([
      '不能确定“鼓楼区民政局”属于哪个地区：可能为江苏省南京市鼓楼区（320106）、江苏省徐州市鼓楼区（320302）。请在目录名、文件名或单位名册中写明所在省、市。',
    ])
  })
})

test.each([
  ['市民政局', '山东省/聊城市/a.html', '聊城市民政局'],
  ['区财政局', '甘肃省/武威市/凉州区/a.html', '凉州区财政局'],
  ['县财政局', '甘肃省/武威市/凉州区/a.html', '县财政局'],
  ['财政局', '甘肃省/武威市/凉州区/a.html', '财政局'],
])('%s in %s is %s', async (agency, file, name) => {
  const made = await recognised(treeOf(`${agency}2023年政府信息公开工作年度报告\n${bodyOf(2023)}`), file)
  expect(made.segments[0]!.identity.agency.name).toBe(name)
})

describe('whose figures', () => {
  const own = bodyOf(2023)
  test.each([
    ['凉州区人民政府', own.replace('我局', '我区各乡镇、各部门'), 'governmentSummary', 'jurisdiction'],
    ['凉州区人民政府', own.replace('我局', '本机关'), 'governmentSummary', 'own'],
    ['凉州区人民政府', own.replace('我局', '我办'), 'governmentOffice', 'own'],
    ['凉州区人民政府', own.replace('我局', ''), 'governmentSummary', 'unknown'],
    ['凉州区', own.replace('我局', '全区各部门'), 'governmentSummary', 'jurisdiction'],
    ['凉州区财政局', own, 'department', 'own'],
    ['凉州区人民政府', own.replace('我局', '凉州区人民政府及所属部门'), 'governmentSummary', 'jurisdiction'],
    ['凉州区人民政府（含所属部门、乡镇）', own.replace('我局', ''), 'governmentSummary', 'jurisdiction'],
    ['凉州区人民政府（汇总）', own.replace('我局', '我办'), 'governmentSummary', 'jurisdiction'],
    ['凉州区人民政府（本级）', own.replace('我局', '我区'), 'governmentSummary', 'own'],
    ['凉州区财政局', own.replace('我局', '我局含所属单位'), 'department', 'own'],
  ])('%s', async (agency, body, type, scope) => {
    const made = await recognised(treeOf(`${agency}2023年政府信息公开工作年度报告\n${body}`))
    const {identity} = made.segments[0]!
    expect([identity.agency.type, identity.scope]).toEqual([type, scope])
  })
})
