import type {Area, Expression, Operator} from './expression.ts'

/** Formulas longer or nested deeper than this are not followed. */
const LONGEST = 4_000
const DEEPEST = 50

/**
 * A reference: in brackets with a full stop behind the sheet in OpenFormula (`['表 2'.A1:.B3]`), with `!` elsewhere
 * (`'表 2'!$A$1:B3`, `Sheet1:Sheet3!B2`).
 */
const REFERENCE =
  /^\[?\$?(?:('(?:[^']|'')*'|[^\s'!:.,;()[\]+\-*/^&=<>"#{}]+(?::[^\s'!:.,;()[\]+\-*/^&=<>"#{}]+)?)?[!.])?\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\.?\$?([A-Za-z]{1,3})\$?(\d{1,7}))?(\]?)(?![\w.!(])/
const NUMBER = /^\d+(?:\.\d*)?|^\.\d+/

/**
 * The expression of a formula as it is written in the file (ECMA-376 part 1, 18.17; OpenFormula, 5); null where it is more
 * than sums, arithmetic and references within the book.
 * @param sheet number of the sheet it stands in
 * @param sheetOf number of a sheet by its name; null where there is none
 */
export function writtenExpression(
  formula: string,
  sheet: number,
  sheetOf: (name: string) => number | null,
): Expression | null {
  if (formula.length > LONGEST) return null
  let rest = formula.replace(/^=/, '').trimStart()
  let depth = 0

  const take = (text: string): boolean => {
    if (!rest.startsWith(text)) return false
    rest = rest.slice(text.length).trimStart()
    return true
  }

  const chain = (operators: readonly Operator[], next: () => Expression | null): Expression | null => {
    let left = next()
    while (left) {
      const operator = operators.find(take)
      if (!operator) return left
      const right = next()
      left = right && {kind: 'arithmetic', operator, left, right}
    }
    return null
  }
  const sum = (): Expression | null => (++depth > DEEPEST ? null : chain(['+', '-'], product))
  const product = (): Expression | null => chain(['*', '/'], signed)

  function signed(): Expression | null {
    if (take('+')) return ++depth > DEEPEST ? null : signed()
    if (!take('-')) return single()
    const of = ++depth > DEEPEST ? null : signed()
    return of && {kind: 'negative', of}
  }

  function single(): Expression | null {
    if (take('(')) {
      const inner = sum()
      return inner && take(')') ? inner : null
    }
    const named = /^SUM\s*\(/i.exec(rest)
    if (named) {
      take(named[0])
      return addends()
    }
    const rounding = /^ROUND\s*\(/i.exec(rest)
    if (rounding) {
      take(rounding[0])
      const of = sum()
      const decimals = of && (take(',') || take(';')) ? sum() : null
      return decimals && take(')') ? {kind: 'rounded', of: of!, decimals} : null
    }
    const area = reference()
    if (area) return {kind: 'cells', area}
    const number = NUMBER.exec(rest)
    if (!number) return null
    take(number[0])
    return {kind: 'number', value: Number(number[0])}
  }

  function addends(): Expression | null {
    const of: Expression[] = []
    do {
      const one = sum()
      if (!one) return null
      of.push(one)
    } while (take(',') || take(';'))
    return take(')') ? {kind: 'sum', of} : null
  }

  function reference(): Area | null {
    const match = REFERENCE.exec(rest)
    if (!match) return null
    const [whole, name, column, row, column2 = column, row2 = row, bracket] = match
    if (whole.startsWith('[') !== (bracket === ']')) return null
    const sheets = name === undefined ? ([sheet, sheet] as const) : sheetsNamed(name, sheetOf)
    if (!sheets) return null
    take(whole)
    const [rows, columns] = [[Number(row) - 1, Number(row2) - 1], [column!, column2!].map(columnNumber)]
    return {
      sheets,
      top: Math.min(...rows),
      left: Math.min(...columns),
      bottom: Math.max(...rows),
      right: Math.max(...columns),
    }
  }

  const all = sum()
  return rest === '' ? all : null
}

/** One sheet, or the first and last of several: no name of a sheet holds a colon. */
function sheetsNamed(
  written: string,
  sheetOf: (name: string) => number | null,
): readonly [number, number] | null {
  const name = written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written
  const [first, last = first, ...more] = name.split(':')
  const [from, to] = [sheetOf(first!), sheetOf(last!)]
  return from === null || to === null || more.length > 0 ? null : [Math.min(from, to), Math.max(from, to)]
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
