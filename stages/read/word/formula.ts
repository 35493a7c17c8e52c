/** A cell of a table as formulas name it: rows and cells from 0. */
export interface CellName {
  row: number
  cell: number
}

/** Cells that a formula field of Word takes in. */
export type Operand =
  | {kind: 'cells'; from: CellName; to: CellName}
  /** All figures on one side of the formula's own cell. */
  | {kind: 'side'; side: Side}

export type Side = 'left' | 'right' | 'above' | 'below'

/** What a formula field computes. */
export type WordFormula =
  | {kind: 'number'; value: number}
  | {kind: 'operand'; operand: Operand}
  | {kind: 'negative'; of: WordFormula}
  | {kind: 'call'; name: FunctionName; of: readonly WordFormula[]}
  | {kind: 'arithmetic'; operator: '+' | '-' | '*' | '/'; left: WordFormula; right: WordFormula}

const FUNCTIONS = ['SUM', 'AVERAGE', 'PRODUCT', 'COUNT', 'MIN', 'MAX', 'ROUND', 'INT', 'ABS'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** Formulas longer or nested deeper than this are not followed. */
const LONGEST = 500
const DEEPEST = 20

const TOKEN = /\s*(?:([A-Za-z]+)(\d{1,4})?|(\d+(?:\.\d*)?|\.\d+)|([-+*/(),;，；:]))/y

/** Whether a field computes what it shows. */
export function isFormula(instruction: string): boolean {
  return /^\s*=/.test(instruction)
}

/**
 * The formula of a field's instruction (`=SUM(LEFT) \# "0"`, ECMA-376 part 1, 17.16.3); null where it is none, or is more than sums
 * and arithmetic over cells of its own table.
 */
export function wordFormula(instruction: string): WordFormula | null {
  const written = /^\s*=([^\\]*)/.exec(instruction)?.[1]
  const tokens = written === undefined || written.length > LONGEST ? null : tokensOf(written)
  if (!tokens) return null
  let at = 0
  let depth = 0
  const take = (...texts: string[]): string | null =>
    tokens[at] !== undefined && texts.includes(tokens[at]!) ? tokens[at++]! : null

  const chain = (
    operators: readonly ('+' | '-' | '*' | '/')[],
    next: () => WordFormula | null,
  ): WordFormula | null => {
    let left = next()
    while (left) {
      const operator = take(...operators) as '+' | null
      if (operator === null) return left
      const right = next()
      left = right && {kind: 'arithmetic', operator, left, right}
    }
    return null
  }
  const sum = (): WordFormula | null => chain(['+', '-'], product)
  const product = (): WordFormula | null => chain(['*', '/'], single)

  function single(): WordFormula | null {
    if (++depth > DEEPEST) return null
    if (take('-')) {
      const of = single()
      return of && {kind: 'negative', of}
    }
    if (take('(')) {
      const inner = sum()
      return inner && take(')') ? inner : null
    }
    const word = tokens![at++]
    if (word === undefined) return null
    if (/^[\d.]/.test(word)) return {kind: 'number', value: Number(word)}
    const name = FUNCTIONS.find(known => known === word)
    if (name) return take('(') ? call(name) : null
    const side = SIDES[word]
    if (side) return {kind: 'operand', operand: {kind: 'side', side}}
    const from = cellName(word)
    if (!from) return null
    const to = take(':') ? cellName(tokens![at++] ?? '') : from
    return to && {kind: 'operand', operand: {kind: 'cells', from, to}}
  }

  function call(name: FunctionName): WordFormula | null {
    const of: WordFormula[] = []
    do {
      const one = sum()
      if (!one) return null
      of.push(one)
    } while (take(',', ';', '，', '；'))
    return take(')') ? {kind: 'call', name, of} : null
  }

  const formula = sum()
  return at === tokens.length ? formula : null
}

const SIDES: Partial<Record<string, Side>> = {LEFT: 'left', RIGHT: 'right', ABOVE: 'above', BELOW: 'below'}

function tokensOf(written: string): string[] | null {
  const tokens: string[] = []
  const text = written.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (!match) return null
    tokens.push(match[0].trim().toUpperCase())
  }
  return tokens
}

/** B3 is the second cell of the third row. */
function cellName(word: string): CellName | null {
  const match = /^([A-Z]{1,2})([1-9]\d{0,3})$/.exec(word)
  if (!match) return null
  const cell = [...match[1]!].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return {row: Number(match[2]) - 1, cell}
}
