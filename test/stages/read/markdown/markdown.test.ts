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

  test('a page is none, nor is text without tables', () => {
    const lines = '一节\n二节\n三节\n'
    expect(sniffs(`${lines}${TABLE}`)).toBe('markdown')
    expect(sniffs(`<p>一节</p>\n${lines}${TABLE}`)).toBe('html')
    expect(sniffs(`${lines}<br>${TABLE}`)).toBe('html')
    expect(sniffs(`<html><body>${lines}${TABLE}</body></html>`)).toBe('html')
    expect(sniffs(`一节${TABLE}`)).toBe('html')
    expect(sniffs(`${lines}规章 3`)).toBe('text')
    const office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    const rows = '<table:table>\n<table:table-row/>\n</table:table>\n'
    const head = `<?xml version="1.0"?>\n<office:document ${office} office:mimetype="application/vnd.oasis.opendocument.text">`
    expect(sniffs(`${head}\n${rows}\n</office:document>`)).toBe('odt')
  })
})
