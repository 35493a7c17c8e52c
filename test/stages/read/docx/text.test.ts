import {describe, expect, test} from 'vitest'
import type {Paragraph, Table} from '../../../../pipeline/model/ast.ts'
import {cells, p, readBody, tbl, tc, tr, values} from './helpers.ts'

const r = (content: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${content}</w:r>`
const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`
const del = (text: string) =>
  `<w:del w:id="1" w:author="甲"><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const par = (content: string, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`
const superscript = '<w:vertAlign w:val="superscript"/>'

async function read(body: string, parts: Record<string, string> = {}) {
  const {root, findings} = await readBody(body, parts)
  return {values: values(root.children), findings, root}
}

/** One cell's text. */
async function cell(content: string, parts: Record<string, string> = {}) {
  const {root, findings} = await readBody(tbl([tr([`<w:tc>${content}</w:tc>`])]), parts)
  return {text: cells(root.children[0])[0]!.slice('0,0 1×1 '.length), findings}
}

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
    expect((await cell(par(r(t('12')) + r(t('1'), '<w:position w:val="8"/>')))).text).toBe('12 1')
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

describe('fields', () => {
  const char = (type: string, data = '') => r(`<w:fldChar w:fldCharType="${type}">${data}</w:fldChar>`)
  const code = (text: string) => r(`<w:instrText>${text}</w:instrText>`)

  test('instructions out, results in, nested', async () => {
    const inner = char('begin') + code(' PAGE 9 ') + char('separate') + r(t('8')) + char('end')
    const body = par(
      r(t('共')) +
        char('begin') +
        code(' IF ') +
        inner +
        code(' = 1 ') +
        char('separate') +
        r(t('12')) +
        char('end') +
        r(t('件')),
    )
    expect((await read(body)).values).toEqual(['共12件'])
    expect((await read(par(`<w:fldSimple w:instr="NUMPAGES">${r(t('5'))}</w:fldSimple>`))).values).toEqual([
      '5',
    ])
  })

  test('form fields', async () => {
    const text =
      char('begin', '<w:ffData><w:textInput><w:default w:val="0"/></w:textInput></w:ffData>') +
      code(' FORMTEXT ') +
      char('separate') +
      r(t('25')) +
      char('end')
    const box =
      char(
        'begin',
        '<w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>',
      ) +
      code(' FORMCHECKBOX ') +
      char('end')
    const list =
      char(
        'begin',
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="是"/><w:listEntry w:val="否"/></w:ddList></w:ffData>',
      ) +
      code(' FORMDROPDOWN ') +
      char('end')
    expect((await read(par(text) + par(box) + par(list))).values).toEqual(['25', '☑', '否'])
  })

  test('a ringed character, and what is printed without being stored', async () => {
    const ring = char('begin') + code(' eq \\o\\ac(') + code('○,3)') + char('end')
    const equation = char('begin') + code(' EQ \\f(1,2) ') + char('end')
    const {values, findings} = await read(par(ring + r(t('其他'))) + par(equation))
    expect(values).toEqual(['③其他'])
    expect(findings).toEqual(['R04 域“EQ \\f(1,2)”显示的内容没有存入文件，未读'])
  })

  test('a field that never ends takes its cell, not the rest', async () => {
    const {root, findings} = await readBody(
      tbl([tr([`<w:tc>${par(char('begin') + code(' =SUM ') + r(t('5')))}</w:tc>`, tc('6')])]) + p('后'),
    )
    expect(cells(root.children[0])).toEqual(['0,0 1×1 ', '0,1 1×1 6'])
    expect(values(root.children)).toEqual(['[table]', '后'])
    expect(findings).toEqual(['R04 域没有结束，其中的文字“5”未读'])
  })
})

describe('content controls', () => {
  const sdt = (properties: string, content: string) =>
    `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`

  test('content in, placeholder out', async () => {
    const {values, findings} = await read(
      par(
        sdt('<w:dataBinding w:xpath="/a"/>', r(t('12'))) +
          sdt('<w:showingPlcHdr/>', r(t('单击此处输入文字'))),
      ) +
        sdt('<w:showingPlcHdr/>', p('请填写数字0')) +
        par(sdt('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', r(t('☒')))),
    )
    expect(values).toEqual(['12', '☒'])
    expect(findings).toEqual(['R07 内容控件的占位文字“请填写数字0”'])
  })

  test('a cell in a control keeps its place when only the placeholder shows', async () => {
    const {root} = await readBody(tbl([tr([sdt('<w:showingPlcHdr/>', tc('输入')), tc('2')])]))
    expect(cells(root.children[0])).toEqual(['0,0 1×1 ', '0,1 1×1 2'])
  })

  test('a table of contents is navigation', async () => {
    const gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    const styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    const {root} = await read(
      sdt(gallery, p('一、总体情况 1')) + p('二、主动公开 2', '', '<w:pStyle w:val="10"/>') + p('正文'),
      {styles},
    )
    expect(root.children.map(block => (block as Paragraph).data)).toEqual([
      {role: 'navigation'},
      {role: 'navigation'},
      undefined,
    ])
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
