import {describe, expect, test} from 'vitest'
import {type Table, textCell} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {rtf} from '../../../../stages/read/rtf/index.ts'
import {wordFormula} from '../../../../stages/read/word/formula.ts'
import {markStale} from '../../../../stages/read/word/stale.ts'
import {buildDoc} from '../../../generate/files/docParts.ts'
import {define, row} from '../doc/parts.ts'
import {readBody, tbl, tc, tr} from '../docx/helpers.ts'
import {outcomeOf} from './outcome.ts'

/** What is doubtful about the last cell of a row of three: 3, 4 and a sum kept as `kept`. */
const kinds: Record<string, (instruction: string, kept: string) => Promise<string | undefined>> = {
  async docx(instruction, kept) {
    const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const code = `<w:r><w:instrText>${instruction}</w:instrText></w:r>`
    const field = `${char('begin')}${code}${char('separate')}<w:r><w:t>${kept}</w:t></w:r>${char('end')}`
    const {root} = await readBody(tbl([tr([tc('3'), tc('4'), `<w:tc><w:p>${field}</w:p></w:tc>`])]))
    return doubtsOf(root.children[0] as Table).at(-1)
  },
  async 'docx, simple'(instruction, kept) {
    const escaped = instruction.replaceAll('"', '&quot;')
    const field = `<w:fldSimple w:instr="${escaped}"><w:r><w:t>${kept}</w:t></w:r></w:fldSimple>`
    const {root} = await readBody(tbl([tr([tc('3'), tc('4'), `<w:tc><w:p>${field}</w:p></w:tc>`])]))
    return doubtsOf(root.children[0] as Table).at(-1)
  },
  async doc(instruction, kept) {
    const field = `\x13${instruction}\x14${kept}\x15`
    const main = [...row(['3', '4', field], define([0, 900, 1800, 2700])), {text: ''}]
    const {tree} = await outcomeOf(doc, buildDoc({main}))
    return doubtsOf(tree!.children[0] as Table).at(-1)
  },
  async rtf(instruction, kept) {
    const field = `{\\field{\\*\\fldinst ${instruction.replaceAll('\\', '\\\\')}}{\\fldrslt ${kept}}}`
    const source = `{\\rtf1\\ansi\\ansicpg936\\trowd\\cellx900\\cellx1800\\cellx2700\\pard\\intbl 3\\cell 4\\cell ${field}\\cell\\row\\pard\\par}`
    const {tree} = await outcomeOf(rtf, Buffer.from(source, 'latin1'))
    return doubtsOf(tree!.children[0] as Table).at(-1)
  },
}

function doubtsOf(table: Table): (string | undefined)[] {
  return table.children.map(({data}) => data?.doubt)
}

describe.each(Object.entries(kinds))('formula fields of %s', (_, doubt) => {
  test('a result that is out of date makes its cell doubtful', async () => {
    expect(await doubt(' =SUM(LEFT) ', '7')).toBeUndefined()
    expect(await doubt(' =SUM(LEFT) ', '8')).toBe(
      '域公式“=SUM(LEFT)”按表中各格应为 7，文件中保存的结果却是 8，按保存的读取',
    )
    expect(await doubt(' =A1+B1 \\# "0" ', '9')).toBe(
      '域公式“=A1+B1”按表中各格应为 7，文件中保存的结果却是 9，按保存的读取',
    )
  })

  test('other fields and formulas that are not followed are believed', async () => {
    expect(await doubt(' QUOTE 5 ', '8')).toBeUndefined()
    expect(await doubt(' =SUM(甲表 A1) ', '8')).toBeUndefined()
    expect(await doubt(' =IF(A1=3,1,2) ', '8')).toBeUndefined()
  })
})

describe('what is computed', () => {
  /** What a formula in the last cell of a grid gives, if the result kept is not that. */
  const given = (rows: string[][], formula: string): string | undefined => {
    const children = rows.flatMap((cells, r) => cells.map((text, c) => textCell(r, c, text)))
    const table: Table = {
      type: 'table',
      rows: rows.length,
      columns: rows[0]!.length,
      addressing: 'grid',
      children,
    }
    markStale(table, new Map([[children.at(-1)!, [formula]]]))
    return /应为 (\S+)，/.exec(children.at(-1)!.data?.doubt ?? '')?.[1]
  }
  const grid = [
    ['甲', '2', '3'],
    ['乙', '5', '7.5'],
    ['丙', '1', '99'],
  ]

  test.each([
    ['=SUM(ABOVE)', '10.5'],
    ['=sum( B1:B3 )', '8'],
    ['=PRODUCT(B1;B2)', '10'],
    ['=AVERAGE(B1:B2)+1', '4.5'],
    ['=MAX(B1:C2)-MIN(B1:C2)', '5.5'],
    ['=COUNT(B1:C2)', '4'],
    ['=ROUND(C2,0)*-2', '-16'],
    ['=INT(C2)/ABS(-7)', '1'],
    ['=(B1+B2)*2', '14'],
  ])('%s gives %s', (formula, value) => {
    expect(given(grid, formula)).toBe(value)
  })

  test.each([
    '=A1',
    '=D9',
    '=B1/0',
    '=SUM()',
    '=SUM(B1',
    '=B1 B2',
    '=ROUND(B1)',
    'SUM(LEFT)',
    '=1E5',
    `=${'-'.repeat(40)}1`,
  ])('%s is believed', formula => {
    expect(given(grid, formula)).toBeUndefined()
  })

  test('what is right in one way of taking cells in is right', () => {
    const blank = [['2'], [''], ['3'], ['9']]
    for (const kept of ['3', '5'])
      expect(given([...blank.slice(0, 3), [kept]], '=SUM(ABOVE)')).toBeUndefined()
    const year = [['2023年', '2', '2']]
    for (const kept of ['2', '2025']) expect(given([['2023年 1.', '2', kept]], '=SUM(LEFT)')).toBeUndefined()
    expect(given(year, '=SUM(LEFT)')).toBeUndefined()
  })

  test('a figure shown rounded is not out of date', () => {
    expect(given([['2.44', '1', '3.4']], '=SUM(LEFT)')).toBeUndefined()
    expect(given([['2.44', '1', '3.5']], '=SUM(LEFT)')).toBe('3.44')
    expect(given([['1,200', '1', '1,201件']], '=SUM(LEFT)')).toBeUndefined()
  })

  test('a formula longer than any is not followed', () => {
    expect(wordFormula(`=${'1+'.repeat(300)}1`)).toBeNull()
  })
})
