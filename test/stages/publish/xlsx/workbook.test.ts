import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import * as XLSX from 'xlsx'
import {type SheetLayout, startSheet} from '../../../../stages/publish/xlsx/sheet.ts'
import {createStyles} from '../../../../stages/publish/xlsx/styles.ts'
import {startWorkbook} from '../../../../stages/publish/xlsx/workbook.ts'

const CUT = '……（略）'
const layout: SheetLayout = {
  columns: [{width: 10}, {width: 10}],
  print: {paper: 'A4', landscape: false, header: 'A & B', footer: '', pageNumbers: '&P'},
}

/** Writes one sheet of rows and reads it back. */
function throughFile(rows: (string | number | null)[][]): XLSX.WorkSheet {
  const parts: Uint8Array[] = []
  const output = {write: (bytes: Uint8Array) => void parts.push(bytes.slice()), close: () => {}}
  const normal = {font: 'Arial', size: 10}
  const book = startWorkbook(output, {font: '等线', normal, info: {program: 'test'}, cutMark: CUT})
  const sheet = book.sheet('甲', layout)
  const style = book.styles.id({})
  for (const row of rows) sheet.row(row.map(value => ({value, style})))
  sheet.end()
  book.end(['甲'])
  return XLSX.read(Buffer.concat(parts)).Sheets.甲!
}

const readBack = (text: string) => throughFile([[text]]).A1?.v

describe('text in cells', () => {
  it('comes back as it went in, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', minLength: 1, maxLength: 60}), text => {
        const kept = text
          .replace(/\r\n?/g, '\n')
          .replace(/[^\P{Cc}\t\n\r]/gu, '\ufffd')
          .replace(/[\ufffe\uffff]/g, '\ufffd')
        expect(readBack(text)).toBe(kept)
      }),
      {seed: 1, numRuns: 150},
    )
  })

  it('keeps what looks like markup or like an escape', () => {
    const texts = ['<c>&amp;"', '_x0041_', '_x000D_\n', ' leading and trailing ', "'quoted", '&#65;']
    expect(texts.map(readBack)).toEqual(texts)
  })

  it('replaces characters that no XML may hold', () => {
    expect(readBack('a\u0000b\u000bc\ud800d\uffffe')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde')
  })

  it('is cut with a mark at the length a cell holds, never inside a character', () => {
    const long = 'x'.repeat(32767)
    expect(readBack(long)).toBe(long)
    expect(readBack(`${long}x`)).toBe('x'.repeat(32767 - CUT.length) + CUT)
    const wide = `${'x'.repeat(32766 - CUT.length)}😀${'x'.repeat(20)}`
    expect(readBack(wide)).toBe('x'.repeat(32766 - CUT.length) + CUT)
  })

  it('stays text where it looks like a number, a date or a formula', () => {
    for (const text of ['1', '2024-01-01', '=A2', '+86', '-', '@x', 'TRUE']) {
      const cell = throughFile([[text]]).A1!
      expect([cell.t, cell.v, cell.f]).toEqual(['s', text, undefined])
    }
  })
})

it('writes numbers exactly', () => {
  fc.assert(
    fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), value => {
      // XML has no negative zero that a spreadsheet would keep.
      expect(throughFile([[value]]).A1.v).toBe(value === 0 ? 0 : value)
    }),
    {seed: 2, numRuns: 150},
  )
  expect(() => throughFile([[Number.NaN]])).toThrow(new Error('sheet 甲, cell A1: NaN is no number'))
})

it('refuses a sheet name longer than 31 characters', () => {
  const output = {write: () => {}, close: () => {}}
  const normal = {font: 'Arial', size: 10}
  const book = startWorkbook(output, {font: '等线', normal, info: {program: 'test'}, cutMark: CUT})
  const name = '名'.repeat(32)
  expect(() => book.sheet(name, layout)).toThrow(new Error(`sheet name ${name} has more than 31 characters`))
})

it('holds 65,530 links and refuses more', () => {
  let xml = ''
  const styles = createStyles({font: 'Arial', size: 10}, '等线')
  const sheet = startSheet('甲', layout, styles, CUT, text => {
    xml += text
  })
  const taken = Array.from({length: 65532}, (_, row) => sheet.link(row, 0, "'甲'!A1"))
  sheet.end()
  expect(taken.filter(Boolean).length).toBe(65530)
  expect(taken.slice(65529)).toEqual([true, false, false])
  expect(xml.match(/<hyperlink /g)?.length).toBe(65530)
})
