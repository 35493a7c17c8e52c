import {describe, expect, it} from 'vitest'
import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {rtf} from '../../../../stages/read/rtf/index.ts'
import {bare, outcomeOf} from '../word/outcome.ts'

const HEAD =
  '{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}{\\f2\\fcharset2 Wingdings;}{\\f3\\fcharset136 MingLiU;}}'
const read = (body: string, head = HEAD) => outcomeOf(rtf, Buffer.from(`${head}${body}}`, 'latin1'))
const values = async (body: string, head = HEAD) => (await read(body, head)).tree!.children.map(textOf)

function cellsOf(block: Block | undefined) {
  if (block?.type !== 'table') throw new Error('no table')
  return block.children.map(cell => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, textOf(cell)])
}

describe('characters', () => {
  it.each([
    ['unicode with fallback', '\\u20013?\\u25991?\\par', '中文'],
    ['negative numbers', '\\u-10179?\\u-8265?', '\ud83d\udfb7'],
    ['numbers above 32767', '\\u65311?', '？'],
    ['numbers above 65535', '\\u131072?', '𠀀'],
    ['two fallback bytes', "\\uc2\\u20013\\'d6\\'d05", '中5'],
    ['two fallback bytes counted as one', "\\u20013\\'d6\\'d05", '中5'],
    ['no fallback', '\\uc0\\u20013 5', '中5'],
    ['a fallback that is missing ends at a control word', '\\u20013\\par 5', '中|5'],
    ['the count belongs to the group', '{\\uc0\\u20013}\\u25991?6', '中文6'],
    ['bytes in GBK', "\\'d6\\'d0\\'ce\\'c4", '中文'],
    ['raw bytes in GBK', '\u00d6\u00d0', '中'],
    ['a second byte that is a letter', "\\'95N", '昇'],
    ['a second byte that is a backslash', "\\'95\\\\", '昞'],
    ['Big5 by font', "{\\f3\\'a4\\'a4}", '中'],
    ['GBK under a Western font', "{\\f1\\'d6\\'d0}", '中'],
    ['Western quotes under a Western font', "{\\f1\\'93ok\\'94}", '“ok”'],
    ['escapes and named characters', '\\{a\\\\b\\}\\emdash\\lquote x\\rquote\\~y\\_z', '{a\\b}—‘x’ y-z'],
    ['lines and tabs', 'a\\line b\\tab c', 'a\nb c'],
    ['raised marks next to figures', '12{\\super 1}', '12 1'],
    ['a backslash before a line end is a paragraph', 'a\\\nb', 'a|b'],
    ['the Unicode form of two', '{\\upr{alt}{\\*\\ud{\\u20013?}}}', '中'],
    ['a formula', 'a{\\mmath{\\*\\moMath{\\mr 12}}{\\mmathPict{\\pict 0102}}}b', 'a12b'],
    ['parts of a formula', '{\\mmath{\\*\\moMath{\\mf{\\mnum{\\mr 1}}{\\mden{\\mr 2}}}}}', '1 2'],
    ['data is no text', '{\\pict\\bin3 }}}}a', 'a'],
  ])('%s', async (_, body, expected) => {
    expect((await values(body)).filter(value => value !== '').join('|')).toBe(expected)
  })

  it('no declared encoding: by language, else concluded and told', async () => {
    const bytes = "\\'d6\\'d0"
    expect((await read(bytes, '{\\rtf1\\ansi\\deflang2052 ')).findings).toEqual([])
    expect(await values(bytes, '{\\rtf1\\ansi\\deflang2052 ')).toEqual(['中'])
    expect(await read(bytes, '{\\rtf1\\ansi ')).toMatchObject({
      tree: {children: [{value: '中'}]},
      findings: [{rule: 'R02', what: '文件没有说明编码，按简体中文（GB 18030）读取'}],
    })
  })

  it('symbol fonts are told', async () => {
    const {tree, findings} = await read("{\\f2\\'fe}\\u30002?")
    expect(tree!.children.map(textOf)).toEqual(['\ufffd甲'])
    expect(findings).toEqual([{rule: 'R06', what: '1处符号字体的字符没有对应的文字', severity: 'warning'}])
  })
})

describe('what is shown', () => {
  it('deleted and hidden text is out and told, inserted text in', async () => {
    const {tree, findings} = await read(
      '{\\deleted 1}{\\mvf 2}{\\revised 35}{\\mvt }{\\v 7}{\\deleted\\par}8\\par 9',
    )
    expect(tree!.children.map(textOf)).toEqual(['358', '9'])
    expect(findings).toEqual([
      {rule: 'R07', what: '修订中删除的文字“1”、“2”等2处', place: {offset: 0}},
      {rule: 'R07', what: '设为隐藏的文字“7”等1处', place: {offset: 2}},
    ])
  })

  it('text struck through by hand is out and told, single or double', async () => {
    const {tree, findings} = await read('{\\strike 12}{\\striked1 3}{\\strike\\strike0 4}5')
    expect(tree!.children.map(textOf)).toEqual(['45'])
    expect(findings).toEqual([
      {rule: 'R07', what: '用删除线划去的文字“12”、“3”等2处', severity: 'warning', place: {offset: 0}},
    ])
  })

  it('fields, lists, notes, headers, text boxes, pictures, objects', async () => {
    const {tree, findings} = await read(
      [
        '{\\header H\\par}{\\footer F}{\\footer F}',
        '{\\field{\\*\\fldinst { PAGE {\\field{\\*\\fldinst x}{\\fldrslt y}}}}{\\fldrslt 12}}{\\super\\chftn{\\footnote\\pard\\plain N 3}}\\par',
        '{\\listtext\\pard\\plain\\f1 \\u19968?\\u12289?\\tab}\\pard\\outlinelevel0 T\\par',
        '\\pard{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn x}{\\sv 5}}{\\shptxt\\pard B\\par}}{\\shprslt no}}A{\\*\\shppict{\\pict 00}}{\\nonshppict{\\pict 00}}\\par',
        '{\\object\\objemb{\\*\\objclass Excel.Sheet.8}{\\*\\objdata 0102}{\\result{\\pict 00}}}\\par',
        '{\\*\\unknown gone}{\\annotation gone}E',
      ].join(''),
    )
    expect(bare(tree!.children)).toEqual([
      {type: 'paragraph', value: 'H', data: {role: 'header'}},
      {type: 'paragraph', value: '12'},
      {type: 'paragraph', value: '一、T', data: {depth: 1, numbering: '一、'}},
      {type: 'paragraph', value: 'B'},
      {type: 'paragraph', value: 'A'},
      {type: 'image'},
      {type: 'image'},
      {type: 'paragraph', value: 'E'},
      {type: 'paragraph', value: 'N 3', data: {role: 'footnote'}},
      {type: 'paragraph', value: 'F', data: {role: 'footer'}},
    ])
    expect(findings.map(({rule, what}) => [rule, what])).toEqual([
      ['R05', '1个嵌入对象（Excel.Sheet.8）的内容未读取'],
      ['R07', '批注未读入'],
    ])
  })

  it('properties', async () => {
    const {tree} = await read(
      '{\\info{\\title\\u30002?}{\\author a}{\\creatim\\yr2023\\mo1\\dy9\\hr8\\min5}}x',
    )
    expect(tree!.data).toEqual({
      reader: 'rtf',
      title: '甲',
      encoding: 'gb18030',
      metadata: [
        {name: 'title', value: '甲'},
        {name: 'author', value: 'a'},
        {name: 'created', value: '2023-01-09T08:05'},
      ],
    })
  })
})

describe('tables', () => {
  it('merges both ways, a definition that holds for further rows, and one written after the cells', async () => {
    const {tree, findings} = await read(
      [
        '\\trowd\\clmgf\\cellx900\\clmrg\\cellx1800\\clvmgf\\cellx2700\\intbl a\\cell\\cell 1\\cell\\row',
        '\\trowd\\cellx900\\cellx1800\\clvmrg\\cellx2700\\intbl b\\cell c\\cell\\cell\\row',
        '\\intbl d\\cell e\\cell\\cell\\row',
        '\\pard\\intbl f\\cell g\\cell 2\\cell\\trowd\\cellx900\\cellx1800\\cellx2700\\row',
        '\\pard end',
      ].join('\n'),
    )
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 1, 2, 'a'],
      [0, 2, 3, 1, '1'],
      [1, 0, 1, 1, 'b'],
      [1, 1, 1, 1, 'c'],
      [2, 0, 1, 1, 'd'],
      [2, 1, 1, 1, 'e'],
      [3, 0, 1, 1, 'f'],
      [3, 1, 1, 1, 'g'],
      [3, 2, 1, 1, '2'],
    ])
    expect(findings).toEqual([])
  })

  it('text before a row end without its cell mark is kept', async () => {
    const {tree} = await read('\\trowd\\cellx900\\cellx1800\\intbl a\\cell b\\row\\pard x')
    expect(cellsOf(tree!.children[0]).map(cell => cell[4])).toEqual(['a', 'b'])
  })

  it('a row without any definition is addressed by sequence', async () => {
    const {tree, findings} = await read('\\intbl a\\cell b\\cell\\row\\pard x')
    expect(tree!.children[0]).toMatchObject({type: 'table', addressing: 'sequence', rows: 1, columns: 2})
    expect(findings.map(({rule}) => rule)).toEqual(['R03'])
  })
})

describe('broken files', () => {
  it('a missing end, content behind the end, groups without end', async () => {
    const cut = await outcomeOf(rtf, Buffer.from(`${HEAD}a{\\b b`))
    expect(cut).toMatchObject({
      tree: {children: [{value: 'ab'}]},
      findings: [{rule: 'R04', what: 'RTF 文件没有结束括号，内容可能不全'}],
    })
    const more = await outcomeOf(rtf, Buffer.from(`${HEAD}a}b}c`))
    expect(more).toMatchObject({
      tree: {children: [{value: 'a'}]},
      findings: [{rule: 'R04', what: '结束括号之后的内容未读取', severity: 'warning'}],
    })
    const deep = await read(`${'{'.repeat(5000)}a${'}'.repeat(5000)}b`)
    expect(deep).toMatchObject({tree: {children: [{value: 'ab'}]}, findings: [{rule: 'R08'}]})
  })
})

it('edges beyond all numbers still give every cell a column', async () => {
  const body = '\\trowd\\cellx99999999999999999999\\cellx99999999999999999999\\intbl 1\\cell 2\\cell\\row'
  const {tree} = await read(body)
  expect(cellsOf(tree!.children[0])).toEqual([
    [0, 0, 1, 1, '1'],
    [0, 1, 1, 1, '2'],
  ])
})
