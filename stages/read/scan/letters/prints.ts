import type {Region} from '../dots/raster.ts'
import {agreeing, plainNumbers, type ReadCell, type Sheet, wordOf} from './agreement.ts'
import type {Recogniser} from './recogniser.ts'
import {likeness, piecesIn, type Shape, shapeOf} from './shapes.ts'

/** A digit of print has so many of the same reading in its document that are so much like it, and is like most of them. */
const TWINS = {fewest: 2, alike: 0.955, most: 0.85}
/** Of digits there are many of, two are even more alike; beside other digits, where one may be the only one, less will do. */
const MANY = {fewest: 10, alike: 0.975}
const AMONG = 0.92
/** A digit is beyond doubt that is even more like so many of those that were read alike in every way, and like no other digit. */
const BEYOND = {fewest: 5, twins: 3, alike: 0.975, most: 0.9, other: 0.85}
/** So many of a digit are compared: many pages of them cost no more. */
const MOST = 80
/** What a stroke beside a figure may be taken for. */
const STROKES = ['1', '7']

/** A printed 1 has a flag; what is narrower, in heights, is a stroke or a scratch. */
const NARROW = 0.25

/** A digit of a number and its shape. */
interface Print {
  digit: string
  shape: Shape
}

/** A number that stands alone in its cell, in pieces of ink that are its digits. */
export interface PlainNumber {
  word: string
  /** Whether it comes out the same however it is looked at. */
  alike: boolean
  /** Its digits in turn; none where a bare stroke is among them. */
  prints: Print[]
}

/** The numbers of a page that could be told for sure, with the shapes of their digits. */
export async function plainNumbersOf(
  cells: readonly ReadCell[],
  sheet: Sheet,
  recogniser: Recogniser,
): Promise<Map<ReadCell, PlainNumber>> {
  const plain = plainNumbers(cells, sheet)
  const agreed = await agreeing(plain, sheet, recogniser)
  return new Map(
    plain.map(cell => {
      const word = wordOf(cell.texts[0]!)
      return [cell, {word, alike: agreed.has(cell), prints: printsOf(cell, word, sheet)}]
    }),
  )
}

/**
 * The numbers of a document that are sure to be print and to be read rightly. They come out the same however they are looked at,
 * and their digits look like others of the document that were read as the same: printed digits are all alike, and a stray mark, a
 * digit struck out or written over by hand is like none. A digit that is there once is believed among others alone. Where
 * the looks do not agree, digits count that can hardly be told from many of which the looks do.
 */
export function printedNumbers(numbers: readonly PlainNumber[]): Set<PlainNumber> {
  const all = byDigit(numbers)
  const sure = byDigit(numbers.filter(({alike}) => alike))
  return new Set(
    numbers.filter(number => {
      const {word, prints, alike} = number
      // Nobody writes 01 or 00: one of the two is no digit.
      if (prints.length === 0 || /^0\d/.test(word)) return false
      return alike
        ? prints.every((_, i) => isOfPrint(number, i, all))
        : prints.every(print => isBeyondDoubt(number, print, sure))
    }),
  )
}

function printsOf(cell: ReadCell, word: string, {work, threshold}: Sheet): Print[] {
  const pieces = piecesIn(work, cell.lines[0]!, threshold)
  const isStroke = ([left, top, right, bottom]: Region, i: number) =>
    word[i] === '1' && right - left < NARROW * (bottom - top)
  if (pieces.some(isStroke)) return []
  return pieces.flatMap((piece, i) =>
    word[i] === '.' ? [] : [{digit: word[i]!, shape: shapeOf(work, piece)}],
  )
}

/** The shapes of each digit, and the numbers they stand in. */
type Known = ReadonlyMap<string, {number: PlainNumber; shape: Shape}[]>

function byDigit(numbers: readonly PlainNumber[]): Known {
  const found = new Map<string, {number: PlainNumber; shape: Shape}[]>()
  for (const number of numbers) {
    for (const {digit, shape} of number.prints) {
      const known = found.get(digit) ?? []
      known.push({number, shape})
      found.set(digit, known)
    }
  }
  return found
}

/** Likenesses of a digit to those of other numbers, the best first. */
function likenesses(number: PlainNumber, shape: Shape, known: Known, digit: string): number[] {
  const others = known.get(digit) ?? []
  const step = Math.max(1, Math.floor(others.length / MOST))
  return others
    .filter((other, i) => i % step === 0 && other.number !== number)
    .map(other => likeness(shape, other.shape))
    .sort((a, b) => b - a)
}

function isOfPrint(number: PlainNumber, place: number, all: Known): boolean {
  const {digit, shape} = number.prints[place]!
  const alike = likenesses(number, shape, all, digit)
  const atEnd = place === 0 || place === number.prints.length - 1
  const isAmong = number.prints.length > 1 && !(atEnd && STROKES.includes(digit))
  if (alike.length < TWINS.fewest) return isAmong
  const least = alike.length >= MANY.fewest ? MANY.alike : isAmong ? AMONG : TWINS.alike
  return alike[TWINS.fewest - 1]! >= least && alike[alike.length >> 1]! >= TWINS.most
}

function isBeyondDoubt(number: PlainNumber, {digit, shape}: Print, sure: Known): boolean {
  const alike = likenesses(number, shape, sure, digit)
  if (alike.length < BEYOND.fewest) return false
  if (alike[BEYOND.twins - 1]! < BEYOND.alike || alike[alike.length >> 1]! < BEYOND.most) return false
  const others = [...sure.keys()].filter(other => other !== digit)
  return others.every(other => likenesses(number, shape, sure, other).every(value => value < BEYOND.other))
}
