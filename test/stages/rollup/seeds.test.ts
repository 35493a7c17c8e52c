import {beforeAll, describe, expect, test} from 'vitest'
import type {Rollup} from '../../../pipeline/model/rollup.ts'
import {type Body, type Figures, keysOf, rateOf, reportOf, rolled, sumOf} from './build.ts'

/** A whole county as it reported for 2021. */
const liangping: Body = {
  name: '重庆市梁平区人民政府',
  province: '重庆市',
  county: '梁平区',
  code: '500155',
  level: 'county',
  type: 'governmentSummary',
}

/** A department of a prefecture, five years; the 2019 form has 结果 rows left blank. */
const liaocheng: Body = {
  name: '聊城市机关事务管理局',
  province: '山东省',
  prefecture: '聊城市',
  code: '371500',
  level: 'prefecture',
}

const a = 'applications'
const blankOutcomes: Figures = Object.fromEntries(
  keysOf('2019')
    .filter(key => key.startsWith('applications.'))
    .map(key => [key, null]),
)
const both = (row: string, count: number): Figures => ({
  [`${a}.${row}.naturalPerson`]: count,
  [`${a}.${row}.total`]: count,
})

describe('worked figures', () => {
  let made: Rollup
  beforeAll(async () => {
    const summary = reportOf(
      liangping,
      2021,
      {
        ...both('received', 69),
        [`${a}.received.commercialEnterprise`]: 1,
        [`${a}.received.total`]: 70,
        [`${a}.outcomes.granted.total`]: 27,
        [`${a}.outcomes.partiallyGranted.total`]: 19,
        [`${a}.outcomes.unableToProvide.notHeld.total`]: 19,
        [`${a}.outcomes.notProcessed.petitionComplaint.total`]: 3,
        [`${a}.outcomes.total.total`]: 68,
        [`${a}.carriedOut.total`]: 2,
        'disclosure.normativeDocuments.issued': 11,
        'disclosure.normativeDocuments.repealed': 17,
        'disclosure.normativeDocuments.inForce': 133,
        'disputes.reconsideration.upheld': 2,
        'disputes.reconsideration.pending': 1,
        'disputes.reconsideration.total': 3,
        'disputes.litigationDirect.total': 2,
        'disputes.litigationDirect.pending': 2,
        'disputes.litigationAfterReconsideration.upheld': 2,
        'disputes.litigationAfterReconsideration.total': 2,
      },
      {scope: 'jurisdiction'},
    )
    const year2019 = {
      ...blankOutcomes,
      ...both('received', 1),
      ...both('carriedIn', 0),
      ...both('outcomes.granted', 1),
      ...both('carriedOut', 0),
    }
    made = await rolled([
      summary,
      reportOf(liaocheng, 2019, year2019, {format: '2019'}),
      reportOf(
        liaocheng,
        2020,
        {...both('received', 3), ...both('outcomes.granted', 3), ...both('outcomes.total', 3)},
        {format: '2019'},
      ),
      reportOf(liaocheng, 2021, {
        ...both('received', 1),
        ...both('outcomes.unableToProvide.notHeld', 1),
        ...both('outcomes.total', 1),
      }),
      reportOf(liaocheng, 2022, {
        [`${a}.received.naturalPerson`]: 1,
        [`${a}.received.legalServiceInstitution`]: 1,
        [`${a}.received.total`]: 2,
        ...both('outcomes.granted', 1),
        [`${a}.outcomes.unableToProvide.notHeld.total`]: 1,
        [`${a}.outcomes.total.total`]: 2,
      }),
      reportOf(liaocheng, 2023, {
        ...both('received', 3),
        ...both('outcomes.granted', 2),
        ...both('outcomes.total', 2),
        ...both('carriedOut', 1),
      }),
    ])
  })

  test('a county and year by its summary', () => {
    const sum = (key: string) => sumOf(made, '500155', 2021, 'S', key)?.value
    const keys = [
      'granted.total',
      'partiallyGranted.total',
      'denied.sum.total',
      'unableToProvide.sum.total',
      'notProcessed.sum.total',
      'other.sum.total',
      'total.total',
    ]
    expect(keys.map(key => sum(`${a}.outcomes.${key}`))).toEqual([27, 19, 0, 19, 3, 0, 68])
    const rate = (indicator: string) => rateOf(made, '500155', 2021, 'S', indicator)
    expect(rate('disclosureRate')).toEqual([46, 68])
    expect(rateOf(made, '500155', 2021, 'S', 'disclosureRate', 'substantive')).toEqual([46, 65])
    expect(rate('unableRate')).toEqual([19, 68])
    expect(rate('notProcessedRate')).toEqual([3, 68])
    expect(rate('completionRate')).toEqual([68, 70])
    expect(rate('reconsiderationCorrectionRate')).toEqual([0, 2])
    expect(rate('litigationCorrectionRate')).toEqual([0, 2])
    expect(rate('netNormativeDocuments')).toEqual([-6, null])
    expect(((46 / 68) * 100).toFixed(2)).toBe('67.65')
  })

  test('a body over five years and two formats', () => {
    const years = [2019, 2020, 2021, 2022, 2023]
    const values = (key: string) => years.map(year => sumOf(made, '371500', year, 'M', key)?.value)
    expect(values(`${a}.received.total`)).toEqual([1, 3, 1, 2, 3])
    expect(values(`${a}.outcomes.total.total`)).toEqual([1, 3, 1, 2, 2])
    expect(sumOf(made, '371500', 2019, 'M', `${a}.outcomes.total.total`)).toEqual({
      value: 1,
      state: 'complete',
      reported: 1,
      derived: 1,
    })
    const over = (key: string) =>
      made.series.find(row => row.region === '371500' && row.method === 'M' && row.key === key)
    expect(over(`${a}.received.total`)).toMatchObject({from: 2019, to: 2023, years: 5, value: 10})
    expect(over(`${a}.outcomes.total.total`)?.value).toBe(9)
    expect(over(`${a}.carriedIn.total`)?.value).toBe(0)
    expect(over(`${a}.carriedOut.total`)?.value).toBe(1)
    const rates = years.map(year => rateOf(made, '371500', year, 'M', 'disclosureRate')!)
    const pooled = [0, 1].map(side => rates.reduce((sum, rate) => sum + rate[side]!, 0))
    expect(pooled).toEqual([7, 9])
  })

  test('stocks and figures of one format stay within their format', () => {
    const rows = made.series.filter(
      row => row.region === '371500' && row.key.startsWith('disclosure.normativeDocuments.'),
    )
    expect(rows.map(({key, from, to}) => [key.split('.')[2], from, to])).toEqual([
      ['issued', 2021, 2023],
      ['repealed', 2021, 2023],
      ['inForce', 2021, 2023],
      ['produced', 2019, 2020],
      ['newlyPublished', 2019, 2020],
      ['totalPublished', 2019, 2020],
    ])
    expect(made.series.filter(row => /pending|disputes\..*total|items/.test(row.key))).toEqual([])
  })

  test('regions of different provinces are in no common sum', () => {
    expect(made.regions.map(({id, name, parent}) => [id, name, parent])).toEqual([
      ['370000', '山东省', null],
      ['371500', '聊城市', '370000'],
      ['500000', '重庆市', null],
      ['500155', '梁平区', '500000'],
    ])
  })
})
