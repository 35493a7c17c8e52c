import {describe, expect, test} from 'vitest'
import type {Paragraph} from '../../../../pipeline/model/ast.ts'
import {p} from './helpers.ts'
import {cell, par, r, read, superscript, t} from './runs.ts'

describe('characters', () => {
  test('tabs, breaks, hyphens', async () => {
    const body = par(
      r(
        `${t('甲')}<w:tab/>${t('乙')}<w:br/>${t('丙')}<w:cr/>${t('丁')}<w:noBreakHyphen/>${t('戊')}<w:softHyphen/>${t('己')}<w:ptab w:alignment="right" w:relativeTo="margin" w:leader="none"/>${t('庚')}`,
      ),
      '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>',
    )
    expect((await read(body)).values).toEqual(['甲 乙\n丙\n丁-戊己 庚'])
  })

  test('white space collapses, line breaks stay', async () => {
    expect((await read(p('　　总 &#160; 计  ') + p(' \u3000 '))).values).toEqual(['总 计'])
  })

  test('symbols of symbol fonts', async () => {
    const sym = (font: string, char: string) => `<w:sym w:font="${font}" w:char="${char}"/>`
    const {values, findings} = await read(
      par(
        r(
          sym('Wingdings', 'F0FE') +
            sym('Wingdings 2', 'F052') +
            sym('Wingdings', 'F082') +
            sym('Symbol', 'F031'),
        ),
      ) +
        par(r(sym('Wingdings', 'F036') + sym('Wingdings', 'F036'))) +
        par(r(t('\uf0d8'), '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
    )
    expect(values).toEqual(['☑☑②1', '\ufffd\ufffd', '➢'])
    expect(findings).toEqual(['R06 字体“Wingdings”的符号 F036 没有对应文字'])
  })

  test('ruby keeps the base', async () => {
    const ruby = `<w:ruby><w:rubyPr/><w:rt>${r(t('liáng'))}</w:rt><w:rubyBase>${r(t('梁'))}</w:rubyBase></w:ruby>`
    expect((await read(par(r(ruby) + r(t('平'))))).values).toEqual(['梁平'])
  })

  test('smart tags, custom XML, links and unknown elements are looked through', async () => {
    const body = par(
      `<w:smartTag w:element="a"><w:smartTagPr/>${r(t('梁'))}</w:smartTag><w:customXml w:element="b">${r(t('平'))}</w:customXml><w:hyperlink r:id="x">${r(t('区'))}</w:hyperlink><zz:any>${r(t('年'))}</zz:any><w:bdo w:val="ltr">${r(t('报'))}</w:bdo>`,
    )
    expect((await read(body)).values).toEqual(['梁平区年报'])
  })

  test('text of another namespace is no text', async () => {
    expect((await read(par(`<zz:t>9</zz:t>${r(`${t('1')}<zz:t>9</zz:t>`)}`))).values).toEqual(['1'])
  })

  test('formulas read in order, told where position mattered', async () => {
    const plain = `<m:oMath><m:r><w:rPr/><m:t>12</m:t></m:r></m:oMath>`
    const power = `<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>`
    const {values, findings} = await read(par(plain) + par(power))
    expect(values).toEqual(['12', '10 3'])
    expect(findings).toEqual(['R04 公式只按字符顺序读出，上下标与分数的位置未保留'])
  })
})

describe('raised text beside a figure', () => {
  test.each([
    ['①', '12', 'R07 数字旁的注释标记“①”'],
    ['[1]', '12', 'R07 数字旁的注释标记“[1]”'],
    ['注1', '12', 'R07 数字旁的注释标记“注1”'],
    ['*', '12', 'R07 数字旁的注释标记“*”'],
    ['1', '12 1', null],
    ['3', '12 3', null],
  ])('%s after 12 in a cell', async (mark, text, finding) => {
    const read = await cell(par(r(t('12')) + r(t(mark), superscript)))
    expect(read.text).toBe(text)
    expect(read.findings).toEqual(finding ? [finding] : [])
  })

  test('a mark in three runs, before a figure, through a style, by position', async () => {
    const styles = `<w:style w:type="character" w:styleId="a"><w:name w:val="上标"/><w:rPr>${superscript}</w:rPr></w:style>`
    const three = ['[', '2', ']'].map(one => r(t(one), superscript)).join('')
    expect((await cell(par(r(t('12')) + three))).text).toBe('12')
    expect((await cell(par(r(t('①'), superscript) + r(t('12'))))).text).toBe('12')
    expect((await cell(par(r(t('12')) + r(t('②'), '<w:rStyle w:val="a"/>')), {styles})).text).toBe('12')
    for (const by of [8, 2, -3])
      expect((await cell(par(r(t('12')) + r(t('1'), `<w:position w:val="${by}"/>`)))).text).toBe('12 1')
    expect((await cell(par(r(t('12'), '<w:position w:val="2"/>')))).text).toBe('12')
  })

  test('in running text and beside words nothing is lost', async () => {
    const {values, findings} = await read(
      par(r(t('受理12')) + r(t('[1]'), superscript) + r(t('件'))) +
        par(r(t('120m')) + r(t('2'), superscript)),
    )
    expect(values).toEqual(['受理12 [1]件', '120m2'])
    expect(findings).toEqual([])
  })

  test('a cell that is raised as a whole is its figure', async () => {
    expect((await cell(par(r(t('12'), superscript)))).text).toBe('12')
  })
})

describe('headings', () => {
  const styles = [
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>',
  ].join('')

  test('outline level, style names, chains, chains that turn in a circle', async () => {
    const style = (id: string, more = '') => p('题', '', `<w:pStyle w:val="${id}"/>${more}`)
    const {root} = await read(
      style('1') +
        style('2') +
        style('b', '<w:jc w:val="left"/>') +
        style('1', '<w:outlineLvl w:val="9"/>') +
        style('x') +
        style('none') +
        p('题', '', '<w:outlineLvl w:val="2"/>'),
      {styles},
    )
    expect(root.children.map(block => (block as Paragraph).data)).toEqual([
      {depth: 1, align: 'center'},
      {depth: 2},
      {depth: 1, align: 'left'},
      {align: 'center'},
      undefined,
      undefined,
      {depth: 3},
    ])
  })
})
