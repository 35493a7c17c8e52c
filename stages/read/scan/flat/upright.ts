import {type Origin, originOfLevelled, originOfMirrored, originOfTurned} from '../dots/origin.ts'
import {mirrored, type Raster, turned} from '../dots/raster.ts'
import {remapped} from '../dots/remap.ts'
import type {Recogniser} from '../letters/recogniser.ts'
import {evened, isUneven} from './even.ts'
import {flatten} from './flatten.ts'
import {inverted, isNegative} from './negative.ts'
import {orientationOf} from './orientation.ts'
import {withoutSeals} from './seal/index.ts'
import {levelled, slopeOf} from './skew.ts'
import {withoutStreaks} from './streaks.ts'

/** How a page lay before it was made upright. */
export interface Lying {
  /** Quarter turns clockwise by which it was turned. */
  turns: number
  /** Whether left was right. */
  isMirrored: boolean
  /** Whether it was white on black. */
  isNegative: boolean
  /** Whether it has lines of which hardly a letter is sure. */
  unreadable: boolean
  /** Whether its rules are curved or run together still. */
  uneven: boolean
  /** Where its places lie on the picture as it came. */
  origin: Origin
}

/** A page lit evenly, upright, its lines level and straight. */
export interface UprightPage extends Lying {
  /** What is read: seals in grey are gone. */
  picture: Raster
  /** What people are shown: seals and all. */
  shown: Raster
  /** Where seals were: 0 there, else 255. Null where there were none. */
  hidden: Raster | null
  /** The same with seals in colour, below which print stays and thin rules fade. */
  faded: Raster | null
}

/** What is known of a picture beside its dots. */
export interface Made {
  /** Dots an inch with which it was made, which may be less than it has. */
  scanned: number
  /** Where seals in colour were lifted off: 0 there, else 255; left out where there were none. */
  lifted?: Raster | undefined
}

/** Makes a page upright: turned by quarters, levelled, and evened where it is curved or seen from the side. */
export async function uprightPage(
  source: Raster,
  recogniser: Recogniser,
  {scanned, lifted}: Made,
): Promise<UprightPage> {
  const isWhiteOnBlack = isNegative(source)
  const lying = flatten(isWhiteOnBlack ? inverted(source) : source)
  const {isMirrored, turns, unreadable} = await orientationOf(lying, recogniser)
  const toFlat = (page: Raster) => turned(isMirrored ? mirrored(page) : page, turns)
  const flat = toFlat(withoutStreaks(lying))
  const {page: bare, hidden} = withoutSeals(flat, scanned)
  const slope = slopeOf(bare)
  const level = levelled(bare, slope)
  const beforeLevelled = originOfLevelled(flat, slope)
  const beforeTurned = originOfTurned(flat, turns)
  const beforeMirrored: Origin = isMirrored ? originOfMirrored(lying) : (x, y) => [x, y]
  const even = evened(level)
  // Mapped at once: every time, letters lose some of their sharpness.
  const from: Origin = even ? (x, y) => beforeLevelled(...even(x, y)) : beforeLevelled
  const made = (page: Raster) => (even ? remapped(page, from) : levelled(page, slope))
  const picture = even ? made(bare) : level
  return {
    picture,
    shown: bare === flat ? picture : made(flat),
    hidden: hidden && made(hidden),
    faded: fadedOf(hidden, lifted && toFlat(lifted), made),
    origin: (x, y) => beforeMirrored(...beforeTurned(...from(x, y))),
    turns,
    isMirrored,
    isNegative: isWhiteOnBlack,
    unreadable,
    uneven: isUneven(picture),
  }
}

/** Where one map or both tell a seal. */
function fadedOf(
  hidden: Raster | null,
  lifted: Raster | undefined,
  made: (map: Raster) => Raster,
): Raster | null {
  if (!hidden || !lifted) return hidden || lifted ? made((hidden ?? lifted)!) : null
  return made({...hidden, data: hidden.data.map((value, at) => Math.min(value, lifted.data[at]!))})
}
