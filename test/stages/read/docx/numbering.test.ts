import {describe, expect, test} from 'vitest'
import type {Paragraph} from '../../../../pipeline/model/ast.ts'
import {numeral} from '../../../../stages/read/word/numerals.ts'
import {cells, p, readBody, tbl, tc, tr} from './helpers.ts'

const lvl = (level: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`
const abstract = (id: number, content: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${content}</w:abstractNum>`
const num = (id: number, of: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`
const item = (text: string, id: number | null, level: number | null = 0, more = '') =>
  p(
    text,
    '',
    `${more}<w:numPr>${level === null ? '' : `<w:ilvl w:val="${level}"/>`}${id === null ? '' : `<w:numId w:val="${id}"/>`}</w:numPr>`,
  )

async function read(body: string, numbering: string, styles = '') {
  const {root, findings} = await readBody(body, {numbering, styles})
  const shown = root.children.map(block => {
    const {value, data} = block as Paragraph
    return data?.numbering === undefined ? value : `${data.numbering}|${value}`
  })
  return {shown, findings}
}

const OUTLINE = abstract(
  0,
  lvl(0, 'chineseCountingThousand', '%1、') +
    lvl(1, 'chineseCountingThousand', '（%2）') +
    lvl(2, 'decimal', '%3.') +
    lvl(3, 'decimalEnclosedCircleChinese', '%4') +
    lvl(4, 'decimal', '%1.%3.%5', '<w:isLgl/>'),
)

test('the levels of an official document', async () => {
  const {shown, findings} = await read(
    item('总体情况', 1) +
      item('主动公开', 1, 1) +
      item('依申请公开', 1, 1) +
      item('属于国家秘密', 1, 2) +
      item('其他', 1, 3) +
      item('2023年', 1, 4) +
      item('主动公开政府信息情况', 1) +
      item('规章', 1, 1),
    OUTLINE + num(1, 0),
  )
  expect(shown).toEqual([
    '一、|一、总体情况',
    '（一）|（一）主动公开',
    '（二）|（二）依申请公开',
    '1.|1. 属于国家秘密',
    '①|① 其他',
    '1.1.1|1.1.1 2023年',
    '二、|二、主动公开政府信息情况',
    '（一）|（一）规章',
  ])
  expect(findings).toEqual([])
})

test('lists of one definition count on together, an own start begins anew once', async () => {
  const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
  const own = `<w:lvlOverride w:ilvl="0">${lvl(0, 'upperRoman', '%1.')}</w:lvlOverride>`
  const {shown} = await read(
    [1, 1, 2, 3, 3, 1, 4].map(id => item('项', id)).join(''),
    OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, start) + num(4, 0, own),
  )
  expect(shown.map(line => line.split('|')[0])).toEqual([
    '一、',
    '二、',
    '三、',
    '一、',
    '二、',
    '三、',
    'IV.',
  ])
})

test('lvlRestart: never, and only after a certain level', async () => {
  const numbering = abstract(
    0,
    lvl(0, 'decimal', '%1.') +
      lvl(1, 'decimal', '%2)', '<w:lvlRestart w:val="0"/>') +
      lvl(2, 'lowerLetter', '%3.', '<w:lvlRestart w:val="1"/>'),
  )
  const {shown} = await read(
    [0, 1, 2, 1, 2, 0, 1, 2].map(level => item('项', 1, level)).join(''),
    numbering + num(1, 0),
  )
  expect(shown.map(line => line.split('|')[0])).toEqual(['1.', '1)', 'a.', '2)', 'b.', '2.', '3)', 'a.'])
})

test('numbering through styles', async () => {
  const styles = [
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="none"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="l"><w:name w:val="linked"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
    '<w:style w:type="numbering" w:styleId="list"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
  ].join('')
  const numbering =
    OUTLINE +
    abstract(1, lvl(0, 'decimal', '%1.') + lvl(1, 'decimal', '%1.%2', '<w:pStyle w:val="l"/>')) +
    abstract(2, '<w:numStyleLink w:val="list"/>') +
    num(1, 0) +
    num(2, 1) +
    num(3, 2)
  const style = (id: string, more = '') => p('题', '', `<w:pStyle w:val="${id}"/>${more}`)
  const {shown} = await read(
    style('1') +
      style('2') +
      style('c') +
      style('n') +
      style('1', '<w:numPr><w:numId w:val="0"/></w:numPr>') +
      style('1', '<w:numPr><w:ilvl w:val="2"/></w:numPr>') +
      style('l') +
      item('题', 3),
    numbering,
    styles,
  )
  expect(shown).toEqual([
    '一、|一、题',
    '（一）|（一）题',
    '二、|二、题',
    '题',
    '题',
    '1.|1. 题',
    '1.1|1.1 题',
    '三、|三、题',
  ])
})

describe('what a number is next to', () => {
  test('no number runs into a figure', async () => {
    const numbering = abstract(0, lvl(0, 'decimal', '%1', '<w:suff w:val="nothing"/>')) + num(1, 0)
    expect((await read(item('2023年', 1), numbering)).shown).toEqual(['1|1 2023年'])
  })

  test('an empty cell shows its number', async () => {
    const {root} = await readBody(tbl([tr([tc(item('', 1)), tc('12')]), tr([tc(item('', 1)), tc('13')])]), {
      numbering: abstract(0, lvl(0, 'decimal', '%1')) + num(1, 0),
    })
    expect(cells(root.children[0])).toEqual(['0,0 1×1 1', '0,1 1×1 12', '1,0 1×1 2', '1,1 1×1 13'])
  })

  test('bullets are read as signs', async () => {
    const wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    const numbering =
      abstract(0, lvl(0, 'bullet', '\uf0d8', wingdings) + lvl(1, 'bullet', '\uf0ff', wingdings)) + num(1, 0)
    expect((await read(item('项', 1) + item('项', 1, 1), numbering)).shown).toEqual(['➢|➢ 项', '•|• 项'])
  })

  test('deleted and hidden numbers', async () => {
    const numbering =
      abstract(0, lvl(0, 'decimal', '%1.') + lvl(1, 'decimal', '%2)', '<w:rPr><w:vanish/></w:rPr>')) +
      num(1, 0)
    const gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    const deleted = `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>${gone}</w:pPr></w:p>`
    expect((await read(item('项', 1) + deleted + item('项', 1) + item('项', 1, 1), numbering)).shown).toEqual(
      ['1.|1. 项', '2.|2. 项', '项'],
    )
  })
})

test('unknown formats and definitions that are missing are told', async () => {
  const {shown, findings} = await read(
    item('项', 1) + item('项', 9),
    abstract(0, lvl(0, 'thaiCounting', '%1.')) + num(1, 0),
  )
  expect(shown).toEqual(['1.|1. 项', '项'])
  expect(findings).toEqual([
    'R04 自动编号的格式 thaiCounting 不认识，已写成阿拉伯数字',
    'R04 文档引用的自动编号没有定义，段首编号未读',
  ])
})

describe('number formats', () => {
  test.each([
    [
      'chineseCounting',
      [1, 10, 11, 20, 21, 99, 100],
      ['一', '十', '十一', '二十', '二十一', '九十九', '一〇〇'],
    ],
    [
      'chineseCountingThousand',
      [10, 100, 105, 110, 1001, 2023],
      ['十', '一百', '一百零五', '一百一十', '一千零一', '二千零二十三'],
    ],
    ['japaneseCounting', [1, 12, 100, 1000], ['一', '十二', '百', '千']],
    ['ideographDigital', [10, 23], ['一〇', '二三']],
    ['ideographTraditional', [1, 10, 11], ['甲', '癸', '11']],
    ['ideographZodiac', [1, 12, 13], ['子', '亥', '13']],
    ['chineseLegalSimplified', [1, 10, 25], ['壹', '壹拾', '贰拾伍']],
    ['decimalEnclosedCircle', [1, 20, 21, 36, 51], ['①', '⑳', '㉑', '㊱', '51']],
    ['decimalEnclosedParen', [1, 20, 21], ['⑴', '⒇', '(21)']],
    ['decimalEnclosedFullstop', [1, 20], ['⒈', '⒛']],
    ['decimalFullWidth', [12], ['１２']],
    ['decimalZero', [9, 10], ['09', '10']],
    ['upperRoman', [4, 1999], ['IV', 'MCMXCIX']],
    ['lowerRoman', [9], ['ix']],
    ['upperLetter', [1, 26, 27, 53], ['A', 'Z', 'AA', 'AAA']],
    ['lowerLetter', [2], ['b']],
    ['numberInDash', [3], ['- 3 -']],
    ['ordinal', [1, 2, 11, 23], ['1st', '2nd', '11th', '23rd']],
    ['none', [3], ['']],
  ] as const)('%s', (format, numbers, texts) => {
    expect(numbers.map(n => numeral(n, format))).toEqual(texts)
  })

  test('an unknown one', () => {
    expect(numeral(1, 'klingon')).toBeNull()
  })
})
