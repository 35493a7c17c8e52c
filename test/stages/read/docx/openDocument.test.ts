import {describe, expect, it} from 'vitest'
import {type Block, type Image, type Table, textOf} from '../../../../pipeline/model/ast.ts'
import {odt} from '../../../../stages/read/docx/index.ts'
import {type EmbeddedPicture, type ReadContext, UnreadableError} from '../../../../stages/read/reader.ts'
import {odtBody, odtPackage} from '../../../generate/odt.ts'
import {LIMITS} from './helpers.ts'

async function readBytes(bytes: Uint8Array, limits: Partial<typeof LIMITS> = {}) {
  const findings: string[] = []
  const pictures = new Map<Image, EmbeddedPicture>()
  const context: ReadContext = {
    limits: {...LIMITS, ...limits},
    report: (rule, details) => void findings.push(`${rule} ${details?.values?.what}`),
    picture: (node, picture) => void pictures.set(node, picture),
  }
  const root = await odt.read(bytes, context)
  return {root, findings, pictures, outline: outline(root.children)}
}

/** Reads the text of a document written by hand, with automatic styles and other parts. */
const read = (text: string, styles = '', parts: Record<string, string | Uint8Array> = {}) =>
  readBytes(odtPackage({'content.xml': odtBody(text, false, styles), ...parts}))

/** Paragraphs, pictures, tables as rows of texts with their spans. */
function outline(blocks: readonly Block[]): unknown[] {
  return blocks.map(block => {
    if (block.type === 'paragraph') return (block.data?.role ? `${block.data.role}: ` : '') + block.value
    if (block.type !== 'table') return block.type
    return Array.from({length: block.rows}, (_, row) =>
      block.children
        .filter(cell => cell.row === row)
        .map(({column, rowSpan, columnSpan, children}) => {
          const spans = rowSpan * columnSpan > 1 ? ` ${rowSpan}x${columnSpan}` : ''
          const nested = children.some(({type}) => type === 'table')
          return nested ? outline(children) : `${column}${spans} ${children.map(textOf).join('/')}`.trim()
        }),
    )
  })
}

const p = (text: string, style = '') =>
  `<text:p${style ? ` text:style-name="${style}"` : ''}>${text}</text:p>`
const cell = (text: string, attributes = '') =>
  `<table:table-cell ${attributes}>${p(text)}</table:table-cell>`
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const table = (rows: string, columns = '<table:table-column/>') =>
  `<table:table>${columns}${rows}</table:table>`
const covered = '<table:covered-table-cell/>'
const textStyle = (name: string, properties: string, family = 'text') =>
  `<style:style style:name="${name}" style:family="${family}"><style:text-properties ${properties}/></style:style>`

describe('tables', () => {
  it('spans over columns and rows take the covered places', async () => {
    const rows = [
      row(cell('甲', 'table:number-columns-spanned="2" table:number-rows-spanned="2"') + covered + cell('1')),
      row(`<table:covered-table-cell table:number-columns-repeated="2"/>${cell('2')}`),
      row(cell('3') + cell('4') + cell('5')),
    ]
    const {outline, findings} = await read(table(rows.join('')))
    expect(outline).toEqual([[['0 2x2 甲', '2 1'], ['2 2'], ['0 3', '1 4', '2 5']]])
    expect(findings).toEqual([])
  })

  it('cells and rows repeat', async () => {
    const rows = row(cell('0', 'table:number-columns-repeated="3"'), 'table:number-rows-repeated="2"')
    expect((await read(table(rows))).outline).toEqual([
      [
        ['0 0', '1 0', '2 0'],
        ['0 0', '1 0', '2 0'],
      ],
    ])
  })

  it('what stands in a covered place is told', async () => {
    const hidden = `<table:covered-table-cell>${p('7')}</table:covered-table-cell>`
    const {outline, findings} = await read(
      table(row(cell('8', 'table:number-columns-spanned="2"') + hidden) + row(cell('1') + cell('2'))),
    )
    expect(outline).toEqual([[['0 1x2 8'], ['0 1', '1 2']]])
    expect(findings).toEqual(['R07 被合并单元格遮盖的内容“7”'])
  })

  it('a covered place that nothing covers is a cell, and told', async () => {
    const {outline, findings} = await read(table(row(cell('1') + cell('2')) + row(`${covered}${cell('3')}`)))
    expect(outline).toEqual([
      [
        ['0 1', '1 2'],
        ['0', '1 3'],
      ],
    ])
    expect(findings).toEqual([
      'R03 第 2 行第 1 列标为向上合并，但上方没有等宽的合并单元格，已按独立单元格处理',
    ])
  })

  it('a table in a cell', async () => {
    const {outline} = await read(table(row(`<table:table-cell>${table(row(cell('1')))}</table:table-cell>`)))
    expect(outline).toEqual([[[[[['0 1']]]]]])
  })

  it('hidden rows and columns are left out, and told', async () => {
    const columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    const rows = row(cell('甲') + cell('11')) + row(cell('乙') + cell('12'), 'table:visibility="collapse"')
    const {outline, findings} = await read(table(rows, columns))
    expect(outline).toEqual([[['0 甲', '1']]])
    expect(findings).toEqual(['R07 设为隐藏的文字“11”、“12”等 2 处'])
  })

  it.each(['65535', '0', '-1', '1e9', 'many'])(
    'a span or repeat of %s counts as 1, and is told',
    async many => {
      for (const name of ['number-columns-spanned', 'number-rows-spanned', 'number-columns-repeated']) {
        const {outline, findings} = await read(table(row(cell('1', `table:${name}="${many}"`) + cell('2'))))
        expect(outline).toEqual([[['0 1', '1 2']]])
        expect(findings).toEqual([`R03 表格第 1 行第 1 列的跨度或重复次数（${many}）不合理，已按 1 处理`])
      }
    },
  )

  it('repeats beyond the limit of cells stop, and are told', async () => {
    const wide = cell('1', 'table:number-columns-repeated="1000"')
    const rows = row(wide, 'table:number-rows-repeated="1000"').repeat(20)
    const {outline, findings} = await readBytes(odtPackage({'content.xml': odtBody(table(rows))}), {
      maxCells: 5000,
    })
    expect((outline[0] as unknown[]).length).toBe(20)
    expect(findings).toEqual([
      'R08 重复的单元格超过 5000 个，其后的重复未读',
      'R03 第 1 行宽 1000 列，多于其他行的 1 列',
    ])
  })
})

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
      '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f4e79"/></style:style>'
    const cell = (style: string, more = '') =>
      `<table:table-cell ${more}>${p(`12<text:span text:style-name="${style}">8</text:span>`)}</table:table-cell>`
    const row = `${cell('W')}${cell('G')}${cell('T')}${cell('W', 'table:style-name="C"')}`
    const {root} = await read(
      `<table:table><table:table-column table:number-columns-repeated="4"/><table:table-row>${row}</table:table-row></table:table>`,
      styles,
    )
    expect((root.children[0] as Table).children.map(({data}) => data?.doubt)).toEqual([
      '单元格中的“8”是白色的文字，可能不显示，按文件中的文字读取',
      undefined,
      '单元格中的“8”字号小到无法辨认，按文件中的文字读取',
      undefined,
    ])
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

describe('frames', () => {
  it('boxes of text and shapes are read, pictures handed over, objects told', async () => {
    const frame = (inner: string) => `<draw:frame svg:width="16cm" svg:height="4cm">${inner}</draw:frame>`
    const picture = frame('<draw:image xlink:href="Pictures/1.png"/><svg:desc>收到申请情况</svg:desc>')
    const text = [
      p(`见图${picture}`),
      p(frame(`<draw:text-box>${p('框内 12')}</draw:text-box>`)),
      frame(`<draw:text-box>${table(row(cell('5')))}</draw:text-box>`),
      p(`<draw:custom-shape>${p('图形')}</draw:custom-shape>`),
      p(
        frame(
          '<draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/>',
        ),
      ),
    ]
    const {outline, root, findings, pictures} = await read(text.join(''), '', {
      'Pictures/1.png': Uint8Array.of(1, 2, 3),
    })
    expect(outline).toEqual(['见图', 'image', '框内 12', [['0 5']], '图形', 'image'])
    expect(root.children[1]).toEqual({
      type: 'image',
      alt: '收到申请情况',
      url: 'Pictures/1.png',
      width: 605,
      height: 151,
    })
    expect([...pictures.get(root.children[1] as Image)!.bytes()!]).toEqual([1, 2, 3])
    expect(findings).toEqual(['R05 嵌入的对象（OpenDocument）没有读出，其中的数字未计入'])
  })

  it('of flat documents hold their pictures themselves', async () => {
    const text = p(
      '<draw:frame><draw:image><office:binary-data>AQ\nID</office:binary-data></draw:image></draw:frame>',
    )
    const {root, pictures} = await readBytes(Buffer.from(odtBody(text, true)))
    expect([...pictures.get(root.children[0] as Image)!.bytes()!]).toEqual([1, 2, 3])
  })

  it('that show a part of a picture hand nothing over', async () => {
    const style =
      '<style:style style:name="C" style:family="graphic"><style:graphic-properties fo:clip="rect(0cm, 2.5cm, 0cm, 0cm)"/></style:style>'
    const text = p('<draw:frame draw:style-name="C"><draw:image xlink:href="Pictures/1.png"/></draw:frame>')
    const {outline, pictures} = await read(text, style, {'Pictures/1.png': Uint8Array.of(1)})
    expect([outline, pictures.size]).toEqual([['image'], 0])
  })
})

describe('files', () => {
  const whole = odtPackage({'content.xml': odtBody(p('正文'))})

  it('are told by their first part or their root, not by their name', () => {
    expect(odt.sniff(whole, 'a.zip')).toBe(true)
    expect(odt.sniff(Buffer.from(odtBody('', true)), 'a.xml')).toBe(true)
    const sheet = Buffer.from(whole)
    sheet.write('spre', sheet.indexOf('opendocument.text') + 13)
    expect(odt.sniff(sheet, 'a.odt')).toBe(false)
    expect(odt.sniff(Buffer.from('<html>'), 'a.odt')).toBe(false)
  })

  it.each([
    [
      'encrypted',
      'encrypted',
      odtPackage({
        'content.xml': odtBody(''),
        'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
      }),
    ],
    ['without a text', 'unreadable', odtPackage({'content.xml': '<office:document-content/>'})],
    ['cut off', 'unreadable', whole.subarray(0, 30)],
    ['a bomb', 'tooLarge', odtPackage({'content.xml': odtBody(p('0'.repeat(80 << 20)))})],
  ])('%s', async (_, reason, bytes) => {
    const failed = await readBytes(bytes, {maxUnpackedBytes: 64 << 20}).catch(error => error)
    expect(failed).toBeInstanceOf(UnreadableError)
    expect(failed.reason).toBe(reason)
  })

  it('no entity is expanded', async () => {
    const bomb = odtBody(p('&b;'), true).replace(
      '?>\n',
      '?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n',
    )
    const {findings} = await readBytes(Buffer.from(bomb))
    expect(findings[0]).toBe('R04 部件 整个文件 带有文档类型声明，其中的实体不予展开')
  })

  it('tables in tables without end stop at the limit of depth', async () => {
    const deep = '<table:table><table:table-row><table:table-cell>'
    const {findings} = await readBytes(Buffer.from(odtBody(deep.repeat(20_000), true)))
    expect(findings).toEqual([
      'R08 部件 整个文件 的元素嵌套超过 200 层，更深的内容未读',
      'R04 部件 整个文件 第 2 行不合 XML 规范（unexpected close tag.），其后的内容未读',
    ])
  })
})
