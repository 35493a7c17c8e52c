import {describe, expect, test} from 'vitest'
import {type Cells, evaluate} from '../../../../../stages/read/sheet/formulas/expression.ts'
import {writtenExpression} from '../../../../../stages/read/sheet/formulas/written.ts'

const NAMES = ['年报', '表 2', "办'公室", 'Sheet4']
const sheetOf = (name: string) => (NAMES.includes(name) ? NAMES.indexOf(name) : null)
/** A cell of sheet s, row r, column c holds 100 s + 10 r + c. */
const CELLS: Cells = {
  single: (sheet, row, column) => 100 * sheet + 10 * row + column,
  sum({sheets: [first, last], top, left, bottom, right}) {
    let total = 0
    for (let s = first; s <= last; s++)
      for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) total += 100 * s + 10 * r + c
    return total
  },
}
const value = (formula: string) => {
  const expression = writtenExpression(formula, 0, sheetOf)
  return expression && evaluate(expression, CELLS)
}

describe('formulas as they are written', () => {
  test.each([
    ['B2', 11],
    ['=$B$2', 11],
    ['SUM(A1:C2)', 36],
    ['sum( A1:B1 , C2, 5 )', 18],
    ['SUM(C2:A1)', 36],
    ['B2-A2+3', 4],
    ['B2-(A2+3)', -2],
    ['2*B2/4-1', 4.5],
    ['-B2+-1', -12],
    ['ROUND(SUM(A1:C2)/8,2)', 4.5],
    ['round(B2*1.005;2)', 11.06],
    ['ROUND(1.005,2)', 1.01],
    ['ROUND(-2.5,0)', -3],
    ['ROUND(B2*100+50,-2)', 1200],
    ["'表 2'!B2", 111],
    ['Sheet4!$A$1', 300],
    ["'办''公室'!A1", 200],
    ["SUM('年报:表 2'!A1)", 100],
    ["SUM('表 2:年报'!A1:B1)", 202],
    ["SUM([.$A$1],['表 2'.A1])+B1-1", 100],
    ["[$'表 2'.$B$2]", 111],
    ['SUM([Sheet4.A1:.B1])', 601],
  ])('%s', (formula, expected) => {
    expect(value(formula)).toBe(expected)
  })

  test.each([
    'A1:B2',
    'SUM(A1:B2',
    'SUM()',
    'SUM(A1:B2)+',
    'A1+#REF!',
    'IF(A1,1,2)',
    'SUMIF(A1:A2,1)',
    'SUBTOTAL(9,A1:A2)',
    'A1&B1',
    'A1^2',
    '10%',
    '"12"',
    '[1]Sheet1!A1',
    "['file:///c:/a.xls'#$Sheet1.A1]",
    '别的表!A1',
    "'年报:别的表'!A1",
    'A1B',
    'LOG10(5)',
    'ROUND(5)',
    'ROUND(5,2',
    'ROUND(5,99)',
    '1/0',
    `${'('.repeat(60)}1${')'.repeat(60)}`,
    `${'-'.repeat(60)}1`,
    `1${'+1'.repeat(2_000)}`,
    '',
  ])('more than that, or wrong: %s', formula => {
    expect(value(formula)).toBe(null)
  })
})
