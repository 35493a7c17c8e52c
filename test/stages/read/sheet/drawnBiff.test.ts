import {describe, expect, test} from 'vitest'
import {drawnBiff} from '../../../../stages/read/sheet/drawn/drawnBiff.ts'

const short = (...values: number[]) => values.flatMap(value => [value & 255, (value >> 8) & 255])
const long = (value: number) => short(value & 0xffff, value >>> 16)
const record = (type: number, ...body: number[]) => [...short(type, body.length), ...body]
const bof = (version: number, kind: number) =>
  record(0x809, ...short(version, kind, 0, 0), ...long(0), ...long(0))
const eof = record(0x0a)

/** Records of drawings: a container's head, or an atom. */
const container = (type: number, length = 0) => [...short(0xf, type), ...long(length)]
const atom = (type: number, ...body: number[]) => [...short(0, type), ...long(body.length), ...body]
const anchor = (row: number, column: number) =>
  atom(0xf010, ...short(0, column, 100, row, 20, column + 1, 0, row + 1, 0))
const properties = (flags: number) => atom(0xf00b, ...short(0x03bf), ...long(flags))
const HIDDEN = 0x0002_0002

/** What begins a shape, up to the record of its object. */
const shape = (row: number, column: number, flags = 0) => [
  ...container(0xf004),
  ...properties(flags),
  ...anchor(row, column),
  ...atom(0xf011),
]
const drawing = (body: number[]) => record(0xec, ...body)
const object = (type: number) =>
  record(0x5d, ...short(0x15, 0x12, type, 1, 0), ...new Array<number>(12).fill(0))
const proceed = (...body: number[]) => record(0x3c, ...body)
/** A text: its record, its letters one byte each, and the formats of its runs. */
const text = (value: string) => [
  ...drawing(atom(0xf00d)),
  ...record(0x1b6, ...short(0, 0, 0, 0, 0, value.length, 16, 0, 0)),
  ...proceed(0, ...Buffer.from(value, 'latin1')),
  ...proceed(...new Array<number>(16).fill(0)),
]

function drawnOn(records: number[], version = 0x600) {
  const bound = (at: number) => record(0x85, ...long(at), 0, 0, 1, 1, ...Buffer.from('表', 'utf16le'))
  const head = bof(version, 5)
  const place = head.length + bound(0).length + eof.length
  const stream = [...head, ...bound(place), ...eof, ...bof(version, 0x10), ...records, ...eof]
  return drawnBiff(Buffer.from(stream), ['表']).get('表')
}
const boxes = (...found: [row: number, column: number, ...lines: string[]][]) => ({
  boxes: found.map(([row, column, ...lines]) => ({lines, at: {row, column}})),
  objects: [],
  lost: [],
})

describe('boxes of text of a binary workbook', () => {
  test('one, in lines', () => {
    expect(drawnOn([...drawing(shape(3, 2)), ...object(6), ...text('12\r7')])).toEqual(
      boxes([3, 2, '12', '7']),
    )
  })

  test('letters that go on in the next record, in two widths', () => {
    const parted = [
      ...record(0x1b6, ...short(0, 0, 0, 0, 0, 4, 16, 0, 0)),
      ...proceed(0, ...Buffer.from('12')),
      ...proceed(1, ...Buffer.from('公开', 'utf16le')),
      ...proceed(...new Array<number>(16).fill(0)),
    ]
    expect(drawnOn([...drawing(shape(3, 2)), ...object(6), ...parted])).toEqual(boxes([3, 2, '12公开']))
  })

  test('shapes that go on behind the text before, as in large drawings', () => {
    const second = shape(8, 4)
    const records = [
      ...drawing(shape(3, 2)),
      ...object(6),
      ...text('12'),
      ...proceed(...second.slice(0, 21)),
      ...proceed(...second.slice(21)),
      ...object(0x1e),
      ...text('7'),
    ]
    expect(drawnOn(records)).toEqual(boxes([3, 2, '12'], [8, 4, '7']))
  })

  test('a hidden one, a comment and a button say nothing', () => {
    const hidden = [...drawing(shape(3, 2, HIDDEN)), ...object(6), ...text('12')]
    const comment = [...drawing(shape(3, 2)), ...object(0x19), ...text('12')]
    const button = [...drawing(shape(3, 2)), ...object(7), ...text('12')]
    const unmeant = [...drawing(shape(3, 2, 2)), ...object(6), ...text('12')]
    expect(drawnOn([...hidden, ...comment, ...button])).toEqual(boxes())
    expect(drawnOn([...hidden, ...unmeant])).toEqual(boxes([3, 2, '12']))
  })

  test('those of a group begin where it does', () => {
    const child = [...container(0xf004), ...atom(0xf00f, ...new Array<number>(16).fill(0)), ...atom(0xf011)]
    const records = [...drawing(shape(3, 2)), ...object(0), ...drawing(child), ...object(6), ...text('12')]
    expect(drawnOn(records)).toEqual(boxes([3, 2, '12']))
  })

  test('a chart is named, and what it says is no box of the sheet', () => {
    const chart = [...bof(0x600, 0x20), ...object(6), ...text('12'), ...eof]
    expect(drawnOn([...drawing(shape(3, 2)), ...object(5), ...chart])).toEqual({
      ...boxes(),
      objects: ['图表没有读出，图中的数字未计入'],
    })
  })

  test('those of Excel 95 are named', () => {
    expect(drawnOn(record(0x5d, ...long(1), ...short(6, 1, 0)), 0x500)).toEqual({
      ...boxes(),
      lost: ['的文本框是 Excel 95 及更早版本的，没有读出'],
    })
  })

  test('a length beyond the drawing ends nothing else', () => {
    const absurd = [...short(0, 0xf00b), ...long(0xffff_ffff)]
    const records = [...drawing([...shape(3, 2), ...absurd]), ...object(6), ...text('12')]
    expect(drawnOn(records)).toEqual(boxes([3, 2, '12']))
  })
})
