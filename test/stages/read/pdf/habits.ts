import {extent} from '../../../generate/files/compose.ts'
import type {RawPage} from './raw.ts'
import {HEIGHT, isFigure, type Part, type Piece, type Setting, type Sheet, WIDTH} from './sheet.ts'
import {hex} from './typeset.ts'

/** What people do to a report before they print it, or programs while they do. */
export interface Habit {
  setting?: Partial<Setting>
  /** Changes the pages as they are set, or gives others. */
  change?(sheets: Sheet[], setting: Setting): Sheet[]
  /** The same for pages as they are written. */
  pages?(pages: RawPage[]): RawPage[]
}

const black = (x: number, y: number, u: number, v: number, width = 0.5) =>
  `${n(width)} w ${n(x)} ${n(HEIGHT - y)} m ${n(u)} ${n(HEIGHT - v)} l S\n`
const white = (x: number, y: number, width: number, height: number) =>
  `1 g ${n(x)} ${n(HEIGHT - y - height)} ${n(width)} ${n(height)} re f 0 g\n`
const n = (value: number) => value.toFixed(2)
const text = (value: string, x: number, y: number): Piece => ({text: value, x, y, room: 0, cell: null})

const onEach = (change: (sheet: Sheet, index: number, setting: Setting) => void): Habit => ({
  change: (sheets, setting) => {
    for (const [i, sheet] of sheets.entries()) change(sheet, i, setting)
    return sheets
  },
})

/** Lines of figures, moved. */
const figures = (change: (piece: Piece, part: Part, setting: Setting) => void): Habit =>
  onEach((sheet, _, setting) => {
    for (const piece of sheet.lines) {
      if (!piece.cell || !isFigure(piece.text)) continue
      const part = sheet.parts.find(({cell, box}) => cell === piece.cell && piece.y >= box[1] - 2)!
      change(piece, part, setting)
    }
  })

/** Columns from this one on stand on a page of their own, as spreadsheets print wide tables. */
function columnsApart(sheets: readonly Sheet[]): Sheet[] {
  return sheets.flatMap(sheet => {
    const wide = sheet.parts.filter(({cell}) => cell.column >= 6 && cell.columnSpan === 1)
    if (wide.length === 0) return [sheet]
    const top = Math.min(...wide.map(({box}) => box[1]))
    const split = Math.min(...wide.map(({box}) => box[0]))
    const isRight = ({x, cell}: Piece) => cell !== null && x >= split
    const cut = (from: number, to: number, shift: number): Part[] =>
      sheet.parts
        .filter(({box}) => box[2] > from + 1 && box[0] < to - 1 && (from === 0 || box[1] >= top - 80))
        .map(part => {
          const [left, y0, right, y1] = part.box
          return {...part, box: [Math.max(left, from) - shift, y0, Math.min(right, to) - shift, y1]}
        })
    const shift = split - 60
    return [
      {...sheet, parts: cut(0, split, 0), lines: sheet.lines.filter(line => !isRight(line))},
      {
        parts: cut(split, WIDTH, shift),
        lines: sheet.lines.filter(isRight).map(line => ({...line, x: line.x - shift})),
      },
    ]
  })
}

const isWide = ({parts}: Sheet) => parts.some(({cell}) => cell.column >= 6)
const red = (content: string) => `q 1 0 0 rg 1 0 0 RG ${content} 0 g 0 G Q\n`
/** A seal: a ring with letters in it. */
function seal(x: number, y: number, pt: number): string {
  const [r, k] = [40, 22.1]
  const v = HEIGHT - y
  const ring = `2 w ${n(x + r)} ${n(v)} m ${n(x + r)} ${n(v + k)} ${n(x + k)} ${n(v + r)} ${n(x)} ${n(v + r)} c ${n(x - k)} ${n(v + r)} ${n(x - r)} ${n(v + k)} ${n(x - r)} ${n(v)} c ${n(x - r)} ${n(v - k)} ${n(x - k)} ${n(v - r)} ${n(x)} ${n(v - r)} c ${n(x + k)} ${n(v - r)} ${n(x + r)} ${n(v - k)} ${n(x + r)} ${n(v)} c S`
  const words = `BT /F1 ${pt + 3} Tf 1 0 0 1 ${n(x - 30)} ${n(v - 6)} Tm <${hex('信息公开')}> Tj ET`
  return red(`${ring} ${words}`)
}

const A4 = `/MediaBox [0 0 ${WIDTH} ${HEIGHT}]`
/** Pages on sheets of paper, side by side and smaller; null is an empty half. */
const onSheets = (halves: (RawPage | null)[][]): RawPage[] =>
  halves.map(own => ({
    content: own
      .map((page, i) => (page ? `q 0.7 0 0 0.7 ${n(i * 0.5 * HEIGHT)} 0 cm ${page.content} Q\n` : ''))
      .join(''),
    entries: `/MediaBox [0 0 ${HEIGHT} ${WIDTH}]`,
  }))

/** What is done to pages as a whole. */
const PAGES: Record<string, Habit> = {
  'two pages on a sheet': {
    pages: pages => onSheets(pages.flatMap((page, i) => (i % 2 ? [] : [[page, pages[i + 1] ?? null]]))),
  },
  'a booklet': {
    pages: pages => {
      const all = [...pages, ...Array<null>((4 - (pages.length % 4)) % 4).fill(null)]
      const sheets = Array.from({length: all.length / 2}, (_, i) => {
        const [a, b] = [all[i]!, all[all.length - 1 - i]!]
        return i % 2 ? [a, b] : [b, a]
      })
      return onSheets(sheets)
    },
  },
  'pages from last to first': {pages: pages => [...pages].reverse()},
  'a page twice': {pages: pages => [...pages.slice(0, 2), ...pages.slice(1)]},
  'the second page left out': {pages: pages => pages.filter((_, i) => i !== 1)},
  'two pages exchanged': {
    pages: ([a, b, c, ...rest]) => [a, c, b, ...rest].filter(page => page !== undefined),
  },
  'printed at 45 %': {
    pages: pages =>
      pages.map(({content}) => ({content: `q 0.45 0 0 0.45 30 400 cm ${content} Q`, entries: A4})),
  },
  'a printer driver at 600 dots': {
    pages: pages =>
      pages.map(({content}) => ({
        content: `q 0.12 0 0 -0.12 0 ${HEIGHT} cm q 8.3333 0 0 -8.3333 0 ${n(HEIGHT * 8.3333)} cm ${content} Q Q`,
        entries: A4,
      })),
  },
  'cut at the right': {
    pages: pages =>
      pages.map(({content}) => ({content, entries: `${A4} /CropBox [0 0 ${WIDTH - 90} ${HEIGHT}]`})),
  },
  'cut at the foot': {
    pages: pages =>
      pages.map(({content}) => ({content, entries: `${A4} /CropBox [0 90 ${WIDTH} ${HEIGHT}]`})),
  },
  'upside down now and then': {
    pages: pages =>
      pages.map((page, i) => (i % 2 ? {...page, entries: `${page.entries} /Rotate 180`} : page)),
  },
  'a little askew': {
    pages: pages =>
      pages.map(({content}) => ({
        content: `q 0.99996 0.0087 -0.0087 0.99996 4 -3 cm ${content} Q`,
        entries: A4,
      })),
  },
  'drawn anew over an older page': {
    pages: pages =>
      pages.map(({content, entries}) => ({
        content: `q 1 0 0 1 0 -31 cm ${content} Q 1 g 0 0 ${WIDTH} ${HEIGHT} re f 0 g ${content}`,
        entries,
      })),
  },
}

/** One row in so many with figures: its parts. */
const rowsOf = ({parts}: Sheet) => {
  const ys = [
    ...new Set(parts.filter(({cell}) => cell.columnSpan === 1 && cell.rowSpan === 1).map(({box}) => box[1])),
  ]
  return ys.map(y => parts.filter(({box}) => box[1] === y))
}
const pick = <T>(items: readonly T[], step: number) => items.filter((_, i) => i % step === 1)

/** What is put on or beside the tables. */
const MARKS: Record<string, Habit> = {
  'red boxes around figures': onEach(sheet => {
    sheet.over = pick(
      sheet.lines.filter(({cell, text: t}) => cell && isFigure(t)),
      7,
    )
      .map(({x, y, text: t}) => red(`1 w ${n(x - 3)} ${n(HEIGHT - y - 13)} ${n(extent(t, 10) + 6)} 15 re S`))
      .join('')
  }),
  'red boxes around rows': onEach(sheet => {
    sheet.over = pick(rowsOf(sheet), 4)
      .map(row => {
        const [l, t, r, b] = [row[0]!.box[0], row[0]!.box[1], row.at(-1)!.box[2], row[0]!.box[3]]
        return red(`1.5 w ${n(l - 4)} ${n(HEIGHT - b - 2)} ${n(r - l + 8)} ${n(b - t + 4)} re S`)
      })
      .join('')
  }),
  'yellow over figures': onEach(sheet => {
    sheet.under = pick(rowsOf(sheet), 3)
      .map(([first, ...rest]) => {
        const last = rest.at(-1) ?? first!
        const [l, t, r, b] = [first!.box[0] + 20, first!.box[1] + 3, last.box[2] - 12, first!.box[3] - 3]
        return `1 1 0 rg ${n(l)} ${n(HEIGHT - b)} ${n(r - l)} ${n(b - t)} re f 0 g\n`
      })
      .join('')
  }),
  'figures underlined': figures((piece, _, {pt}) => {
    piece.line = [piece.x, piece.y + 1.12 * pt, piece.x + extent(piece.text, pt)]
  }),
  'lines from the margin': onEach(sheet => {
    sheet.over = pick(rowsOf(sheet), 5)
      .map(row =>
        red(
          `1 w 20 ${n(HEIGHT - row[0]!.box[1] - 20)} m ${n(row[0]!.box[0] + 30)} ${n(HEIGHT - row[0]!.box[1] - 4)} l S`,
        ),
      )
      .join('')
  }),
  'notes beside the rows': onEach(sheet => {
    for (const [i, row] of pick(rowsOf(sheet), 3).entries())
      sheet.lines.push({...text(`含上年${i + 3}件`, 540, row[0]!.box[1] + 1), pt: 5})
  }),
  'older figures beside': onEach((sheet, _, {pt}) => {
    for (const line of pick(
      sheet.lines.filter(({cell, text: t}) => cell && isFigure(t)),
      6,
    ))
      sheet.lines.push(text('8', line.x + extent(line.text, pt) + 0.6 * pt, line.y))
  }),
  'older figures above, small': onEach((sheet, _, {pt}) => {
    for (const line of pick(
      sheet.lines.filter(({cell, text: t}) => cell && isFigure(t)),
      6,
    ))
      sheet.lines.push({...text('19', line.x + 0.2 * pt, line.y - 0.55 * pt), pt: 0.55 * pt})
  }),
  'number of the seal': onEach((sheet, _, {pt}) => {
    const [last] = sheet.parts.filter(({cell}) => cell.columnSpan === 1).slice(-4)
    if (!last) return
    const [x, y] = [last.box[0], HEIGHT - last.box[1]]
    const digits = [...'1101080012345'].map((digit, i) => {
      const angle = ((i - 6) * 7 * Math.PI) / 180
      const [c, s] = [Math.cos(angle), Math.sin(angle)]
      return `BT /F1 ${n(0.6 * pt)} Tf ${n(c)} ${n(s)} ${n(-s)} ${n(c)} ${n(x + 40 * s)} ${n(y - 40 * c)} Tm <${hex(digit)}> Tj ET`
    })
    sheet.over = red(digits.join(' '))
  }),
  'pages in the table': onEach((sheet, i, {pt}) => {
    const last = sheet.parts.filter(({cell}) => cell.columnSpan === 1).at(-1)
    if (last) sheet.lines.push({...text(`${i + 1}`, last.box[2] - pt, last.box[3] - 0.7 * pt), pt: 0.7 * pt})
  }),
  'a date printed over': onEach(sheet => {
    const row = rowsOf(sheet)[1]
    if (row)
      sheet.over = red(
        `BT /F1 9 Tf 1 0 0 1 ${n(row[0]!.box[0])} ${n(HEIGHT - row[0]!.box[3])} Tm <${hex('收文 2024 01 15')}> Tj ET`,
      )
  }),
  'the last row again': {
    change: sheets => {
      for (const [i, sheet] of sheets.entries()) {
        const before = sheets[i - 1]
        const row = before && rowsOf(before).at(-1)
        if (!row || sheet.parts.length === 0) continue
        const top = Math.min(...sheet.parts.map(({box}) => box[1]))
        const height = row[0]!.box[3] - row[0]!.box[1]
        const shift = top - height - row[0]!.box[1]
        if (top - height < 20) continue
        const cells = new Set(row.map(({cell}) => cell))
        for (const part of row)
          sheet.parts.push({...part, box: part.box.map((v, k) => (k % 2 ? v + shift : v)) as Part['box']})
        for (const line of before.lines)
          if (line.cell && cells.has(line.cell)) sheet.lines.push({...line, y: line.y + shift})
      }
      return sheets
    },
  },
  'heads apart from the body': onEach(sheet => {
    const heads = sheet.parts.filter(({header}) => header)
    const bottom = Math.max(...heads.map(({box}) => box[3]))
    for (const part of sheet.parts)
      if (part.header) part.box = part.box.map((v, k) => (k % 2 ? v - 5 : v)) as Part['box']
    for (const line of sheet.lines)
      if (line.cell && line.y < bottom && heads.some(({cell}) => cell === line.cell)) line.y -= 5
  }),
  'heads on columns of their own': onEach(sheet => {
    for (const part of sheet.parts)
      if (part.header && part.cell.column > 1)
        part.box = part.box.map((v, k) => (k % 2 ? v : v + 4)) as Part['box']
  }),
  'last sides missing': onEach(sheet => {
    sheet.parts = sheet.parts.filter(({box}, i) => i % 23 !== 5 || box[0] > 0)
  }),
  'squeezed letters': onEach(sheet => {
    sheet.lines = sheet.lines.map(line => ({...line, squeeze: 70}))
  }),
  'digits in two strings': onEach((sheet, _, {pt}) => {
    sheet.lines = sheet.lines.flatMap(line => {
      if (!line.cell || !isFigure(line.text) || line.text.length < 2) return [line]
      const [a, b] = [line.text.slice(0, 1), line.text.slice(1)]
      return [
        {...line, text: b, x: line.x + extent(a, pt) + 0.12 * pt},
        {...line, text: a},
      ]
    })
  }),
  'a second figure on the page behind the table': onEach((sheet, _, {pt}) => {
    sheet.under = sheet.lines
      .filter(({cell, text: t}) => cell && isFigure(t))
      .map(
        ({x, y}) =>
          `1 1 1 rg BT /F1 ${pt} Tf 1 0 0 1 ${n(x + 1)} ${n(HEIGHT - y - pt)} Tm <${hex('5')}> Tj ET 0 g\n`,
      )
      .join('')
  }),
}

/**
 * The rule behind one column, or below one row, is not drawn: everywhere, below the head alone, or in one row. `close` figures
 * stand beside it.
 */
function without(
  side: 'column' | 'row',
  where: 'all' | 'body' | 'one' | 'head' = 'all',
  close?: number,
): Habit {
  const [from, to, level, end] = side === 'column' ? ([0, 2, 1, 3] as const) : ([1, 3, 0, 2] as const)
  return onEach((sheet, _, {shift, pt}) => {
    const single = sheet.parts.filter(
      ({cell, header}) => cell.columnSpan === 1 && cell.rowSpan === 1 && !header,
    )
    const beside = (part: Part) =>
      sheet.parts.find(
        other =>
          other.cell.children !== part.cell.children &&
          Math.abs(other.box[from] - part.box[to]) < 0.1 &&
          Math.abs(other.box[level] - part.box[level]) < 0.1 &&
          Math.abs(other.box[end] - part.box[end]) < 0.1 &&
          (side === 'column' || isFigureCell(sheet, other)),
      )
    const inner = single.filter(part => isFigureCell(sheet, part) && beside(part))
    if (inner.length === 0) return
    const edges = [...new Set(inner.map(({box}) => box[to].toFixed(1)))]
    const edge = Number(edges[shift % edges.length])
    const row = inner[shift % inner.length]!
    const hit = sheet.parts
      .filter(part => Math.abs(part.box[to] - edge) < 0.1)
      .filter(part =>
        where === 'all' ? true : where === 'body' ? !part.header : where === 'head' ? part.header : false,
      )
    for (const part of where === 'one' ? [row] : hit) {
      const other = beside(part)
      if (!other) continue
      const at = part.box[to]
      part.box[to] = other.box[to]
      sheet.parts.splice(sheet.parts.indexOf(other), 1)
      if (close === undefined) continue
      for (const piece of sheet.lines) {
        const width = extent(piece.text, pt)
        if (!isFigure(piece.text)) continue
        if (side === 'column') {
          if (piece.cell === part.cell && piece.y > part.box[1] - 2 && piece.y < part.box[3])
            piece.x = at - close * pt - width
          if (piece.cell === other.cell && piece.y > part.box[1] - 2 && piece.y < part.box[3])
            piece.x = at + close * pt
        }
      }
    }
  })
}

function isFigureCell(sheet: Sheet, {cell}: Part): boolean {
  return !cell.data?.header && sheet.lines.some(line => line.cell === cell && isFigure(line.text))
}

export const HABITS: Record<string, Habit> = {
  'running head with a rule': onEach((sheet, i) => {
    sheet.lines.push(text('政府信息公开工作年度报告', 220, 34), text(`- ${i + 1} -`, 285, 800))
    sheet.under = black(60, 50, 535, 50)
  }),
  'rule of the head on the table': onEach(sheet => {
    sheet.under = black(50, 58.5, 545, 58.5, 0.75)
  }),
  'page number in a frame': onEach((sheet, i) => {
    sheet.lines.push(text(`${i + 1}`, 290, 790))
    sheet.under = `0.5 w 40 36 515 770 re S\n`
  }),
  'table goes on, said': {setting: {between: '续表'}},
  'table goes on, unit': {setting: {between: '单位：件'}},
  'foot note': onEach(sheet => {
    sheet.under = black(60, 788, 200, 788)
    sheet.lines.push({...text('注：1 本表数据截至12月31日。', 60, 790), pt: 7})
  }),
  'narrow columns': {setting: {narrow: 1.6}},
  'very narrow columns': {setting: {narrow: 0.9}},
  'letters on rules': {setting: {leading: 0.85, padding: 0}},
  'letters in rules': {setting: {leading: 0.7, padding: 0}},
  'seal over figures': onEach((sheet, _, {pt}) => {
    const [last] = sheet.parts.filter(({cell}) => cell.columnSpan === 1).slice(-3)
    if (last) sheet.over = seal(last.box[0], last.box[1], pt)
  }),
  'merged by white': onEach(sheet => {
    const xs = [...new Set(sheet.parts.flatMap(({box}) => [box[0], box[2]]))]
    const ys = [...new Set(sheet.parts.flatMap(({box}) => [box[1], box[3]]))]
    const merged = sheet.parts.filter(({cell}) => cell.columnSpan > 1 || cell.rowSpan > 1)
    sheet.under = merged
      .flatMap(({box: [left, top, right, bottom]}) => [
        ...xs
          .filter(x => x > left + 1 && x < right - 1)
          .map(x => black(x, top, x, bottom) + white(x - 1, top + 1, 2, bottom - top - 2)),
        ...ys
          .filter(y => y > top + 1 && y < bottom - 1)
          .map(y => black(left, y, right, y) + white(left + 1, y - 1, right - left - 2, 2)),
      ])
      .join('')
  }),
  'head parted by a slanting rule': onEach(sheet => {
    for (const {
      cell,
      box: [left, top, right, bottom],
    } of sheet.parts)
      if (cell.row === 0 && cell.column === 0)
        sheet.over = (sheet.over ?? '') + black(left, top, right, bottom)
  }),
  'columns of no width': onEach(sheet => {
    const edges = sheet.parts.filter(({cell}) => cell.columnSpan === 1).map(({box}) => box)
    sheet.under = edges
      .map(([left, top, , bottom], i) => black(left + 0.6 + (i % 3), top, left + 0.6 + (i % 3), bottom))
      .join('')
  }),
  'figures over the right rule': figures((piece, {box}, {pt}) => {
    piece.x = box[2] - extent(piece.text, pt) + 0.25 * pt
  }),
  'figures on the right rule': figures((piece, {box}, {pt}) => {
    piece.x = box[2] - extent(piece.text, pt)
  }),
  'figures low': figures((piece, {box}, {pt}) => {
    piece.y = box[3] - 0.6 * pt
  }),
  'figures high': figures((piece, {box}, {pt}) => {
    piece.y = box[1] - 0.35 * pt
  }),
  'figures small': figures((piece, _, {pt}) => {
    piece.pt = 0.7 * pt
    piece.y += 0.15 * pt
  }),
  'labels in two sizes': onEach((sheet, _, {pt}) => {
    sheet.lines = sheet.lines.flatMap(line => {
      const at = line.text.search(/[（(]/)
      if (!line.cell || at < 1) return [line]
      const x = line.x + extent(line.text.slice(0, at), pt)
      const [before, behind] = [line.text.slice(0, at), line.text.slice(at)]
      return [
        {...line, text: before},
        {...line, text: behind, x, pt: 0.8 * pt, y: line.y + 0.2 * pt},
      ]
    })
  }),
  'columns on pages of their own': {change: columnsApart},
  'column by column': onEach(sheet => {
    sheet.lines.sort((a, b) => a.x - b.x || b.y - a.y)
  }),
  'wide tables on turned pages': onEach(sheet => {
    sheet.turned = isWide(sheet)
  }),
  'empty page between': {
    change: sheets => sheets.flatMap(sheet => [sheet, {parts: [], lines: []}]),
  },
  'picture at the head': onEach(sheet => {
    sheet.under = 'q 60 0 0 20 60 795 cm /I1 Do Q\n'
  }),
  'picture under the table': onEach(sheet => {
    sheet.under = 'q 60 0 0 20 260 30 cm /I1 Do Q\n'
  }),
  'heads wrapped anew': onEach((sheet, i, {pt}) => {
    if (i === 0) return
    sheet.lines = sheet.lines.flatMap(line => {
      const isHead = line.cell?.data?.header && line.cell.rowSpan === 1 && [...line.text].length > 3
      const part = sheet.parts.find(({cell}) => cell === line.cell)
      const alone = sheet.lines.filter(({cell}) => cell === line.cell).length === 1
      if (!isHead || !alone || !part || part.box[3] - part.box[1] < 2.4 * pt) return [line]
      const half = Math.ceil([...line.text].length / 2)
      const pieces = [[...line.text].slice(0, half).join(''), [...line.text].slice(half).join('')]
      const middle = (part.box[1] + part.box[3]) / 2
      return pieces.map((text, k) => ({...line, text, y: middle + (k - 1) * 1.15 * pt}))
    })
  }),
  'sideways without a word': onEach(sheet => {
    sheet.sideways = isWide(sheet)
  }),
  'figures beside a seal': onEach(sheet => {
    const last = sheet.parts.findLast(({cell}) => cell.columnSpan === 1)
    if (last)
      sheet.over = red(
        `BT /F1 22 Tf 1 0 0 1 ${n(last.box[0] - 10)} ${n(HEIGHT - last.box[3])} Tm <${hex('公章')}> Tj ET`,
      )
  }),
  'figures written twice': onEach(sheet => {
    sheet.lines = sheet.lines.flatMap(line =>
      isFigure(line.text) ? [line, {...line, x: line.x + 0.3}] : [line],
    )
  }),
  'corrected by a white box': figures((piece, {box}, {pt}) => {
    piece.cover = [box[0] + 0.5, piece.y - 0.1 * pt, box[2] - 0.5, piece.y + 1.15 * pt]
  }),
  'level rules that end early': onEach(sheet => {
    for (const part of sheet.parts) if (part.cell.column > 0 && part.cell.columnSpan === 1) part.box[2] -= 1.5
  }),
  'rows that do not quite meet': onEach(sheet => {
    for (const part of sheet.parts) part.box[3] -= part.cell.rowSpan === 1 ? 1.2 : 0.4
  }),
  'columns that lean': onEach(sheet => {
    for (const part of sheet.parts) part.box[0] += (part.box[1] % 7) * 0.2
  }),
  'a paragraph on the table': onEach((sheet, _, {pt}) => {
    const bottom = Math.max(...sheet.parts.map(({box}) => box[3]), 0)
    if (bottom > 0 && bottom < 740)
      sheet.lines.push(text('注：以上数据均按实际发生数填报。', 62, bottom + 0.1 * pt))
  }),
  'line numbers': onEach((sheet, _, {pt}) => {
    for (let i = 0; i < 45; i++) sheet.lines.push({...text(`${i + 1}`, 40, 60 + i * 16), pt: pt - 1})
  }),
  'row numbers beside the table': onEach((sheet, _, {pt}) => {
    const rows = new Set(
      sheet.parts.filter(({cell}) => cell.rowSpan === 1 && cell.column > 2).map(({box}) => box[1]),
    )
    for (const [i, y] of [...rows].entries()) sheet.lines.push(text(`${i + 1}`, 60 - 1.2 * pt, y))
  }),
  'marks on figures': figures((piece, _, {pt}) => {
    piece.mark = {
      text: '①',
      x: piece.x + extent(piece.text, pt),
      y: piece.y - 0.2 * pt,
      room: 0,
      cell: null,
      pt: 0.5 * pt,
    }
  }),
  'unit behind figures': figures((piece, _, {pt}) => {
    piece.mark = {text: '件', x: piece.x + extent(piece.text, pt), y: piece.y, room: 0, cell: null, pt}
  }),
  'dots to the right': figures(piece => {
    piece.text = `${piece.text}.`
  }),
  'a column rule missing': without('column'),
  'a column rule missing below the head': without('column', 'body'),
  'a column rule missing in the head': without('column', 'head'),
  'a column rule missing in one row': without('column', 'one'),
  'figures close to a column rule that is missing': without('column', 'all', 0.1),
  'figures close to a column rule missing below the head': without('column', 'body', 0.1),
  'figures close to a column rule missing in one row': without('column', 'one', 0.1),
  'figures near a column rule that is missing': without('column', 'all', 0.25),
  'figures near a column rule missing below the head': without('column', 'body', 0.25),
  'a row rule missing': without('row'),
  'a row rule missing in one column': without('row', 'one'),

  ...PAGES,
  ...MARKS,
}
