import {describe, expect, it} from 'vitest'
import {at, formObject, greyPicture, PICTURE, type RawOptions, ruled, stream} from './raw.ts'
import {CELLS, readCells, TABLE, tablesOf, withLast} from './reading.ts'

/** A figure in the last cell, with operators before it. */
const last = (text: string, extra = '') => at(260, 306, text, extra)
const PAGE = '/MediaBox [0 0 400 400]'

describe('text that is not shown is left out, and said', () => {
  const layer = (state: string, more: RawOptions): RawOptions => ({
    ...more,
    objects: {20: '<< /Type /OCG /Name (Layer) >>', ...more.objects},
    catalog: `/OCProperties << /OCGs [20 0 R] /D << /${state} [20 0 R] >> >>`,
  })
  const marked = {resources: '/Properties << /MC0 20 0 R >>'}
  const inForm = {
    objects: {21: formObject(last('7'), undefined, '/OC 20 0 R')},
    resources: '/XObject << /X1 21 0 R >>',
  }
  const faint = {
    objects: {20: '<< /Type /ExtGState /ca 0.01 >>'},
    resources: '/ExtGState << /G1 20 0 R >>',
  }
  const cutOff = {objects: {21: formObject(last('7'), '0 0 100 100')}, resources: '/XObject << /X1 21 0 R >>'}
  const cases: [string, string, RawOptions, string][] = [
    ['cut away', `q 250 300 9 20 re W n ${last('7')} Q`, {}, '被裁切掉、不显示的文字'],
    ['cut away by the box of a form', '/X1 Do', cutOff, '被裁切掉、不显示的文字'],
    [
      'a layer switched off',
      `/OC /MC0 BDC ${last('7')} EMC`,
      layer('OFF', marked),
      '已关闭图层中或被遮罩、图案隐去的文字',
    ],
    [
      'a form of a layer switched off',
      '/X1 Do',
      layer('OFF', inForm),
      '已关闭图层中或被遮罩、图案隐去的文字',
    ],
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

  it.each([
    ['white', `1 g ${last('7')} 0 g`, {}, '不可见的文字'],
    ['transparent', `q /G1 gs ${last('7')} Q`, faint, '不可见的文字'],
    ['painted over', `${last('7')} 1 g 255 302 40 16 re f 0 g`, {}, '被后来绘制的图形盖住的文字'],
    ['cut away', `q 0 0 9 20 re W n ${last('7')} Q`, {}, '被裁切掉、不显示的文字'],
  ])('but is read where it is printed again, the first time %s', async (_, before, options, what) => {
    const again = at(260.7, 305.3, '7')
    const read = await readCells(`${TABLE} ${before} ${again}`, PAGE, options)
    expect(read.cells).toEqual([withLast('7')])
    expect(read.findings).toEqual([`R07 第 1 页有${what}（“7”）未计入正文`])
  })

  it('but is read where it is printed again with a digit more over what was painted over', async () => {
    const content = `${TABLE} ${last('77')} 1 g 255 302 40 16 re f 0 g ${last('771')}`
    const read = await readCells(content, PAGE)
    expect(read.cells).toEqual([withLast('771')])
    expect(read.findings).toEqual(['R07 第 1 页有被后来绘制的图形盖住的文字（“77”）未计入正文'])
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
    const objects = {20: greyPicture(1, 1, '/SMask 21 0 R'), 21: mask}
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
    ['with a raised note mark', `${last('12')} ${at(271, 310, '1', '', 6)}`, '12¹', []],
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
    // No line was broken that is shorter than another, nor do broken lines stand on each other or far apart.
    const figures = async (...lines: [number, string][]) => {
      const rest = ruled([50, 150, 170, 350], [300, 345]) + at(60, 318, 'a')
      const own = lines.map(([y, text]) => at(152, y, text)).join('')
      return (await readCells(rest + own)).cells[0]![1]
    }
    expect(await figures([324, '123'], [312, '456'])).toBe('0,1 1x1 123456')
    expect(await figures([324, '12'], [312, '345'])).toBe('0,1 1x1 12\n345')
    expect(await figures([324, '123'], [317, '456'])).toBe('0,1 1x1 123\n456')
    expect(await figures([332, '123'], [304, '4'])).toBe('0,1 1x1 123\n4')
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
  const onLevel = ['0,2 数字“7”压在表格横线上', '1,2 数字“7”压在表格横线上']
  expect(await doubts(TABLE + at(320, 316, '7'))).toEqual(onLevel)
  // Half of one digit on either side of an upright rule.
  const onUpright = ['1,1 数字“7”压在表格竖线上', '1,2 数字“7”压在表格竖线上']
  expect(await doubts(TABLE + at(247, 306, '7'))).toEqual(onUpright)
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
