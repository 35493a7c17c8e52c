import {describe, expect, test} from 'vitest'
import type {Paragraph, Table} from '../../../../pipeline/model/ast.ts'
import {cells, p, readBody, tbl, tc, tr} from './helpers.ts'
import {par, r, read, superscript, t} from './runs.ts'

describe('drawings', () => {
  const picture = (more = '') =>
    `<w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="1" name="图片 1" descr="公章"/><a:graphic>${more}</a:graphic></wp:inline></w:drawing>`
  const box = (text: string) => `<wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx>`
  const image = {type: 'image', alt: '公章', url: 'word/media/image1.png', width: 100, height: 50}

  test('a picture follows its paragraph', async () => {
    const {root, findings} = await read(
      par(r(t('前')) + r(picture('<a:blip r:embed="picture"/>')) + r(t('后'))),
    )
    expect(root.children).toEqual([
      {type: 'paragraph', value: '前后', place: {part: 'word/document.xml'}},
      image,
    ])
    expect(findings).toEqual([])
  })

  test('a text box is read once', async () => {
    const {values} = await read(
      par(
        `${r(`<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>${box('框12')}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p('框12')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`)}${r(t('段'))}`,
      ) +
        par(
          r(
            `<w:pict><v:shape><v:textbox><w:txbxContent>${tbl([tr([tc('1')])])}${p('老框')}</w:txbxContent></v:textbox></v:shape></w:pict>`,
          ),
        ),
    )
    expect(values).toEqual(['段', '框12', '[table]', '老框'])
  })

  test('a choice that is not understood gives way to the fallback, or is told', async () => {
    const choice = `<mc:Choice Requires="zz">${r(t('新'))}</mc:Choice>`
    const {values, findings} = await read(
      par(`<mc:AlternateContent>${choice}<mc:Fallback>${r(t('旧'))}</mc:Fallback></mc:AlternateContent>`) +
        par(`<mc:AlternateContent>${choice}</mc:AlternateContent>${r(t('末'))}`),
    )
    expect(values).toEqual(['旧', '末'])
    expect(findings).toEqual(['R04 文档有只供其他软件显示的内容，没有可读的替代内容'])
  })

  test('charts, embedded sheets and fragments are told', async () => {
    const {root, findings} = await read(
      par(r(picture('<c:chart r:id="c"/>'))) +
        par(
          r(
            '<w:object><v:shape style="width:72pt;height:36pt"><v:imagedata r:id="picture" o:title=""/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="o"/></w:object>',
          ),
        ) +
        '<w:altChunk r:id="x"/>',
    )
    expect(root.children).toEqual([
      {type: 'image', alt: '公章', width: 100, height: 50},
      {type: 'image', url: 'word/media/image1.png', width: 96, height: 48},
    ])
    expect(findings).toEqual([
      'R05 图表没有读出，图中的数字未计入',
      'R05 嵌入的对象（Excel.Sheet.12）没有读出，其中的数字未计入',
      'R05 嵌入的外部文档片段（altChunk）没有读出',
    ])
  })

  test('WordArt is text', async () => {
    expect(
      (await read(par(r('<w:pict><v:shape><v:textpath string="2023年度报告"/></v:shape></w:pict>')))).values,
    ).toEqual(['2023年度报告'])
  })

  test('the picture of an empty picture control is out', async () => {
    const control = `<w:sdt><w:sdtPr><w:showingPlcHdr/><w:picture/></w:sdtPr><w:sdtContent>${r(picture('<a:blip r:embed="picture"/>'))}</w:sdtContent></w:sdt>`
    expect((await read(par(control))).values).toEqual([])
  })

  test('a deleted picture is out', async () => {
    expect(
      (await read(par(`<w:del w:id="1" w:author="甲">${r(picture('<a:blip r:embed="picture"/>'))}</w:del>`)))
        .values,
    ).toEqual([])
  })
})

describe('notes, headers, footers, comments', () => {
  test('footnotes at the end, in order of reference, without their marks', async () => {
    const note = (id: number, text: string) =>
      `<w:footnote w:id="${id}">${par(`${r('<w:footnoteRef/>', superscript)}${r(t(text))}`)}</w:footnote>`
    const ref = (id: number) => r(`<w:footnoteReference w:id="${id}"/>`, superscript)
    const {root, findings} = await readBody(
      tbl([tr([`<w:tc>${par(r(t('12')) + ref(2))}</w:tc>`])]) + par(r(t('文')) + ref(1) + ref(2)),
      {
        footnotes: `<w:footnote w:type="separator" w:id="0">${par(r('<w:separator/>'))}</w:footnote>${note(1, '注一')}${note(2, '注二')}${note(3, '旧注9')}`,
      },
    )
    expect(cells(root.children[0])).toEqual(['0,0 1×1 12'])
    expect(root.children.slice(1)).toEqual([
      {type: 'paragraph', value: '文', place: {part: 'word/document.xml'}},
      {type: 'paragraph', value: '注二', data: {role: 'footnote'}, place: {part: 'word/footnotes.xml'}},
      {type: 'paragraph', value: '注一', data: {role: 'footnote'}, place: {part: 'word/footnotes.xml'}},
    ])
    expect(findings).toEqual(['R07 正文中已无引用的脚注“旧注9”'])
  })

  test('headers first, footers last', async () => {
    const {root} = await readBody(
      `${p('正文')}<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="first" r:id="header"/><w:footerReference w:type="default" r:id="footer"/></w:sectPr>`,
      {header: p('某某区'), footer: p('第1页') + tbl([tr([tc('脚')])])},
    )
    expect(
      root.children.map(block => [
        block.type,
        (block as Paragraph).value,
        (block as Paragraph).data,
        block.place,
      ]),
    ).toEqual([
      ['paragraph', '某某区', {role: 'header'}, {part: 'word/header.xml'}],
      ['paragraph', '正文', undefined, {part: 'word/document.xml'}],
      ['paragraph', '第1页', {role: 'footer'}, {part: 'word/footer.xml'}],
      ['table', undefined, undefined, {part: 'word/footer.xml', table: 1}],
    ])
    expect((root.children[3] as Table).children[0]!.children).toEqual([
      {type: 'paragraph', value: '脚', data: {role: 'footer'}},
    ])
  })

  test('a comment with a figure is told', async () => {
    const {findings} = await readBody(p('正文'), {
      comments: `<w:comment w:id="1" w:author="甲">${p('应为13')}</w:comment><w:comment w:id="2" w:author="甲">${p('请核对')}</w:comment>`,
    })
    expect(findings).toEqual(['R07 批注“应为13”'])
  })
})
