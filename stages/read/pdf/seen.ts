import type {Glyph} from '../layout/index.ts'
import type {Matrix} from '../layout/matrix.ts'
import {withoutDoubles} from '../layout/text/doubles.ts'
import {isDigit} from '../layout/text/text.ts'
import type {Drawing} from './drawn/drawing.ts'
import {anglesOf, glyphOf} from './glyphs/placing.ts'
import type {RawGlyph} from './glyphs/rawGlyph.ts'
import type {FieldDoubt} from './remarks/annotations.ts'
import {markCutLines, uncutFigures} from './unseen/cutFigures.ts'
import {markPale, watermarkOf} from './unseen/pale.ts'
import {type Sight, type Visibility, visibilityOf} from './unseen/visibility.ts'

/** Why text was left out. */
export type LeftOut = Exclude<Visibility, 'visible' | 'recognised'> | 'oblique' | 'watermark' | 'struck'

/** What a person should know of a page besides its content. */
export interface PageNotes {
  page: number
  /** Glyphs that could not be turned into Unicode, and all glyphs. */
  unmapped: number
  glyphs: number
  /** Text left out, by reason, in content order. */
  left: Record<LeftOut, string>
  /** Figures of which a part is cut away, read whole; text of layers that may be switched off. */
  cutFigures: string
  doubtfulLayers: string
  /** Glyphs that are the invisible text layer of a scan. */
  recognised: number
  /** Whether the text seems to be drawn as outlines or pictures. */
  outlined: boolean
  /** Whether its fonts tell of hardly any glyph what it is: the page is a picture. */
  mute: boolean
  /** Form fields whose value is not what they show. */
  fields: FieldDoubt[]
  /** What notes beside the text say. */
  remarks: string
  cut: boolean
}

/** Text leaning by more than this against page and paper edges is a stamp or watermark, degrees. */
const MAX_SKEW = 3
/** Digits leaning by less were perhaps put into their cell by hand. */
const STAMPED = 8

/** Glyphs that are seen, among them those that are printed rather than recognised, and those that are not shown. */
export function sortGlyphs(
  raw: readonly RawGlyph[],
  drawing: Drawing,
  {view, scale, size}: {view: Matrix; scale: number; size: [number, number]},
  sight: Sight,
  page: number,
): {glyphs: Glyph[]; printed: Glyph[]; unseen: RawGlyph[]; notes: PageNotes} {
  const notes: PageNotes = {
    page,
    unmapped: 0,
    glyphs: raw.length,
    left: {
      oblique: '',
      watermark: '',
      struck: '',
      hidden: '',
      covered: '',
      clipped: '',
      layer: '',
      tiny: '',
      outside: '',
    },
    cutFigures: '',
    doubtfulLayers: '',
    recognised: 0,
    outlined: false,
    mute: false,
    fields: [],
    remarks: '',
    cut: false,
  }
  const visibility = visibilityOf(drawing, view, size, sight)
  const angle = anglesOf(view)
  const all: Glyph[] = []
  const seen = raw.map((source, order): Seen => {
    const {turn, skew} = angle(source)
    const glyph = glyphOf(source, view, scale, turn, order)
    all.push(glyph)
    if (skew > MAX_SKEW && !(skew < STAMPED && isDigit(source.text))) return 'oblique'
    if (skew > MAX_SKEW) glyph.doubt = '数字没有排正'
    return visibility(source, glyph)
  })
  const isWatermark = watermarkOf(raw, all, drawing)
  for (const [i, one] of seen.entries()) if (one === 'visible' && isWatermark(i)) seen[i] = 'watermark'
  markPale(raw, all, drawing)
  notes.cutFigures = uncutFigures(raw, all, seen, drawing.texts)
  markCutLines(raw, all, seen, drawing.texts)
  const unseen: RawGlyph[] = []
  const isShown = (_: Glyph, i: number) => seen[i] === 'visible' || seen[i] === 'recognised'
  const isPrinted = (_: Glyph, i: number) => seen[i] === 'visible'
  if (seen.every(one => one === 'visible')) return {glyphs: withoutDoubles(all), printed: all, unseen, notes}
  raw.forEach((source, i) => {
    const one = seen[i]!
    if (one === 'recognised') {
      notes.recognised++
      all[i]!.doubt = '数字取自扫描件的识别层'
    } else if (one !== 'visible') {
      notes.left[one] += source.text
      if (one !== 'oblique' && one !== 'watermark') unseen.push(source)
    }
  })
  return {glyphs: withoutDoubles(all.filter(isShown)), printed: all.filter(isPrinted), unseen, notes}
}

/** What became of a glyph. */
type Seen = LeftOut | 'visible' | 'recognised'

/** The text of glyphs, one after the other. */
export function textOf(glyphs: readonly {text: string}[]): string {
  return glyphs.map(glyph => glyph.text).join('')
}
