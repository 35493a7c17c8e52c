import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {type DocParagraph, type DocParts, sprm} from '../../../generate/files/docParts.ts'
import {bare} from '../word/outcome.ts'
import {cellsOf, DELETED, define, HIDDEN, plain, read, row, SPECIAL, values} from './parts.ts'

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
