import type {Ink} from '../word/ink.ts'
import {applyCharacter, plainCharacter} from './character.ts'
import {applyParagraph, type ParagraphProperties, plainParagraph} from './paragraph.ts'

/** The style sheet ([MS-DOC] 2.9.271), resolved along the chain of base styles. */
export interface Styles {
  /** Properties of a paragraph in this style, a fresh copy. */
  paragraph(style: number): ParagraphProperties
  /** How text of this paragraph or character style looks. */
  look(style: number): StyleLook
}

interface StyleLook {
  hidden: boolean
  struck: boolean
  raised: boolean
  font: number | null
  ink: Ink
}

interface Style {
  kind: number
  base: number
  /** Built-in style number: 1 to 9 are the headings. */
  builtIn: number
  paragraph: Uint8Array | null
  character: Uint8Array | null
}

const NO_STYLE = 0xfff
const PARAGRAPH = 1
const CHARACTER = 2

/** The style sheet (STSH of [MS-DOC]) with every style resolved through those it is based on. */
export function readStyles(table: Uint8Array, data: Uint8Array): Styles {
  const styles = listStyles(table)
  const chain = (style: number) => {
    const found: Style[] = []
    const seen = new Set<number>()
    for (let i = style; i !== NO_STYLE && styles[i] && !seen.has(i); i = styles[i]!.base) {
      seen.add(i)
      found.unshift(styles[i]!)
    }
    return found
  }
  const paragraphs = new Map<number, ParagraphProperties>()
  const looks = new Map<number, StyleLook>()
  return {
    paragraph(style) {
      let known = paragraphs.get(style)
      if (!known) {
        known = {...plainParagraph(), style}
        for (const item of chain(style)) {
          if (item.builtIn >= 1 && item.builtIn <= 9) known.outline = item.builtIn - 1
          if (item.paragraph) applyParagraph(known, item.paragraph, data)
        }
        paragraphs.set(style, known)
      }
      return {...known, row: known.row && structuredClone(known.row)}
    },
    look(style) {
      let known = looks.get(style)
      if (!known) {
        const character = plainCharacter()
        for (const item of chain(style)) if (item.character) applyCharacter(character, item.character)
        const {vanish, struck, raised, font, ink} = character
        known = {hidden: isSet(vanish), struck: isSet(struck), raised: raised === true, font, ink}
        looks.set(style, known)
      }
      return known
    },
  }
}

const isSet = (toggle: number | null) => toggle === 1 || toggle === 0x81

function listStyles(table: Uint8Array): (Style | null)[] {
  if (table.length < 6) return []
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const headerSize = view.getUint16(0, true)
  const count = view.getUint16(2, true)
  const baseSize = view.getUint16(4, true)
  const styles: (Style | null)[] = []
  let at = 2 + headerSize
  for (let i = 0; i < count && at + 2 <= table.length; i++) {
    const size = view.getUint16(at, true)
    styles.push(size === 0 ? null : readStyle(table.subarray(at + 2, at + 2 + size), baseSize))
    at += 2 + size
  }
  return styles
}

/** One STD: fixed fields, the name, then property lists (UPX), each aligned to two bytes. */
function readStyle(bytes: Uint8Array, baseSize: number): Style | null {
  if (bytes.length < 10 || baseSize < 10) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = view.getUint16(2, true) & 0xf
  const lists: Uint8Array[] = []
  const wanted = view.getUint16(4, true) & 0xf
  let at = baseSize + 2 + (baseSize + 2 <= bytes.length ? view.getUint16(baseSize, true) : 0) * 2 + 2
  while (lists.length < wanted && at + 2 <= bytes.length) {
    const size = view.getUint16(at, true)
    lists.push(bytes.subarray(at + 2, at + 2 + size))
    at += 2 + size + (size & 1)
  }
  return {
    kind,
    base: view.getUint16(2, true) >> 4,
    builtIn: view.getUint16(0, true) & 0xfff,
    // A paragraph's list begins with the number of its style.
    paragraph: kind === PARAGRAPH ? (lists[0]?.subarray(2) ?? null) : null,
    character: kind === PARAGRAPH ? (lists[1] ?? null) : kind === CHARACTER ? (lists[0] ?? null) : null,
  }
}
