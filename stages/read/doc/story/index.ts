import type {ParagraphData} from '../../../../pipeline/model/ast.ts'
import {noNotes} from '../../word/cellNotes.ts'
import {decodeWestern} from '../../word/codepage.ts'
import {addParagraph, type Flow, isFull} from '../../word/flow.ts'
import {faintIn, hasDigits} from '../../word/ink.ts'
import {createLine} from '../../word/line.ts'
import type {CharacterProperties} from '../character.ts'
import type {WordDocument} from '../document.ts'
import type {Range} from '../fib.ts'
import type {Piece} from '../pieces.ts'
import type {Run} from '../runs.ts'
import {type Mark, takeControl} from './marks.ts'
import {propertiesOf} from './properties.ts'
import type {Encounters, Shared, Story} from './state.ts'

/** Pieces may share bytes after copying inside a document; a file that repeats itself beyond this is an attack. */
const MOST_REPEATED = 4

const WIDE = new TextDecoder('utf-16le', {ignoreBOM: true})

/** Reads a range of characters into a flow; all sub-documents of a file read with one reader. */
export type StoryReader = (range: Range, role: ParagraphData['role'], flow: Flow, met: Encounters) => void

/** Makes the reader for the stories of one document. */
export function storyReader(document: WordDocument, maxDepth: number): StoryReader {
  const budget = document.text.length * MOST_REPEATED
  const shared: Shared = {document, properties: propertiesOf(document), budget}
  return (range, role, flow, met) =>
    readStory(
      {shared, role, flow, met, line: createLine(maxDepth), start: range.from, notes: noNotes()},
      range,
    )
}

function readStory(story: Story, range: Range): void {
  const {shared, role, flow, met, line} = story
  const {pieces, damage} = shared.document
  for (const piece of pieces) {
    if (piece.to <= range.from || piece.from >= range.to || isFull(flow)) continue
    if (shared.budget <= 0) {
      met.exhausted(piece.from)
      break
    }
    readPiece(story, piece, range)
  }
  const end = pieces.at(-1)?.to ?? 0
  if (end < range.to && range.to > range.from) damage.add('文字索引不完整，部分文字缺失')
  if (line.repairFields()) met.brokenField(range.to)
  const rest = line.take()
  if (rest.trim() !== '') addParagraph(flow, rest, 0, story.start, role ? {role} : undefined)
}

/** Reads what of a piece lies in a range, a run of like characters at a time. */
function readPiece(story: Story, piece: Piece, range: Range): void {
  const {shared} = story
  const {text: stream, characters, damage} = shared.document
  const {width} = piece
  const last = Math.min(piece.to, range.to)
  for (let cp = Math.max(piece.from, range.from); cp < last; ) {
    const at = piece.at + (cp - piece.from) * width
    if (at + width > stream.length) {
      damage.add('文字索引指向文件以外，部分文字缺失')
      return
    }
    const run = shared.properties.run(at)
    const end = run ? run.end : nextStart(characters, at, stream.length)
    const count = Math.min(last - cp, Math.max(1, Math.floor((end - at) / width)))
    const bytes = stream.subarray(at, at + count * width)
    if (bytes.length < count * width) damage.add('文字索引指向文件以外，部分文字缺失')
    const text = width === 1 ? decodeWestern(bytes) : WIDE.decode(bytes)
    readRun(story, text, {cp, at, piece, character: shared.properties.character(run, piece)})
    cp += count
    shared.budget -= count
  }
}

/** Takes in text of one run: what stands between its control characters, and these. */
function readRun(story: Story, text: string, from: Omit<Mark, 'code' | 'gone'>): void {
  const {properties} = story.shared
  const {cp, at, piece, character} = from
  const lost: Lost = {reason: null, text: '', cp}
  let begin = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isControl(code)) continue
    addText(story, text.slice(begin, i), at + begin * piece.width, character, lost)
    begin = i + 1
    const place = at + i * piece.width
    const gone = properties.look(character, place).gone !== null
    takeControl(story, {code, cp: cp + i, at: place, piece, gone, character})
  }
  addText(story, text.slice(begin), at + begin * piece.width, character, lost)
  tell(story, lost)
}

/** Text of one run that is not shown, told as one. */
interface Lost {
  reason: 'deleted' | 'hidden' | 'struck' | null
  text: string
  /** Where the run begins. */
  cp: number
}

function tell({line, met}: Story, lost: Lost): void {
  if (lost.reason !== null && lost.text.trim() !== '' && line.shown()) met[lost.reason](lost.cp, lost.text)
  lost.text = ''
}

/** Adds text without control characters, or keeps it with what is lost. @param at byte it stands at */
function addText(story: Story, text: string, at: number, character: CharacterProperties, lost: Lost): void {
  if (text === '') return
  const {line, met} = story
  const look = story.shared.properties.look(character, at)
  if (look.gone !== null || look.struck) {
    const reason = look.gone ?? 'struck'
    if (lost.reason !== reason) tell(story, lost)
    lost.reason = reason
    lost.text += text
  } else if (character.special && character.symbol !== null) {
    line.add(met.symbol(character.symbol).repeat(text.length))
  } else {
    line.add(text, look.raised)
    if (!line.shown() || !hasDigits(text)) return
    const pale = faintIn(text, look.ink)
    if (pale) story.notes.faint.push(pale)
    if (look.raised) story.notes.hasRaised = true
    else story.notes.sizes.add(look.ink.size ?? USUAL)
  }
}

/** Height of letters of which no style says it, half-points ([MS-DOC] 2.6.1, sprmCHps). */
const USUAL = 20

/** Unicode's category Cc. */
function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
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
