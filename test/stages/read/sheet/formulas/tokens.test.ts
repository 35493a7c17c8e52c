import {describe, expect, test} from 'vitest'
import {type Cells, evaluate, placeOf} from '../../../../../stages/read/sheet/formulas/expression.ts'
import {FUNCTIONS} from '../../../../../stages/read/sheet/formulas/functions.ts'
import {tokenFormulas} from '../../../../../stages/read/sheet/formulas/tokens.ts'

const u16 = (...numbers: number[]) => numbers.flatMap(n => [n & 0xff, (n >> 8) & 0xff])
const record = (type: number, ...body: number[]) => [...u16(type, body.length), ...body]
const BOF = record(0x0809, ...u16(0x0600, 5))
const EOF = record(0x000a)
const formula = (row: number, column: number, ...tokens: number[]) =>
  record(0x0006, ...u16(row, column, 0), ...new Array<number>(14).fill(0), ...u16(tokens.length), ...tokens)
const shared = (...tokens: number[]) =>
  record(0x04bc, ...new Array<number>(8).fill(0), ...u16(tokens.length), ...tokens)

/** A book of two sheets with these records on the first. */
function streamOf(...records: number[][]): Buffer {
  // Of this book and of another; sheets 1 to 1, 0 to 1, and one of the other book.
  const links = [
    record(0x01ae, ...u16(2, 0x0401)),
    record(0x01ae, ...u16(1, 5)),
    record(0x0017, ...u16(3, 0, 1, 1, 0, 0, 1, 1, 0, 0)),
  ]
  const names = 2 * (4 + 6)
  const globals = BOF.length + links.flat().length + names + EOF.length
  const first = [BOF, ...records, EOF].flat()
  const places = [globals, globals + first.length].map(at => record(0x0085, at & 0xff, at >> 8, 0, 0, 0, 0))
  return Buffer.from([BOF, ...places, ...links, EOF, first, BOF, EOF].flat())
}

const CELLS: Cells = {
  value: (sheet, row, column) => 100 * sheet + 10 * row + column,
  extent: () => ({rows: 10, columns: 10}),
  sum: ({sheets, top, left, bottom, right}) => Number(`${sheets.join('')}${top}${left}${bottom}${right}`),
}
function value(stream: Buffer, row = 0, column = 0) {
  const expression = tokenFormulas(stream, 2)[0]?.get(placeOf(row, column))?.() ?? null
  const given = expression ? evaluate(expression, CELLS, FUNCTIONS) : undefined
  return typeof given === 'symbol' ? null : (given ?? null)
}

const INT = (n: number) => [0x1e, ...u16(n)]
const REF = (row: number, column: number) => [0x44, ...u16(row, column | 0xc000)]
const AREA = [0x25, ...u16(1, 2, 3 | 0xc000, 4 | 0xc000)]

describe('formulas in tokens', () => {
  test.each([
    ['a cell and a number', [...REF(2, 1), ...INT(5), 0x03], 26],
    ['a difference in brackets', [...INT(9), ...REF(0, 4), 0x15, 0x04], 5],
    ['a product, a quotient', [...INT(6), ...INT(4), 0x05, ...INT(8), 0x06], 3],
    ['a sign', [...INT(6), 0x13], -6],
    ['a fraction', [0x1f, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f], 1.5],
    ['a sum of one area', [...AREA, 0x19, 0x10, 0, 0], 1324],
    ['a sum of several', [...AREA, ...INT(1), 0x42, 2, ...u16(4)], 1325],
    ['a cell of another sheet', [0x3a, ...u16(0, 1, 0)], 110],
    ['an area through sheets', [0x3b, ...u16(1, 1, 2, 3, 4), 0x19, 0x10, 0, 0], 11324],
    ['a rounding', [...INT(7), ...INT(2), 0x06, ...INT(0), 0x41, ...u16(27)], 4],
    ['a text', [0x17, 1, 0, 65], 'A'],
    ['a text of wide letters', [0x17, 1, 1, 0x32, 0x75], '甲'],
    [
      'a branch',
      [...INT(1), 0x19, 0x02, 0, 0, ...INT(8), 0x19, 0x08, 0, 0, ...INT(9), 0x42, 3, ...u16(1)],
      8,
    ],
    ['a comparison', [...INT(1), ...INT(2), 0x0b], false],
    ['a share', [...INT(50), 0x14], 0.5],
    ['true', [0x1d, 1], true],
    ['a function of one', [...INT(6), 0x13, 0x41, ...u16(24)], 6],
    ['blanks between', [0x19, 0x40, 0, 1, ...INT(3)], 3],
  ])('%s', (_, tokens, expected) => {
    expect(value(streamOf(formula(0, 0, ...tokens)))).toBe(expected)
  })

  test.each([
    ['another function', [...INT(1), 0x42, 1, ...u16(344)]],
    ['another function of two', [...INT(7), ...INT(2), 0x41, ...u16(39)]],
    ['a rounding of nothing', [...INT(7), 0x41, ...u16(27)]],
    ['a text cut off', [0x17, 9, 0, 65]],
    ['a cell of another book', [0x3a, ...u16(2, 1, 0)]],
    ['a link that is not there', [0x3a, ...u16(7, 1, 0)]],
    ['a choice', [...INT(1), 0x19, 0x04, 0, 0]],
    ['an operator without operands', [...INT(1), 0x03]],
    ['two values', [...INT(1), ...INT(2)]],
    ['a token cut off', [0x1e, 1]],
    ['a sum of more than there is', [...INT(1), 0x42, 9, ...u16(4)]],
    ['a shared formula that is not there', [0x01, ...u16(5, 5)]],
    ['nothing', []],
  ])('not followed: %s', (_, tokens) => {
    expect(value(streamOf(formula(0, 0, ...tokens)))).toBe(null)
  })

  test('a shared formula counts from the cell that uses it', () => {
    // One row up and two columns to the left of the cell, and a cell that does not move.
    const tokens = [0x4c, ...u16(0xffff, 0xc0fe), 0x4c, ...u16(3, 1), 0x03]
    const stream = streamOf(
      formula(4, 5, 0x01, ...u16(4, 5)),
      shared(...tokens),
      formula(6, 7, 0x01, ...u16(4, 5)),
    )
    expect(value(stream, 4, 5)).toBe(33 + 31)
    expect(value(stream, 6, 7)).toBe(55 + 31)
  })

  test('a shared formula that names another ends', () => {
    const stream = streamOf(formula(4, 5, 0x01, ...u16(4, 5)), shared(0x01, ...u16(4, 5)))
    expect(value(stream, 4, 5)).toBe(null)
  })

  test('books before Excel 97 have other tokens', () => {
    const stream = streamOf(formula(0, 0, ...INT(3)))
    stream.writeUInt16LE(0x0500, 4)
    expect(tokenFormulas(stream, 2)).toEqual([])
  })
})
