import {describe, expect, it} from 'vitest'
import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {type Edge, layoutDocument, type PageContent} from '../../../../stages/read/layout/index.ts'
import {pageOf, wideGlyphsOf} from './drawn.ts'

const XS = [50, 200, 250, 300]

/** Rows of a table with these columns; text stands at the top left of its cell, a line break in it begins a line. */
function rowsAt(top: number, rows: string[][], xs = XS, open: {top?: boolean; bottom?: boolean} = {}) {
  const height = 40
  const ys = [top, ...rows.map((_, i) => top + (i + 1) * height)]
  const drawnYs = ys.filter((_, i) => !(open.top && i === 0) && !(open.bottom && i === ys.length - 1))
  const glyphs = rows.flatMap((row, r) =>
    row.flatMap((text, c) =>
      text
        .split('\n')
        .flatMap((line, l) =>
          wideGlyphsOf(line, xs[c]! + 3, ys[r]! + 3 + l * 12, 10, r * 1000 + c * 100 + l * 30),
        ),
    ),
  )
  const horizontal: Edge[] = drawnYs.map(at => ({at, from: xs[0]!, to: xs.at(-1)!}))
  const vertical: Edge[] = xs.map(at => ({at, from: top, to: ys.at(-1)!}))
  return {horizontal, vertical, glyphs}
}

function laidOut(...pages: Partial<PageContent>[]): {blocks: Block[]; problems: string[]} {
  const problems: string[] = []
  const contents = pages.map((content, i) => pageOf(content, i + 1))
  const blocks = layoutDocument(
    contents,
    {tolerance: 2, maxCells: 200_000, maxNodes: 500_000},
    ({kind, page}) => problems.push(`${kind} ${page}`),
  )
  return {blocks, problems}
}

/** The blocks of pages that give no reason for doubt. */
function read(...pages: Partial<PageContent>[]): Block[] {
  const {blocks, problems} = laidOut(...pages)
  expect(problems).toEqual([])
  return blocks
}

/** Tables as rows of cell texts, everything else as its text. */
function shown(blocks: Block[]): unknown[] {
  return blocks.map(block => {
    if (block.type !== 'table') return textOf(block)
    return Array.from({length: block.rows}, (_, r) => block.children.filter(c => c.row === r).map(textOf))
  })
}

const HEAD = ['项目', '上年', '本年']

describe('tables over page ends', () => {
  it('joins a row whose labels alone go on, one of them with a full line above', () => {
    const xs = [50, 120, 270, 320, 370]
    const blocks = read(
      rowsAt(
        600,
        [
          ['项目', '', '上年', '本年'],
          ['三、\n本年度', '（二）\n部分公开区分处理的只计这一情', '1', '2'],
        ],
        xs,
      ),
      rowsAt(
        60,
        [
          ['办理结果', '形不计其他', '', ''],
          ['三、本年\n度办理结果', '（三）', '3', '4'],
        ],
        xs,
      ),
    )
    expect(shown(blocks)).toEqual([
      [
        ['项目', '', '上年', '本年'],
        ['三、本年度办理结果', '（二）部分公开区分处理的只计这一情形不计其他', '1', '2'],
        ['三、本年度办理结果', '（三）', '3', '4'],
      ],
    ])
  })

  it('joins parts with the same column edges', () => {
    const blocks = read(rowsAt(600, [HEAD, ['规章', '1', '2']]), rowsAt(60, [['规范性文件', '3', '']]))
    expect(shown(blocks)).toEqual([[HEAD, ['规章', '1', '2'], ['规范性文件', '3', '']]])
  })

  it('joins parts that stand shifted, as with mirrored margins', () => {
    const moved = XS.map(x => x + 14)
    const blocks = read(
      rowsAt(600, [HEAD, ['规章', '1', '2']]),
      rowsAt(60, [['规范性文件', '3', '4']], moved),
    )
    expect(shown(blocks)).toEqual([[HEAD, ['规章', '1', '2'], ['规范性文件', '3', '4']]])
  })

  it('takes out a head that is repeated word for word', () => {
    const blocks = read(rowsAt(600, [HEAD, ['规章', '1', '2']]), rowsAt(60, [HEAD, ['规范性文件', '3', '4']]))
    expect(shown(blocks)).toEqual([[HEAD, ['规章', '1', '2'], ['规范性文件', '3', '4']]])
  })

  it('leaves apart a table with a head of its own', () => {
    const other = ['事项', '受理', '办结']
    const blocks = read(rowsAt(600, [HEAD, ['规章', '1', '2']]), rowsAt(60, [other, ['许可', '3', '4']]))
    expect(shown(blocks)).toEqual([
      [HEAD, ['规章', '1', '2']],
      [other, ['许可', '3', '4']],
    ])
  })

  it('leaves apart tables of different columns, and says that they may be one', () => {
    const {blocks, problems} = laidOut(
      rowsAt(600, [HEAD, ['规章', '1', '2']]),
      rowsAt(60, [['许可', '3', '4']], [50, 120, 270, 300]),
    )
    expect(shown(blocks)).toEqual([[HEAD, ['规章', '1', '2']], [['许可', '3', '4']]])
    expect(problems).toEqual(['seam 2'])
  })

  it('leaves apart tables with a sentence between', () => {
    const sentence = {...rowsAt(80, [['许可', '3', '4']])}
    const glyphs = [...wideGlyphsOf('三、申请情况', 50, 60, 10, 0), ...sentence.glyphs]
    const blocks = read(rowsAt(600, [HEAD, ['规章', '1', '2']]), {...sentence, glyphs})
    expect(shown(blocks)).toEqual([[HEAD, ['规章', '1', '2']], '三、申请情况', [['许可', '3', '4']]])
  })

  it('makes a cut row one row: the label goes on, the figures stand above', () => {
    const above = rowsAt(600, [
      HEAD,
      ['申请人逾期未按收费通知要求缴\n费用行政机关不再处理其政府信', '1', '2'],
    ])
    const below = rowsAt(60, [
      ['息公开申请', '', ''],
      ['其他', '3', '4'],
    ])
    expect(shown(read(above, below))).toEqual([
      [
        HEAD,
        ['申请人逾期未按收费通知要求缴费用行政机关不再处理其政府信息公开申请', '1', '2'],
        ['其他', '3', '4'],
      ],
    ])
  })

  it('makes a cut row one row: the figures stand below', () => {
    const above = rowsAt(600, [HEAD, ['要求提供公开出版物', '', '']])
    const below = rowsAt(60, [
      ['', '1', '2'],
      ['其他', '3', '4'],
    ])
    expect(shown(read(above, below))).toEqual([[HEAD, ['要求提供公开出版物', '1', '2'], ['其他', '3', '4']]])
  })

  it('joins the halves of a figure that fills its cell', () => {
    const above = rowsAt(600, [HEAD, ['收费金额合计数', '1234', '5']], XS, {bottom: true})
    const below = rowsAt(60, [['', '56', '']], XS, {top: true})
    expect(shown(read(above, below))).toEqual([[HEAD, ['收费金额合计数', '123456', '5']]])
  })

  it('keeps two rows apart whose figures are blank', () => {
    const above = rowsAt(600, [HEAD, ['规章', '', '']])
    const below = rowsAt(60, [['规范性文件', '', '']])
    expect(shown(read(above, below))).toEqual([[HEAD, ['规章', '', ''], ['规范性文件', '', '']]])
  })

  it('keeps a numbered row apart from a full label above it', () => {
    const above = rowsAt(600, [HEAD, ['1.要求行政机关确认或重新出具', '', '']])
    const below = rowsAt(60, [['2.其他', '', '']])
    expect(shown(read(above, below))[0]).toEqual([
      HEAD,
      ['1.要求行政机关确认或重新出具', '', ''],
      ['2.其他', '', ''],
    ])
  })
})

/** Lines of running text between margins 50 and 550, fifty letters of 10 a line. */
function prose(lines: [string, number?][], top = 100): Partial<PageContent> {
  return {glyphs: lines.flatMap(([text, x = 50], i) => wideGlyphsOf(text, x, top + 18 * i, 10, i * 100))}
}

const FULL = '政'.repeat(50)

describe('paragraphs', () => {
  it('joins full lines and begins anew at an indent', () => {
    const blocks = read(prose([[FULL.slice(2), 70], [FULL], ['完。'], [FULL.slice(2), 70], ['又完。']]))
    expect(shown(blocks)).toEqual([`${FULL.slice(2)}${FULL}完。`, `${FULL.slice(2)}又完。`])
  })

  it('joins a sentence over a page end, page numbers aside', () => {
    const number = (text: string) => wideGlyphsOf(text, 290, 770, 10, 9000)
    const first = prose([[FULL], [FULL]], 700)
    const second = prose([['完。'], ['二、其他']], 60)
    const blocks = read(
      {glyphs: [...first.glyphs!, ...number('-1-')]},
      {glyphs: [...second.glyphs!, ...number('-2-')]},
    )
    expect(shown(blocks)).toEqual([`${FULL}${FULL}完。`, '二、其他', '-1-', '-2-'])
    expect(blocks.slice(2).map(b => b.type === 'paragraph' && b.data?.role)).toEqual(['footer', 'footer'])
  })

  it('keeps a numbered heading apart from the full line before it', () => {
    expect(shown(read(prose([[FULL], ['二、主动公开政府信息情况']])))).toEqual([
      FULL,
      '二、主动公开政府信息情况',
    ])
  })

  it('joins a reference to a numbered clause', () => {
    const lines = `${FULL.slice(0, 46)}第二十条`
    expect(shown(read(prose([[lines], ['（一）项所列信息。']])))).toEqual([`${lines}（一）项所列信息。`])
  })

  it('reads two columns one after the other', () => {
    const lines = Array.from({length: 10}, (_, i) => [
      ...wideGlyphsOf('左'.repeat(22), 50, 100 + 18 * i, 10, i * 100),
      ...wideGlyphsOf('右'.repeat(22), 330, 100 + 18 * i, 10, i * 100 + 50),
    ])
    // A sentence goes on at the top of the next column as it does on the next page.
    expect(shown(read({glyphs: lines.flat()}))).toEqual(['左'.repeat(220) + '右'.repeat(220)])
  })
})
