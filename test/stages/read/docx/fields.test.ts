import {describe, expect, test} from 'vitest'
import type {Paragraph} from '../../../../pipeline/model/ast.ts'
import {cells, p, readBody, tbl, tc, tr, values} from './helpers.ts'
import {par, r, read, t} from './runs.ts'

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
    const resulting = list.replace(char('end'), char('separate') + char('end'))
    const shown = list.replace(char('end'), char('separate') + r(t('是')) + char('end'))
    expect((await read(par(resulting) + par(shown))).values).toEqual(['否', '是'])
  })

  test('a ringed character, and what is printed without being stored', async () => {
    const ring = char('begin') + code(' eq \\o\\ac(') + code('○,3)') + char('end')
    const equation = char('begin') + code(' EQ \\f(1,2) ') + char('end')
    const {values, findings} = await read(par(ring + r(t('其他'))) + par(equation))
    expect(values).toEqual(['③其他'])
    expect(findings).toEqual(['R04 域“EQ \\f(1,2)”显示的内容没有存入文件，未读'])
    const empty = ring.replace(char('end'), char('separate') + char('end'))
    expect((await read(par(empty + r(t('其他'))))).values).toEqual(['③其他'])
  })

  test('a button shows what its instruction says', async () => {
    const button = char('begin') + code(' MACROBUTTON NoMacro 12 件 ') + char('end')
    expect((await read(par(button))).values).toEqual(['12 件'])
  })

  test('a result that was never kept makes its cell doubtful', async () => {
    const cellWith = async (content: string) => {
      const {root} = await readBody(tbl([tr([`<w:tc>${par(content)}</w:tc>`])]))
      const [table] = root.children
      return table?.type === 'table' ? table.children[0]!.data?.doubt : undefined
    }
    const doubt = '域“DOCPROPERTY 件数”没有保存结果，更新后可能显示数字'
    expect(await cellWith('<w:fldSimple w:instr=" DOCPROPERTY 件数 "/>')).toBe(doubt)
    expect(await cellWith(char('begin') + code(' DOCPROPERTY 件数 ') + char('end'))).toBe(doubt)
    const kept = `<w:fldSimple w:instr=" DOCPROPERTY 件数 ">${r(t('5'))}</w:fldSimple>`
    expect(await cellWith(kept)).toBeUndefined()
    expect(
      await cellWith(char('begin') + code(' FORMTEXT ') + char('separate') + char('end')),
    ).toBeUndefined()
  })

  test('a field that never ends takes its cell, not the rest', async () => {
    const {root, findings} = await readBody(
      tbl([tr([`<w:tc>${par(char('begin') + code(' =SUM ') + r(t('5')))}</w:tc>`, tc('6')])]) + p('后'),
    )
    expect(cells(root.children[0])).toEqual(['0,0 1×1 ', '0,1 1×1 6'])
    expect(values(root.children)).toEqual(['[table]', '后'])
    expect(findings).toEqual(['R04 域没有结束，其中的文字“5”未读'])
    const [table] = root.children
    expect(table?.type === 'table' && table.children.map(({data}) => data?.doubt)).toEqual([
      '域没有结束，其中的文字“5”未读',
      undefined,
    ])
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

  test('a figure marked as a placeholder is seen, and doubtful', async () => {
    const {root, findings} = await readBody(
      tbl([
        tr([
          `<w:tc>${sdt('<w:showingPlcHdr/>', p('12件'))}</w:tc>`,
          `<w:tc>${par(sdt('<w:showingPlcHdr/>', r(t('1')) + r(t('0'))))}</w:tc>`,
          `<w:tc>${par(r(t('7')) + sdt('<w:showingPlcHdr/>', r(t('8'))))}</w:tc>`,
        ]),
      ]),
    )
    expect(cells(root.children[0])).toEqual(['0,0 1×1 12件', '0,1 1×1 10', '0,2 1×1 7'])
    const [table] = root.children
    const doubt = (text: string) =>
      `内容控件里的“${text}”标为占位文字，是否为填写的数字不能确定，按显示的读取`
    expect(table?.type === 'table' && table.children.map(({data}) => data?.doubt)).toEqual([
      doubt('12件'),
      doubt('10'),
      undefined,
    ])
    expect(findings).toEqual(['R07 内容控件的占位文字“8”'])
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
