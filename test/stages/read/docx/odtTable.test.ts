import {describe, expect, it} from 'vitest'
import {odtBody, odtPackage} from '../../../generate/files/odt.ts'
import {cell, covered, p, read, readBytes, row, table} from './odtText.ts'

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
