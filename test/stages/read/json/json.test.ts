import {describe, expect, test} from 'vitest'
import {type Block, type Root, textOf} from '../../../../pipeline/model/ast.ts'
import type {ReadContext} from '../../../../stages/read/reader.ts'
import {readers} from '../../../../stages/read/readers.ts'
import {limits} from '../../../limits.ts'

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

  test('of a page and its text the page; markup with entities once more', () => {
    const opening = '根据《条例》编制本报告。'.repeat(20)
    const escaped = `<p>${opening}</p>${page}`.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const {root, findings} = read(JSON.stringify([{text: `${opening}\n`, html: escaped}]))
    expect(show(root.children)).toEqual([
      opening,
      '根据《条例》编制本报告，现向社会公布本单位年度工作的情况。',
      '1×2 规章|3',
    ])
    expect(findings).toEqual(['R11 文件是程序保存的数据（JSON），正文从其中的字段“html”读取'])
  })

  test('a text beside the page that says other things is named', () => {
    const other = '本机关另有说明，请一并阅读。'.repeat(20)
    const {root, findings} = read(JSON.stringify({html: page, remark: other}))
    expect(show(root.children)).toEqual([
      '根据《条例》编制本报告，现向社会公布本单位年度工作的情况。',
      '1×2 规章|3',
    ])
    expect(findings).toEqual([
      'R11 文件是程序保存的数据（JSON），正文从其中的字段“html”读取',
      'R04 数据（JSON）的字段“remark”另有文字，与所读的正文不同，没有读取',
    ])
  })

  test('pages by year in one object, and articles within an article, are all read', () => {
    const pageOf = (figure: number) => page.replace('<td>3<', `<td>${figure}<`)
    const value = {2022: pageOf(5), 2023: pageOf(6), list: [{content: pageOf(7)}]}
    const {root} = read(JSON.stringify(value))
    expect(show(root.children).filter(line => line.startsWith('1×2'))).toEqual([
      '1×2 规章|5',
      '1×2 规章|6',
      '1×2 规章|7',
    ])
  })

  test('an object of very many members is no fault', () => {
    const many = Object.fromEntries(Array.from({length: 200_000}, (_, i) => [`m${i}`, {}]))
    expect(show(read(JSON.stringify({...many, content: page})).root.children).at(-1)).toBe('1×2 规章|3')
    expect(show(read(JSON.stringify({...many, inner: {content: page}})).root.children).at(-1)).toBe(
      '1×2 规章|3',
    )
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

  const long = '某县财政局2023年政府信息公开工作年度报告。'.repeat(6)
  const rows = [
    ['信息内容', '本年制发件数'],
    ['规章', 3],
    ['规范性文件', null],
    ['行政许可', 5],
    ['行政处罚', 0],
    ['行政强制', 7],
  ]

  test('texts and arrays of arrays in turn', () => {
    const value = [
      {type: 'text', text: long},
      {type: 'table', rows},
      {type: 'text', text: '三、收到和处理情况'},
    ]
    expect(show(read(JSON.stringify(value)).root.children)).toEqual([
      long,
      '6×2 信息内容|本年制发件数|规章|3|规范性文件||行政许可|5|行政处罚|0|行政强制|7',
      '三、收到和处理情况',
    ])
  })

  test('hardly any rows are no article', () => {
    expect(() => read(JSON.stringify([{text: long.slice(0, 150)}, {rows: rows.slice(0, 3)}]))).toThrow(
      '没有网页或文字的正文',
    )
  })

  test.each([
    ['a call', (data: string) => `callback(${data});`],
    ['a name', (data: string) => `var data = ${data};\n`],
    ['a call of a member', (data: string) => `window.app.show (${data})`],
  ])('a value in %s', (_, wrap) => {
    const content = wrap(JSON.stringify({content: page}))
    expect(readers.find(reader => reader.sniff(bytesOf(content), 'a.js'))?.id).toBe('json')
    expect(show(read(content).root.children)).toEqual([
      '根据《条例》编制本报告，现向社会公布本单位年度工作的情况。',
      '1×2 规章|3',
    ])
  })

  test('a page in base64', () => {
    const content = Buffer.from(`${page}<p>${long}</p><p>${long}</p>`).toString('base64')
    expect(show(read(JSON.stringify({content})).root.children).slice(0, 2)).toEqual([
      '根据《条例》编制本报告，现向社会公布本单位年度工作的情况。',
      '1×2 规章|3',
    ])
  })

  test('Markdown with a table of HTML keeps its lines', () => {
    const content = `# 某局2023年年度报告\n\n一、总体情况\n${long}\n<table><tr><td>规章</td><td>3</td></tr></table>\n三、收到`
    expect(
      readers.find(reader => reader.sniff(bytesOf(JSON.stringify([content, content])), 'a.json'))?.id,
    ).toBe('json')
    const value = JSON.stringify({content})
    expect(readers.find(reader => reader.sniff(bytesOf(value), 'a.json'))?.id).toBe('json')
    expect(show(read(value).root.children)).toEqual([
      '某局2023年年度报告',
      '一、总体情况',
      long,
      '1×2 规章|3',
      '三、收到',
    ])
  })
})
