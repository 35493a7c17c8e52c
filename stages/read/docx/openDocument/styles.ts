import type {Attributes} from '../../ooxml/xml.ts'
import {type Colour, CROWDED, hexColour, type Ink, isPictureFont, NARROWEST, USUAL} from '../../word/ink.ts'
import {twips} from '../format/properties.ts'

/** How text is shown, as far as it matters: what a style leaves open comes from around it. */
export interface TextLook extends Ink {
  hidden?: boolean
  struck?: boolean
  raised?: boolean
  /** Height of the letters as a share of what it is around, or of `size` where that is said, too. */
  scale?: number
}

export interface ParagraphLook {
  text: TextLook
  /** Value of `w:jc`. */
  align?: string
  ground?: Colour | null
}

/** Styles of an OpenDocument text (ODF 1.3 part 3, 16), read as their elements come by. */
export interface Styles {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(name: string | undefined): TextLook
  paragraph(name: string | undefined): ParagraphLook
  /** Whether a frame shows part of its picture only. */
  isClipped(name: string | undefined): boolean
  /** What a cell is shaded with; null where it has no ground of its own. */
  cellGround(name: string | undefined): Colour | null
}

interface Style {
  parent?: string
  look: TextLook
  align?: string
  clipped?: boolean
  ground?: Colour | null
}

/** Styles that inherit from each other further than this do so in a circle. */
const MOST_PARENTS = 50
/** Percent of paint up to which letters are hardly seen. */
const CLEAR = 20
const ALIGN: Record<string, string> = {
  start: 'left',
  left: 'left',
  center: 'center',
  end: 'right',
  right: 'right',
}

/** Styles of a document, gathered while they pass by. */
export function createStyles(): Styles {
  const styles = new Map<string, Style>()
  /** Families of fonts by the names they are declared under. */
  const faces = new Map<string, string>()
  let current: Style | null = null

  function resolve(family: string, name: string | undefined): Style {
    const look: TextLook = {}
    const result: Style = {look}
    let next = styles.get(`${family} ${name}`)
    for (let i = 0; next && i < MOST_PARENTS; i++) {
      Object.assign(look, {...next.look, ...look})
      result.align ??= next.align
      result.clipped ??= next.clipped
      if (result.ground === undefined) result.ground = next.ground
      next = next.parent === undefined ? undefined : styles.get(`${family} ${next.parent}`)
    }
    return result
  }

  return {
    open(name, attributes) {
      if (name === 'style:style') {
        current = {look: {}, parent: attributes['style:parent-style-name']}
        styles.set(`${attributes['style:family']} ${attributes['style:name']}`, current)
      } else if (name === 'style:font-face')
        faces.set(attributes['style:name'] ?? '', attributes['svg:font-family'] ?? '')
      else if (!current) return
      else if (name === 'style:text-properties') current.look = textLook(attributes, faces)
      else if (name === 'style:paragraph-properties') {
        current.align = ALIGN[attributes['fo:text-align'] ?? '']
        current.ground = groundOf(attributes)
      } else if (name === 'style:table-cell-properties') current.ground = groundOf(attributes)
      else if (name === 'style:graphic-properties') current.clipped = isClip(attributes['fo:clip'])
    },
    close(name) {
      if (name === 'style:style') current = null
    },
    text: name => resolve('text', name).look,
    paragraph(name) {
      const {look, align, ground} = resolve('paragraph', name)
      return {text: look, ...(align === undefined ? {} : {align}), ...(ground === undefined ? {} : {ground})}
    },
    isClipped: name => resolve('graphic', name).clipped ?? false,
    cellGround: name => resolve('table-cell', name).ground ?? null,
  }
}

function textLook(attributes: Attributes, faces: ReadonlyMap<string, string>): TextLook {
  const look: TextLook = {}
  const display = attributes['text:display']
  if (display !== undefined) look.hidden = display === 'none'
  const line = attributes['style:text-line-through-style'] ?? attributes['style:text-line-through-type']
  if (line !== undefined) look.struck = line !== 'none'
  // "super 58%", "sub 58%", "33% 58%": the first is the height over the line.
  const position = attributes['style:text-position']?.trim().split(/\s+/)[0]
  if (position !== undefined)
    look.raised = /^su[bp]/.test(position) || Math.abs(Number.parseFloat(position)) > 0
  const size = /^(\d*\.?\d+)pt$/.exec(attributes['fo:font-size'] ?? '')
  if (size) Object.assign(look, {size: 2 * Number(size[1]), scale: 1})
  const share = percentOf(attributes['fo:font-size'])
  if (share !== null) look.scale = share / 100
  const width = percentOf(attributes['style:text-scale'])
  if (width !== null) look.narrow = width < NARROWEST
  const spacing = attributes['fo:letter-spacing']
  if (spacing !== undefined) look.crowded = (twips(spacing) ?? 0) < CROWDED
  const opacity = percentOf(attributes['loext:opacity'])
  if (opacity !== null) look.unfilled = opacity <= CLEAR
  const face = attributes['style:font-name']
  const font = face === undefined ? attributes['fo:font-family'] : (faces.get(face) ?? face)
  if (font !== undefined) look.pictured = isPictureFont(font)
  const colour = attributes['fo:color']
  if (colour !== undefined) look.ink = hexColour(colour)
  if (attributes['style:use-window-font-color'] === 'true') look.ink = null
  const ground = groundOf(attributes)
  if (ground !== undefined) look.ground = ground
  return look
}

function percentOf(text: string | undefined): number | null {
  const match = /^(\d*\.?\d+)%$/.exec(text ?? '')
  return match ? Number(match[1]) : null
}

/** How text looks that is set in one way within text set in another. */
export function lookWithin(around: TextLook, {scale, ...own}: TextLook): TextLook {
  const look: TextLook = {...around, ...own}
  if (scale !== undefined) look.size = (own.size ?? around.size ?? USUAL) * scale
  return look
}

/** The colour behind text, a paragraph or a cell; null where none is, undefined where nothing is said. */
function groundOf(attributes: Attributes): Colour | null | undefined {
  const colour = attributes['fo:background-color']
  return colour === undefined ? undefined : hexColour(colour)
}

/** `rect(top, right, bottom, left)`, lengths or auto. */
function isClip(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : /[1-9]/.test(value)
}
