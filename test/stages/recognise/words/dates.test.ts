import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {dateOf, datesIn, periodsIn, yearOf} from '../../../../stages/recognise/words/dates.ts'
import {parseNumeral} from '../../../../stages/recognise/words/numerals.ts'

const DIGITS = '〇一二三四五六七八九'

/** 2024 → 二〇二四. */
function digits(value: number, zero = '〇'): string {
  return [...String(value)].map(digit => (digit === '0' ? zero : DIGITS[Number(digit)]!)).join('')
}

/** 18 → 十八. */
function counted(value: number): string {
  const [tens, units] = [Math.floor(value / 10), value % 10]
  return `${tens > 1 ? DIGITS[tens] : ''}${tens ? '十' : ''}${units ? DIGITS[units] : ''}`
}

const dates = fc.date({min: new Date('1995-01-01'), max: new Date('2099-12-31'), noInvalidDate: true})

describe('numerals', () => {
  test('every number to 99 as counted, every year digit by digit', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 99}), n => {
        expect(parseNumeral(counted(n))).toBe(n)
      }),
    )
    fc.assert(
      fc.property(
        fc.integer({min: 1900, max: 2099}),
        fc.constantFrom('〇', '零', '○', 'O', '0'),
        (n, zero) => {
          expect(parseNumeral(digits(n, zero))).toBe(n)
        },
      ),
    )
  })

  test.each([
    ['廿三', 23],
    ['卅一', 31],
    ['拾捌', 18],
    ['１８', 18],
    ['十', 10],
    ['', null],
    ['十十', null],
    ['年', null],
  ])('%s is %s', (text, value) => expect(parseNumeral(text)).toBe(value))
})

describe('dates', () => {
  const forms: ((y: number, m: number, d: number) => string)[] = [
    (y, m, d) => `${y}年${m}月${d}日`,
    (y, m, d) => `${y} 年 ${m} 月 ${d} 日`,
    (y, m, d) => `${digits(y)}年${counted(m)}月${counted(d)}日`,
    (y, m, d) => `${digits(y, '○')}年${counted(m)}月${counted(d)}日`,
    (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')} 09:51:00`,
    (y, m, d) => `${y}/${m}/${d}`,
    (y, m, d) => `${y}.${m}.${d}`,
    (y, m, d) => `${y}年${m}月${d}号`,
    (y, m, d) => [...String(y)].join(' ').concat(`年${m}月${d}日`),
  ]

  test('every day in every form', () => {
    fc.assert(
      fc.property(dates, fc.constantFrom(...forms), (date, form) => {
        const iso = date.toISOString().slice(0, 10)
        const text = form(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
        expect(datesIn(text).map(found => found.iso)).toEqual([iso])
        expect(dateOf(`发布时间：${text}`)).toBe(iso)
      }),
    )
  })

  test.each([
    ['2023年2月30日', []],
    ['2023年13月1日', []],
    ['2023年1月', []],
    ['国办发〔2021〕30号', []],
    ['12023-01-02', []],
    ['于2024年1月18日及2024年1月20日', ['2024-01-18', '2024-01-20']],
  ])('%s', (text, isos) => expect(datesIn(text).map(found => found.iso)).toEqual(isos))

  test('eight digits only in metadata', () => {
    expect(datesIn('20240118')).toEqual([])
    expect(dateOf('20240118')).toBe('2024-01-18')
    expect(dateOf('20241318')).toBeNull()
  })
})

describe('periods', () => {
  test.each([
    ['数据统计期限从2023年1月1日至12月31日止。', '2023-01-01', '2023-12-31', '2023年1月1日至12月31日止'],
    ['自2021年1月1日起至12月31日止。', '2021-01-01', '2021-12-31', '2021年1月1日起至12月31日止'],
    ['2022年1月1日到2022年12月31日', '2022-01-01', '2022-12-31', '2022年1月1日到2022年12月31日'],
    ['2022年1月1日—2022年12月31日', '2022-01-01', '2022-12-31', '2022年1月1日—2022年12月31日'],
    ['二〇二二年一月一日至十二月三十一日', '2022-01-01', '2022-12-31', '二〇二二年一月一日至十二月三十一日'],
    [
      '2022 年 1 月 1 日起，至 2022 年 12 月 31 日止',
      '2022-01-01',
      '2022-12-31',
      '2022 年 1 月 1 日起，至 2022 年 12 月 31 日止',
    ],
  ])('%s', (text, start, end, raw) => {
    expect(periodsIn(text).map(found => [found.start, found.end, found.raw])).toEqual([[start, end, raw]])
  })
})

describe('years', () => {
  test.each([
    ['2023年度', 2023],
    ['二〇二三年', 2023],
    ['二○二三年度', 2023],
    ['２０２３年', 2023],
    ['2 0 2 3 年', 2023],
    ['1999年', null],
    ['12023年', null],
    ['近三年', null],
  ])('%s', (text, year) => expect(yearOf(text)).toBe(year))
})
