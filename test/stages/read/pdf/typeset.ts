import type {Root} from '../../../../pipeline/model/ast.ts'
import {type Composition, compose, extent, type Paper} from '../../../generate/files/compose.ts'
import {greyPicture, type RawOptions, type RawPage, rawPdf, stream} from './raw.ts'

/** How a program writes a report as PDF: what differs from one to the next, and must not matter. */
export interface Typesetting extends Paper {
  /** Borders as strokes, as filled bars, as one rectangle a cell, or as rectangles apart from each other. */
  borders: 'strokes' | 'bars' | 'rectangles'
  /** One string a line, or every letter placed for itself. */
  letters: 'lines' | 'single'
  /** Whether a page's content stands in a form XObject. */
  form: boolean
  /** Whether every text is written once more, invisible. */
  twice: boolean
  rotate: 0 | 90 | 180 | 270
  /** Whether the text is the invisible layer over a picture of the page. */
  scanned: boolean
  /** Whether the font tells nothing of the characters it draws. */
  mute: boolean
}

export const ORDINARY: Typesetting = {
  width: 595,
  height: 842,
  pt: 9,
  shift: 0,
  borders: 'strokes',
  letters: 'lines',
  form: false,
  twice: false,
  rotate: 0,
  scanned: false,
  mute: false,
}

/** Reports as one PDF, each on pages of its own. The font is not embedded: Chinese by the name of a collection. */
export function typeset(roots: readonly Root[], changes: Partial<Typesetting> = {}): Uint8Array {
  const set = {...ORDINARY, ...changes}
  const pages = compose(roots, set).map(page => drawn(page, set))
  const encoding = set.mute ? '/Identity-H' : '/UniGB-UCS2-H'
  const ordering = set.mute ? '(Adobe) /Ordering (Identity)' : '(Adobe) /Ordering (GB1)'
  const widths = set.mute ? '' : '/W [1 95 500]'
  const resources = '/Font << /F1 20 0 R >>'
  const objects = fontObjects(encoding, ordering, widths)
  const forms: string[] = []
  if (set.scanned) {
    objects[29] = greyPicture(1, 1)
    forms.push('/I1 29 0 R')
  }
  const picture = set.scanned ? `q ${set.width} 0 0 ${set.height} 0 0 cm /I1 Do Q ` : ''
  const raw = pages.map((content, i): RawPage => {
    const box = `/MediaBox [0 0 ${set.rotate % 180 ? `${set.height} ${set.width}` : `${set.width} ${set.height}`}]`
    const turned = `q ${turning(set)} cm ${picture}${content} Q`
    if (!set.form) return {content: turned, entries: `${box} /Rotate ${set.rotate}`}
    objects[30 + i] = stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Resources << ${resources} >>`,
      turned,
    )
    forms.push(`/X${i} ${30 + i} 0 R`)
    return {content: `/X${i} Do`, entries: `${box} /Rotate ${set.rotate}`}
  })
  return rawPdf(raw, {objects, font: 20, resources: `/XObject << ${forms.join(' ')} >>`})
}

/** The font STSong-Light by its name, as the objects 20 to 22. */
export function fontObjects(
  encoding = '/UniGB-UCS2-H',
  ordering = '(Adobe) /Ordering (GB1)',
  widths = '/W [1 95 500]',
): NonNullable<RawOptions['objects']> {
  return {
    20: `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding ${encoding} /DescendantFonts [21 0 R] >>`,
    21: `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 ${widths} /CIDSystemInfo << /Registry ${ordering} /Supplement 2 >> /FontDescriptor 22 0 R >>`,
    22: '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  }
}

/** Sets the page so that it stands upright once it is turned. */
function turning({width, height, rotate}: Typesetting): string {
  return {
    0: '1 0 0 1 0 0',
    90: `0 1 -1 0 ${height} 0`,
    180: `-1 0 0 -1 ${width} ${height}`,
    270: `0 -1 1 0 0 ${width}`,
  }[rotate]
}

function drawn({lines, boxes}: Composition, set: Typesetting): string {
  return [...boxes.map(box => border(box, set)), ...lines.map(line => print(line, set))].join('')
}

function border([x0, top, x1, bottom]: [number, number, number, number], set: Typesetting): string {
  const [y0, y1] = [set.height - bottom, set.height - top]
  const operators = {
    strokes: `${x0} ${y0} m ${x1} ${y0} l S ${x1} ${y0} m ${x1} ${y1} l S ${x0} ${y1} m ${x1} ${y1} l S ${x0} ${y0} m ${x0} ${y1} l S\n`,
    bars: `${x0} ${y0} ${x1 - x0} 0.5 re f ${x0} ${y1} ${x1 - x0} 0.5 re f ${x0} ${y0} 0.5 ${y1 - y0} re f ${x1} ${y0} 0.5 ${y1 - y0} re f\n`,
    rectangles: `${x0} ${y0} ${x1 - x0} ${y1 - y0} re S\n`,
  }
  return operators[set.borders]
}

function print({text: line, x, y}: Composition['lines'][number], set: Typesetting): string {
  const base = set.height - y
  const text = (letters: string, at: number, extra: string) =>
    `BT ${extra} /F1 ${set.pt} Tf 1 0 0 1 ${at} ${base} Tm <${hex(letters)}> Tj ET\n`
  const whole = (extra: string) => {
    if (set.letters === 'lines') return text(line, x, extra)
    let at = x
    return [...line]
      .map(letter => {
        const placed = text(letter, at, extra)
        at += extent(letter, set.pt)
        return placed
      })
      .join('')
  }
  return whole(set.scanned ? '3 Tr' : '0 Tr') + (set.twice ? whole('3 Tr') : '')
}

export function hex(text: string): string {
  return [...text].map(letter => letter.codePointAt(0)!.toString(16).padStart(4, '0')).join('')
}
