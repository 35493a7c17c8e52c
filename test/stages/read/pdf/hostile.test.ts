import {describe, expect, it} from 'vitest'
import {pipeline} from '../../../generate/pipeline.ts'
import {encryptedPdf} from './encrypted.ts'
import {randomOf} from './form.ts'
import {at, rawPdf, ruled, stream} from './raw.ts'
import {cellsOf, LIMITS, readPdf, tablesOf} from './reading.ts'

const run = pipeline()
const TABLE = ruled([50, 150, 250, 350], [300, 320, 340]) + at(60, 326, 'a') + at(160, 326, '12')
const bytesOf = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** What becomes of a file: why it gave no report, and the rules of its findings. */
async function endOf(bytes: Uint8Array) {
  const {reports, skipped, findings} = await run(bytes, 'x.pdf')
  expect(reports).toEqual([])
  return [...skipped.map(({reason}) => reason), ...findings.map(({rule}) => rule)]
}

describe('files that are damaged or mean harm end in a skip with its reason', () => {
  const page = textOf(rawPdf([{content: TABLE}]))
  const random = randomOf(1)
  const noise = Uint8Array.from({length: 100_000}, () => Math.floor(random() * 256))

  it.each([
    ['truncated', bytesOf(page.slice(0, 300)), ['unreadable']],
    ['random after the header', new Uint8Array([...bytesOf('%PDF-1.4\n'), ...noise]), ['unreadable']],
    ['pages that are their own child', bytesOf(page.replace('[100 0 R]', '[2 0 R]')), ['unreadable']],
    ['a false count of pages', bytesOf(page.replace('/Count 1', '/Count 2000000000')), ['empty']],
    ['a page without extent', bytesOf(page.replace('0 0 400 400', '0 0 0 0')), ['empty']],
    ['a page of a kilometre', bytesOf(page.replace('0 0 400 400', '0 0 3000000 3000000')), ['empty']],
    ['a page beyond all numbers', bytesOf(page.replace('0 0 400 400', '0 0 1e38 1e38')), ['empty']],
  ])('%s', async (_, bytes, end) => {
    expect(await endOf(bytes)).toEqual(end)
  })

  it('reads 500 of 10,000 pages and says so', async () => {
    const bytes = rawPdf(Array.from({length: 10_000}, () => ({content: TABLE})))
    expect(await endOf(bytes)).toEqual(['notReport', 'R08'])
  })

  it('gives up a page of forms that draw forms without end, and reads the others', async () => {
    const objects: Record<number, string> = {}
    const entries = '/Type /XObject /Subtype /Form /BBox [0 0 400 400]'
    for (let i = 20; i < 28; i++)
      objects[i] = stream(`${entries} /Resources << /XObject << /X ${i + 1} 0 R >> >>`, '/X Do '.repeat(10))
    objects[28] = stream(entries, '0 0 10 10 re f '.repeat(10))
    const bytes = rawPdf([{content: TABLE}, {content: '/X Do'}, {content: at(60, 326, 'c')}], {
      objects,
      resources: '/XObject << /X 20 0 R >>',
    })
    const {root, findings} = await readPdf(bytes)
    expect(root.children.map(block => block.type)).toEqual(['table', 'paragraph'])
    expect(findings.map(({rule, what}) => `${rule} ${what}`)).toEqual(['R04 PDF 的第 2 页已损坏，未能读取'])
  })

  it('refuses a file that needs a password', async () => {
    const trailer = '/Encrypt 20 0 R /ID [<00> <00>]'
    const key = '0123456789012345678901234567890123456789012345678901234567890123'
    const objects = {20: `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >>`}
    expect(await endOf(rawPdf([{content: TABLE}], {objects, trailer}))).toEqual(['encrypted'])
  })
})

it('opens an encrypted file that needs no password', async () => {
  const {root} = await readPdf(encryptedPdf())
  expect(tablesOf(root.children).map(cellsOf)).toEqual([['0,0 1x1 a', '0,1 1x1 12', '1,0 1x1 ', '1,1 1x1 ']])
})

describe('limits', () => {
  it('reads a table beyond the most cells as lines, and says so', async () => {
    const {root, findings} = await readPdf(rawPdf([{content: TABLE}]), {...LIMITS, maxCells: 5})
    expect(root.children.map(block => block.type)).toEqual(['paragraph'])
    expect(findings.map(({rule, what}) => `${rule} ${what}`)).toEqual([
      'R08 第 1 页的表格格子过多，未作为表格读取，其中的文字按普通文字读取',
    ])
  })

  it('joins no table beyond the most cells, and says so', async () => {
    const content = ruled([50, 150, 250, 350], [20, 200, 380]) + at(60, 326, 'a') + at(160, 326, '12')
    const {root, findings} = await readPdf(rawPdf([{content}, {content}]), {...LIMITS, maxCells: 11})
    expect(tablesOf(root.children).map(table => table.rows)).toEqual([2, 2])
    expect(findings.map(({rule, what}) => `${rule} ${what}`)).toEqual([
      'R09 第 2 页与上一页之间的表格（“a、12”）如何衔接不能确定，请核对跨页处的行',
    ])
  })

  it('stops after the most nodes, and says so', async () => {
    const pages = Array.from({length: 5}, () => ({content: TABLE}))
    const {root, findings} = await readPdf(rawPdf(pages), {...LIMITS, maxNodes: 20})
    expect(tablesOf(root.children).length).toBeLessThan(5)
    expect(findings.map(({rule, what}) => `${rule} ${what}`)).toEqual([
      'R08 第 2 页以后的内容超出单个文件的上限，未读取',
    ])
  })

  it('takes time in proportion to the cells of a table over many pages', async () => {
    const lines = Array.from({length: 31}, (_, i) => 20 + 12 * i)
    const edges = at(24, 370, '1', '', 4) + at(24, 22, '2', '', 4)
    const content = ruled(lines, lines) + edges
    const {root} = await readPdf(rawPdf(Array.from({length: 30}, () => ({content}))))
    expect(tablesOf(root.children).map(({rows, columns}) => [rows, columns])).toEqual([[900, 30]])
  })
})
