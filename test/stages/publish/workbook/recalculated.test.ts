import {mkdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import * as XLSX from 'xlsx'
import {corpusOf, finding, folder, observe, published, report} from '../build.ts'
import {hasOffice, recalculated, withWrongNumbers} from '../summary/recalculate.ts'

const GRANTED = 'applications.outcomes.granted.naturalPerson'
const RECEIVED = 'applications.received.total'

/** Every cell of a sheet that holds a formula, with what it gives. */
function formulas(book: XLSX.WorkBook, others = book): [string, unknown][] {
  return book.SheetNames.flatMap(name =>
    Object.entries(book.Sheets[name]!)
      .filter(([, cell]) => (cell as XLSX.CellObject).f !== undefined)
      .map(([at]): [string, unknown] => [`${name}!${at}`, others.Sheets[name]?.[at]?.v]),
  )
}

test.skipIf(!hasOffice)(
  'formulas of 校验.xlsx calculated anew agree with what the file says',
  {timeout: 120_000},
  async () => {
    const corrected = {value: 3, basis: '原件', by: '张三', on: '2024-03-01'}
    const accepted = {reason: '原件如此', by: '李四', on: null}
    const corpus = corpusOf(
      [
        {
          report: report('a', {observations: {[GRANTED]: {...observe(5), corrected}}}),
          findings: [finding({report: 'a', keys: [GRANTED, RECEIVED]}), finding({report: 'a', accepted})],
        },
        {
          report: report('b'),
          findings: [finding({report: 'b', rule: 'V02', severity: 'warning', keys: [RECEIVED]})],
        },
      ],
      [finding({rule: 'M06', severity: 'info', file: 'a.zip!/b.doc'})],
    )
    const bytes = readFileSync(join(await published(corpus), '校验.xlsx'))
    const office = join(folder(), 'office')
    mkdirSync(office)
    const book = XLSX.read(bytes)
    const again = recalculated(withWrongNumbers(bytes), office)
    expect(formulas(book).length).toBe(5 + 3 * 3 + 5 + 5)
    expect(formulas(book, again)).toEqual(formulas(book))
  },
)
