import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {type Block, type Root, rootSchema, textOf} from '../../../../pipeline/model/ast.ts'
import {text} from '../../../../stages/read/text/index.ts'
import {limits} from '../../../limits.ts'

const read = (content: string | Uint8Array): Root =>
  text.read(typeof content === 'string' ? new TextEncoder().encode(content) : content, {
    limits,
    report: () => {},
  }) as Root

/** A tree as people read it: `¶ text`, and tables as rows of cells parted by ¦, an empty cell as _. */
function show(blocks: Block[]): string {
  return blocks.map(block => (block.type === 'table' ? showTable(block) : `¶ ${textOf(block)}`)).join('\n')
}

function showTable(table: Extract<Block, {type: 'table'}>): string {
  const rows: string[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children) rows[cell.row]![cell.column] = textOf(cell) || '_'
  return [`table ${table.addressing}`, ...rows.map(row => `  ${row.join(' ¦ ')}`)].join('\n')
}

const folder = new URL('cases/', import.meta.url)

describe('text cases', () => {
  const names = readdirSync(folder).filter(name => name.endsWith('.txt') && !name.endsWith('.expected.txt'))
  test('there are cases', () => expect(names.length).toBeGreaterThan(7))
  test.each(names)('%s', name => {
    const shown = `${show(read(readFileSync(new URL(name, folder))).children)}\n`
    const expected = new URL(name.replace('.txt', '.expected.txt'), folder)
    if (process.env.UPDATE === '1') writeFileSync(expected, shown)
    expect(existsSync(expected)).toBe(true)
    expect(shown).toBe(readFileSync(expected, 'utf8'))
  })
})

describe('what is text', () => {
  const sniff = (content: string | Uint8Array) =>
    text.sniff(typeof content === 'string' ? new TextEncoder().encode(content) : content, 'x')
  test('prose is', () => expect(sniff('一、总体情况\n2023年……')).toBe(true))
  test('bytes of control characters are not', () =>
    expect(sniff(new Uint8Array([0, 1, 2, 3, 0, 5, 6]))).toBe(false))
  test('nothing is not', () => expect(sniff('')).toBe(false))
  test('JSON is not', () => expect(sniff('{\n  "title": "年报"}')).toBe(false))
  test('an archive in which nothing is packed is not', () =>
    expect(sniff('PK\x03\x04mimetypeapplication/epub+zip<td>一、总体情况</td>')).toBe(false))
  test('a template of a page is', () => expect(sniff('{{ title }}\n一、总体情况')).toBe(true))
  test('a text in square brackets is', () => expect(sniff('[2023]年报')).toBe(true))
})

describe('whatever the text', () => {
  const cell = fc.constantFrom('0', '12', '', '自然人', '总计', '一、本年新收', '1,234', '—')
  test('every cell of a piped table is there once, in order', () => {
    const rows = fc.array(fc.array(cell, {minLength: 2, maxLength: 8}), {minLength: 1, maxLength: 12})
    fc.assert(
      fc.property(rows, table => {
        const source = table.map(row => `x | ${row.join(' | ')} |`).join('\n')
        const root = read(source)
        const cells = root.children.flatMap(block => (block.type === 'table' ? block.children : []))
        const filled = cells.map(textOf).filter(value => value !== '')
        expect(filled).toEqual(table.flatMap(row => ['x', ...row]).filter(value => value !== ''))
      }),
      {numRuns: 300, seed: 7},
    )
  })

  test('no character is lost, the tree is valid and survives JSON', () => {
    const line = fc.string({unit: fc.constantFrom(...'一二总计0123 |\t,。（）年报ab-+'), maxLength: 30})
    fc.assert(
      fc.property(fc.array(line, {maxLength: 20}), lines => {
        fc.pre(lines.some(part => /[^\s|+-]/.test(part)))
        const root = read(lines.join('\n'))
        expect(rootSchema.parse(JSON.parse(JSON.stringify(root)))).toEqual(root)
        const seen = root.children.map(textOf).join('').replace(/[\s]/g, '')
        const digits = (value: string) =>
          [...value]
            .filter(c => /[\d一-龥]/.test(c))
            .sort()
            .join('')
        expect(digits(seen)).toBe(digits(lines.join('')))
      }),
      {numRuns: 500, seed: 8},
    )
  })
})
