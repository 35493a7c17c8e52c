import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import type {Measure} from '../../../../pipeline/model/format.ts'
import {mapConfigSchema} from '../../../../stages/map/settings.ts'
import {readValue, shift} from '../../../../stages/map/texts/value.ts'

const config = mapConfigSchema.parse(
  parse(readFileSync(new URL('../../../../config/map.yaml', import.meta.url), 'utf8')),
)
const read = (text: string, measure: Measure = 'count', unit: string | null = null) =>
  readValue(text, measure, unit, config)

describe('the grammar of a value cell', () => {
  test.each([
    ['12', {value: 12, state: 'value', raw: '12'}],
    [' ０ ', {value: 0, state: 'zero', raw: '０'}],
    ['0.00', {value: 0, state: 'zero', raw: '0.00'}],
    ['1,234,567', {value: 1234567, state: 'value', raw: '1,234,567'}],
    ['１，２３４', {value: 1234, state: 'value', raw: '１，２３４'}],
    ['3件', {value: 3, state: 'value', raw: '3件', unit: '件'}],
    ['3（件）', {value: 3, state: 'value', raw: '3（件）', unit: '件'}],
    ['+3', {value: 3, state: 'value', raw: '+3'}],
    ['-3', {value: -3, state: 'value', raw: '-3'}],
    ['2.5', {value: 2.5, state: 'value', raw: '2.5'}],
    ['', {value: null, state: 'blank', raw: ''}],
    ['\u00a0\u3000\u200b', {value: null, state: 'blank', raw: ''}],
    ['/', {value: null, state: 'notApplicable', raw: '/'}],
    ['——', {value: null, state: 'notApplicable', raw: '——'}],
    ['无', {value: null, state: 'notApplicable', raw: '无'}],
    ['详见附件', {value: null, state: 'text', raw: '详见附件'}],
    ['1 2', {value: null, state: 'text', raw: '1 2'}],
    ['1\n2', {value: null, state: 'text', raw: '1\n2'}],
    ['1,2', {value: null, state: 'text', raw: '1,2'}],
    ['12①', {value: 12, state: 'value', raw: '12①'}],
    ['12*', {value: 12, state: 'value', raw: '12*'}],
    ['3件＊', {value: 3, state: 'value', raw: '3件＊', unit: '件'}],
    ['12（注1）', {value: 12, state: 'value', raw: '12（注1）'}],
    ['12[1]', {value: 12, state: 'value', raw: '12[1]'}],
    ['12¹', {value: 12, state: 'value', raw: '12¹'}],
    ['¹²', {value: null, state: 'text', raw: '¹²'}],
    ['12.', {value: 12, state: 'value', raw: '12.'}],
    ['12。', {value: 12, state: 'value', raw: '12。'}],
    ['12..', {value: null, state: 'text', raw: '12..'}],
    ['12（1）', {value: null, state: 'text', raw: '12（1）'}],
    ['①', {value: null, state: 'text', raw: '①'}],
    ['[12]', {value: null, state: 'text', raw: '[12]'}],
    ['97 991', {value: 97991, state: 'value', raw: '97 991'}],
    ['1 097 991', {value: 1097991, state: 'value', raw: '1 097 991'}],
    ['0 123', {value: null, state: 'text', raw: '0 123'}],
    ['12 34', {value: null, state: 'text', raw: '12 34'}],
    ['97\n991', {value: null, state: 'text', raw: '97\n991'}],
    ['暂无', {value: null, state: 'notApplicable', raw: '暂无'}],
    ['（无）', {value: null, state: 'notApplicable', raw: '（无）'}],
    ['12人次', {value: 12, state: 'value', raw: '12人次', unit: '人次'}],
    ['1.2万件', {value: 12000, state: 'value', raw: '1.2万件', unit: '万件'}],
    ['3万', {value: 30000, state: 'value', raw: '3万', unit: '万'}],
    ['万', {value: null, state: 'text', raw: '万'}],
    ['3万元', {value: 30000, state: 'value', raw: '3万元', unit: '万元'}],
    ['O', {value: null, state: 'text', raw: 'O'}],
    ['○', {value: null, state: 'text', raw: '○'}],
    ['零', {value: 0, state: 'zero', raw: '零'}],
    ['〇件', {value: 0, state: 'zero', raw: '〇件'}],
    ['二〇', {value: null, state: 'text', raw: '二〇'}],
    ["'12", {value: 12, state: 'value', raw: "'12"}],
    ["'", {value: null, state: 'text', raw: "'"}],
    ['约10', {value: null, state: 'text', raw: '约10'}],
    ['10-12', {value: null, state: 'text', raw: '10-12'}],
    ['12345678901234567890', {value: null, state: 'text', raw: '12345678901234567890'}],
  ])('count %j', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test.each([
    ['+18', 18],
    ['-3', -3],
    ['－3', -3],
    ['增3', 3],
    ['减少2', -2],
    ['↓4', -4],
    ['0', 0],
    ['增加5项', 5],
    ['（-3）', -3],
    ['(+3)', 3],
    ['（减）2', -2],
    ['（增）4项', 4],
  ])('change %j', (text, value) => {
    expect(read(text, 'change').value).toBe(value)
  })

  test.each([
    ['5644.23', '万元', {value: 5644.23, state: 'value', raw: '5644.23'}],
    ['177.1万元', null, {value: 177.1, state: 'value', raw: '177.1万元', unit: '万元'}],
    ['251000元', null, {value: 25.1, state: 'value', raw: '251000元', unit: '元'}],
    ['1.2亿元', '万元', {value: 12000, state: 'value', raw: '1.2亿元', unit: '亿元'}],
    ['¥25.1万元', '万元', {value: 25.1, state: 'value', raw: '¥25.1万元', unit: '万元'}],
    ['¥251000', '元', {value: 25.1, state: 'value', raw: '¥251000'}],
    ['¥251000', '万元', {value: 251000, state: 'value', raw: '¥251000', unit: '¥'}],
    ['￥0.00', '万元', {value: 0, state: 'zero', raw: '￥0.00'}],
    ['¥251000', null, {value: 251000, state: 'value', raw: '¥251000', unit: 'unknown'}],
    ['0.05元', null, {value: 0.000005, state: 'value', raw: '0.05元', unit: '元'}],
    ['177.1', null, {value: 177.1, state: 'value', raw: '177.1', unit: 'unknown'}],
    ['0', null, {value: 0, state: 'zero', raw: '0'}],
    ['5件', '万元', {value: null, state: 'text', raw: '5件'}],
    // （单位：件） above a whole table says nothing of its amounts.
    ['0', '件', {value: 0, state: 'zero', raw: '0'}],
    ['177.1', '件', {value: 177.1, state: 'value', raw: '177.1', unit: 'unknown'}],
  ])('money %j under %j', (text, unit, expected) => {
    expect(read(text, 'money', unit)).toEqual(expected)
  })

  test('any whole number is read back, however it is written', () => {
    const written = fc.tuple(
      fc.integer({min: 0, max: 999_999_999}),
      fc.constantFrom(
        (n: number) => String(n),
        (n: number) => n.toLocaleString('en-US'),
        (n: number) => String(n).replace(/\d/g, d => '０１２３４５６７８９'[Number(d)]!),
        (n: number) => ` ${n}\u00a0`,
        (n: number) => `${n} 件`,
      ),
    )
    fc.assert(
      fc.property(written, ([n, write]) => {
        expect(read(write(n)).value).toBe(n)
      }),
      {seed: 4},
    )
  })

  test('moving the point is exact', () => {
    fc.assert(
      fc.property(fc.bigInt({min: 0n, max: 10n ** 12n}), fc.integer({min: -6, max: 6}), (n, power) => {
        const moved = shift(String(n), power)
        expect(Number(shift(moved, -power))).toBe(Number(n))
        if (power >= 0) expect(BigInt(moved)).toBe(n * 10n ** BigInt(power))
      }),
      {seed: 5},
    )
  })

  test('a text is never read as zero unless it prints a zero', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', maxLength: 6}), text => {
        const {value} = read(text)
        if (value === 0) expect(/0/.test(text.normalize('NFKC'))).toBe(true)
      }),
      {seed: 6, numRuns: 2000},
    )
  })
})

test.each([
  ['12.', {value: null, state: 'text', raw: '12.'}],
  ['12.50.', {value: 12.5, state: 'value', raw: '12.50.'}],
])('an amount may have lost what stood behind its point: %s', (text, expected) => {
  expect(read(text, 'money', '万元')).toEqual(expected)
})
