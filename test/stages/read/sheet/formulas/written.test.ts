import {describe, expect, test} from 'vitest'
import {type Cells, evaluate, FAULT} from '../../../../../stages/read/sheet/formulas/expression.ts'
import {FUNCTIONS} from '../../../../../stages/read/sheet/formulas/functions.ts'
import {writtenExpression} from '../../../../../stages/read/sheet/formulas/written.ts'

const NAMES = ['年报', '表 2', "办'公室", 'Sheet4']
const named = {
  sheetOf: (name: string) => (NAMES.includes(name) ? NAMES.indexOf(name) : null),
  formulaOf: (name: string) => ({合计: "'表 2'!B2", 圈: '圈+1'})[name] ?? null,
}
/** A cell of sheet s, row r, column c holds 100 s + 10 r + c. */
const CELLS: Cells = {
  value: (sheet, row, column) => 100 * sheet + 10 * row + column,
  extent: () => ({rows: 10, columns: 10}),
  sum({sheets: [first, last], top, left, bottom, right}) {
    let total = 0
    for (let s = first; s <= last; s++)
      for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) total += 100 * s + 10 * r + c
    return total
  },
}
const value = (formula: string) => {
  const expression = writtenExpression(formula, 0, named)
  const given = expression ? evaluate(expression, CELLS, FUNCTIONS) : undefined
  return given === FAULT ? '#' : (given ?? null)
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
    ['A1^2+B1', 1],
    ['B2&"件"', '11件'],
    ['"甲""乙"', '甲"乙'],
    ['10%+B1', 1.1],
    ['1.5E3', 1500],
    ['合计+1', 112],
    ['B2>=11', true],
    ['B2<>11', false],
    ['(A1=0)*3', 3],
    ['1/0', '#'],
    ['IF(B2>10,C2,1)', 12],
    ['IF(A1,1)', false],
    ['IFERROR(1/A1,7)', 7],
    ['IF(AND(B1=1,NOT(A1=1)),OR(FALSE,TRUE()),0)', true],
    ['ABS(-B2)+INT(2.9)+N(B1)', 14],
    ['ROUNDUP(2.301,2)', 2.31],
    ['ROUNDDOWN(-2.309,2)', -2.3],
    ['COUNT(A1:B2,5)', 5],
    ['MAX(A1:B2)-MIN(B1:C2,5)', 10],
    ['AVERAGE(A1:B2)', 5.5],
    ['SUMPRODUCT(A1:B1,A2:B2)', 11],
    ['SUMIF(A1:A3,">0")', 30],
    ['SUMIF(A1:A2,1)', 0],
    ['SUMIF(A1:A3,10,B1:B3)', 11],
    ['SUMIF(A:A,">=80",B:B)', 172],
    ['SUMIFS(B1:B3,A1:A3,">0",A1:A3,"<>20")', 11],
    ['COUNTIF(1:1,"<3")', 3],
    ['COUNTIFS(A1:A3,10,B1:B3,11)', 1],
    ['INDEX(A1:C3,2,3)', 12],
    ['INDEX(A2:C2,2)', 11],
    ['INDEX(A1:A3,9)', '#'],
    ['MATCH(20,A1:A3,0)', 3],
    ['VLOOKUP(10,A1:C3,3,FALSE)', 12],
    ['VLOOKUP(11,A1:C3,3,0)', '#'],
    ['HLOOKUP(2,A1:C3,2,0)', 12],
    ['INDEX(B1:B3,MATCH(10,A1:A3,0))', 11],
  ])('%s', (formula, expected) => {
    expect(value(formula)).toBe(expected)
  })

  test.each([
    'A1:B2',
    'SUM(A1:B2',
    'SUM()',
    'SUM(A1:B2)+',
    'A1+#REF!',
    'SUBTOTAL(9,A1:A2)',
    'VLOOKUP(10,A1:C3,3)',
    'MATCH(10,A1:A3,1)',
    'MATCH(10,A1:B3,0)',
    'SUMIF(A1:A3,"1*")',
    'SUMPRODUCT(A1:A2,A1:B1)',
    'SUMPRODUCT((A1:A2>1)*1)',
    'COUNTIFS(A1:A3,10,B1:B2,11)',
    'COUNTIF(A1:XFD1048576,1)+TODAY()',
    'OR("1")',
    '"甲">1',
    '圈',
    '没有的名称',
    '[1]Sheet1!A1',
    "['file:///c:/a.xls'#$Sheet1.A1]",
    '别的表!A1',
    "'年报:别的表'!A1",
    'A1B',
    'LOG10(5)',
    'ROUND(5)',
    'ROUND(5,2',
    'ROUND(5,99)',
    `${'('.repeat(60)}1${')'.repeat(60)}`,
    `${'-'.repeat(60)}1`,
    `1${'+1'.repeat(2_000)}`,
    '',
  ])('more than that, or wrong: %s', formula => {
    expect(value(formula)).toBe(null)
  })
})
