import {biffRecordsOf} from '../kinds/biffStream.ts'
import {CHART, type Drawn, type DrawnSheets, nothingDrawn, type SheetBox} from './drawn.ts'
import {createShapes} from './shapesBiff.ts'

/** Records of [MS-XLS] 2.3. */
const BOF = new Set([0x0009, 0x0209, 0x0409, 0x0809])
const EOF = 0x000a
const SHEET = 0x0085
const CONTINUE = 0x003c
const DRAWING = 0x00ec
const OBJECT = 0x005d
const TEXT = 0x01b6
const EXCEL_97 = 0x0600
/** Types of objects (2.5.143, FtCmo): those people write in; comments, buttons and lists are none. */
const WRITTEN = new Set([0, 1, 2, 3, 4, 6, 9, 0x0e, 0x1e])
const CHART_OBJECT = 5
const TEXT_BOX = 6
/** In a record of letters ([MS-XLS] 2.4.329): two bytes a letter. */
const WIDE = 1

/** A text of which letters, then bytes of formats, go on in the records that follow. */
interface OpenText {
  box: SheetBox
  letters: number
  formats: number
}

/** Boxes of text and charts on the sheets of a binary workbook, by the name of their sheet as `names` gives them in turn. */
export function drawnBiff(stream: Buffer, names: readonly string[]): DrawnSheets {
  const found = new Map<string, Drawn>()
  const records = biffRecordsOf(stream)
  const sheets = records.filter(({type, data}) => type === SHEET && data.length >= 4)
  const starts = new Map(sheets.map(({data}, i) => [data.readUInt32LE(0), names[i]]))
  let drawn: Drawn | null = null
  let shapes = createShapes()
  let version = EXCEL_97
  let depth = 0
  let object = -1
  let text: OpenText | null = null
  for (const {type, at, data} of records) {
    const name = BOF.has(type) ? starts.get(at) : undefined
    if (name !== undefined) {
      drawn = nothingDrawn()
      found.set(name, drawn)
      shapes = createShapes()
      version = data.length >= 2 ? data.readUInt16LE(0) : EXCEL_97
      depth = 0
    }
    if (BOF.has(type)) depth++
    else if (type === EOF) depth--
    // A chart on a sheet is a stream within its stream.
    if (!drawn || depth !== 1) continue
    if (type !== CONTINUE) text = null
    if (type === DRAWING) shapes.feed(data)
    else if (type === OBJECT && data.length >= 6) {
      object = data.readUInt16LE(4)
      if (object === CHART_OBJECT) drawn.objects.push(CHART)
      if (object === TEXT_BOX && version < EXCEL_97)
        drawn.lost.push('的文本框是 Excel 95 及更早版本的，没有读出')
    } else if (type === TEXT && data.length >= 14) {
      const {at: corner, isHidden} = shapes.last()
      const box: SheetBox = {lines: [''], at: corner}
      text = {box, letters: data.readUInt16LE(10), formats: data.readUInt16LE(12)}
      if (WRITTEN.has(object) && !isHidden) drawn.boxes.push(box)
    } else if (type === CONTINUE) {
      if (!text || (text.letters === 0 && text.formats <= 0)) shapes.feed(data)
      else if (text.letters > 0) addLetters(text, data)
      else text.formats -= data.length
    }
  }
  for (const {boxes} of found.values())
    for (const box of boxes) box.lines = box.lines.join('').split(/\r\n?|\n/)
  return found
}

function addLetters(text: OpenText, data: Buffer): void {
  const isWide = ((data[0] ?? 0) & WIDE) !== 0
  const many = Math.min(text.letters, Math.floor((data.length - 1) / (isWide ? 2 : 1)))
  text.box.lines.push(data.subarray(1, 1 + many * (isWide ? 2 : 1)).toString(isWide ? 'utf16le' : 'latin1'))
  text.letters = many > 0 ? text.letters - many : 0
}
