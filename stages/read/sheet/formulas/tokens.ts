import {biffRecordsOf} from '../kinds/biffStream.ts'
import {type Area, type Expression, type Formulas, type Operator, placeOf} from './expression.ts'

const BOF = 0x0809
const SHEET = 0x0085
const FORMULA = 0x0006
const SHARED = 0x04bc
const BOOKS = 0x01ae
const REFERENCES = 0x0017
/** Version of Excel 97 to 2003; earlier ones have other tokens. */
const EXCEL_97 = 0x0600
/** In a record of another book: it is this one. */
const OWN_BOOK = 0x0401
/** The token that stands for a shared formula. */
const EXPRESSION_ELSEWHERE = 0x01

const OPERATORS: Partial<Record<number, Operator>> = {
  3: '+',
  4: '-',
  5: '*',
  6: '/',
  7: '^',
  8: '&',
  9: '<',
  10: '<=',
  11: '=',
  12: '>=',
  13: '>',
  14: '<>',
}
/** Functions by their numbers ([MS-XLS] 2.5.198.17), and how many arguments those have whose token does not say. */
const NAMES: Partial<Record<number, string>> = {
  0: 'COUNT',
  1: 'IF',
  4: 'SUM',
  5: 'AVERAGE',
  6: 'MIN',
  7: 'MAX',
  24: 'ABS',
  25: 'INT',
  27: 'ROUND',
  29: 'INDEX',
  36: 'AND',
  37: 'OR',
  38: 'NOT',
  64: 'MATCH',
  101: 'HLOOKUP',
  102: 'VLOOKUP',
  131: 'N',
  212: 'ROUNDUP',
  213: 'ROUNDDOWN',
  228: 'SUMPRODUCT',
  345: 'SUMIF',
  346: 'COUNTIF',
}
const ARGUMENTS: Partial<Record<number, number>> = {
  24: 1,
  25: 1,
  27: 2,
  38: 1,
  131: 1,
  212: 2,
  213: 2,
  346: 2,
}

/** Where a formula stands; tokens of shared ones count from there. */
interface Spot {
  sheet: number
  row: number
  column: number
}

interface Book {
  /** First and last sheet that a token may name; null for those of other books. */
  sheets: (readonly [number, number] | null)[]
  /** Tokens of shared formulas, sheet by sheet, by the cell they were written for. */
  shared: Map<number, Buffer>[]
}

/**
 * The formulas of a binary workbook ([MS-XLS] 2.4.127 and 2.5.198).
 * @param sheets how many it has
 */
export function tokenFormulas(stream: Buffer, sheets: number): Formulas {
  const formulas = Array.from({length: sheets}, () => new Map<number, () => Expression | null>())
  const book: Book = {sheets: [], shared: formulas.map(() => new Map())}
  const places: number[] = []
  const own: boolean[] = []
  let sheet = -1
  let last = 0
  for (const {type, at, data} of biffRecordsOf(stream)) {
    if (type === BOF) {
      if (data.length < 2 || data.readUInt16LE(0) !== EXCEL_97) return []
      sheet = places.indexOf(at)
    } else if (type === SHEET && data.length >= 4) places.push(data.readUInt32LE(0))
    else if (type === BOOKS) own.push(data.length >= 4 && data.readUInt16LE(2) === OWN_BOOK)
    else if (type === REFERENCES) book.sheets = sheetsOf(data, own)
    else if (type === FORMULA && data.length >= 22 && formulas[sheet]) {
      const spot = {sheet, row: data.readUInt16LE(0), column: data.readUInt16LE(2)}
      const tokens = data.subarray(22, 22 + data.readUInt16LE(20))
      last = placeOf(spot.row, spot.column)
      formulas[sheet]!.set(last, () => tokenExpression(tokens, spot, book))
    } else if (type === SHARED && data.length >= 10)
      book.shared[sheet]?.set(last, data.subarray(10, 10 + data.readUInt16LE(8)))
  }
  return formulas
}

/** Sheets that tokens name by number ([MS-XLS] 2.4.105). */
function sheetsOf(data: Buffer, own: readonly boolean[]): Book['sheets'] {
  const sheets: Book['sheets'] = []
  for (let at = 2; at + 6 <= data.length; at += 6) {
    const first = data.readInt16LE(at + 2)
    const isOwn = own[data.readUInt16LE(at)] === true && first >= 0
    sheets.push(isOwn ? [first, data.readInt16LE(at + 4)] : null)
  }
  return sheets
}

/** Tokens in the order in which a stack computes them. */
function tokenExpression(tokens: Buffer, spot: Spot, book: Book): Expression | null {
  if (tokens[0] === EXPRESSION_ELSEWHERE && tokens.length >= 5) {
    const shared = book.shared[spot.sheet]!.get(placeOf(tokens.readUInt16LE(1), tokens.readUInt16LE(3)))
    return shared && shared[0] !== EXPRESSION_ELSEWHERE ? tokenExpression(shared, spot, book) : null
  }
  const stack: Expression[] = []
  for (let at = 0; at < tokens.length; ) {
    const size = step(tokens.subarray(at), stack, spot, book)
    if (size === null) return null
    at += size
  }
  return stack.length === 1 ? stack[0]! : null
}

/** Takes one token; its size in bytes, null where it is not understood. */
function step(token: Buffer, stack: Expression[], spot: Spot, book: Book): number | null {
  // References and functions come in three classes, 0x20 apart.
  const type = token[0]! >= 0x40 ? (token[0]! & 0x1f) | 0x20 : token[0]!
  const size = SIZES[type]
  if (size === undefined || token.length < size) return null
  const operator = OPERATORS[type]
  if (operator) {
    const [right, left] = [stack.pop(), stack.pop()]
    if (!left || !right) return null
    stack.push({kind: 'operation', operator, left, right})
  } else if (type === 0x13) {
    const of = stack.pop()
    if (!of) return null
    stack.push({kind: 'negative', of})
  } else if (type === 0x14) {
    const left = stack.pop()
    if (!left) return null
    stack.push({kind: 'operation', operator: '/', left, right: {kind: 'constant', value: 100}})
  } else if (type === 0x17) return text(token, stack)
  else if (type === 0x1d) stack.push({kind: 'constant', value: token[1] !== 0})
  else if (type === 0x1e) stack.push({kind: 'constant', value: token.readUInt16LE(1)})
  else if (type === 0x1f) stack.push({kind: 'constant', value: token.readDoubleLE(1)})
  else if (type === 0x19) {
    if (token[1] === 0x10) return call(stack, 'SUM', 1) ? size : null
    if (!HARMLESS.includes(token[1]!)) return null
  } else if (type === 0x21) {
    const number = token.readUInt16LE(1)
    if (!call(stack, NAMES[number], ARGUMENTS[number] ?? 0)) return null
  } else if (type === 0x22) {
    if (!call(stack, NAMES[token.readUInt16LE(2)], token[1]! & 0x7f)) return null
  } else if (type >= 0x24) {
    const area = areaOf(type, token, spot, book)
    if (!area) return null
    stack.push({kind: 'cells', area})
  }
  return size
}

/** Bytes of the tokens that are understood: operators, brackets, numbers, functions, references. */
const SIZES: Partial<Record<number, number>> = {
  3: 1,
  4: 1,
  5: 1,
  6: 1,
  7: 1,
  8: 1,
  9: 1,
  10: 1,
  11: 1,
  12: 1,
  13: 1,
  14: 1,
  18: 1,
  19: 1,
  20: 1,
  21: 1,
  23: 3,
  25: 4,
  29: 2,
  30: 3,
  31: 9,
  33: 3,
  34: 4,
  36: 5,
  37: 9,
  44: 5,
  45: 9,
  58: 7,
  59: 11,
}

/** Attributes that change no result: blanks, that it is to be computed every time, where the parts of IF begin. */
const HARMLESS = [0x01, 0x02, 0x08, 0x40, 0x41]

function call(stack: Expression[], name: string | undefined, many: number): boolean {
  if (name === undefined || many < 1 || stack.length < many) return false
  stack.push({kind: 'call', name, of: stack.splice(-many)})
  return true
}

/** A text: its length, whether its letters have two bytes each, its letters. */
function text(token: Buffer, stack: Expression[]): number | null {
  const isWide = (token[2]! & 1) === 1
  const size = 3 + token[1]! * (isWide ? 2 : 1)
  if (token.length < size) return null
  stack.push({kind: 'constant', value: token.toString(isWide ? 'utf16le' : 'latin1', 3, size)})
  return size
}

function areaOf(type: number, token: Buffer, spot: Spot, {sheets: named}: Book): Area | null {
  const isNamed = type === 0x3a || type === 0x3b
  const sheets = isNamed ? named[token.readUInt16LE(1)] : ([spot.sheet, spot.sheet] as const)
  if (!sheets) return null
  const at = isNamed ? 3 : 1
  const isOffset = type === 0x2c || type === 0x2d
  const many = type === 0x24 || type === 0x2c || type === 0x3a ? 1 : 2
  const rows = [0, many - 1].map(i => token.readUInt16LE(at + 2 * i))
  const columns = [0, many - 1].map(i => token.readUInt16LE(at + 2 * many + 2 * i))
  // Within shared formulas a relative row or column is a distance, which goes round at the sheet's edges.
  const row = (i: number) => (isOffset && columns[i]! & 0x8000 ? (spot.row + rows[i]!) & 0xffff : rows[i]!)
  const column = (i: number) =>
    isOffset && columns[i]! & 0x4000 ? (spot.column + columns[i]!) & 0xff : columns[i]! & 0xff
  return {sheets, top: row(0), left: column(0), bottom: row(1), right: column(1)}
}
