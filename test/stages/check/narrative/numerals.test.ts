import fc from 'fast-check'
import {expect, it} from 'vitest'
import {numberFrom} from '../../../../stages/check/narrative/numerals.ts'
import {chinese} from './wordings.ts'

it.each([
  ['12', 12],
  ['1,234', 1234],
  ['1.5', 1.5],
  ['零', 0],
  ['〇', 0],
  ['两', 2],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['九十九', 99],
  ['一百', 100],
  ['一百零五', 105],
  ['一百一十', 110],
  ['两千三百', 2300],
  ['三万', 30000],
  ['一万零二十', 10020],
  ['1 2', null],
  ['三五', null],
  ['十百', null],
  ['百', null],
  ['万', null],
  ['二万三万', null],
])('%s is %s', (text, value) => {
  expect(numberFrom(text)).toBe(value)
})

it('reads what Chinese writes from 0 to 99', () => {
  const same = (value: number) => {
    expect(numberFrom(chinese(value))).toBe(value)
  }
  fc.assert(fc.property(fc.nat({max: 99}), same), {seed: 1})
})
