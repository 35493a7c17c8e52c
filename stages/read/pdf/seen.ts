import {withoutDoubles} from '../layout/doubles.ts'
import type {Glyph} from '../layout/index.ts'
import type {Matrix} from '../layout/matrix.ts'
import type {FieldDoubt} from './annotations.ts'
import type {Drawing} from './drawing.ts'
import type {RawGlyph} from './glyphs.ts'
import {anglesOf, glyphOf} from './placing.ts'
import {type Sight, type Visibility, visibilityOf} from './visibility.ts'

/** Why text was left out. */
export type LeftOut = Exclude<Visibility, 'visible' | 'recognised'> | 'oblique' | 'struck'

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
  /** Form fields whose value is not what they show. */
  fields: FieldDoubt[]
  cut: boolean
}

/** Text leaning by more than this against page and paper edges is a stamp or watermark, degrees. */
const MAX_SKEW = 3

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
    left: {oblique: '', struck: '', hidden: '', covered: '', clipped: '', layer: '', tiny: '', outside: ''},
    cutFigures: '',
    doubtfulLayers: '',
    recognised: 0,
    outlined: false,
    fields: [],
    cut: false,
  }
  const visibility = visibilityOf(drawing, view, size, sight)
  const angle = anglesOf(view)
  const placed = raw.map((source, order) => {
    const {turn, skew} = angle(source)
    const glyph = glyphOf(source, view, scale, turn, order)
    const seen: LeftOut | 'visible' | 'recognised' = skew > MAX_SKEW ? 'oblique' : visibility(source, glyph)
    return {source, glyph, seen}
  })
  if (placed.some(({seen}) => seen === 'clipped')) notes.cutFigures = uncutFigures(placed)
  const glyphs: Glyph[] = []
  const printed: Glyph[] = []
  const unseen: RawGlyph[] = []
  for (const {source, glyph, seen} of placed) {
    if (seen !== 'visible' && seen !== 'recognised') {
      notes.left[seen] += source.text
      if (seen !== 'oblique') unseen.push(source)
      continue
    }
    glyphs.push(glyph)
    if (seen === 'recognised') {
      notes.recognised++
      glyph.doubt = '数字取自扫描件的识别层'
    } else printed.push(glyph)
  }
  return {glyphs: withoutDoubles(glyphs), printed, unseen, notes}
}

interface PlacedGlyph {
  source: RawGlyph
  glyph: Glyph
  seen: LeftOut | 'visible' | 'recognised'
}

/**
 * Figures of which some digits are cut away are made whole again: half a figure would be a wrong one. Changes `seen`; gives
 * the figures.
 */
function uncutFigures(placed: readonly PlacedGlyph[]): string {
  let found = ''
  for (let start = 0; start < placed.length; ) {
    let end = start + 1
    const isDigit = (at: number) => /[0-9０-９.,，．]/.test(placed[at]!.source.text)
    if (isDigit(start)) {
      const {object} = placed[start]!.source.style
      while (end < placed.length && isDigit(end) && placed[end]!.source.style.object === object) end++
      const run = placed.slice(start, end)
      if (run.some(g => g.seen === 'clipped') && run.some(g => g.seen === 'visible')) {
        for (const part of run) {
          if (part.seen === 'clipped') part.seen = 'visible'
          part.glyph.doubt = '数字只显示了一部分'
        }
        found += `${found && '、'}${run.map(g => g.source.text).join('')}`
      }
    }
    start = end
  }
  return found
}

export function textOf(glyphs: readonly {text: string}[]): string {
  return glyphs.map(glyph => glyph.text).join('')
}
