import type {ParagraphData} from '../../../pipeline/model/ast.ts'
import {decodeWestern} from '../word/codepage.ts'
import type {Flow} from '../word/flow.ts'
import {type Faint, faintIn} from '../word/ink.ts'
import {createLine, type Line} from '../word/line.ts'
import {applyCharacter, type CharacterProperties, plainCharacter, toggled} from './character.ts'
import type {WordDocument} from './document.ts'
import type {Range} from './fib.ts'
import {applyParagraph, depthOf, type ParagraphProperties} from './paragraph.ts'
import type {Piece} from './pieces.ts'
import {shapeOf} from './rowShape.ts'
import {type Run, runFinder} from './runs.ts'

/** What is met on the way that is no text: counted for findings, or asked for. */
export interface Encounters {
  deleted(offset: number, text: string): void
  hidden(offset: number, text: string): void
  struck(offset: number, text: string): void
  brokenField(offset: number): void
  /** A field ended; `instruction` is its code without the result. */
  field(instruction: string, offset: number, line: Line): void
  /** `location` is the place in the Data stream; null where it is not said, or is that of an object. */
  picture(offset: number, location: number | null): void
  /** A drawn object is anchored here. */
  shape(offset: number, depth: number): void
  /** The character to show for one of a symbol font. */
  symbol(code: number): string
  /** The pieces hold more characters than the file could: reading stops. */
  exhausted(offset: number): void
}

/** Reads a range of characters into a flow; all sub-documents of a file read with one reader. */
export type StoryReader = (range: Range, role: ParagraphData['role'], flow: Flow, met: Encounters) => void

export function storyReader(document: WordDocument, maxDepth: number): StoryReader {
  const findCharacters = runFinder(document.characters)
  const findParagraph = runFinder(document.paragraphs)
  const characters = new Map<Run, CharacterProperties>()
  const decode = new TextDecoder('utf-16le', {ignoreBOM: true})
  // Pieces may share bytes after copying inside a document; a file that repeats itself beyond this is an attack.
  let budget = document.text.length * 4

  const characterAt = (run: Run | null, piece: Piece) => {
    let known = run && characters.get(run)
    if (!known) {
      known = plainCharacter()
      if (run) {
        applyCharacter(known, run.grpprl)
        characters.set(run, known)
      }
    }
    if (!piece.grpprl) return known
    const over = {...known}
    applyCharacter(over, piece.grpprl)
    return over
  }
  const paragraphAt = (at: number, piece: Piece): ParagraphProperties => {
    const run = findParagraph(at)
    const properties = document.styles.paragraph(run?.style ?? 0)
    if (run) applyParagraph(properties, run.grpprl, document.data)
    if (piece.grpprl) applyParagraph(properties, piece.grpprl, document.data)
    return properties
  }
  /** How characters at a byte are shown; a run may reach over paragraphs of several styles. */
  const lookAt = (character: CharacterProperties, at: number) => {
    const {style} = character
    const own = style === 0 ? null : document.styles.look(style)
    const around = document.styles.look(findParagraph(at)?.style ?? 0)
    const hidden = character.hidden || toggled(character.vanish, around.hidden || own?.hidden === true)
    const gone: 'deleted' | 'hidden' | null = character.deleted ? 'deleted' : hidden ? 'hidden' : null
    return {
      gone,
      struck: toggled(character.struck, around.struck || own?.struck === true),
      raised: character.raised ?? (around.raised || own?.raised === true),
      ink: {...around.ink, ...own?.ink, ...character.ink},
    }
  }

  return (range, role, flow, met) => {
    const line = createLine(maxDepth)
    const controls = /\p{Cc}/gu
    let start = range.from
    let faint: Faint[] = []

    const mark = (
      code: number,
      cp: number,
      at: number,
      piece: Piece,
      gone: boolean,
      character: CharacterProperties,
    ) => {
      const paragraph = paragraphAt(at, piece)
      const depth = depthOf(paragraph)
      const cellMark = code === 7
      const structural = cellMark || paragraph.innerCellEnd || paragraph.innerRowEnd
      if (gone && !structural) return
      if (structural && line.repairFields()) met.brokenField(cp)
      const at1 = Math.max(1, depth)
      if ((cellMark && paragraph.rowEnd) || (!cellMark && paragraph.innerRowEnd)) {
        const loose = line.take()
        faint = []
        // Some writers mark the end of the row before as deleted, too: a row with text that is shown is none that went.
        if (!character.deleted || loose !== '' || !flow.dropRow(at1)) {
          flow.paragraph(loose, at1, start)
          flow.rowEnd(at1, shapeOf(paragraph.row), start)
        }
      } else {
        endParagraph(paragraph, structural ? at1 : depth)
        if (structural) flow.cellEnd(at1)
      }
      start = cp + 1
    }

    const endParagraph = (paragraph: ParagraphProperties, depth: number) => {
      const data: ParagraphData = {}
      const text = line.take()
      const numbering =
        paragraph.list > 0 && paragraph.list < 0xf801
          ? document.numbering.next(paragraph.list, paragraph.level)
          : ''
      if (paragraph.outline !== null && paragraph.outline < 9) data.depth = paragraph.outline + 1
      if (numbering !== '') data.numbering = numbering
      if (paragraph.align === 1) data.align = 'center'
      if (paragraph.align === 2) data.align = 'right'
      if (role) data.role = role
      const pale = faint.map(one => ({...one, ground: one.ground ?? paragraph.ground}))
      faint = []
      flow.paragraph(numbering + text.trimStart(), depth, start, data, pale)
    }

    const control = (
      code: number,
      cp: number,
      at: number,
      piece: Piece,
      gone: boolean,
      character: CharacterProperties,
    ) => {
      switch (code) {
        case 12:
          // A page break stands inside its paragraph, a section mark ends it.
          if ((findParagraph(at)?.end ?? 0) > at + piece.width) return line.add('\n')
          return mark(code, cp, at, piece, gone, character)
        case 7:
        case 13:
          return mark(code, cp, at, piece, gone, character)
        case 0x13:
          return line.fieldBegin()
        case 0x14:
          return line.fieldSeparator()
        case 0x15: {
          const instruction = line.fieldEnd()
          if (instruction && !gone) met.field(instruction, cp, line)
          return
        }
      }
      if (gone) return
      if (code === 9) line.add('\t')
      else if (code === 11) line.add('\n')
      else if (code === 14) line.add('\n')
      else if (code === 0x1e) line.add('-')
      else if (code === 1 && character.special && !character.binary && line.shown()) {
        met.picture(cp, character.object ? null : character.picture)
      } else if (code === 8 && character.special && line.shown())
        met.shape(cp, depthOf(paragraphAt(at, piece)))
    }

    const chunk = (text: string, cp: number, at: number, piece: Piece, character: CharacterProperties) => {
      let from = 0
      let lost = ''
      let reason: 'deleted' | 'hidden' | 'struck' | null = null
      const tell = () => {
        if (reason !== null && lost.trim() !== '' && line.shown()) met[reason](cp, lost)
        lost = ''
      }
      const leave = (why: typeof reason, part: string) => {
        if (reason !== why) tell()
        reason = why
        lost += part
      }
      const add = (to: number) => {
        if (to <= from) return
        const part = text.slice(from, to)
        const look = lookAt(character, at + from * piece.width)
        if (look.gone !== null || look.struck) leave(look.gone ?? 'struck', part)
        else if (character.special && character.symbol !== null)
          line.add(met.symbol(character.symbol).repeat(to - from))
        else {
          line.add(part, look.raised)
          const pale = line.shown() ? faintIn(part, look.ink) : null
          if (pale) faint.push(pale)
        }
      }
      controls.lastIndex = 0
      for (let found = controls.exec(text); found; found = controls.exec(text)) {
        add(found.index)
        from = found.index + 1
        const place = at + found.index * piece.width
        const {gone} = lookAt(character, place)
        control(text.charCodeAt(found.index), cp + found.index, place, piece, gone !== null, character)
      }
      add(text.length)
      tell()
    }

    for (const piece of document.pieces) {
      if (piece.to <= range.from || piece.from >= range.to || !flow.open()) continue
      if (budget <= 0) {
        met.exhausted(piece.from)
        break
      }
      let cp = Math.max(piece.from, range.from)
      const last = Math.min(piece.to, range.to)
      while (cp < last) {
        const at = piece.at + (cp - piece.from) * piece.width
        if (at + piece.width > document.text.length) {
          document.damage.add('文字索引指向文件以外，部分文字缺失')
          break
        }
        const run = findCharacters(at)
        const end = run ? run.end : nextStart(document.characters, at, document.text.length)
        const count = Math.min(last - cp, Math.max(1, Math.floor((end - at) / piece.width)))
        const bytes = document.text.subarray(at, at + count * piece.width)
        if (bytes.length < count * piece.width) document.damage.add('文字索引指向文件以外，部分文字缺失')
        const text = piece.width === 1 ? decodeWestern(bytes) : decode.decode(bytes)
        chunk(text, cp, at, piece, characterAt(run, piece))
        cp += count
        budget -= count
      }
    }
    const end = document.pieces.at(-1)?.to ?? 0
    if (end < range.to && range.to > range.from) document.damage.add('文字索引不完整，部分文字缺失')
    if (line.repairFields()) met.brokenField(range.to)
    const rest = line.take()
    if (rest.trim() !== '') flow.paragraph(rest, 0, start, role ? {role} : undefined)
  }
}

/** Where the gap between runs that a byte lies in ends. */
function nextStart(runs: Run[], at: number, end: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]!.start > at) high = middle
    else low = middle + 1
  }
  return runs[low]?.start ?? end
}
