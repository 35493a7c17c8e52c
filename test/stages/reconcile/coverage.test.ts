import {describe, expect, test} from 'vitest'
import {entry, only, report} from './city.ts'
import {said} from './support.ts'

describe('K 名册', () => {
  const finance = report('b.html', {name: '昆山市财政局'})
  const roster = [entry('1', '昆山市财政局'), entry('2', '昆山市教育局')]
  test('K01 应报未报', async () => {
    expect(await only('K01', [finance], roster)).toMatchInlineSnapshot(`
      [
        {
          "file": "名册.csv",
          "keys": [],
          "message": "昆山市教育局（2）应当报送2023年的年度报告，未收到。",
          "rule": "K01",
          "severity": "warning",
        },
      ]
    `)
    expect(
      await only(
        'K01',
        [finance],
        [entry('1', '昆山市财政局'), entry('2', '昆山市教育局', {mustFile: false})],
      ),
    ).toEqual([])
    expect(
      await only('K01', [finance], [entry('1', '昆山市财政局'), entry('2', '昆山市教育局', {to: 2022})]),
    ).toEqual([])
    expect(await only('K01', [finance])).toEqual([])
  })
  test('K01 once for a year of which hardly anything came in', async () => {
    const many = Array.from({length: 9}, (_, i) => entry(`${i + 10}`, `昆山市第${i}局`))
    expect(
      (await only('K01', [finance], [...roster, ...many])).map(({message}) => message),
    ).toMatchInlineSnapshot(`
      [
        "2023年名册应报 11 个单位，只收到 1 个，未逐一列出。",
      ]
    `)
  })
  test('K01 once for a year between others of which nothing came in', async () => {
    const years = [2021, 2023].map(year => report(`${year}.html`, {name: '昆山市财政局', year}))
    const findings = await said(years, [entry('1', '昆山市财政局')])
    expect(
      findings.filter(({rule}) => ['K01', 'X07'].includes(rule)).map(({file, message}) => [file, message]),
    ).toEqual([['名册.csv', '2022年名册应报 1 个单位，只收到 0 个，未逐一列出。']])
  })
  test('X07 in place of K01 between years filed', async () => {
    const years = [2021, 2023].map(year => report(`${year}.html`, {name: '昆山市财政局', year}))
    const other = [2021, 2022, 2023].map(year => report(`o${year}.html`, {name: '昆山市教育局', year}))
    const findings = await said([...years, ...other], roster)
    expect(findings.filter(({rule}) => ['K01', 'X07'].includes(rule))).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [],
          "message": "昆山市财政局应当报送2022年的年度报告，但未收到；已收到此前和此后年度的报告。请补充。",
          "rule": "X07",
          "severity": "warning",
        },
      ]
    `)
  })
  test('K02 名册外单位', async () => {
    const stranger = report('a.html', {name: '昆山市体育局'})
    expect(await only('K02', [finance, stranger], roster)).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [],
          "message": "名册中没有“昆山市体育局”。如系名册单位的别名，请补入名册；否则请核实该单位是否应当报送。",
          "rule": "K02",
          "severity": "warning",
        },
      ]
    `)
    const alias = [...roster, entry('3', '昆山市文体广电和旅游局', {aliases: ['昆山市体育局']})]
    expect(await only('K02', [finance, stranger], alias)).toEqual([])
    expect(await only('K02', [report('a.html', {name: '江苏省苏州市昆山市财政局'})], roster)).toEqual([])
    expect(await only('K02', [stranger])).toEqual([])
  })
  test('K03 已撤销单位', async () => {
    expect(
      await only('K03', [finance], [entry('1', '昆山市财政局', {from: 2010, to: 2022})]),
    ).toMatchInlineSnapshot(`
      [
        {
          "file": "b.html",
          "keys": [],
          "message": "2023年不在名册所列昆山市财政局的有效期（2010年至2022年）内。请核对报告年度或名册。",
          "rule": "K03",
          "severity": "warning",
        },
      ]
    `)
    expect(await only('K03', [finance], roster)).toEqual([])
    const said = async (years: {from?: number; to?: number}) =>
      (await only('K03', [finance], [entry('1', '昆山市财政局', years)])).map(({message}) => message)
    expect(await said({to: 2022})).toEqual([
      '2023年晚于名册所列昆山市财政局的终止年度（2022年）。请核对报告年度或名册。',
    ])
    expect(await said({from: 2024})).toEqual([
      '2023年早于名册所列昆山市财政局的起始年度（2024年）。请核对报告年度或名册。',
    ])
  })
  test('K04 行政区划代码不符', async () => {
    const numbered = (indexNumber: string) => report('a.html', {name: '昆山市财政局', indexNumber})
    expect(await only('K04', [numbered('11320581014140123X/2024-00012')], roster)).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [],
          "message": "索引号中的行政区划代码为 320581，名册所列为 320583。如系旧网站沿用的代码，无需修改；否则请核对。",
          "rule": "K04",
          "severity": "info",
        },
      ]
    `)
    expect(await only('K04', [numbered('11320583014140123X/2024-00012')], roster)).toEqual([])
    expect(await only('K04', [numbered('K00012')], roster)).toEqual([])
    const heard = async (indexNumber: string) =>
      (await only('K04', [numbered(indexNumber)], roster)).map(({message}) => message.match(/\d{6}/)?.[0])
    // A region and a number of the body; the second is right, the third and fourth may be organization codes (GB 11714), the last is no region.
    expect(await heard('320581077/2024-00002')).toEqual(['320581'])
    expect(await heard('320583078/2024-00002')).toEqual([])
    expect(await heard('014416330/2018-04736')).toEqual([])
    expect(await heard('320581078/2024-00002')).toEqual([])
    expect(await heard('990581/2024-00002')).toEqual([])
    expect(await only('K04', [numbered('11320581014140123X/2024-00012')])).toEqual([])
  })
})
