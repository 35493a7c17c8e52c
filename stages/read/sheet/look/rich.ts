import {type Attributes, parseXml, type XmlHandler} from '../../ooxml/xml.ts'
import {areUneven, hexColour, isPictureFont, PICTURED, WHITE} from '../../word/ink.ts'
import {paletteColour} from './palette.ts'

/** Points below which letters are specks. */
export const SPECK = 2.5
/** Points that letters of which nothing is said have at least, in a cell that people read. */
const READABLE = 10

/** Why figures that are superscripts or subscripts are doubtful: a Chinese predicate. */
export const RAISED_ALONE = '的数字都是上标或下标，可能是注释的标号，按文件中的文字读取'

/** Runs, their properties and texts do not lie deeper. */
const MAX_DEPTH = 8

/** A text without what is struck out; what is raised is kept apart from a digit beside it. */
export interface RichText {
  text: string
  struck: string
  /** The part of it in white letters. */
  white: string
  /** The part of it in letters too small to be read. */
  tiny: string
  /** The part of it in fonts of pictures. */
  pictured: string
  /** Whether some digits are so much smaller than others that they may be the mark of a note. */
  uneven: boolean
  /** Whether it is digits that are superscripts or subscripts, and nothing else. */
  isMark: boolean
}

/** Takes the elements of a text in runs (ECMA-376, 18.4.4) by local name, one text after the other. */
export interface RichReader extends XmlHandler {
  text(part: string): void
  /** What came since the last call; null where all of it is plain. */
  take(): RichText | null
}

/** A part of a text in one font. */
export interface Run {
  text: string
  struck: boolean
  raised: boolean
  white: boolean
  /** In a font that shows pictures where others show digits. */
  pictured: boolean
  /** Height of its letters in points; null where nothing is said of it. */
  size: number | null
}

export const PLAIN_RUN: Run = Object.freeze({
  text: '',
  struck: false,
  raised: false,
  white: false,
  pictured: false,
  size: null,
})

/** Gathers the runs of one string (r, t and rPr of ECMA-376 part 1, 18.4) from its elements. */
export function richReader(): RichReader {
  let all: Run[] = []
  let run: Run | null = null
  let inText = false
  return {
    open(name: string, attributes: Attributes) {
      const {val} = attributes
      if (name === 'r') run = {...PLAIN_RUN}
      else if (name === 't') inText = true
      else if (!run) return
      else if (name === 'strike') run.struck = val !== '0' && val !== 'false'
      else if (name === 'vertAlign') run.raised = val === 'superscript' || val === 'subscript'
      else if (name === 'rFont') run.pictured = isPictureFont(val ?? '')
      else if (name === 'color') run.white = isWhite(attributes)
      else if (name === 'sz') run.size = Number(val) || null
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'r' && run) {
        all.push(run)
        run = null
      }
    },
    text(part) {
      if (inText && run) run.text += part
    },
    take() {
      const runs = all
      all = []
      run = null
      return joined(runs)
    },
  }
}

function isWhite({rgb, theme, indexed}: Attributes): boolean {
  if (indexed !== undefined) return paletteColour(Number(indexed)) === WHITE
  return theme === '0' || hexColour(rgb?.slice(-6)) === WHITE
}

/** The text of runs; null where all of it is plain. */
export function joined(runs: readonly Run[]): RichText | null {
  const uneven = areUneven(sizesOf(runs))
  const isTiny = ({size}: Run) => size !== null && size < SPECK
  if (!uneven && !runs.some(run => run.struck || run.raised || run.white || run.pictured || isTiny(run)))
    return null
  const rich: RichText = {
    text: '',
    struck: '',
    white: '',
    tiny: '',
    pictured: '',
    uneven,
    isMark: isRaisedAlone(runs),
  }
  let wasRaised = false
  for (const run of runs) {
    const {text, struck, raised, white} = run
    if (struck) {
      rich.struck += text
      continue
    }
    const meets = raised !== wasRaised && /\d$/.test(rich.text) && /^\d/.test(text)
    rich.text += (meets ? ' ' : '') + text
    wasRaised = raised
    if (white) rich.white += text
    if (isTiny(run)) rich.tiny += text
    if (run.pictured) rich.pictured += text
  }
  return rich
}

function isRaisedAlone(runs: readonly Run[]): boolean {
  const shown = runs.filter(({text, struck}) => !struck && text.trim() !== '')
  return shown.some(({text}) => /\d/.test(text)) && shown.every(({raised}) => raised)
}

/** Heights of the digits that stand in one line; letters of which nothing is said are no smaller than what can be read. */
function sizesOf(runs: readonly Run[]): number[] {
  const own = runs.filter(({text, struck, raised}) => !struck && !raised && /\d/.test(text))
  const said = own.flatMap(({size}) => size ?? [])
  return said.length < own.length ? [...said, Math.max(READABLE, ...said)] : said
}

/** What runs of rich text, as the library hands them on, say of their parts; null where all of it is plain. */
export function richText(xml: string): RichText | null {
  if (!/strike|vertAlign|color|sz|rFont/.test(xml)) return null
  const reader = richReader()
  parseXml(
    new TextEncoder().encode(`<si>${xml}</si>`),
    {
      open: (name, attributes) => reader.open(localName(name), attributes),
      close: name => reader.close(localName(name)),
      text: reader.text,
    },
    MAX_DEPTH,
  )
  return reader.take()
}

/** What is doubtful about such a text: a Chinese predicate, or null. */
export function richDoubt({text, struck, white, tiny, pictured, uneven, isMark}: RichText): string | null {
  if (/\d/.test(struck)) {
    if (text.trim() === '') return '的数字被删除线划去'
    return `中的“${struck.trim()}”被删除线划去，没有采用`
  }
  if (/\d/.test(white)) return `中的“${white.trim()}”是白色的，可能不显示`
  if (/\d/.test(tiny)) return `中的“${tiny.trim()}”字号小到无法辨认`
  if (/\d/.test(pictured)) return `中的“${pictured.trim()}”${PICTURED}`
  if (isMark) return RAISED_ALONE
  return uneven ? '中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取' : null
}

/** What stands between runs declares no prefixes. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
