import type {Root} from '../../../../pipeline/model/ast.ts'
import {extent} from '../../../generate/files/compose.ts'
import {HABITS} from './habits.ts'
import {greyPicture, type RawPage, rawPdf} from './raw.ts'
import {HEIGHT, type Part, type Piece, type Setting, setReport, WIDTH} from './sheet.ts'
import {fontObjects, hex} from './typeset.ts'

/** How a program writes a page that an office suite has set. */
export interface Writing extends Setting {
  /**
   * Borders: filled bars with corners of their own (Word), bars that end short of each other, strokes that run beyond each
   * other, all four borders of every cell drawn inside it, one rectangle a cell, level rules alone, none.
   */
  borders: 'bars' | 'gaps' | 'overlaps' | 'inset' | 'rectangles' | 'levels' | 'none'
  /** Whether a cut row has no rule at the end of the page, neither above nor below. */
  openEnds: boolean
  /**
   * Text: a string a line; a string for each run of letters and of digits; one string with every letter moved (TJ); letter
   * by letter; set in the middle by blanks before and behind.
   */
  letters: 'lines' | 'runs' | 'moved' | 'single' | 'blanks'
  /** Whether figures and short labels are spread over the width of their cells. */
  spread: boolean
  /** What else people and programs do to the pages. */
  habit?: string
}

/** Points a border is thick. */
const THICK = 0.48

/** A report as one PDF. The font is not embedded. */
export function writeOffice(root: Root, writing: Writing): Uint8Array {
  const habit = writing.habit ? HABITS[writing.habit]! : null
  const set = {...writing, ...habit?.setting}
  const sheets = setReport(root, set)
  const pages = (habit?.change?.(sheets, set) ?? sheets).map(
    ({parts, lines, under, over, turned, sideways}): RawPage => {
      const content = [
        under,
        ...parts.map(part => border(part, set)),
        ...lines.map(line => printed(line, set)),
        over,
      ].join('')
      if (sideways) {
        const entries = `/MediaBox [0 0 ${HEIGHT} ${WIDTH}]`
        return {content: `q 0 1 -1 0 ${HEIGHT} 0 cm ${content} Q`, entries}
      }
      if (!turned) return {content, entries: `/MediaBox [0 0 ${WIDTH} ${HEIGHT}]`}
      const entries = `/MediaBox [0 0 ${HEIGHT} ${WIDTH}] /Rotate 90`
      return {content: `q 0 1 -1 0 ${HEIGHT} 0 cm ${content} Q`, entries}
    },
  )
  const objects = {...fontObjects(), 29: greyPicture(1, 1)}
  return rawPdf(habit?.pages?.(pages) ?? pages, {objects, font: 20, resources: '/XObject << /I1 29 0 R >>'})
}

function border({box: [left, top, right, bottom], open}: Part, {borders, openEnds}: Writing): string {
  const [y0, y1] = [HEIGHT - bottom, HEIGHT - top]
  const bar = (x: number, y: number, width: number, height: number) =>
    `${n(x)} ${n(y)} ${n(width)} ${n(height)} re f*\n`
  const stroke = (x: number, y: number, u: number, v: number) => `${n(x)} ${n(y)} m ${n(u)} ${n(v)} l S\n`
  const [width, height] = [right - left, y1 - y0]
  const isOpen = {top: openEnds && open.top, bottom: openEnds && open.bottom}
  if (borders === 'rectangles' && !isOpen.top && !isOpen.bottom)
    return `0.5 w ${n(left)} ${n(y0)} ${n(width)} ${n(height)} re S\n`
  const sides = {
    bars: () => [
      bar(left + THICK, y1, width - THICK, THICK),
      bar(left + THICK, y0, width - THICK, THICK),
      bar(left, y0 + THICK, THICK, height - THICK) +
        bar(left, y0, THICK, THICK) +
        bar(left, y1, THICK, THICK),
      bar(right, y0 + THICK, THICK, height - THICK) + bar(right, y0, THICK, THICK),
    ],
    gaps: () => [
      bar(left + 0.7, y1, width - 1.4, THICK),
      bar(left + 0.7, y0, width - 1.4, THICK),
      bar(left, y0 + 0.7, THICK, height - 1.4),
      bar(right, y0 + 0.7, THICK, height - 1.4),
    ],
    overlaps: () => [
      stroke(left - 1.2, y1, right + 1.2, y1),
      stroke(left - 1.2, y0, right + 1.2, y0),
      stroke(left, y0 - 1.2, left, y1 + 1.2),
      stroke(right, y0 - 1.2, right, y1 + 1.2),
    ],
    inset: () => [
      bar(left + 0.4, y1 - 0.9, width - 0.8, THICK),
      bar(left + 0.4, y0 + 0.4, width - 0.8, THICK),
      bar(left + 0.4, y0 + 0.4, THICK, height - 0.8),
      bar(right - 0.9, y0 + 0.4, THICK, height - 0.8),
    ],
    levels: () => [stroke(left, y1, right, y1), stroke(left, y0, right, y0)],
    none: () => [],
    rectangles: () => [
      stroke(left, y1, right, y1),
      stroke(left, y0, right, y0),
      stroke(left, y0, left, y1),
      stroke(right, y0, right, y1),
    ],
  }[borders]()
  return sides.filter((_, i) => !(i === 0 && isOpen.top) && !(i === 1 && isOpen.bottom)).join('')
}

/** A line as it is written, over a white box that hides another figure, or with a mark behind. */
function printed(line: Piece, set: Writing): string {
  const own =
    (line.squeeze ? `${line.squeeze} Tz ` : '') +
    print(line, line.pt ? {...set, pt: line.pt} : set) +
    (line.squeeze ? '100 Tz ' : '') +
    (line.line
      ? `0.6 w ${n(line.line[0])} ${n(HEIGHT - line.line[1])} m ${n(line.line[2])} ${n(HEIGHT - line.line[1])} l S\n`
      : '')
  const mark = line.mark ? print(line.mark, {...set, pt: line.mark.pt ?? set.pt, letters: 'lines'}) : ''
  if (!line.cover) return own + mark
  const [left, top, right, bottom] = line.cover
  const box = `1 g ${n(left)} ${n(HEIGHT - bottom)} ${n(right - left)} ${n(bottom - top)} re f 0 g\n`
  return print({...line, text: '99'}, set) + box + own + mark
}

function print({text, x, y, room, cell}: Piece, {pt, letters, spread}: Writing): string {
  const base = HEIGHT - y - pt
  const show = (letters: string, at: number) =>
    `BT /F1 ${pt} Tf 1 0 0 1 ${n(at)} ${n(base)} Tm <${hex(letters)}> Tj ET\n`
  const characters = [...text]
  if (spread && cell && characters.length > 1 && characters.length < 7) {
    const free = room - extent(text, pt)
    const left = x - free / 2
    let at = left
    return characters
      .map(letter => {
        const shown = show(letter, at)
        at += extent(letter, pt) + free / (characters.length - 1)
        return shown
      })
      .join('')
  }
  switch (letters) {
    case 'runs':
    case 'single': {
      let at = x
      const runs =
        letters === 'single' ? characters : (text.match(/[\u0020-\u007e]+|[^\u0020-\u007e]+/gu) ?? [])
      return runs
        .map(run => {
          const shown = show(run, at) + (letters === 'runs' && at === x ? show(' ', at) : '')
          at += extent(run, pt)
          return shown
        })
        .join('')
    }
    case 'moved': {
      const moves = characters.map((letter, i) => `<${hex(letter)}> ${((i * 7) % 23) - 11}`)
      return `BT /F1 ${pt} Tf 1 0 0 1 ${n(x)} ${n(base)} Tm [${moves.join(' ')}] TJ ET\n`
    }
    case 'blanks': {
      if (!cell) return show(text, x)
      const blanks = Math.max(Math.floor((room - extent(text, pt)) / pt), 0)
      const around = ' '.repeat(blanks)
      return show(around + text + around, x - (blanks * pt) / 2)
    }
    default:
      return show(text, x)
  }
}

function n(value: number): string {
  return value.toFixed(2)
}
