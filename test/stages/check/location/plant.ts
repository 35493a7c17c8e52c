import type {Random} from '../../../generate/random.ts'
import {type At, type Grid, withFigures} from './tables.ts'

export type Kind = 'typing' | 'digits' | 'exchanged' | 'omitted' | 'doubled'
export const KINDS: readonly Kind[] = ['typing', 'digits', 'exchanged', 'omitted', 'doubled']

/** A table with one mistake in it, and the cells that it made wrong. */
export interface Planted {
  grid: Grid
  wrong: At[]
}

/** Plants one mistake as offices make them; null where the table offers no place for it. */
export function plant(grid: Grid, kind: Kind, random: Random): Planted | null {
  const {rows, columns, figures} = grid
  const all = rows.flatMap((_, row) => columns.map((_, column): At => [row, column]))
  const at = ([row, column]: At) => figures[row]?.[column] ?? null
  const put = (changes: [At, number][]): Planted | null =>
    changes.length === 0 ? null : {grid: withFigures(grid, changes), wrong: changes.map(([cell]) => cell)}

  switch (kind) {
    case 'typing': {
      const cell = random.pick(all)
      return put([[cell, mistyped(at(cell)!, random)]])
    }
    case 'digits': {
      const cells = all.filter(cell => exchangedDigits(at(cell)!).length > 0)
      if (cells.length === 0) return null
      const cell = random.pick(cells)
      return put([[cell, random.pick(exchangedDigits(at(cell)!))]])
    }
    case 'exchanged': {
      const pairs = all.flatMap(([row, column]): [At, At][] =>
        (
          [
            [row, column + 1],
            [row + 1, column],
          ] as At[]
        ).flatMap((other): [At, At][] => {
          const value = at(other)
          return value === null || value === at([row, column]) ? [] : [[[row, column], other]]
        }),
      )
      if (pairs.length === 0) return null
      const [one, other] = random.pick(pairs)
      return put([
        [one, at(other)!],
        [other, at(one)!],
      ])
    }
    case 'omitted': {
      const row = rows.indexOf('carriedIn')
      return put(columns.flatMap((_, c): [At, number][] => (at([row, c])! > 0 ? [[[row, c], 0]] : [])))
    }
    case 'doubled': {
      const received = random.chance(0.3)
      const source = rows.indexOf(received ? 'carriedIn' : 'outcomes.partiallyGranted')
      const others = rows.flatMap((key, row) =>
        key.startsWith('outcomes.') && !key.endsWith('total') && row !== source ? [row] : [],
      )
      const into = received ? rows.indexOf('received') : random.pick(others)
      return put(
        columns.flatMap((_, c): [At, number][] => {
          const again = at([source, c])!
          return again > 0 ? [[[into, c], at([into, c])! + again]] : []
        }),
      )
    }
  }
}

/** Another number: a digit more, a digit less, a digit changed, one more or one less. */
function mistyped(value: number, random: Random): number {
  const digits = String(value)
  const place = random.int(0, digits.length - 1)
  const changed = Number(`${digits.slice(0, place)}${random.int(0, 9)}${digits.slice(place + 1)}`)
  const candidates = [
    Number(`${digits}${random.int(0, 9)}`),
    Math.floor(value / 10),
    changed,
    value + 1,
    Math.max(0, value - 1),
  ].filter(candidate => candidate !== value)
  return random.pick(candidates)
}

function exchangedDigits(value: number): number[] {
  const digits = String(value)
  return [...digits]
    .slice(1)
    .map((digit, i) => Number(digits.slice(0, i) + digit + digits[i] + digits.slice(i + 2)))
    .filter(other => other !== value)
}
