import type {Colour} from '../word/ink.ts'

/** The colour table ({\colortbl;\red255\green255\blue255;}): entries end with a semicolon, an empty one is automatic. */
export interface Colours {
  word(name: string, parameter: number | null): void
  /** A byte of the table's text. */
  byte(value: number): void
  /** By the number that \cf and its kin give; null for the automatic colour and for numbers the table does not have. */
  colour(number: number | null): Colour | null
}

const SEMICOLON = 0x3b
const SHIFTS: Record<string, number> = {red: 16, green: 8, blue: 0}
/** No writer has more; the numbers of the others are automatic. */
const MOST = 65_536

/** The colour table (\colortbl), nothing in it yet. */
export function createColours(): Colours {
  const colours: (Colour | null)[] = []
  let next: Colour | null = null
  return {
    word(name, parameter) {
      const shift = SHIFTS[name]
      if (shift !== undefined) next = (next ?? 0) | (((parameter ?? 0) & 0xff) << shift)
    },
    byte(value) {
      if (value !== SEMICOLON) return
      if (colours.length < MOST) colours.push(next)
      next = null
    },
    colour: number => colours[number ?? 0] ?? null,
  }
}
