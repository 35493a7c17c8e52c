import {describe, expect, test} from 'vitest'
import type {Paragraph} from '../../../../pipeline/model/ast.ts'
import {p, tbl, tc, tr} from './helpers.ts'
import {cell, del, par, r, read, t} from './runs.ts'

describe('tracked changes', () => {
  test('deleted and moved-away text is out, inserted and moved-here text in', async () => {
    const {values, findings, root} = await read(
      par(
        `${r(t('共'))}${del('12')}<w:ins w:id="2" w:author="甲">${r(t('13'))}</w:ins><w:moveFrom w:id="3" w:author="甲">${r(t('件7'))}</w:moveFrom><w:moveTo w:id="4" w:author="甲">${r(t('件'))}</w:moveTo>`,
      ) + par(`${r(t('无'))}${del('数字')}`),
    )
    expect(values).toEqual(['共13件', '无'])
    expect(findings).toEqual(['R07 修订中已删除的内容“12”、“件7”等 2 处'])
    expect(root.children[0]!.place).toEqual({part: 'word/document.xml'})
  })

  test('a figure corrected in a cell', async () => {
    const {text, findings} = await cell(par(`${r(t('1'))}${del('5')}${r(t('2'))}`))
    expect(text).toBe('12')
    expect(findings).toEqual(['R07 修订中已删除的内容“5”'])
  })

  test('a deleted paragraph mark joins paragraphs, and the second decides how they look', async () => {
    const gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    const {root} = await read(
      p('一、总体', '', `<w:outlineLvl w:val="0"/>${gone}`) +
        p('情况', '', '<w:jc w:val="center"/>') +
        p('后'),
    )
    expect(root.children).toEqual([
      {type: 'paragraph', value: '一、总体情况', data: {align: 'center'}, place: {part: 'word/document.xml'}},
      {type: 'paragraph', value: '后', place: {part: 'word/document.xml'}},
    ])
  })

  test('text before a deleted mark stays where no paragraph follows', async () => {
    const gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    expect((await read(p('甲', '', gone) + tbl([tr([tc('1')])]) + p('乙', '', gone))).values).toEqual([
      '甲',
      '[table]',
      '乙',
    ])
  })

  test('former formatting does not count', async () => {
    const change = '<w:rPrChange w:id="1" w:author="甲"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    expect((await read(p('12', change))).values).toEqual(['12'])
  })
})

describe('struck text', () => {
  test('a figure struck through by hand is out, the one written beside it in', async () => {
    const {values, findings} = await read(
      par(
        r(t('5'), '<w:strike/>') + r(t('6'), '<w:dstrike w:val="1"/>') + r(t('8'), '<w:strike w:val="0"/>'),
      ),
    )
    expect(values).toEqual(['8'])
    expect(findings).toEqual(['R07 用删除线划去的文字“56”'])
  })
})

describe('hidden text', () => {
  const styles = [
    '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="h2"/><w:basedOn w:val="h"/></w:style>',
    '<w:style w:type="character" w:styleId="c"><w:name w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>',
  ].join('')

  test('direct, through styles, and taken back', async () => {
    const {values, findings} = await read(
      par(r(t('甲')) + r(t('1'), '<w:vanish/>') + r(t('乙'), '<w:vanish w:val="0"/>')) +
        p('2', '', '<w:pStyle w:val="h2"/>') +
        par(r(t('丙')) + r(t('3'), '<w:rStyle w:val="c"/>') + r(t('丁'), '<w:specVanish/>')) +
        // Toggle properties of two styles cancel each other out; the hidden mark joins the next paragraph.
        par(r(t('4'), '<w:rStyle w:val="c"/>') + r(t('5')), '<w:pStyle w:val="h"/>') +
        par(r(t('6'), '<w:webHidden/>')),
      {styles},
    )
    expect(values).toEqual(['甲乙', '丙', '46'])
    expect(findings).toEqual(['R07 设为隐藏的文字“1”、“2”、“3丁”、“5”等 4 处'])
  })

  test('a hidden paragraph mark joins what is printed on one line', async () => {
    const hidden = '<w:rPr><w:vanish/></w:rPr>'
    expect((await cell(p('1', '', hidden) + p('2'))).text).toBe('12')
  })

  test('a style separator keeps its heading', async () => {
    const separator = '<w:outlineLvl w:val="1"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>'
    const {root} = await read(p('（一）主动公开', '', separator) + p('全年公开12条'))
    expect(root.children.map(block => [(block as Paragraph).value, (block as Paragraph).data])).toEqual([
      ['（一）主动公开', {depth: 2}],
      ['全年公开12条', undefined],
    ])
  })

  test('hidden through the document defaults', async () => {
    const defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>'
    const {values} = await read(
      p('1') + p('2', '<w:vanish w:val="false"/>', '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
      {
        styles: defaults,
      },
    )
    expect(values).toEqual(['2'])
  })
})
