import {describe, expect, it} from 'vitest'
import {readHtml} from './read.ts'

const EMPTY = {
  reason: 'empty',
  detail: '网页没有正文：内容为空，或要由脚本另行载入；请在浏览器里打开后另存。',
}

describe('hostile input ends in a finding', () => {
  it('nesting no parser can follow', () => {
    const {tree, findings} = readHtml(`${'<div>'.repeat(100_000)}收到 3 件`)
    expect(tree!.children).toEqual([{type: 'paragraph', value: '收到 3 件', place: {line: 1}}])
    expect(findings).toEqual([
      {rule: 'R08', values: {what: '网页标签嵌套过深，有 99488 个标签没有处理，其文字并入上层'}},
    ])
  })

  it('tables nested beyond the limit become paragraphs, cell by cell', () => {
    const {tree, findings} = readHtml(`${'<table><tr><td>'.repeat(3)}<p>12</p><p>3</p>`, {maxDepth: 10})
    const outer = tree!.children[0]!
    expect(outer.type === 'table' && outer.children[0]!.children[0]).toMatchObject({
      type: 'table',
      children: [{children: [{value: '12'}, {value: '3'}]}],
    })
    expect(findings).toEqual([
      {rule: 'R08', values: {what: '标签嵌套超过 10 层，更深处的表格按段落读取，格子之间的对应关系已失'}},
    ])
  })

  it('formatting nobody closes costs no product', () => {
    const fonts = Array.from({length: 2000}, (_, i) => `<p><font size=${i}>${i}</p>`).join('')
    expect(readHtml(fonts).tree!.children).toHaveLength(2000)
  })

  it('a grid too large for its few cells', () => {
    const row = '<tr><td colspan=90 rowspan=65535>1</td><td>2</td></tr>'
    const {tree, findings} = readHtml(`<table>${row.repeat(100)}</table>`, {maxCells: 10_000})
    expect(tree!.children[0]).toMatchObject({type: 'table', rows: 10})
    expect(findings.map(finding => finding.rule)).toEqual(['R08', 'R03'])
    expect(findings[0]!.values).toEqual({what: '第 1 个表格超过 10000 格，只读取了前 10 行，其余 90 行未读'})
  })

  it('too many cells', () => {
    const {unreadable} = readHtml(`<table>${'<tr><td>1</td></tr>'.repeat(600)}</table>`, {maxNodes: 1000})
    expect(unreadable).toEqual({
      reason: 'tooLarge',
      detail: '网页超过 1000 个标签，没有读取；请拆分后再处理。',
    })
  })

  it('too many nodes of few tags', () => {
    const page = `<pre>${'一\n'.repeat(300)}</pre>`
    expect(readHtml(page, {maxNodes: 300}).tree!.children).toHaveLength(300)
    expect(readHtml(page, {maxNodes: 299}).unreadable).toEqual({
      reason: 'tooLarge',
      detail: '网页内容超过 299 个节点，没有读取；请拆分后再处理。',
    })
  })

  it.each([
    ['tags that never end', '<a<'.repeat(200_000)],
    ['one cell that never ends', '<table><td '.repeat(20_000)],
    ['comments that never end', '<!--'.repeat(200_000)],
  ])('%s', (_, page) => expect(readHtml(page).unreadable).toEqual(EMPTY))
})
