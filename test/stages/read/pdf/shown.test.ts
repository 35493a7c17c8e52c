import {describe, expect, it} from 'vitest'
import {at, type RawOptions, rawPdf, ruled, stream} from './raw.ts'
import {CELLS, FIGURES, readCells, readPdf, TABLE, tablesOf, withLast, XS, YS} from './reading.ts'

/** A figure in the last cell, with operators before it. */
const last = (text: string, extra = '') => at(260, 306, text, extra)
const PAGE = '/MediaBox [0 0 400 400]'
const GREY = (width: number, height: number, more = '') =>
  stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 ${more}`,
    'x'.repeat(width * height),
  )
const PICTURE: RawOptions = {objects: {20: GREY(1, 1)}, resources: '/XObject << /I1 20 0 R >>'}
const form = (content: string, box = '0 0 400 400', more = '') =>
  stream(
    `/Type /XObject /Subtype /Form ${more} /BBox [${box}] /Resources << /Font << /F1 3 0 R >> >>`,
    content,
  )

describe('text that is not shown is left out, and said', () => {
  const layer = (state: string, more: RawOptions): RawOptions => ({
    ...more,
    objects: {20: '<< /Type /OCG /Name (Layer) >>', ...more.objects},
    catalog: `/OCProperties << /OCGs [20 0 R] /D << /${state} [20 0 R] >> >>`,
  })
  const marked = {resources: '/Properties << /MC0 20 0 R >>'}
  const inForm = {
    objects: {21: form(last('7'), undefined, '/OC 20 0 R')},
    resources: '/XObject << /X1 21 0 R >>',
  }
  const faint = {
    objects: {20: '<< /Type /ExtGState /ca 0.01 >>'},
    resources: '/ExtGState << /G1 20 0 R >>',
  }
  const cutOff = {objects: {21: form(last('7'), '0 0 100 100')}, resources: '/XObject << /X1 21 0 R >>'}
  const cases: [string, string, RawOptions, string][] = [
    ['cut away', `q 250 300 9 20 re W n ${last('7')} Q`, {}, '被裁切掉、不显示的文字'],
    ['cut away by the box of a form', '/X1 Do', cutOff, '被裁切掉、不显示的文字'],
    ['a layer switched off', `/OC /MC0 BDC ${last('7')} EMC`, layer('OFF', marked), '已关闭图层中的文字'],
    ['a form of a layer switched off', '/X1 Do', layer('OFF', inForm), '已关闭图层中的文字'],
    ['struck out by a line', `${last('7')} 259 309.5 m 267 309.5 l S`, {}, '被横线划去的文字'],
    ['struck out by a bar', `${last('7')} 259 309.3 8 0.6 re f`, {}, '被横线划去的文字'],
    ['grey on the same grey', `0.2 g 250 300 100 20 re f ${last('7')}`, {}, '不可见的文字'],
    ['red on red', `1 0 0 rg 250 300 100 20 re f ${last('7')}`, {}, '不可见的文字'],
    ['transparent', `/G1 gs ${last('7')}`, faint, '不可见的文字'],
  ]

  it.each(cases)('%s', async (_, content, options, what) => {
    const read = await readCells(`${TABLE} ${content}`, PAGE, options)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual([`R07 第 1 页有${what}（“7”）未计入正文`])
  })

  it.each([
    ['a layer switched on', `/OC /MC0 BDC ${last('7')} EMC`, layer('ON', marked)],
    ['a form of a layer switched on', '/X1 Do', layer('ON', inForm)],
    ['a clip around the cell', `q 250 300 100 20 re W n ${last('7')} Q`, {}],
    ['a ground of another grey', `0.4 g 250 300 100 20 re f 0.2 g ${last('7')}`, {}],
    ['white on a faint ground', `q /G1 gs 0 g 250 300 100 20 re f Q ${last('7')}`, faint],
    ['white paint that a clip keeps elsewhere', `${last('7')} q 0 0 40 40 re W n 1 g 0 0 400 400 re f Q`, {}],
    ['an underline', `${last('7')} 259 304.5 m 267 304.5 l S`, {}],
  ])('but not under %s', async (_, content, options) => {
    const read = await readCells(`${TABLE} ${content}`, PAGE, options)
    expect(read.cells).toEqual([withLast('7')])
    expect(read.findings).toEqual([])
  })

  it('leaves out what is struck out beside what replaces it', async () => {
    const read = await readCells(`${TABLE} ${last('77')} 259 309.5 m 271 309.5 l S ${at(272, 306, '15')}`)
    expect(read.cells).toEqual([withLast('15')])
    expect(read.findings).toEqual(['R07 第 1 页有被横线划去的文字（“77”）未计入正文'])
  })

  it('leaves out what a note strikes out', async () => {
    const note =
      '<< /Type /Annot /Subtype /StrikeOut /F 4 /QuadPoints [159 336 172 336 159 324 172 324] /Rect [159 324 172 336] >>'
    const read = await readCells(TABLE, `${PAGE} /Annots [20 0 R]`, {objects: {20: note}})
    expect(read.cells).toEqual([CELLS.map(cell => cell.replace('12', ''))])
    expect(read.findings).toEqual(['R07 第 1 页有被横线划去的文字（“12”）未计入正文'])
  })

  it('leaves out what a picture covers, not what shows through it', async () => {
    const content = `${TABLE} ${last('7')} q 20 0 0 12 255 304 cm /I1 Do Q`
    const covered = await readCells(content, PAGE, PICTURE)
    expect(covered.cells).toEqual([CELLS])
    expect(covered.findings).toEqual([
      'R07 第 1 页有被后来绘制的图形盖住的文字（“7”）未计入正文',
      'R05 第 1 页表格单元格内有图片，其中的内容未读取',
    ])
    const mask = stream(
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      '\u0000',
    )
    const objects = {20: GREY(1, 1, '/SMask 21 0 R'), 21: mask}
    const seen = await readCells(content, PAGE, {...PICTURE, objects})
    // The picture is a child of the cell after its text.
    expect(seen.cells).toEqual([withLast('7\n')])
  })
})

describe('figures that are not certain', () => {
  it.each([
    [
      'cut in two by a clip',
      `q 250 300 14 20 re W n ${last('77')} Q`,
      '77',
      ['R10 第 1 页有数字只显示了一部分（“77”），已按全部数字读取'],
    ],
    ['with a raised note mark', `${last('12')} ${at(271, 310, '1', '', 6)}`, '12 1', []],
    ['with a large number behind', `${at(270, 303, '2021', '0.8 g', 16)} 0 g ${last('5')}`, '5 2021', []],
    ['with a hyphen that fonts call soft', last('\\2553'), '-3', []],
  ])('%s', async (_, content, text, findings) => {
    const read = await readCells(`${TABLE} ${content}`)
    expect(read.cells).toEqual([withLast(text)])
    expect(read.findings).toEqual(findings)
  })

  it('reports two figures written into one place', async () => {
    const read = await readCells(TABLE + at(163, 326, '55'))
    expect(read.cells).toEqual([CELLS.map(cell => cell.replace('12', '1 5 2 5'))])
    expect(read.findings).toEqual(['R10 第 1 页有文字重叠印在一起（“1 5 2 5”），无法可靠分辨'])
  })

  it('reports a number that a border parts between two digits', async () => {
    const narrow = ruled([50, 100, 120, 200], [300, 320]) + at(55, 306, 'a') + at(108.88, 306, '1234')
    const read = await readCells(narrow)
    expect(read.cells).toEqual([['0,0 1x1 a', '0,1 1x1 1234', '0,2 1x1 ']])
    expect(read.findings).toEqual(['R10 第 1 页数字“1234”压在表格竖线上，归入所占较多的一格'])
  })

  it('reports a figure on a level rule', async () => {
    const read = await readCells(TABLE + at(260, 318, '').replace('3.5', '') + at(320, 316, '7'))
    expect(read.findings[0]).toBe('R10 第 1 页数字“7”压在表格横线上，归入所占较多的一行')
  })

  it('joins a number broken over lines only where the row is certain', async () => {
    const cell = (beside: string) =>
      ruled([50, 150, 165, 350], [300, 340]) + beside + at(152, 326, '12') + at(152, 312, '34')
    const broken = await readCells(cell(at(60, 320, 'a')))
    expect(broken.cells[0]![1]).toBe('0,1 1x1 1234')
    expect(broken.findings).toEqual([])
    const two = await readCells(cell(at(60, 326, 'a') + at(60, 312, 'b')))
    expect(two.cells[0]![1]).toBe('0,1 1x1 12\n34')
    expect(two.findings).toEqual(['R09 第 1 页同一格内上下有几个数字（12 / 34），可能缺少行线'])
  })
})

describe('what is drawn instead of written', () => {
  it.each([
    ['a picture of a digit', 'q 10 0 0 10 260 304 cm /I1 Do Q', '图片，其中的内容'],
    [
      'a digit as curves',
      '262 306 m 266 306 l 266 312 266 314 262 314 c 258 314 258 306 262 306 c f',
      '以图形画出的文字或符号，',
    ],
    [
      'a digit as corners',
      '262 306 m 263 306 l 263 314 l 262 314 l 260 312 l 260 311 l f',
      '以图形画出的文字或符号，',
    ],
  ])('%s is reported', async (_, content, what) => {
    const read = await readCells(`${TABLE} ${content}`, PAGE, PICTURE)
    expect(read.cells[0]!.at(-1)).toBe('1,2 1x1 ')
    expect(read.findings).toEqual([`R05 第 1 页表格单元格内有${what}未读取`])
  })

  it('takes a page written in small pictures for a picture', async () => {
    const letters = Array.from(
      {length: 300},
      (_, i) => `q 5 0 0 8 ${50 + (i % 50) * 6} ${300 - Math.floor(i / 50) * 12} cm /I1 Do Q`,
    )
    const {root, findings} = await readPdf(rawPdf([{content: letters.join(' ')}], PICTURE))
    expect(root.children).toEqual([{type: 'image', place: {page: 1, box: [0, 0, 400, 400]}}])
    expect(findings.map(f => f.rule)).toEqual(['R06'])
  })

  it('takes the strips of a scan for one picture, the text under them for recognised', async () => {
    const strips = Array.from({length: 10}, (_, i) => `q 400 0 0 40 0 ${i * 40} cm /I1 Do Q`).join(' ')
    const {root, findings} = await readPdf(rawPdf([{content: `${at(60, 306, 'layer')} ${strips}`}], PICTURE))
    expect(root.children).toEqual([
      {type: 'image', width: 1, height: 10, place: {page: 1, box: [0, 0, 400, 400]}},
      {type: 'paragraph', value: 'layer', place: {page: 1, box: [60, 85.5, 81.7, 95.5]}},
    ])
    expect(findings.map(f => f.what)).toEqual(['第 1 页是扫描件，文字取自其隐藏的识别层，可能有误'])
  })

  it('reads rules that are pictures a dot wide', async () => {
    const rules = [
      ...YS.map(y => `q 300 0 0 0.7 50 ${y} cm /I1 Do Q `),
      ...XS.map(x => `q 0.7 0 0 40 ${x} 300 cm /I1 Do Q `),
    ]
    const read = await readCells(rules.join('') + FIGURES, PAGE, PICTURE)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual([])
  })

  it('reads tables drawn in characters', async () => {
    const lines = [
      '┌────┬──┬──┐',
      '│规章    │12  │─  │',
      '├────┼──┼──┤',
      '│行政许可│    │3.5 │',
      '└────┴──┴──┘',
    ]
    const hex = (text: string) =>
      [...text].map(letter => letter.codePointAt(0)!.toString(16).padStart(4, '0')).join('')
    const content = lines
      .map((line, i) => `BT /F1 10 Tf 50 ${350 - 14 * i} Td <${hex(line)}> Tj ET\n`)
      .join('')
    const read = await readCells(content, PAGE, {font: 20, objects: chineseFont()})
    expect(read.cells).toEqual([
      ['0,0 1x1 规章', '0,1 1x1 12', '0,2 1x1 ', '1,0 1x1 行政许可', '1,1 1x1 ', '1,2 1x1 3.5'],
    ])
    expect(read.findings).toEqual([])
  })
})

/** A Chinese font by its name, with half as wide letters for ASCII. */
function chineseFont(): Record<number, string> {
  return {
    20: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [21 0 R] >>',
    21: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 22 0 R >>',
    22: '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  }
}

describe('forms and notes', () => {
  const field = '/Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [255 302 345 318]'
  const shown = (text: string) => form(at(2, 4, text), '0 0 90 16')

  it('reports a field that shows something else than its value', async () => {
    const read = await readCells(TABLE, `${PAGE} /Annots [20 0 R]`, {
      objects: {20: `<< ${field} /T (x) /V (78) /AP << /N 22 0 R >> >>`, 22: shown('77')},
      catalog: '/AcroForm << /Fields [20 0 R] >>',
    })
    expect(read.cells).toEqual([withLast('77')])
    expect(read.findings).toEqual(['R10 第 1 页有表单域填的是“78”，显示的却是“77”，不能确定以哪个为准'])
  })

  it('reads the value a field has from its parent', async () => {
    const read = await readCells(TABLE, `${PAGE} /Annots [20 0 R]`, {
      objects: {
        20: '<< /Type /Annot /Subtype /Widget /F 4 /Parent 21 0 R /Rect [255 302 345 318] >>',
        21: '<< /FT /Tx /T (x) /V (78) /Kids [20 0 R] >>',
      },
      catalog: '/AcroForm << /Fields [21 0 R] >>',
    })
    expect(read.cells).toEqual([withLast('78')])
  })

  it('reads a text box that has no appearance', async () => {
    const note = '<< /Type /Annot /Subtype /FreeText /F 4 /Contents (5) /Rect [255 302 345 318] >>'
    const read = await readCells(TABLE, `${PAGE} /Annots [20 0 R]`, {objects: {20: note}})
    expect(read.cells).toEqual([withLast('5')])
  })

  it('reports a form that only its viewer can draw, and files attached', async () => {
    const dynamic = await readCells(TABLE, PAGE, {
      objects: {20: stream('', '<xdp/>')},
      catalog: '/AcroForm << /Fields [] /XFA 20 0 R >> /NeedsRendering true',
    })
    expect(dynamic.findings).toEqual(['R05 PDF 是动态表单（XFA），填写的内容不在页面上'])
    const attached = await readCells(TABLE, PAGE, {
      objects: {20: '<< /Type /Filespec /F (a.xls) /EF << /F 21 0 R >> >>', 21: stream('', 'abc')},
      catalog: '/Names << /EmbeddedFiles << /Names [(a.xls) 20 0 R] >> >>',
    })
    expect(attached.findings).toEqual(['R05 PDF 内附有 1 个文件'])
  })
})

it('marks the cells it is not certain of', async () => {
  const doubts = async (content: string) => {
    const {root} = await readCells(content)
    return tablesOf(root.children).flatMap(table =>
      table.children.flatMap(cell =>
        cell.data?.doubt ? [`${cell.row},${cell.column} ${cell.data.doubt}`] : [],
      ),
    )
  }
  const narrow = ruled([50, 100, 120, 200], [300, 320]) + at(55, 306, 'a') + at(108.88, 306, '1234')
  expect(await doubts(narrow)).toEqual(['0,1 数字“1234”压在表格竖线上', '0,2 数字“1234”压在表格竖线上'])
  expect(await doubts(TABLE + at(320, 316, '7'))).toEqual(['1,2 数字“7”压在表格横线上'])
  const cut = `q 250 300 14 20 re W n ${last('77')} Q`
  expect(await doubts(TABLE + cut)).toEqual(['1,2 数字只显示了一部分'])
  expect(
    await doubts(`${TABLE} 262 306 m 266 306 l 266 312 266 314 262 314 c 258 314 258 306 262 306 c f`),
  ).toEqual(['1,2 格内有以图形画出的文字或符号'])
})

it('reads pages drawn in a large unit', async () => {
  const small = `q 0.1 0 0 0.1 0 0 cm ${TABLE} Q`
  const read = await readCells(small, '/MediaBox [0 0 40 40] /UserUnit 10')
  expect(read.cells).toEqual([CELLS])
  expect(read.findings).toEqual([])
})
