import {areUneven, type Colour, type Ground, isPictureFont, WHITE} from '../../word/ink.ts'
import {biffRecordsOf, type Record} from '../kinds/biffStream.ts'
import {type Strings, sharedStrings} from '../kinds/sharedStrings.ts'
import {
  addressOf,
  type Font,
  NO_ZEROS,
  PLAIN_FONT,
  type Shown,
  type ShownCells,
  shownText,
  whyFaint,
  ZEROS,
} from './look.ts'
import {paletteColour} from './palette.ts'
import {joined, type Run} from './rich.ts'

/** Records of [MS-XLS] 2.3, and their kin of BIFF3 to BIFF5. */
const FONT = 0x0031
const FORMAT = 0x00e0
const PALETTE = 0x0092
const SHEET = 0x0085
const SHARED = 0x00fc
const SHARED_TEXT = 0x00fd
const MANY_NUMBERS = 0x00bd
const CELLS = new Set([SHARED_TEXT, 0x0203, 0x027e, 0x0204, 0x00d6, 0x0205, 0x0006, 0x0206, 0x0406])
/** Bytes of a format: those of Excel 97 have a fill of their own place. */
const WIDE_FORMAT = 20
/** How a sheet is shown ([MS-XLS] 2.4.346), and the flag without which its zeros are not. */
const WINDOW = 0x023e
const SHOWS_ZEROS = 0x10
const STRUCK = 0x08
const TWIPS = 20
const SOLID = 1

interface Look {
  fonts: Font[]
  palette: Colour[]
  formats: Format[]
}

interface Format {
  font: Font
  why: string | null
}

/**
 * Cells of a binary workbook, by the name of their sheet as `names` gives them in turn, in a font that strikes them out or
 * leaves nothing to be seen: the library that reads their values does not look.
 */
export function faintBiff(stream: Buffer, names: readonly string[]): ReadonlyMap<string, ShownCells> {
  const found = new Map<string, Map<string, Shown>>()
  const records = biffRecordsOf(stream)
  const look = lookOf(records)
  const strings = sharedStrings(records, SHARED)
  const fontOf = (number: number) => look.fonts[fontIndex(number)] ?? PLAIN_FONT
  if (
    look.formats.every(({why}) => why === null) &&
    !tellsOfParts(look.fonts) &&
    !records.some(leavesZerosOut)
  )
    return found
  const places = records
    .filter(({type}) => type === SHEET)
    .map(({data}) => (data.length >= 4 ? data.readUInt32LE(0) : -1))
  let cells: Map<string, Shown> | null = null
  for (const {type, at, data} of records) {
    const sheet = places.indexOf(at)
    if (sheet >= 0 && names[sheet] !== undefined) {
      cells = new Map()
      found.set(names[sheet], cells)
    }
    if (!cells || data.length < 6) continue
    if (leavesZerosOut({type, data})) cells.set(ZEROS, NO_ZEROS)
    else if (type === MANY_NUMBERS) markMany(cells, data, look)
    else if (CELLS.has(type)) {
      const format = look.formats[data.readUInt16LE(4)]
      const shared = type === SHARED_TEXT && data.length >= 10 ? strings(data.readUInt32LE(6)) : null
      // The format's font holds for what stands before the first run alone.
      const rich = shared && shownRuns(shared, fontOf, format)
      const shown = rich ?? (!shared && format?.why ? {why: format.why} : null)
      if (shown) cells.set(addressOf(data.readUInt16LE(0), data.readUInt16LE(2)), shown)
    }
  }
  return found
}

function leavesZerosOut({type, data}: Pick<Record, 'type' | 'data'>): boolean {
  return type === WINDOW && data.length >= 6 && (data.readUInt16LE(0) & SHOWS_ZEROS) === 0
}

/** Whether a part of a text in one of these fonts could be doubtful. */
function tellsOfParts(fonts: readonly Font[]): boolean {
  const isOdd = ({struck, raised, ink, pictured}: Font) => struck || raised || pictured || ink === WHITE
  return fonts.some(isOdd) || areUneven(fonts.flatMap(({size}) => size ?? []))
}

function markMany(cells: Map<string, Shown>, data: Buffer, {formats}: Look): void {
  for (let i = 0; 4 + i * 6 + 8 <= data.length; i++) {
    const why = formats[data.readUInt16LE(4 + i * 6)]?.why
    if (why) cells.set(addressOf(data.readUInt16LE(0), data.readUInt16LE(2) + i), {why})
  }
}

/** What a text with runs in fonts of their own shows; null where it shows all of it. */
function shownRuns(
  {text, runs}: Strings,
  fontOf: (number: number) => Font,
  before: Format = {font: PLAIN_FONT, why: null},
): Shown | null {
  const parts: Run[] = []
  for (let i = -1; i < runs.length; i++) {
    const {struck, raised, size, ink, pictured} = i < 0 ? before.font : fontOf(runs[i]!.font)
    const white = ink === WHITE && (i >= 0 || before.why !== null)
    const part = text.slice(runs[i]?.from ?? 0, runs[i + 1]?.from ?? text.length)
    parts.push({text: part, struck, raised, white, size, pictured})
  }
  const rich = joined(parts)
  return rich && shownText(rich)
}

/** There is no font 4: numbers from 5 on count one too many. */
function fontIndex(number: number): number {
  return number > 3 ? number - 1 : number
}

function lookOf(records: readonly Record[]): Look {
  const look: Look = {fonts: [], palette: [], formats: []}
  const formats: Buffer[] = []
  for (const {type, data} of records) {
    if (type === FONT && data.length >= 6)
      look.fonts.push({
        ...PLAIN_FONT,
        size: data.readUInt16LE(0) / TWIPS,
        struck: (data.readUInt16LE(2) & STRUCK) !== 0,
        pictured: isPictureFont(nameOf(data)),
        raised: data.length >= 10 && data.readUInt16LE(8) !== 0,
        // The palette may follow; until it is known the number stands for the colour.
        ink: data.readUInt16LE(4),
      })
    else if (type === FORMAT && data.length >= 12) formats.push(data)
    else if (type === PALETTE)
      for (let at = 2; at + 4 <= data.length; at += 4)
        look.palette.push((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!)
  }
  for (const font of look.fonts) font.ink = paletteColour(font.ink!, look.palette)
  look.formats = formats.map(data => {
    const font = look.fonts[fontIndex(data.readUInt16LE(0))] ?? PLAIN_FONT
    return {font, why: whyFaint(font, groundOf(data, look.palette))}
  })
  return look
}

/** The name of a font ([MS-XLS] 2.4.122): its length, in BIFF8 whether letters have two bytes, and the letters. */
function nameOf(data: Buffer): string {
  const length = data[14] ?? 0
  if (data[15] === 1) return data.toString('utf16le', 16, 16 + 2 * length)
  // Texts of BIFF5 begin at once, with a letter, which is no 0.
  return data.toString('latin1', data[15] === 0 ? 16 : 15, (data[15] === 0 ? 16 : 15) + length)
}

/** The fill of a format ([MS-XLS] 2.4.353 and 2.5.20): pattern and two colours. */
function groundOf(data: Buffer, palette: readonly Colour[]): Ground | null {
  const isWide = data.length >= WIDE_FORMAT
  const pattern = isWide ? data.readUInt16LE(16) >> 10 : data.readUInt16LE(10) & 0x3f
  if (pattern === 0) return null
  const colours = data.readUInt16LE(isWide ? 18 : 8)
  return pattern === SOLID ? (paletteColour(colours & 0x7f, palette) ?? 'pattern') : 'pattern'
}
