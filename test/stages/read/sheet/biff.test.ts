import {describe, expect, test, vi} from 'vitest'
import {biffRecords} from '../../../../stages/read/sheet/kinds/biff.ts'
import {openWorkbook} from '../../../../stages/read/sheet/workbook.ts'

const record = (type: number, ...body: number[]) => [type & 255, type >> 8, body.length, 0, ...body]
const BOF = record(0x0809, 0, 6, 0x10, 0)
const EOF = record(0x000a)
const NUMBER = record(0x0203, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
const CELL = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0]
const bytes = (...records: number[][]) => Uint8Array.from(records.flat())
const safe = (...records: number[][]) => {
  const {fault, safe} = biffRecords(bytes(...records))
  return {fault, safe: [...safe]}
}

describe('what is handed on of a binary workbook', () => {
  test('a sound one as it came', () => {
    const file = bytes(BOF, NUMBER, EOF)
    expect(biffRecords(file)).toEqual({fault: null, pictures: 0, stream: Buffer.from(file), safe: file})
    expect(biffRecords(file).safe).toBe(file)
  })

  test('formulas with their stored value alone', () => {
    const formula = record(0x0006, ...CELL, 3, 0, 0x1e, 1, 0)
    const value = record(0x0006, ...CELL, 0xff, 0xff, 0x1e, 1, 0)
    expect(safe(BOF, formula, EOF)).toEqual({fault: null, safe: [BOF, value, EOF].flat()})
  })

  test.each([0x0017, 0x0018, 0x0021, 0x0221, 0x0023, 0x01ae, 0x01b1, 0x01be, 0x04bc])(
    'no record %i: it holds no figure',
    type => {
      const empty = record(0x0060, 0xff, 0xff, 0x16)
      expect(safe(BOF, record(type, 0xff, 0xff, 0x16), NUMBER, EOF)).toEqual({
        fault: null,
        safe: [BOF, empty, NUMBER, EOF].flat(),
      })
    },
  )

  test('up to where it breaks off, every part ended', () => {
    const cut = NUMBER.slice(0, 9)
    expect(safe(BOF, NUMBER, cut)).toEqual({fault: 'truncated', safe: [BOF, NUMBER, EOF].flat()})
  })
})

test('a record nobody knows is stepped over, and nothing is written on the console', () => {
  const say = vi.spyOn(console, 'error').mockImplementation(() => {})
  const limits = {
    maxBytes: 1e6,
    maxUnpackedBytes: 1e6,
    maxRatio: 200,
    maxCells: 1e4,
    maxNodes: 1e4,
    maxPages: 1,
    maxDepth: 9,
  }
  const file = bytes(BOF, record(0x1abc, 1, 2), NUMBER, EOF)
  expect(openWorkbook(file, 'biff', {limits, report: () => {}}).book.SheetNames).toHaveLength(1)
  expect(say).not.toHaveBeenCalled()
  expect(console.error).toBe(say)
  say.mockRestore()
})
