import {describe, expect, it} from 'vitest'
import {at, rawPdf, ruled, stream} from './raw.ts'
import {CELLS, readCells as cells, FIGURES, readPdf, TABLE, tablesOf, withLast, XS, YS} from './reading.ts'

describe('page geometry', () => {
  it.each([0, 90, 180, 270])(
    'reads a table on a page turned by %i degrees as a viewer shows it',
    async turn => {
      // The text is set so that it stands upright once the page is turned.
      const m = {0: '1 0 0 1 0 0', 90: '0 1 -1 0 400 0', 180: '-1 0 0 -1 400 400', 270: '0 -1 1 0 0 400'}[
        turn
      ]
      const read = await cells(`q ${m} cm ${TABLE} Q`, `/MediaBox [0 0 400 400] /Rotate ${turn}`)
      expect(read.cells).toEqual([CELLS])
      expect(read.findings).toEqual([])
    },
  )

  it('turns a page whose text runs upwards', async () => {
    const read = await cells(`q 0 1 -1 0 400 0 cm ${TABLE} Q`)
    expect(read.cells).toEqual([CELLS])
  })

  it('measures from the crop box', async () => {
    const read = await cells(TABLE, '/MediaBox [0 0 400 400] /CropBox [40 290 400 350]')
    expect(read.cells).toEqual([CELLS])
    expect(tablesOf(read.root.children)[0]!.place).toEqual({page: 1, box: [10, 10, 310, 50]})
  })

  it('follows form XObjects', async () => {
    const form = stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Resources << /Font << /F1 3 0 R >> >>',
      TABLE,
    )
    const read = await cells('q 0.5 0 0 0.5 20 20 cm /X1 Do Q', undefined, {
      objects: {20: form},
      resources: '/XObject << /X1 20 0 R >>',
    })
    expect(read.cells).toEqual([CELLS])
  })
})

describe('rules', () => {
  it('takes thin filled rectangles for rules and thick ones for shading', async () => {
    const bars = [...XS.map(x => `${x} 300 0.5 40 re f`), ...YS.map(y => `50 ${y} 300.5 0.5 re f`)].join('\n')
    const read = await cells(`0.9 g 50 320 300 20 re f 0 g ${bars}\n${FIGURES}`)
    expect(read.cells).toEqual([CELLS])
  })

  it('reads borders drawn as outer and inner outline', async () => {
    const boxes = [0, 1].flatMap(r => [0, 1, 2].map(c => [50 + c * 100, 300 + r * 20]))
    const frames = boxes
      .map(([x, y]) => `${x} ${y} 100 20 re ${x! + 0.7} ${y! + 0.7} 98.6 18.6 re f*`)
      .join('\n')
    const read = await cells(`${frames}\n${FIGURES}`)
    expect(read.cells).toEqual([CELLS])
  })

  it('does not take underlines for rules', async () => {
    const read = await cells(`${TABLE} 160 324 m 172 324 l S`)
    expect(read.cells).toEqual([CELLS])
  })

  it('lets a frame around the page be no table', async () => {
    const read = await cells(`20 20 360 360 re S ${TABLE}`)
    expect(read.cells).toEqual([CELLS])
  })
})

describe('text that is not what it seems', () => {
  it('keeps a slanting watermark out of the cells', async () => {
    const mark = 'BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 250 Tm (DRAFT) Tj ET\n'
    const read = await cells(TABLE + mark)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual(['R07 第 1 页有斜排文字（水印或印章）（“DRAFT”）未计入正文'])
  })

  it('keeps large letters printed over the table out of the cells', async () => {
    const read = await cells(TABLE + at(60, 305, 'XY', '', 60))
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual([
      'R07 第 1 页盖在表格上的大字（“X”）按水印处理，未计入表格',
      'R07 第 1 页盖在表格上的大字（“Y”）按水印处理，未计入表格',
    ])
  })

  it('reads letters printed twice for boldness once', async () => {
    const read = await cells(
      TABLE + FIGURES.replaceAll(' 326 Tm', ' 326.3 Tm').replaceAll(' 160 ', ' 160.4 '),
    )
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual([])
  })

  it('leaves out text painted over', async () => {
    const read = await cells(`${TABLE} 1 g 155 322 40 16 re f 0 g ${at(160, 326, '99')}`)
    expect(read.cells[0]).toEqual(CELLS.map(cell => cell.replace('12', '99')))
    expect(read.findings).toEqual(['R07 第 1 页有被后来绘制的图形盖住的文字（“12”）未计入正文'])
  })

  it('leaves out white text on white, keeps it on a dark ground', async () => {
    const hidden = `1 g ${at(260, 306, '7')} 0 g`
    const read = await cells(TABLE + hidden)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual(['R07 第 1 页有不可见的文字（“7”）未计入正文'])
    const dark = await cells(`0.2 g 250 300 100 20 re f 0 g ${TABLE}${hidden}`)
    expect(dark.cells[0]!.at(-1)).toBe('1,2 1x1 7')
    expect(dark.findings).toEqual([])
  })

  it('leaves out invisible text where there is no scan', async () => {
    const read = await cells(TABLE + at(260, 306, '8', '3 Tr'))
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual(['R07 第 1 页有不可见的文字（“8”）未计入正文'])
  })

  it('keeps the text layer of a scan and says so', async () => {
    const image = stream(
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      'x',
    )
    const content = `q 400 0 0 400 0 0 cm /I1 Do Q ${at(60, 306, 'layer', '3 Tr')}`
    const read = await cells(content, undefined, {
      objects: {20: image},
      resources: '/XObject << /I1 20 0 R >>',
    })
    expect(read.root.children).toEqual([
      {type: 'image', width: 1, height: 1, place: {page: 1, box: [0, 0, 400, 400]}},
      {type: 'paragraph', value: 'layer', place: {page: 1, box: [60, 85.5, 81.7, 95.5]}},
    ])
    expect(read.findings).toEqual(['R06 第 1 页是扫描件，文字取自其隐藏的识别层，可能有误'])
  })

  it('reports letters printed over each other', async () => {
    const read = await cells(TABLE + at(160, 326, '89'))
    expect(read.findings).toEqual(['R10 第 1 页有文字重叠印在一起（“1 82 9”），无法可靠分辨'])
  })
})

describe('figures in cells', () => {
  it('does not glue two figures of a cell whose rule is missing', async () => {
    const read = await cells(`${ruled([50, 150, 350], YS)} ${FIGURES}`)
    expect(read.cells[0]![1]).toBe('0,1 1x1 12 3.5')
  })

  it.each([
    ['letters set wide, as one', '(44)', '44'],
    ['letters set wide, a sign before them', '(-123)', '-123'],
    ['a blank between them, as two', '(4 4)', '4 4'],
  ])('reads figures with %s', async (_, text, expected) => {
    const read = await cells(`${TABLE} BT /F1 10 Tf 2.4 Tc 1 0 0 1 260 306 Tm ${text} Tj ET`)
    expect(read.cells).toEqual([withLast(expected)])
  })

  it.each([
    ['a digit', at(271.2, 310, '1', '', 6), '78¹'],
    ['digits in brackets', at(271.2, 310, '[1]', '', 6), '78[1]'],
    ['a star on a rule', ruled([272, 272], [300, 320]) + at(271.2, 311, '*', '', 6), '78*'],
    ['a digit on the same line, which is none', at(271.2, 306, '1', '', 6), '78 1'],
    ['a digit as large, which is none', at(271.2, 310, '1', '', 10), '78 1'],
  ])('tells figures from raised marks of notes: %s', async (_, mark, expected) => {
    const read = await cells(`${TABLE} ${at(260, 306, '78')} ${mark}`)
    expect(read.cells[0]![5]).toEqual(`1,2 1x1 ${expected}`)
    expect(read.findings).toEqual([])
  })

  it('reports figures one below the other in a cell', async () => {
    const content = ruled(XS, [300, 340]) + at(60, 315, 'a') + at(160, 326, '12') + at(160, 306, '5')
    const read = await cells(content)
    expect(read.cells[0]![1]).toBe('0,1 1x1 12\n5')
    expect(read.findings).toEqual(['R09 第 1 页同一格内上下有几个数字（12 / 5），可能缺少行线'])
  })

  it('keeps a number wider than its cell in one piece and reports it', async () => {
    const narrow = ruled([50, 100, 120, 200], [300, 320]) + at(55, 306, 'a') + at(98, 306, '12345')
    const read = await cells(narrow)
    expect(read.cells[0]).toEqual(['0,0 1x1 a', '0,1 1x1 12345', '0,2 1x1 '])
    expect(read.findings).toEqual(['R10 第 1 页数字“12345”压在表格竖线上，归入所占较多的一格'])
  })
})

describe('form fields', () => {
  it('reads the value of a field that has an appearance, and of one that has none', async () => {
    const field = '/Type /Annot /Subtype /Widget /FT /Tx /F 4'
    const appearance = stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 90 16] /Resources << /Font << /F1 3 0 R >> >>',
      at(2, 4, '77'),
    )
    const read = await cells(TABLE, '/MediaBox [0 0 400 400] /Annots [20 0 R 21 0 R]', {
      objects: {
        20: `<< ${field} /T (x) /V (77) /Rect [255 302 345 318] /AP << /N 22 0 R >> >>`,
        21: `<< ${field} /T (y) /V (41) /Rect [255 250 345 266] >>`,
        22: appearance,
      },
      catalog: '/AcroForm << /Fields [20 0 R 21 0 R] >>',
    })
    expect(read.cells[0]!.at(-1)).toBe('1,2 1x1 77')
    expect(read.root.children.map(b => (b.type === 'paragraph' ? b.value : b.type))).toEqual(['table', '41'])
  })
})

describe('documents', () => {
  it('takes title and other facts from the information dictionary', async () => {
    const info = '<< /Title (Report) /Author (Office) /CreationDate (D:20220118) >>'
    const bytes = rawPdf([{content: at(50, 300, 'x')}], {objects: {20: info}, trailer: '/Info 20 0 R'})
    const {root} = await readPdf(bytes)
    expect(root.data).toEqual({
      reader: 'pdf',
      title: 'Report',
      metadata: [
        {name: 'Title', value: 'Report'},
        {name: 'Author', value: 'Office'},
        {name: 'CreationDate', value: 'D:20220118'},
      ],
      pages: 1,
    })
  })

  it('says so when the reader gives up before the last page', async () => {
    const bytes = rawPdf(Array.from({length: 4}, (_, i) => ({content: at(50, 300, `page ${i + 1}`)})))
    const {root, findings} = await readPdf(bytes, {maxPages: 2} as never)
    expect(root.children.length).toBe(2)
    expect(findings).toEqual([{rule: 'R08', what: 'PDF 共 4 页，只读取了前 2 页', place: {page: 2}}])
  })

  it.each([
    ['an empty file', new Uint8Array()],
    ['a header alone', new TextEncoder().encode('%PDF-1.7\n')],
    ['a truncated file', rawPdf([{content: TABLE}]).subarray(0, 200)],
  ])('calls %s unreadable', async (_, bytes) => {
    await expect(readPdf(bytes)).rejects.toMatchObject({name: 'UnreadableError', reason: 'unreadable'})
  })

  it('asks for the password of an encrypted file', async () => {
    const encryption =
      '<< /Filter /Standard /V 1 /R 2 /P -4 /O <0123456789012345678901234567890123456789012345678901234567890123> /U <0123456789012345678901234567890123456789012345678901234567890123> >>'
    const trailer =
      '/Encrypt 20 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]'
    const bytes = rawPdf([{content: TABLE}], {objects: {20: encryption}, trailer})
    await expect(readPdf(bytes)).rejects.toMatchObject({name: 'UnreadableError', reason: 'encrypted'})
  })
})

describe('tables without upright rules', () => {
  const rows = ['label 1 22 3', 'other 40 5 6.5', 'third 7 8 19'].map(row => row.split(' '))
  const text = rows
    .flatMap((row, r) => row.map((piece, c) => at([60, 160, 220, 280][c]!, 340 - 20 * r, piece)))
    .join('')
  const head = ['name', 'one', 'two', 'all']
    .map((piece, c) => at([60, 158, 218, 278][c]!, 360, piece))
    .join('')
  const expected = [['name', 'one', 'two', 'all'], ...rows].flatMap((row, r) =>
    row.map((piece, c) => `${r},${c} 1x1 ${piece}`),
  )

  it('finds rows and columns by alignment and reports it', async () => {
    const read = await cells(head + text)
    expect(read.cells).toEqual([expected])
    expect(tablesOf(read.root.children)[0]!.data).toEqual({ruled: false})
    expect(read.findings).toEqual(['R09 第 1 页表格没有完整的表格线，行列按文字对齐推断'])
  })

  it('reads a table with three level rules', async () => {
    const rules = [372, 355, 295].map(y => `50 ${y} m 320 ${y} l S\n`).join('')
    const read = await cells(rules + head + text)
    expect(read.cells).toEqual([expected])
    expect(read.findings).toEqual(['R09 第 1 页表格没有完整的表格线，行列按文字对齐推断'])
  })

  it('leaves lines as they are when a label alone on its line may belong to two rows', async () => {
    const read = await cells(head + text.replaceAll(' 300 Tm', ' 290 Tm') + at(60, 305, 'more'))
    expect(read.cells).toEqual([])
    expect(read.findings).toEqual(['R09 第 1 页表格没有完整的表格线，行列按文字对齐推断'])
  })
})
