import {thresholdOf} from '../dots/ink.ts'
import {mirrored, type Raster, type Region, turned} from '../dots/raster.ts'
import {textLinesOf} from '../letters/lines.ts'
import type {Character, Recogniser} from '../letters/recogniser.ts'

/** Width of the strips in which pieces of lines are looked for, inches: a page askew keeps its lines apart there. */
const STRIP = 1.5
/** How high a line of text is, inches, and how many times as long as high a piece that is read. */
const HEIGHT = {least: 0.07, most: 0.35}
const LENGTH = 3
/** Pieces that are read: at first, and where these say too little. */
const PIECES = [5, 10] as const
/** Chinese letters count that are so sure. */
const SURE = 0.5
/** So many letters, and such a share of what has room in the pieces, are beyond doubt. */
const CERTAIN = {letters: 10, share: 0.36}
/**
 * The model knows letters of lines that run downwards, too. Turned by three quarters more, an upright page of narrow columns gives more
 * letters than upright, but the upright page always gives some (of 30 pages it was six tenths of these at least), and the other two
 * views give a twentieth. A view with a greater share is upright whatever the others show. To turn a page, it should have clear pieces
 * that way, or letters of some share on their side.
 */
const SIDEWAYS = {least: 0.25, most: 0.6, shown: 0.04}
/**
 * A piece is clear that shows so many letters, and such a share of what has room in it: most pieces of a table are figures, blanks and
 * rules, and few are clear, but held the wrong way next to none is. Of 427 wrong views of 61 pages 20 had one clear piece and two had
 * two, all of them mirrored; of the pages as they are 53 had three or more. So many are beyond doubt, with so many letters.
 */
const CLEAR = {letters: 2, share: 0.45, pieces: 3, inAll: 8}
/** Fewest letters that tell how a page lies; the page is turned, or mirrored, where that has so many times the share. */
const TELLING = 5
const TIMES = {turned: 1.25, mirrored: 1.5}
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
 * is sure. An upright page costs a look or two at a few pieces. Only where no way of holding it shows letters it is looked at mirrored.
 */
export async function orientationOf(page: Raster, recogniser: Recogniser): Promise<Orientation> {
  const upright = await sightOf(page, recogniser)
  if (isCertain(upright)) {
    if (upright.share >= SIDEWAYS.most) return {isMirrored: false, turns: 0, unreadable: false}
    const turnedOnce = await sightOf(turned(page, 1), recogniser, PIECES.slice(0, 1))
    if (!isSideways(upright, turnedOnce)) return {isMirrored: false, turns: 0, unreadable: false}
  }
  const views = [upright]
  for (const turns of [1, 2, 3]) views.push(await sightOf(turned(page, turns), recogniser))
  const lines = Math.max(...views.map(view => view.lines))
  // What speaks for each way: its letters, and those of its lines that run downwards.
  const shares = views.map((view, turns) => {
    const side = views[(turns + 3) % views.length]!
    return isSideways(side, view) ? view.share + side.share : 0
  })
  let best = {turns: 0, ...upright}
  for (const [turns, view] of views.entries()) {
    const isMore = shares[turns]! >= TIMES.turned * shares[0]! && shares[turns]! > shares[best.turns]!
    const isBorneOut = view.clear.pieces >= CLEAR.pieces || shares[turns]! - view.share >= SIDEWAYS.shown
    if (view.letters >= TELLING && isMore && isBorneOut) best = {turns, ...view}
  }
  if (!isCertain(best)) {
    const back = mirrored(page)
    for (const turns of [0, 2, 1, 3]) {
      const sight = await sightOf(turned(back, turns), recogniser)
      const isClear = isCertain(sight) && sight.share >= TIMES.mirrored * best.share
      if (isClear) return {isMirrored: true, turns, unreadable: false}
    }
  }
  return {isMirrored: false, turns: best.turns, unreadable: best.letters < TELLING && lines >= WRITTEN}
}

/**
 * What a few pieces of lines show: letters, each by its certainty; the share of what has room; the pieces that are clear and the
 * letters in them; pieces there are in all.
 */
interface Sight {
  letters: number
  share: number
  clear: {pieces: number; letters: number}
  lines: number
}

/** Whether one view may show the letters of another lying on their side: the other shows enough of them itself. */
function isSideways(side: Sight, view: Sight): boolean {
  return view.share >= SIDEWAYS.least * side.share
}

function isCertain({letters, share, clear}: Sight): boolean {
  return (
    (letters >= CERTAIN.letters && share >= CERTAIN.share) ||
    (clear.pieces >= CLEAR.pieces && clear.letters >= CLEAR.inAll)
  )
}

async function sightOf(
  page: Raster,
  recogniser: Recogniser,
  counts: readonly number[] = PIECES,
): Promise<Sight> {
  const work = {...page, data: Uint8Array.from(page.data)}
  const pieces = piecesOf(work)
  const read = new Set<Piece>()
  const clear = {pieces: 0, letters: 0}
  const sight = {letters: 0, share: 0, clear, lines: pieces.length}
  let room = 0
  for (const count of counts) {
    const chosen = spread(pieces, count).filter(piece => !read.has(piece))
    const lines = await recogniser.recognise(
      work,
      chosen.map(({box}) => box),
    )
    chosen.forEach((piece, i) => {
      read.add(piece)
      const letters = surenessOf(lines[i]!, piece)
      const [left, top, right, bottom] = piece.box
      const within = (right - left) / (bottom - top)
      sight.letters += letters
      room += within
      if (letters < CLEAR.letters || letters < CLEAR.share * within) return
      clear.pieces++
      clear.letters += letters
    })
    sight.share = sight.letters / Math.max(1, room)
    if (isCertain(sight)) break
  }
  return sight
}

/** How many Chinese letters a piece shows, each by its certainty; at the edges of a strip letters may be cut. */
function surenessOf(line: readonly Character[], {isCut}: Piece): number {
  const whole = line.slice(isCut.left ? 1 : 0, isCut.right ? -1 : undefined)
  const sure = whole.filter(({text, certainty}) => certainty >= SURE && LETTER.test(text))
  return sure.reduce((sum, {certainty}) => sum + certainty, 0)
}

/** A piece of a line, and at which ends it may go on beyond its strip. */
interface Piece {
  box: Region
  isCut: {left: boolean; right: boolean}
}

/** Pieces of lines in upright strips, of the size of text; specks and pictures are painted white. */
function piecesOf(work: Raster): Piece[] {
  const {width, height, dpi} = work
  const threshold = thresholdOf(work)
  const strip = Math.min(width, Math.round(STRIP * dpi))
  const found: Piece[] = []
  for (let start = Math.floor((width % strip) / 2); start + strip <= width; start += strip) {
    for (const box of textLinesOf(work, [start, 0, start + strip, height], threshold, false)) {
      const [left, top, right, bottom] = box
      const high = bottom - top
      if (high < HEIGHT.least * dpi || high > HEIGHT.most * dpi || right - left < LENGTH * high) continue
      found.push({box, isCut: {left: left - start < high, right: start + strip - right < high}})
    }
  }
  return found
}

/** So many of a list, evenly. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list]
  return Array.from({length: count}, (_, i) => list[Math.floor(((i + 0.5) * list.length) / count)]!)
}
