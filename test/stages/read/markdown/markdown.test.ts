import {describe, expect, test} from 'vitest'
import {type Block, type Root, textOf} from '../../../../pipeline/model/ast.ts'
import type {ReadContext} from '../../../../stages/read/reader.ts'
import {readers} from '../../../../stages/read/readers.ts'
import {limits} from '../../../limits.ts'

const markdown = readers.find(({id}) => id === 'markdown')!

function read(content: string): {root: Root; findings: string[]} {
  const findings: string[] = []
  const report: ReadContext['report'] = (rule, details) =>
    findings.push(`${rule} ${details?.values?.what ?? ''}`)
  return {root: markdown.read(new TextEncoder().encode(content), {limits, report}) as Root, findings}
}

const show = (blocks: Block[]) =>
  blocks.map(block =>
    block.type === 'table'
      ? `${block.place?.line}#${block.place?.table} ${block.addressing} ${block.children.map(textOf).join('|')}`
      : `${block.place?.line} ${textOf(block)}`,
  )

const sniffs = (content: string) =>
  readers.find(reader => reader.sniff(new TextEncoder().encode(content), 'a.md'))?.id

const TABLE = '<table><tr><td>规章</td><td rowspan="2">3</td></tr><tr><td>规范性文件</td></tr></table>'

describe('text with tables of HTML', () => {
  test('lines stay lines, and each table stands where it was', () => {
    const {root, findings} = read(
      [
        '# 某局2023年年度报告',
        '',
        '一、总体情况',
        '本年没有。',
        '',
        `<html><body>${TABLE}</body></html>`,
        '三、收到和处理情况',
        TABLE.replace('</tr>', '</tr>\n'),
        '| 行政复议 | 行政诉讼 |',
        '| --- | --- |',
        '| 1 | 0 |',
        '五、问题',
      ].join('\n'),
    )
    expect(show(root.children)).toEqual([
      '1 某局2023年年度报告',
      '3 一、总体情况',
      '4 本年没有。',
      '6#1 grid 规章|3|规范性文件',
      '7 三、收到和处理情况',
      '8#2 grid 规章|3|规范性文件',
      '10#3 sequence 行政复议|行政诉讼|1|0',
      '13 五、问题',
    ])
    expect(findings).toEqual([])
  })

  test('rows that are tables of their own are not joined over a line of text', () => {
    const row = '<table><tr><td>规章</td><td>3</td></tr></table>'
    const {root} = read(Array.from({length: 5}, (_, i) => `第${i}节\n${row}`).join('\n'))
    expect(root.children.filter(({type}) => type === 'table')).toHaveLength(5)
  })

  test('a table without an end goes on to the end', () => {
    expect(show(read('一节\n二节\n三节\n<table><tr><td>规章<td>3').root.children)).toEqual([
      '1 一节',
      '2 二节',
      '3 三节',
      '4#1 grid 规章|3',
    ])
  })

  test.each([
    ['a comment', '<!-- '],
    ['a text field', '<textarea>'],
    ['a style sheet', '<style>'],
    ['plain text', '<plaintext>'],
  ])('%s that does not end in one table takes no other away', (_, open) => {
    const faulty = `<table><tr><td>规章</td><td>3</td></tr><tr><td colspan="2">${open}x</td></tr></table>`
    const {root, findings} = read(`一节\n${faulty}\n二节\n${TABLE}\n三节`)
    expect(show(root.children).filter(line => !line.startsWith('2#1 '))).toEqual([
      '1 一节',
      '3 二节',
      '4#2 grid 规章|3|规范性文件',
      '5 三节',
    ])
    expect(findings).toEqual([])
  })

  test('what a table says is taken for no mark between tables', () => {
    const marks = '<center>⟨0⟩</center><center>⟨表⟩</center>'
    const {root} = read(`一节\n<table>${marks}<tr><td>规章</td></tr></table>\n二节\n三节\n${TABLE}`)
    expect(show(root.children)).toEqual([
      '1 一节',
      '2 ⟨0⟩',
      '2 ⟨表⟩',
      '2#1 grid 规章',
      '3 二节',
      '4 三节',
      '5#2 grid 规章|3|规范性文件',
    ])
  })

  test('comments are not shown, nor what is struck out', () => {
    const {root, findings} = read(
      `一节\n<!--\n${TABLE}\n四节 -->\n二节\n三节\n<del>${TABLE}</del>\n<table><tr><td>9</td></tr></table>`,
    )
    expect(show(root.children)).toEqual(['1 一节', '5 二节', '6 三节', '8#1 grid 9'])
    expect(findings).toEqual([expect.stringMatching(/^R07/)])
  })

  test('with headings of Markdown, lines that a tag begins are markup among lines of text', () => {
    const lines = '# 年报\n<p align="center">某局</p>\n## 一、总体情况\n甲。\n乙。<br>\n<div>\n丙。\n</div>\n'
    const cell = TABLE.replace('规章', '<p>规<br>章</p>')
    expect(sniffs(lines + cell)).toBe('markdown')
    expect(show(read(lines + cell).root.children)).toEqual([
      '1 年报',
      '2 某局',
      '3 一、总体情况',
      '4 甲。',
      '5 乙。',
      '7 丙。',
      '9#1 grid 规\n章|3|规范性文件',
    ])
  })

  test('a page is none, nor is text without tables', () => {
    const lines = '一节\n二节\n三节\n'
    expect(sniffs(`${lines}${TABLE}`)).toBe('markdown')
    expect(sniffs(`<p>一节</p>\n${lines}${TABLE}`)).toBe('html')
    expect(sniffs(`${lines}<br>${TABLE}`)).toBe('html')
    expect(sniffs(`${lines}${TABLE}<p>六节</p>`)).toBe('html')
    expect(sniffs(`${lines}${TABLE.replace('<td>', '<td><p>甲</p><br>')}`)).toBe('markdown')
    expect(sniffs(`# 年\n# 报\n${lines}<div style="display: none">\n${TABLE}\n</div>`)).toBe('html')
    expect(sniffs(`<html><body>${lines}${TABLE}</body></html>`)).toBe('html')
    expect(sniffs(`一节${TABLE}`)).toBe('html')
    expect(sniffs(`${lines}规章 3`)).toBe('text')
    const office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    const rows = '<table:table>\n<table:table-row/>\n</table:table>\n'
    const head = `<?xml version="1.0"?>\n<office:document ${office} office:mimetype="application/vnd.oasis.opendocument.text">`
    expect(sniffs(`${head}\n${rows}\n</office:document>`)).toBe('odt')
  })
})
