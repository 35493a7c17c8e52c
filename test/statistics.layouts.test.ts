import {describe, expect, test} from 'vitest'
import {type Root, textOf} from '../pipeline/model/ast.ts'
import {renderings} from './generate/files/renderings.ts'
import {pipeline} from './generate/pipeline.ts'
import {statisticsDocument} from './generate/statistics/document.ts'

/** The form of 2014 as offices lay it out and write it, in several kinds of file: every figure is right and nothing is found. */

const run = pipeline()
const FILE = '祁阳市自然资源局2017年政府信息公开工作年度报告'
const KINDS = ['html', 'docx plain', 'doc', 'xlsx, all on one sheet']

describe.each(renderings.filter(({name}) => KINDS.includes(name)))('$name', ({name, extension, render}) => {
  const first = 100 * KINDS.indexOf(name)
  test.each(Array.from({length: name === 'html' ? 100 : 20}, (_, i) => first + i))('seed %i', async seed => {
    const {root, names, truth} = statisticsDocument(seed)
    const {reports, findings} = await run(render(root), `${FILE}.${extension}`)
    const read = Object.entries(reports[0]?.observations ?? {}).map(([key, {value, state}]) => [
      key,
      state === 'blank' ? '' : value,
    ])
    const wanted = Object.entries(truth).map(([key, text]) => [key, text === '' ? '' : Number(text)])
    expect([names, Object.fromEntries(read)]).toEqual([names, Object.fromEntries(wanted)])
    const named = findings.filter(({severity, rule}) => severity !== 'info' && rule !== 'V02')
    expect(named).toEqual([])
  })
})

/** Text keeps rows and cells; blanks within labels and numbers without a mark are no cells of their own there. */
const PARTING = ['1 ', 'blanks within', 'nothing for zero', 'cut in two']
const LISTS = ['the form', 'headings across']
const documents = Array.from({length: 60}, (_, i) => statisticsDocument(500 + i)).filter(
  ({names}) => LISTS.includes(names[0]!) && !names.some(name => PARTING.includes(name)),
)

test('as text, cells parted by tabs', async () => {
  expect(documents.length).toBeGreaterThan(5)
  for (const {root, names, truth} of documents) {
    const {reports} = await run(Buffer.from(tabbed(root)), `${FILE}.txt`)
    const read = Object.entries(reports[0]?.observations ?? {}).map(([key, {value}]) => [key, value])
    const wanted = Object.entries(truth).map(([key, text]) => [key, Number(text)])
    expect([names, Object.fromEntries(read)]).toEqual([names, Object.fromEntries(wanted)])
  }
})

function tabbed({children}: Root): string {
  const lines = children.flatMap(block => {
    if (block.type !== 'table') return block.type === 'paragraph' ? [block.value] : []
    return Array.from({length: block.rows}, (_, row) =>
      block.children
        .filter(cell => cell.row === row)
        .map(cell => textOf(cell).replaceAll('\n', ''))
        .filter(text => text !== '')
        .join('\t'),
    )
  })
  return lines.join('\n')
}
