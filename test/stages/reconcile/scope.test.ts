import {describe, expect, test} from 'vitest'
import type {Report} from '../../../pipeline/model/report.ts'
import {city, report} from './city.ts'
import {all, config, corpusOf, reconciled} from './support.ts'

const of = (file: string, body: Parameters<typeof report>[1], scope: Report['scope']): Report => ({
  ...report(file, body),
  scope,
})
const office = {name: '昆山市人民政府办公室', type: 'governmentOffice'} as const
const TABLES =
  '“主动公开政府信息情况”、“收到和处理政府信息公开申请情况”、“政府信息公开行政复议、行政诉讼情况”'

/** What H05 says of reports, where a person decided on some. */
async function said(reports: Report[], scopes: {report: string; table?: string; scope: string}[] = []) {
  const decided = {...config, files: {...config.files, 'rollups/methods': {scopes}}}
  const findings = all(await reconciled(corpusOf(reports), null, decided))
  return findings
    .filter(({rule}) => rule === 'H05')
    .map(({file, severity, message}) => [file, severity, message])
}

describe('H05 汇总口径不明', () => {
  const unknown = of('a.html', city, 'unknown')
  const asks = `请查明口径，在 config/rollups/methods.yaml 的 scopes 写明（报告编号 ${unknown.id}）。`

  test('names a report of which no word tells whose figures it gives', async () => {
    expect(await said([unknown])).toEqual([
      [
        'a.html',
        'warning',
        `没有文字写明昆山市人民政府2023年报告的数字是本机关的还是本行政区域汇总的，${TABLES}未计入任何汇总。${asks}`,
      ],
    ])
  })
  test('names one whose tables differ, until a person has decided on each', async () => {
    const mixed = of('a.html', city, 'mixed')
    const tell = (tables: string) =>
      `昆山市人民政府2023年报告中有的表是本机关的、有的是本行政区域汇总的，${tables}未计入任何汇总。请逐表查明口径，在 config/rollups/methods.yaml 的 scopes 写明（报告编号 ${mixed.id}）。`
    const on = (table: string) => ({report: mixed.id, table, scope: 'own'})
    expect(await said([mixed])).toEqual([['a.html', 'warning', tell(TABLES)]])
    expect(await said([mixed], [on('applications'), on('disputes')])).toEqual([
      ['a.html', 'warning', tell('“主动公开政府信息情况”')],
    ])
    expect(await said([mixed], [on('applications'), on('disputes'), on('disclosure')])).toEqual([])
    expect(await said([mixed], [{report: mixed.id, scope: 'jurisdiction'}])).toEqual([])
  })
  test('names a body of a kind that is not known', async () => {
    const strange = of('a.html', {name: '昆山市某某中心', type: 'unknown'}, 'unknown')
    expect(await said([strange])).toEqual([
      [
        'a.html',
        'warning',
        `不能确定昆山市某某中心是政府、部门还是乡镇街道，2023年报告的口径不明，${TABLES}未计入任何汇总。请查明，在 config/rollups/methods.yaml 的 scopes 写明（报告编号 ${strange.id}）。`,
      ],
    ])
  })
  test('names a government that speaks of itself alone beside its office', async () => {
    const own = of('a.html', city, 'own')
    const message = `昆山市人民政府2023年报告按文字只统计本机关，而昆山市人民政府办公室另有报告，相加会重复，${TABLES}未计入任何汇总。${asks}`
    expect(await said([own, of('b.html', office, 'own')])).toEqual([['a.html', 'warning', message]])
    expect(await said([own, of('b.html', {...office, year: 2022}, 'own')])).toEqual([])
    expect(await said([own, of('b.html', {...office, code: '320581'}, 'own')])).toEqual([])
    expect(await said([own, of('b.html', office, 'own')], [{report: own.id, scope: 'own'}])).toEqual([])
  })
  test('is silent where the scope is told, and of a copy', async () => {
    expect(await said([of('a.html', city, 'jurisdiction'), of('b.html', office, 'own')])).toEqual([])
    expect((await said([unknown, of('c.html', city, 'unknown')])).map(([file]) => file)).toEqual(['a.html'])
  })
})
