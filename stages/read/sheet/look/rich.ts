import {type Attributes, parseXml, type XmlHandler} from '../../ooxml/xml.ts'
import {hexColour, WHITE} from '../../word/ink.ts'

/** Runs, their properties and texts do not lie deeper. */
const MAX_DEPTH = 8

/** A text without what is struck out; what is raised is kept apart from a digit beside it. */
export interface RichText {
  text: string
  struck: string
  /** The part of it in white letters. */
  white: string
}

/** Takes the elements of a text in runs (ECMA-376, 18.4.4) by local name, one text after the other. */
export interface RichReader extends XmlHandler {
  text(part: string): void
  /** What came since the last call; null where no part of it is struck out, raised or white. */
  take(): RichText | null
}

/** A part of a text in one font. */
export interface Run {
  text: string
  struck: boolean
  raised: boolean
  white: boolean
}

export const PLAIN_RUN: Run = Object.freeze({text: '', struck: false, raised: false, white: false})

/** Gathers the runs of one string (r, t and rPr of ECMA-376 part 1, 18.4) from its elements. */
export function richReader(): RichReader {
  let all: Run[] = []
  let run: Run | null = null
  let inText = false
  return {
    open(name: string, {val, rgb, theme}: Attributes) {
      if (name === 'r') run = {...PLAIN_RUN}
      else if (name === 't') inText = true
      else if (!run) return
      else if (name === 'strike') run.struck = val !== '0' && val !== 'false'
      else if (name === 'vertAlign') run.raised = val === 'superscript' || val === 'subscript'
      else if (name === 'color') run.white = theme === '0' || hexColour(rgb?.slice(-6)) === WHITE
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

/** The text of runs; null where no part of it is struck out, raised or white. */
export function joined(runs: readonly Run[]): RichText | null {
  if (!runs.some(({struck, raised, white}) => struck || raised || white)) return null
  const rich: RichText = {text: '', struck: '', white: ''}
  let wasRaised = false
  for (const {text, struck, raised, white} of runs) {
    if (struck) {
      rich.struck += text
      continue
    }
    const meets = raised !== wasRaised && /\d$/.test(rich.text) && /^\d/.test(text)
    rich.text += (meets ? ' ' : '') + text
    wasRaised = raised
    if (white) rich.white += text
  }
  return rich
}

/** What runs of rich text, as the library hands them on, say of their parts; null where no part is struck out, raised or white. */
export function richText(xml: string): RichText | null {
  if (!/strike|vertAlign|color/.test(xml)) return null
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
export function richDoubt({text, struck, white}: RichText): string | null {
  if (/\d/.test(struck)) {
    if (text.trim() === '') return '的数字被删除线划去'
    return `中的“${struck.trim()}”被删除线划去，没有采用`
  }
  return /\d/.test(white) ? `中的“${white.trim()}”是白色的，可能不显示` : null
}

/** What stands between runs declares no prefixes. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
