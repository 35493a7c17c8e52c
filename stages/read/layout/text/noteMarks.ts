import {type Glyph, heightOf} from '../types.ts'
import {isDigit} from './text.ts'

/** A mark is smaller than the figure before it by this share at least, and stands higher by this share of its size. */
const SMALLER = 0.8
const RAISED = 0.1
/** Share of a mark's height that may stand out above its figure. */
const OVER = 0.75
/** It begins this far from the figure at most, in the figure's size; letters of one mark stand as close. */
const BEHIND = 0.2
/** Most letters of a mark: （注12）. */
const MAX_LENGTH = 5
/** Width that a mark is left with, points: it belongs to the figure, whatever rule it runs over. */
const SLIVER = 0.02
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** Digits are looked up by where they end, in steps of this many points. */
const STEP = 8

/**
 * Raised marks of notes behind figures (12 with a small ① or 1 above the line), put on the line of their figure and into its
 * place; digits among them become superscripts, so that 12¹ is not 121.
 */
export function withNoteMarks(glyphs: readonly Glyph[]): readonly Glyph[] {
  const digits = glyphs.filter(({text, turn}) => turn === 0 && isDigit(text))
  let largest = 0
  for (const {size} of digits) if (size > largest) largest = size
  const small = glyphs.filter(({turn, size}) => turn === 0 && size <= SMALLER * largest)
  if (small.length === 0) return glyphs
  const ends = new Map<number, Glyph[]>()
  for (const digit of digits) {
    const key = Math.round(digit.box[2] / STEP)
    const own = ends.get(key)
    if (own) own.push(digit)
    else ends.set(key, [digit])
  }
  const moved = new Map<Glyph, Glyph>()
  const inOrder = [...small].sort((a, b) => a.box[0] - b.box[0])
  for (const glyph of inOrder) {
    if (moved.has(glyph)) continue
    const key = Math.round(glyph.box[0] / STEP)
    const near = [key - 1, key, key + 1].flatMap(k => ends.get(k) ?? [])
    const figure = near.find(digit => isMarkOf(glyph, digit))
    if (!figure) continue
    const mark = runFrom(glyph, inOrder)
    if (mark.length > MAX_LENGTH) continue
    const alone = mark.every(({text}) => isDigit(text))
    for (const [i, letter] of mark.entries()) moved.set(letter, placed(letter, figure, i, alone))
  }
  return moved.size === 0 ? glyphs : glyphs.map(glyph => moved.get(glyph) ?? glyph)
}

/** Whether a glyph is small, higher than a digit's baseline and close behind it. */
function isMarkOf({box, size}: Glyph, digit: Glyph): boolean {
  const gap = box[0] - digit.box[2]
  if (size > SMALLER * digit.size || gap > BEHIND * digit.size || gap < -BEHIND * digit.size) return false
  const raised = digit.box[3] - box[3] - 0.15 * (digit.size - size)
  const over = digit.box[1] - box[1]
  return raised > RAISED * digit.size && over < OVER * heightOf(box) && box[3] > digit.box[1]
}

/** The letters that go on with a glyph, itself included. */
function runFrom(first: Glyph, inOrder: readonly Glyph[]): Glyph[] {
  const run = [first]
  for (let i = inOrder.indexOf(first) + 1; i < inOrder.length; i++) {
    const [last, next] = [run.at(-1)!, inOrder[i]!]
    const gap = next.box[0] - last.box[2]
    if (gap > BEHIND * last.size) break
    const level = Math.abs(next.box[3] - last.box[3]) < RAISED * last.size
    if (level && gap > -BEHIND * last.size) run.push(next)
  }
  return run
}

function placed(letter: Glyph, {box, size}: Glyph, index: number, alone: boolean): Glyph {
  const left = box[2] + index * SLIVER
  const digit = '0123456789'.indexOf(letter.text.normalize('NFKC'))
  // In brackets a digit is told from the figure by them.
  const text = alone ? SUPERSCRIPTS[digit]! : letter.text
  return {...letter, text, size, box: [left, box[1], left + SLIVER, box[3]], spaced: false}
}
