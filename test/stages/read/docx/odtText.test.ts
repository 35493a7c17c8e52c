import {describe, expect, it} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {odtBody} from '../../../generate/files/odt.ts'
import {cell, p, read, row, table, textStyle} from './odtText.ts'

describe('text', () => {
  it('blanks, tabs and line ends', async () => {
    const text = p('甲<text:s text:c="2"/>乙<text:tab/>丙<text:line-break/>\n  丁')
    expect((await read(text)).outline).toEqual(['甲 乙 丙\n丁'])
  })

  it('hidden and struck text is left out, raised text kept apart', async () => {
    const styles =
      textStyle('H', 'text:display="none"') +
      textStyle('S', 'style:text-line-through-style="solid"') +
      textStyle('R', 'style:text-position="super 58%"')
    const span = (style: string, text: string) => `<text:span text:style-name="${style}">${text}</text:span>`
    const {outline, findings} = await read(p(`1${span('H', '2')}${span('S', '3')}4${span('R', '5')}`), styles)
    expect(outline).toEqual(['14 5'])
    expect(findings).toEqual(['R07 设为隐藏的文字“2”', 'R07 用删除线划去的文字“3”'])
  })

  it('white digits and specks in a cell make it doubtful, but white on a ground', async () => {
    const styles =
      textStyle('W', 'fo:color="#ffffff"') +
      textStyle('G', 'fo:color="#ffffff" fo:background-color="#000080"') +
      textStyle('T', 'fo:font-size="1pt"') +
      textStyle('N', 'fo:font-size="6pt"') +
      '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f4e79"/></style:style>'
    const cell = (style: string, more = '') =>
      `<table:table-cell ${more}>${p(`12<text:span text:style-name="${style}">8</text:span>`)}</table:table-cell>`
    const row = `${cell('W')}${cell('G')}${cell('T')}${cell('W', 'table:style-name="C"')}${cell('N')}`
    const {root} = await read(
      `<table:table><table:table-column table:number-columns-repeated="5"/><table:table-row>${row}</table:table-row></table:table>`,
      styles,
    )
    expect((root.children[0] as Table).children.map(({data}) => data?.doubt)).toEqual([
      '单元格中的“8”是白色的文字，可能不显示，按文件中的文字读取',
      undefined,
      '单元格中的“8”字号小到无法辨认，按文件中的文字读取',
      undefined,
      '单元格中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取',
    ])
  })

  it('digits in a font of pictures make a cell doubtful', async () => {
    const styles =
      '<style:font-face style:name="Wingdings1" svg:font-family="&apos;Wingdings&apos;"/>' +
      '<style:font-face style:name="Wingdings2" svg:font-family="仿宋"/>' +
      textStyle('F', 'style:font-name="Wingdings1"') +
      textStyle('N', 'style:font-name="Wingdings2"') +
      textStyle('S', 'style:font-name="Symbol"') +
      textStyle('W', 'fo:font-family="Webdings"')
    const of = (style: string) => cell(`12<text:span text:style-name="${style}">8</text:span>`)
    const cells = ['F', 'N', 'S', 'W'].map(of).join('')
    const columns = '<table:table-column table:number-columns-repeated="4"/>'
    const {root} = await read(table(row(cells), columns), styles)
    const pictures = '单元格中的“8”用的是图形字体，显示的是图形而不是数字，按文件中的文字读取'
    expect((root.children[0] as Table).children.map(({data}) => data?.doubt)).toEqual([
      pictures,
      undefined,
      undefined,
      pictures,
    ])
  })

  it('digits beside a figure that are squeezed, crowded, seen through or a share of its height make it doubtful', async () => {
    const styles =
      textStyle('W', 'style:text-scale="1%"') +
      textStyle('C', 'fo:letter-spacing="-0.5cm"') +
      textStyle(
        'O',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" loext:opacity="0%"',
      ) +
      textStyle('T', 'fo:font-size="5%"') +
      textStyle('N', 'fo:font-size="50%"') +
      textStyle('S', 'style:text-scale="90%" fo:letter-spacing="0.02cm" fo:font-size="90%"')
    const of = (style: string) => cell(`12<text:span text:style-name="${style}">88</text:span>`)
    const cells = ['W', 'C', 'O', 'T', 'N', 'S'].map(of).join('')
    const columns = '<table:table-column table:number-columns-repeated="6"/>'
    const {root} = await read(table(row(cells), columns), styles)
    const why = (what: string) => `单元格中的“88”${what}，按文件中的文字读取`
    expect((root.children[0] as Table).children.map(({data}) => data?.doubt)).toEqual([
      why('被横向压缩到无法辨认'),
      why('各字符叠在一起，无法辨认'),
      why('没有填充颜色，可能不显示'),
      why('字号小到无法辨认'),
      '单元格中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取',
      undefined,
    ])
  })

  it('fields that are not shown are left out, those that may be hidden and are not are in', async () => {
    const text =
      '1<text:variable-set text:name="a" text:display="none">2</text:variable-set>3<text:script>4</text:script>' +
      '<text:hidden-text text:condition="a">5</text:hidden-text><text:hidden-text text:is-hidden="true">6</text:hidden-text>'
    const {outline, findings} = await read(p(text))
    expect(outline).toEqual(['135'])
    expect(findings).toEqual(['R07 设为隐藏的文字“2”、“6”等 2 处'])
  })

  it('a style hides what the style below it does not show', async () => {
    const styles = `${textStyle('P', 'text:display="none"', 'paragraph')}<style:style style:name="Q" style:family="paragraph" style:parent-style-name="P"/>`
    expect((await read(p('9', 'Q') + p('8'), styles)).outline).toEqual(['8'])
  })

  it('hidden sections are left out with their tables', async () => {
    const {outline, findings} = await read(
      `<text:section text:display="none">${p('81')}${table(row(cell('82')))}</text:section>${p('正文')}`,
    )
    expect(outline.filter(block => block === '正文' || JSON.stringify(block).includes('8'))).toEqual(['正文'])
    expect(findings).toEqual(['R07 设为隐藏的文字“81”、“82”等 2 处'])
  })

  it('deleted text does not count, inserted text does', async () => {
    const changes = `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>甲9</dc:creator></office:change-info>${p('37')}</text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>`
    const {outline, findings} = await read(
      `${changes}${p('共<text:change text:change-id="a"/><text:change-start/>58<text:change-end/>件')}`,
    )
    expect(outline).toEqual(['共58件'])
    expect(findings).toEqual(['R07 修订中已删除的内容“37”'])
  })

  it('footnotes stand apart, comments are told', async () => {
    const note = `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p('见附件')}</text:note-body></text:note>`
    const comment = `<office:annotation><dc:date>2024-01-01</dc:date>${p('应为 12')}</office:annotation>`
    const {outline, findings} = await read(p(`共 10${note} 件${comment}`))
    expect(outline).toEqual(['共 10 件', 'footnote: 见附件'])
    expect(findings).toEqual(['R07 批注“应为 12”'])
  })

  it('a table of contents is navigation, ruby and field codes are left out', async () => {
    const contents = `<text:table-of-content><text:table-of-content-source/><text:index-body>${p('一、总体情况 1')}</text:index-body></text:table-of-content>`
    const ruby =
      '<text:ruby><text:ruby-base>县</text:ruby-base><text:ruby-text>xiàn</text:ruby-text></text:ruby>'
    expect((await read(contents + p(ruby))).outline).toEqual(['navigation: 一、总体情况 1', '县'])
  })

  it('page headers and footers of the styles part, and properties', async () => {
    const names = /<office:document-content ([^>]*)>/.exec(odtBody(''))![1]
    const styles = `<office:document-styles ${names}><office:master-styles><style:master-page style:name="S"><style:header>${p('页眉')}</style:header><style:footer>${p('第 1 页')}</style:footer></style:master-page></office:master-styles></office:document-styles>`
    const meta = `<office:document-meta ${names}><office:meta><dc:title>年度报告</dc:title><meta:creation-date>2024-01-02</meta:creation-date></office:meta></office:document-meta>`
    const {outline, root} = await read(p('正文'), '', {'styles.xml': styles, 'meta.xml': meta})
    expect(outline).toEqual(['header: 页眉', '正文', 'footer: 第 1 页'])
    expect(root.data).toEqual({
      reader: 'odt',
      title: '年度报告',
      metadata: [
        {name: 'dc:title', value: '年度报告'},
        {name: 'dcterms:created', value: '2024-01-02'},
      ],
    })
  })
})

describe('numbers', () => {
  const style = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1"/></text:list-style>`
  const item = (inner: string, attributes = '') => `<text:list-item ${attributes}>${inner}</text:list-item>`
  const list = (items: string, attributes = '') =>
    `<text:list text:style-name="L" ${attributes}>${items}</text:list>`

  it('of lists count on where the list goes on', async () => {
    const text =
      list(item(p('甲')) + item(p('乙') + list(item(p('子')) + item(p('丑'))))) +
      p('间') +
      list(item(p('丙')), 'text:continue-numbering="true"') +
      list(item(p('新'))) +
      list(item(p('跳'), 'text:start-value="7"'))
    const {outline} = await read(text, style)
    expect(outline).toEqual(['一、甲', '二、乙', '1. 子', '2. 丑', '间', '三、丙', '一、新', '七、跳'])
  })

  it('belong to the first paragraph of an item, and to headings', async () => {
    const outlineStyle =
      '<text:outline-style style:name="O"><text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="第" style:num-suffix="章"/></text:outline-style>'
    const heading = '<text:h text:outline-level="1">总体情况</text:h>'
    const {outline, root} = await read(
      heading + list(item(p('甲') + p('续'))) + heading,
      style + outlineStyle,
    )
    expect(outline).toEqual(['第1章总体情况', '一、甲', '续', '第2章总体情况'])
    expect(root.children[0]).toMatchObject({data: {depth: 1}})
  })
})
