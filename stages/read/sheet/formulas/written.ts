import type {Expression, Operator} from './expression.ts'
import {areaWritten} from './references.ts'

/** Formulas longer or nested deeper than this are not followed. */
const LONGEST = 4_000
const DEEPEST = 50

const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)(?:E[+-]?\d+)?/i
const TEXT = /^"((?:[^"]|"")*)"/
const CALL = /^(?:_xlfn\.)?([A-Z][A-Z.]*)\s*\(\s*/i
const NAME = /^[\p{L}_][\p{L}\p{N}_.]*(?![\p{L}\p{N}_.!(])/u
/** Operators from those that bind least; two letters before one. */
const LEVELS: readonly (readonly Operator[])[] = [
  ['<>', '<=', '>=', '=', '<', '>'],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
]

/** What formulas may name in a book. */
export interface Named {
  /** Number of a sheet by its name; null where there is none. */
  sheetOf(name: string): number | null
  /** The formula that a name stands for; null where there is none. */
  formulaOf?(name: string): string | null
}

/**
 * The expression of a formula as it is written in the file (ECMA-376 part 1, 18.17; OpenFormula, 5); null where it is not followed:
 * arrays, other books, unions.
 * @param sheet number of the sheet it stands in
 * @param depth of names that stand for names
 */
export function writtenExpression(
  formula: string,
  sheet: number,
  named: Named,
  depth = 0,
): Expression | null {
  if (formula.length > LONGEST) return null
  let rest = formula.replace(/^=/, '').trimStart()
  let deep = depth

  const take = (text: string): boolean => {
    if (!rest.startsWith(text)) return false
    rest = rest.slice(text.length).trimStart()
    return true
  }

  function chain(level: number): Expression | null {
    const operators = LEVELS[level]
    if (!operators) return signed()
    if (level === 0 && ++deep > DEEPEST) return null
    let left = chain(level + 1)
    while (left) {
      const operator = operators.find(take)
      if (!operator) return left
      const right = chain(level + 1)
      left = right && {kind: 'operation', operator, left, right}
    }
    return null
  }

  function signed(): Expression | null {
    if (take('+')) return ++deep > DEEPEST ? null : signed()
    if (take('-')) {
      const of = ++deep > DEEPEST ? null : signed()
      return of && {kind: 'negative', of}
    }
    let of = single()
    while (of && take('%'))
      of = {kind: 'operation', operator: '/', left: of, right: {kind: 'constant', value: 100}}
    return of
  }

  function single(): Expression | null {
    if (take('(')) {
      const inner = chain(0)
      return inner && take(')') ? inner : null
    }
    const call = CALL.exec(rest)
    if (call) {
      take(call[0])
      return called(call[1]!.toUpperCase())
    }
    const reference = areaWritten(rest, sheet, name => named.sheetOf(name))
    if (reference) {
      take(reference.text)
      return {kind: 'cells', area: reference.area}
    }
    const text = TEXT.exec(rest)
    if (text) {
      take(text[0])
      return {kind: 'constant', value: text[1]!.replaceAll('""', '"')}
    }
    const number = NUMBER.exec(rest)
    if (number) {
      take(number[0])
      return {kind: 'constant', value: Number(number[0])}
    }
    return word()
  }

  /** TRUE, FALSE, or a name of the book. */
  function word(): Expression | null {
    const name = NAME.exec(rest)?.[0]
    if (name === undefined) return null
    take(name)
    if (/^(?:TRUE|FALSE)$/i.test(name)) return {kind: 'constant', value: name.toUpperCase() === 'TRUE'}
    const stands = ++deep > DEEPEST ? null : (named.formulaOf?.(name) ?? null)
    return stands === null ? null : writtenExpression(stands, sheet, named, deep)
  }

  function called(name: string): Expression | null {
    const of: Expression[] = []
    if ((name === 'TRUE' || name === 'FALSE') && take(')')) return {kind: 'constant', value: name === 'TRUE'}
    do {
      const one = chain(0)
      if (!one) return null
      of.push(one)
    } while (take(',') || take(';'))
    return take(')') ? {kind: 'call', name, of} : null
  }

  const all = chain(0)
  return rest === '' ? all : null
}
