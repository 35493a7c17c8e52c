import {expect, test} from 'vitest'
import {figureIn} from '../../../stages/verify/figure.ts'

test.each([
  ['12', '12'],
  [' １２ 件 ', '12'],
  ['1,234', '1234'],
  ['12,34', null],
  ['+7', '7'],
  ['－3', '-3'],
  ['0.50万元', '0.5'],
  ['007', '7'],
  ['1.', null],
  ['/', null],
  ['', null],
  ['2023年', null],
  ['12345678901234567', null],
])('%s is the figure %s', (text, figure) => {
  expect(figureIn(text, ['万元', '件'])).toBe(figure)
})
