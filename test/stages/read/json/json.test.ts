import {describe, expect, test} from 'vitest'
import {type Block, type Root, textOf} from '../../../../pipeline/model/ast.ts'
import type {ReadContext} from '../../../../stages/read/reader.ts'
import {readers} from '../../../../stages/read/readers.ts'

const limits: ReadContext['limits'] = {
  maxBytes: 1e8,
  maxUnpackedBytes: 1e8,
  maxRatio: 200,
  maxCells: 1e5,
  maxNodes: 1e5,
  maxPages: 10,
  maxDepth: 200,
}
const bytesOf = (content: string) => new TextEncoder().encode(content)
const json = readers.find(({id}) => id === 'json')!

function read(content: string): {root: Root; findings: string[]} {
  const findings: string[] = []
  const report: ReadContext['report'] = (rule, details) =>
    findings.push(`${rule} ${details?.values?.what ?? ''}`)
  return {root: json.read(bytesOf(content), {limits, report}) as Root, findings}
}

const show = (blocks: Block[]) =>
  blocks.map(block =>
    block.type === 'table'
      ? `${block.rows}×${block.columns} ${block.children.map(textOf).join('|')}`
      : textOf(block),
  )

const page =
  '<p>根据《条例》编制本报告，现向社会公布本单位年度工作的情况。</p><table><tr><td>规章</td><td>3</td></tr></table>'

describe('articles in JSON', () => {
  test('the page in a field, its title and other fields', () => {
    const {root, findings} = read(
      JSON.stringify({
        code: 0,
        data: {
          id: 7,
          docTitle: '某县财政局2023年政府信息公开工作年度报告',
          pubDate: '2024-01-20',
          content: page,
        },
      }),
    )
    expect(show(root.children)).toEqual([
      '某县财政局2023年政府信息公开工作年度报告',
      '根据《条例》编制本报告，现向社会公布本单位年度工作的情况。',
      '1×2 规章|3',
    ])
    expect(root.data).toEqual({
      reader: 'json',
      title: '某县财政局2023年政府信息公开工作年度报告',
      metadata: [
        {name: 'id', value: '7'},
        {name: 'docTitle', value: '某县财政局2023年政府信息公开工作年度报告'},
        {name: 'pubDate', value: '2024-01-20'},
      ],
      encoding: 'utf-8',
    })
    expect(findings).toEqual(['R11 文件是程序保存的数据（JSON），正文从其中的字段“content”读取'])
  })

  test('of page and text the one with tables; markup with entities once more', () => {
    const text = '根据《条例》编制本报告。'.repeat(20)
    const escaped = page.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    expect(show(read(JSON.stringify([{text, html: escaped}])).root.children)).toEqual([
      '根据《条例》编制本报告，现向社会公布本单位年度工作的情况。',
      '1×2 规章|3',
    ])
  })

  test('a text of lines is read as text', () => {
    const lines = ['一、总体情况', '根据《条例》编制本报告。'.repeat(20), '规章\t3\t0', '许可\t7\t1']
    expect(show(read(JSON.stringify({lines})).root.children)).toEqual([
      '一、总体情况',
      lines[1],
      '2×3 规章|3|0|许可|7|1',
    ])
  })

  test('a value a line, the last one broken off', () => {
    const line = JSON.stringify({content: page})
    const {root, findings} = read(`${line}\n${line}\n${line.slice(0, 50)}`)
    expect(show(root.children).filter(text => text.startsWith('1×2'))).toEqual(['1×2 规章|3', '1×2 规章|3'])
    expect(findings).toEqual([
      'R04 数据（JSON）的最后一行不完整，没有读取',
      'R11 文件是程序保存的数据（JSON），正文从其中的字段“content”读取',
    ])
  })
})

describe('what is no article', () => {
  const why = (content: string) => {
    try {
      read(content)
      return null
    } catch (error) {
      return (error as {reason?: string}).reason
    }
  }
  test('data without a text', () => expect(why('{"name": "年报", "count": 3}')).toBe('unsupported'))
  test('a broken value', () => expect(why(`{"content": "${'报'.repeat(300)}`)).toBe('unreadable'))
  test('texts in brackets are no JSON', () => {
    const sniff = (content: string) => json.sniff(bytesOf(content), 'x')
    expect(['{{ title }}', '[2023]年报', '{年报}'].map(sniff)).toEqual([false, false, false])
    expect(['{"a": 1}', '[ {"a": 1}]', '\ufeff{"a": 1}'].map(sniff)).toEqual([true, true, true])
  })
})
