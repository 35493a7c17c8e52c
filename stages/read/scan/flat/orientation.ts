import {thresholdOf} from '../dots/ink.ts'
import {mirrored, type Raster, type Region, turned} from '../dots/raster.ts'
import {textLinesOf} from '../letters/lines.ts'
import type {Recogniser} from '../letters/recogniser.ts'

/** Width of the strips in which pieces of lines are looked for, inches: a page askew keeps its lines apart there. */
const STRIP = 1.5
/** How high a line of text is, inches, and how many times as long as high a piece that is read. */
const HEIGHT = {least: 0.07, most: 0.35}
const LENGTH = 3
/** Pieces that are read: at first, and where these say too little. */
const PIECES = [5, 10] as const
/** Chinese letters count that are so sure. */
const SURE = 0.5
/**
 * So many letters, and such a share of what has room in the pieces, are beyond doubt. The model knows letters of lines that run
 * downwards, too: lying on the right side, a page gives a quarter of its letters.
 */
const CERTAIN = {letters: 10, share: 0.36}
/** Fewest letters that tell how a page lies; the page is turned where another way has so many times the share. */
const TELLING = 5
const TIMES = 1.5
/** A page with so many pieces of lines should have letters. */
const WRITTEN = 12

const LETTER = /\p{Script=Han}/u

/** How a page lies. */
export interface Orientation {
  /** Whether left is right: a sheet scanned through its back, a film laid the wrong way round. Turned back first. */
  isMirrored: boolean
  /** Quarter turns clockwise that make it upright. */
  turns: number
  /** Whether there are lines, but no letters in them whichever way the page is held. */
  unreadable: boolean
}

/**
 * How a page lies, told by what the recogniser makes of a few pieces of its lines: held the wrong way, hardly a Chinese letter
 * is sure. An upright page costs one look at four pieces. Only where no way of holding it shows letters it is looked at mirrored.
 */
export async function orientationOf(page: Raster, recogniser: Recogniser): Promise<Orientation> {
  const upright = await sightOf(page, recogniser)
  if (isCertain(upright)) return {isMirrored: false, turns: 0, unreadable: false}
  let best = {turns: 0, ...upright}
  let lines = upright.lines
  for (const turns of [1, 3, 2]) {
    const sight = await sightOf(turned(page, turns), recogniser)
    lines = Math.max(lines, sight.lines)
    if (sight.letters >= TELLING && sight.share >= TIMES * upright.share && sight.share > best.share)
      best = {turns, ...sight}
    if (isCertain(best)) break
  }
  if (!isCertain(best)) {
    const back = mirrored(page)
    for (const turns of [0, 2, 1, 3]) {
      const sight = await sightOf(turned(back, turns), recogniser)
      const isClear = isCertain(sight) && sight.share >= TIMES * best.share
      if (isClear) return {isMirrored: true, turns, unreadable: false}
    }
  }
  return {isMirrored: false, turns: best.turns, unreadable: best.letters < TELLING && lines >= WRITTEN}
}

/** What a few pieces of lines show: letters, each by its certainty; the share of what has room; pieces there are in all. */
interface Sight {
  letters: number
  share: number
  lines: number
}

function isCertain({letters, share}: Sight): boolean {
  return letters >= CERTAIN.letters && share >= CERTAIN.share
}

async function sightOf(page: Raster, recogniser: Recogniser): Promise<Sight> {
  const work = {...page, data: Uint8Array.from(page.data)}
  const pieces = piecesOf(work)
  const read = new Set<Region>()
  let [letters, room] = [0, 0]
  for (const count of PIECES) {
    const chosen = spread(pieces, count).filter(piece => !read.has(piece))
    for (const line of await recogniser.recognise(work, chosen)) {
      // Letters at both ends may be cut.
      for (const {text, certainty} of line.slice(1, -1))
        if (certainty >= SURE && LETTER.test(text)) letters += certainty
    }
    for (const piece of chosen) {
      read.add(piece)
      room += (piece[2] - piece[0]) / (piece[3] - piece[1])
    }
    if (isCertain({letters, share: letters / room, lines: 0})) break
  }
  return {letters, share: letters / Math.max(1, room), lines: pieces.length}
}

/** Pieces of lines in upright strips, of the size of text; specks and pictures are painted white. */
function piecesOf(work: Raster): Region[] {
  const {width, height, dpi} = work
  const threshold = thresholdOf(work)
  const strip = Math.min(width, Math.round(STRIP * dpi))
  const found: Region[] = []
  for (let left = Math.floor((width % strip) / 2); left + strip <= width; left += strip)
    found.push(...textLinesOf(work, [left, 0, left + strip, height], threshold, false))
  return found.filter(([left, top, right, bottom]) => {
    const high = bottom - top
    return high >= HEIGHT.least * dpi && high <= HEIGHT.most * dpi && right - left >= LENGTH * high
  })
}

/** So many of a list, evenly. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list]
  return Array.from({length: count}, (_, i) => list[Math.floor(((i + 0.5) * list.length) / count)]!)
}
