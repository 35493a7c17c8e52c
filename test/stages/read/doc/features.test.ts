import {describe, expect, it} from 'vitest'
import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {
  buildDoc,
  type DocParagraph,
  type DocParts,
  type DocStyle,
  int16,
  int32,
  sprm,
} from '../../../generate/docParts.ts'
import {bare, outcomeOf} from '../word/outcome.ts'

const IN_TABLE = [...sprm(0x2416, 1), ...sprm(0x6649, 1, 0, 0, 0)]
const HIDDEN = sprm(0x083c, 1)
const DELETED = sprm(0x0800, 1)
const SPECIAL = sprm(0x0855, 1)

const read = (parts: DocParts) => outcomeOf(doc, buildDoc(parts))
const values = async (parts: DocParts) => (await read(parts)).tree!.children.map(textOf)
const plain = (...texts: string[]): DocParagraph[] => texts.map(text => ({text}))

/** A row: cells of one paragraph each, and the properties of its row end mark. */
function row(texts: string[], properties: number[]): DocParagraph[] {
  return [
    ...texts.map(text => ({text, mark: 7, properties: IN_TABLE})),
    {text: '', mark: 7, properties: [...IN_TABLE, ...sprm(0x2417, 1), ...properties]},
  ]
}

/** sprmTDefTable. */
function define(edges: number[], flags: number[] = []): number[] {
  const cells = flags.flatMap(flag => [...int16(flag), ...new Array<number>(18).fill(0)])
  const operand = [edges.length - 1, ...edges.flatMap(int16), ...cells]
  return [...int16(0xd608), ...int16(operand.length + 1), ...operand]
}

/** Cells as [row, column, rowSpan, columnSpan, text]. */
function cellsOf(block: Block | undefined) {
  if (block?.type !== 'table') throw new Error('no table')
  return block.children.map(cell => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, textOf(cell)])
}

describe('pieces', () => {
  it('narrow pieces are code page 1252, wide ones UTF-16, whatever their order of widths', async () => {
    const text = '\u0093ab\u0094\u0080中文'
    expect(await values({main: plain(text), pieces: [{length: 5, width: 1}]})).toEqual(['“ab”€中文'])
  })

  it('a short modifier hides a piece (fast save, Prm0)', async () => {
    const {tree, findings} = await read({
      main: plain('甲12乙'),
      pieces: [
        {length: 1, width: 2},
        {length: 2, width: 2, prm: (0x5c << 1) | (1 << 8)},
      ],
    })
    expect(tree!.children.map(textOf)).toEqual(['甲乙'])
    expect(findings).toEqual([{rule: 'R07', what: '设为隐藏的文字“12”等1处', place: {offset: 1}}])
  })

  it('a modifier list deletes a piece (fast save, Prm1)', async () => {
    const {tree, findings} = await read({
      main: plain('甲12乙'),
      grpprls: [HIDDEN, DELETED],
      pieces: [
        {length: 1, width: 2},
        {length: 2, width: 2, prm: (1 << 1) | 1},
      ],
    })
    expect(tree!.children.map(textOf)).toEqual(['甲乙'])
    expect(findings).toEqual([{rule: 'R07', what: '修订中删除的文字“12”等1处', place: {offset: 1}}])
  })
})

describe('characters', () => {
  it('a figure corrected under revision: deleted out, inserted in', async () => {
    const runs = [
      {length: 2, properties: DELETED},
      {length: 2, properties: sprm(0x0801, 1)},
    ]
    expect(await values({main: [{text: '1235', runs}]})).toEqual(['35'])
  })

  it('a deleted paragraph mark joins two paragraphs', async () => {
    const runs = [
      {length: 1, properties: []},
      {length: 1, properties: DELETED},
    ]
    expect(await values({main: [{text: '甲', runs}, {text: '乙'}]})).toEqual(['甲乙'])
  })

  it('hidden by paragraph style, by its base, by character style, and taken back', async () => {
    const styles = [
      {builtIn: 0, kind: 1, base: 0xfff},
      {builtIn: 0xffe, kind: 1, base: 0xfff, character: HIDDEN},
      {builtIn: 0xffe, kind: 1, base: 1},
      {builtIn: 0xffe, kind: 2, base: 0xfff, character: HIDDEN},
    ] as DocParts['styles']
    const main: DocParagraph[] = [
      {text: '甲'},
      {text: '1', style: 1},
      {text: '\x01', style: 0},
      {text: '2', style: 2},
      {
        text: '乙3',
        runs: [
          {length: 1, properties: []},
          {length: 1, properties: sprm(0x4a30, 3, 0)},
        ],
      },
      {text: '4', style: 1, runs: [{length: 2, properties: sprm(0x083c, 0)}]},
      {text: '5', style: 1, runs: [{length: 2, properties: sprm(0x083c, 0x81)}]},
    ]
    expect(await values({main, styles})).toEqual(['甲', '乙', '4', '5'])
  })

  it('a raised mark next to a figure stays apart from it', async () => {
    const raised = (text: string) => ({
      text,
      runs: [
        {length: 2, properties: []},
        {length: 1, properties: sprm(0x2a48, 1)},
      ],
    })
    expect(await values({main: [raised('121'), raised('注释①'), raised('12*')]})).toEqual([
      '12 1',
      '注释①',
      '12*',
    ])
  })

  it('hyphens, line breaks, symbols of symbol fonts', async () => {
    const symbol = {length: 1, properties: [...SPECIAL, ...sprm(0x6a09, 1, 0, 0xfe, 0xf0)]}
    const {tree, findings} = await read({
      main: [{text: 'a\x1eb\x1fc\x0bd'}, {text: '(甲', runs: [symbol]}],
    })
    expect(tree!.children.map(textOf)).toEqual(['a-bc\nd', '\ufffd甲'])
    expect(findings).toEqual([{rule: 'R06', what: '1处符号字体的字符没有对应的文字', severity: 'warning'}])
  })

  it('a picture follows its paragraph; form field data is none', async () => {
    const {tree} = await read({
      main: [
        {text: '\x01图', runs: [{length: 1, properties: SPECIAL}]},
        {text: '\x01表', runs: [{length: 1, properties: [...SPECIAL, ...sprm(0x0806, 1)]}]},
      ],
    })
    expect(bare(tree!.children)).toEqual([
      {type: 'paragraph', value: '图'},
      {type: 'image'},
      {type: 'paragraph', value: '表'},
    ])
  })
})

describe('fields', () => {
  it('instructions out, results in, nested', async () => {
    const text = '共\x13 = \x13 REF a \x149\x15 + 3 \x1412\x15件'
    expect(await values({main: plain(text)})).toEqual(['共12件'])
  })

  it('a ringed figure without a result, an embedded sheet', async () => {
    const {tree, findings} = await read({
      main: plain('\x13 eq \\o\\ac(○,3) \x15甲', '\x13 EMBED Excel.Sheet.8 \x14\x15乙'),
    })
    expect(tree!.children.map(textOf)).toEqual(['③甲', '乙'])
    expect(findings).toEqual([
      {rule: 'R05', what: '1个嵌入对象（Excel.Sheet.8）的内容未读取', place: {offset: 42}},
    ])
  })

  it('a field that never ends takes nothing with it', async () => {
    const {tree, findings} = await read({
      main: [...row(['\x13 12', '34'], define([0, 900, 1800])), ...plain('完')],
    })
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 1, 1, '12'],
      [0, 1, 1, 1, '34'],
    ])
    expect(tree!.children.map(block => block.type)).toEqual(['table', 'paragraph'])
    expect(findings).toEqual([
      {rule: 'R04', what: '1处域代码没有结束，按文字读取', severity: 'warning', place: {offset: 4}},
    ])
  })
})

describe('rows', () => {
  it.each([
    ['the higher bit leads', [2, 1, 0]],
    ['the lower bit leads', [1, 2, 0]],
    ['both bits lead', [3, 1, 0]],
  ])('horizontal merges where %s', async (_, flags) => {
    const {tree} = await read({
      main: [
        ...row(['甲', '', '1'], define([0, 900, 1800, 2700], flags)),
        ...row(['a', 'b', '2'], define([0, 900, 1800, 2700])),
      ],
    })
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 1, 2, '甲'],
      [0, 2, 1, 1, '1'],
      [1, 0, 1, 1, 'a'],
      [1, 1, 1, 1, 'b'],
      [1, 2, 1, 1, '2'],
    ])
  })

  it('merges and splits laid over a definition', async () => {
    const shape = define([0, 900, 1800, 2700])
    const {tree} = await read({
      main: [
        ...row(['甲', '1', '2'], [...shape, ...sprm(0xd62b, 2, 0, 3)]),
        ...row(['', '3', '4'], [...shape, ...sprm(0xd62b, 2, 0, 1), ...sprm(0x5624, 1, 3)]),
        ...row(['乙', '5', '6'], [...shape, ...sprm(0x5624, 1, 3), ...sprm(0x5625, 1, 3)]),
      ],
    })
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 2, 1, '甲'],
      [0, 1, 1, 1, '1'],
      [0, 2, 1, 1, '2'],
      [1, 1, 1, 2, '3'],
      [2, 0, 1, 1, '乙'],
      [2, 1, 1, 1, '5'],
      [2, 2, 1, 1, '6'],
    ])
  })

  it('what a merged cell covers is named, not read', async () => {
    const {tree, findings} = await read({
      main: [...row(['甲', '7', '1'], define([0, 900, 1800, 2700], [2, 1, 0]))],
    })
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 1, 1, '甲'],
      [0, 1, 1, 1, '1'],
    ])
    expect(findings).toEqual([
      {
        rule: 'R07',
        what: '被合并单元格遮住的文字“7”不显示，未读入',
        place: {table: 1, row: 0, column: 0},
      },
    ])
  })

  it('cells inserted, deleted, widened after the definition', async () => {
    const {tree} = await read({
      main: [
        ...row(['1', '2', '3'], define([0, 900, 1800, 2700])),
        ...row(['4', '5', '6'], [...define([0, 900, 1800]), ...sprm(0x7621, 1, 1, ...int16(900))]),
        ...row(['7', '8', '9'], [...define([0, 900, 1800, 2200, 3100]), ...sprm(0x5622, 2, 3)]),
        ...row(['a', 'b', 'c'], [...define([0, 500, 1400, 2300]), ...sprm(0x7623, 0, 1, ...int16(900))]),
      ],
    })
    expect(tree!.children[0]).toMatchObject({rows: 4, columns: 3})
    expect(cellsOf(tree!.children[0]).every(([, , rows, columns]) => rows === 1 && columns === 1)).toBe(true)
  })

  it('a deleted row is out', async () => {
    const gone = row(['3', '4'], define([0, 900, 1800]))
    for (const paragraph of gone) paragraph.runs = [{length: 99, properties: DELETED}]
    const {tree, findings} = await read({
      main: [...row(['1', '2'], define([0, 900, 1800])), ...gone, ...row(['5', '6'], define([0, 900, 1800]))],
    })
    expect(tree!.children[0]).toMatchObject({rows: 2, columns: 2})
    expect(cellsOf(tree!.children[0]).map(cell => cell[4])).toEqual(['1', '2', '5', '6'])
    expect(findings.map(({rule}) => rule)).toEqual(['R07'])
  })

  it('a row that shows text stays, whatever the mark at its end says', async () => {
    const end = row(['3', '4'], define([0, 900, 1800]))
    end.at(-1)!.runs = [{length: 99, properties: DELETED}]
    const {tree, findings} = await read({main: [...row(['1', '2'], define([0, 900, 1800])), ...end]})
    expect(cellsOf(tree!.children[0]).map(cell => cell[4])).toEqual(['1', '2', '3', '4'])
    expect(findings).toEqual([])
  })

  it('text struck through by hand is out and told, single or double', async () => {
    const struck = [sprm(0x0837, 1), sprm(0x2a53, 1), sprm(0x0837, 0)]
    const runs = struck.map(properties => ({length: 1, properties}))
    const {tree, findings} = await read({main: [{text: '123', runs}]})
    expect(tree!.children.map(textOf)).toEqual(['3'])
    expect(findings).toEqual([
      {rule: 'R07', what: '用删除线划去的文字“1”、“2”等2处', severity: 'warning', place: {offset: 0}},
    ])
  })

  it('struck, hidden or raised by a style: of the characters, or of each paragraph that a run reaches over', async () => {
    const styles: DocStyle[] = [
      {builtIn: 0, kind: 1, base: 0xfff},
      {builtIn: 0xffe, kind: 1, base: 0, character: sprm(0x0837, 1)},
      {builtIn: 0xffe, kind: 1, base: 0, character: HIDDEN},
      {builtIn: 0xffe, kind: 2, base: 0xfff, character: sprm(0x2a48, 1)},
      {builtIn: 0xffe, kind: 2, base: 0xfff, character: sprm(0x0837, 1)},
    ]
    const styled = (style: number) => [...int16(0x4a30), ...int16(style)]
    const {tree, findings} = await read({
      styles,
      main: [
        {text: '77', style: 1},
        {text: '8', style: 2},
        {text: '12'},
        {
          text: '341',
          runs: [
            {length: 2, properties: []},
            {length: 1, properties: styled(3)},
          ],
        },
        {text: '956', runs: [{length: 1, properties: styled(4)}]},
        // The style's line taken away, and the hidden text shown.
        {text: '6', style: 1, runs: [{length: 1, properties: sprm(0x0837, 0)}]},
        {text: '5', style: 2, runs: [{length: 1, properties: sprm(0x083c, 0)}]},
      ],
    })
    expect(tree!.children.map(textOf)).toEqual(['12', '34 1', '56', '6', '5'])
    expect(findings).toEqual([
      {rule: 'R07', what: '用删除线划去的文字“77”、“9”等2处', severity: 'warning', place: {offset: 0}},
      {rule: 'R07', what: '设为隐藏的文字“8”等1处', place: {offset: 3}},
    ])
  })

  it('more cells than defined, and a row without a definition', async () => {
    const more = await read({main: row(['1', '2', '3'], define([0, 900, 1800]))})
    expect(cellsOf(more.tree!.children[0]).map(cell => cell[4])).toEqual(['1', '2', '3'])
    expect(more.findings).toEqual([
      {rule: 'R03', what: '第1行定义了2个单元格，实有3个', place: {table: 1, row: 0}},
    ])
    const none = await read({main: row(['1', '2'], [])})
    expect(none.tree!.children[0]).toMatchObject({addressing: 'sequence', rows: 1, columns: 2})
    expect(none.findings).toEqual([
      {rule: 'R03', what: '第1行没有列定义，本表只能按单元格先后次序读取', place: {table: 1, row: 0}},
    ])
  })

  it('empty cells without width go, those with text stay', async () => {
    const {tree} = await read({
      main: [...row(['1', '', '2'], define([0, 900, 900, 1800])), ...row(['3', '4'], define([0, 900, 1800]))],
    })
    expect(tree!.children[0]).toMatchObject({rows: 2, columns: 2})
    const full = await read({main: row(['1', '5', '2'], define([0, 900, 900, 1800]))})
    expect(cellsOf(full.tree!.children[0]).map(cell => cell[4])).toEqual(['1', '5', '2'])
  })
})

describe('lists', () => {
  const level = (format: number, text: string) => [
    ...int32(1),
    format,
    0,
    ...[...text]
      .map((c, i) => (c < '\x09' ? i + 1 : 0))
      .filter(i => i > 0)
      .concat(new Array(9).fill(0))
      .slice(0, 9),
    2,
    ...new Array<number>(8).fill(0),
    0,
    0,
    0,
    0,
    ...int16(text.length),
    ...[...text].flatMap(c => int16(c.charCodeAt(0))),
  ]
  const levels = [
    level(37, '\0、'),
    level(37, '（\x01）'),
    level(0, '\x02.'),
    ...new Array(6).fill(level(0, '')),
  ]
  const list = [...int32(77), ...int32(0), ...new Array<number>(18).fill(0), 0, 0]
  const structures = [
    {index: 73, bytes: [...int16(1), ...list, ...levels.flat()], size: 2 + list.length},
    {index: 74, bytes: [...int32(1), ...int32(77), ...new Array<number>(12).fill(0), ...int32(0xffffffff)]},
  ]
  const item = (text: string, depth: number): DocParagraph => ({
    text,
    properties: [...sprm(0x460b, 1, 0), ...sprm(0x260a, depth)],
  })

  it('一、（一）1. as Word prints them', async () => {
    const {tree} = await read({
      main: [
        item('总体', 0),
        item('主动公开', 1),
        item('甲', 2),
        item('乙', 2),
        item('平台', 1),
        item('丙', 2),
        item('申请', 0),
        item('丁', 1),
      ],
      structures,
    })
    expect(bare(tree!.children)).toEqual(
      [
        ['一、', '总体'],
        ['（一）', '主动公开'],
        ['1.', '甲'],
        ['2.', '乙'],
        ['（二）', '平台'],
        ['1.', '丙'],
        ['二、', '申请'],
        ['（一）', '丁'],
      ].map(([numbering, text]) => ({type: 'paragraph', value: `${numbering}${text}`, data: {numbering}})),
    )
  })
})

describe('outside the body', () => {
  it('headers first, footnotes and footers last, comments told', async () => {
    const headers = plain('', '', '', '', '', '', '', '页眉', '', '第1页', '', '')
    const bounds = [0]
    for (const {text} of headers) bounds.push(bounds.at(-1)! + text.length + 1)
    const {tree, findings} = await read({
      main: plain('正文'),
      footnotes: plain('脚注'),
      headers,
      comments: plain('批注'),
      structures: [{index: 11, bytes: bounds.flatMap(int32)}],
    })
    expect(bare(tree!.children)).toEqual([
      {type: 'paragraph', value: '页眉', data: {role: 'header'}},
      {type: 'paragraph', value: '正文'},
      {type: 'paragraph', value: '脚注', data: {role: 'footnote'}},
      {type: 'paragraph', value: '第1页', data: {role: 'footer'}},
    ])
    expect(findings).toEqual([{rule: 'R07', what: '批注未读入'}])
  })

  it('a text box stands before the paragraph it is anchored in', async () => {
    const shape = [...int32(1025), ...new Array<number>(22).fill(0)]
    const box = [...new Array<number>(14).fill(0), ...int32(1025), ...int32(0)]
    const {tree} = await read({
      main: [{text: '甲'}, {text: '\x08乙', runs: [{length: 1, properties: SPECIAL}]}],
      textboxes: plain('框'),
      structures: [
        {index: 40, bytes: [...int32(2), ...int32(3), ...shape]},
        {index: 56, bytes: [...int32(0), ...int32(2), ...box]},
      ],
    })
    expect(tree!.children.map(textOf)).toEqual(['甲', '框', '乙'])
  })
})

describe('what is not read', () => {
  it('encrypted, packaged with a password, other kinds, empty Data', async () => {
    const streams = (name: string) => ({main: plain('甲'), streams: {[name]: new Uint8Array(10)}})
    expect((await read({main: plain('甲'), flags: 0x100})).unreadable?.reason).toBe('encrypted')
    expect((await read(streams('/EncryptedPackage'))).unreadable?.reason).toBe('encrypted')
    expect(await values({main: plain('甲'), data: new Uint8Array(0)})).toEqual(['甲'])
    expect((await read({main: plain('甲'), nFib: 104})).unreadable?.reason).toBe('unsupported')
  })
})
