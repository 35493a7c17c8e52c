import type {Edge} from '../../layout/index.ts'
import {type Evidence, evidenceOf} from './evidence.ts'
import {type Both, innerOf, linesAmong, supported} from './lattice.ts'
import {
  dotsOf,
  FOREIGN,
  isRule,
  COVERED as OTHER,
  PIECES,
  partsOf,
  piecesIn,
  SAME,
  SEEN,
  SHORTEST,
} from './pieces.ts'
import {REACH, stopsByRow} from './stops.ts'

/** Share of a stretch that other ink may cover, less where nothing else of its line is known. */
const COVERED = {known: 0.2, alone: 0.1}
/** Share of it without any piece at either end; where the rest of the line is whole at one of them less, inches: letters leave room at both. */
const ROOM = {share: 0.3, least: 0.012}
/** Share of a stretch that is seen where it is whole. */
const WHOLE = 0.9
/** How much a shorter piece may lie beside one that is long or known, inches. */
const STRAIGHT = 0.02
/** Share of it that is drawn from one rule across to the next. */
const THROUGHOUT = 0.8
/** How far from such, along the line, inches. */
const APART = 0.4
/** A rule ends where others cross it: from where its pieces end it goes on so far to the next, at most, inches. */
const ON = 0.3
/** Share of a new rule along which there were no pieces. */
const BARE = 0.3
/** Shortest stretch that is worth filling, and shortest one from rule to rule: a stroke fills a lower row, inches. */
const WORTH = 0.1
const LOWEST = 0.15

/** What speaks for level rules, and for upright ones on the page turned on its side. */
interface Evidences {
  horizontal: Evidence
  vertical: Evidence
}

/** Tells what is at a dot. */
type Teller = (x: number, y: number) => number | undefined

/** What came of it. */
interface Mended {
  evidence: Evidences
  /** What was drawn into it. */
  fills: Both<Edge>
}

/**
 * The evidence with rules that broke into pieces made whole: copies of one bit a dot, worn plates, lines too thin for the scanner. A single
 * gap tells nothing; over the length of a cell pieces in one row of dots, with paper beside them, tell a rule, for strokes of
 * letters hang together with others above or below.
 * @param found the rules that are known already
 * @param peak how dark they are
 * @returns null where nothing was in pieces
 */
export function mended(evidence: Evidences, found: Both<Edge>, peak: number): Mended | null {
  const dots = {horizontal: dotsOf(evidence.horizontal), vertical: dotsOf(evidence.vertical)}
  const newPieces = (axis: keyof typeof dots) => {
    const {dpi} = evidence[axis]
    return piecesIn(evidence[axis], dots[axis]).filter(run =>
      gapsOf(run, alongside(run, found[axis], dpi)).some(({from, to}) => to - from >= WORTH * dpi),
    )
  }
  const runs = {horizontal: newPieces('horizontal'), vertical: newPieces('vertical')}
  if (runs.horizontal.length + runs.vertical.length === 0) return null
  const piecesBeside = (known: Both<Edge>) => ({
    horizontal: runs.horizontal.filter(run =>
      isRule(evidence.horizontal, run, found.vertical, known.vertical),
    ),
    vertical: runs.vertical.filter(run => isRule(evidence.vertical, run, found.horizontal, known.horizontal)),
  })
  // What hangs together with a rule across that is in pieces itself is not that of letters.
  const pieces = piecesBeside(piecesBeside({horizontal: [], vertical: []}))
  const fillsAlong = (axis: keyof typeof pieces, other: keyof typeof pieces) =>
    fillsOf(evidence[axis], dots[axis], pieces[axis], found[axis], [...found[other], ...pieces[other]])
  const fills = heldAmong(
    {horizontal: fillsAlong('horizontal', 'vertical'), vertical: fillsAlong('vertical', 'horizontal')},
    found,
    evidence.horizontal.dpi,
  )
  if (fills.horizontal.length + fills.vertical.length === 0) return null
  const whole = {
    horizontal: withFills(evidence.horizontal, fills.horizontal, peak),
    vertical: withFills(evidence.vertical, fills.vertical, peak),
  }
  return {evidence: whole, fills}
}

/** Those that end at others, or at what is known: the rest would be dropped once all are judged again, which takes as long as the first time. */
function heldAmong(fills: Both<Edge>, found: Both<Edge>, dpi: number): Both<Edge> {
  const all = {
    horizontal: [...fills.horizontal, ...found.horizontal],
    vertical: [...fills.vertical, ...found.vertical],
  }
  const held = supported(all, {horizontal: [], vertical: []}, dpi)
  return {
    horizontal: fills.horizontal.filter(edge => held.horizontal.includes(edge)),
    vertical: fills.vertical.filter(edge => held.vertical.includes(edge)),
  }
}

/** Where pieces and what lies between their ends and the next rule across are no rules yet. */
function fillsOf(
  evidence: Evidence,
  dots: Uint8Array,
  pieces: readonly Edge[],
  found: readonly Edge[],
  across: readonly Edge[],
): Edge[] {
  const {dpi, height, width} = evidence
  const stopsAt = stopsByRow(across, height, dpi)
  const tell: Teller = (x, y) => dots[y * width + x]
  return linesAmong<Edge>([...pieces, ...found], SAME * dpi).flatMap(line => {
    const known = line.filter(edge => found.includes(edge))
    const own = line.filter(edge => !found.includes(edge))
    if (own.length === 0) return []
    const middle = line.reduce((sum, {at}) => sum + at, 0) / line.length
    const most = known.length > 0 ? COVERED.known : COVERED.alone
    const stops = stopsAt(Math.min(height - 1, Math.max(0, Math.floor(middle))))
    return anchored(own, known, dpi).flatMap(({at, from, to}) => {
      const start = from - onwards(from, -1, stops, dpi)
      const end = to + onwards(to, 1, stops, dpi)
      const places = [start, ...stops.map(Math.round).filter(stop => stop > start && stop < end), end]
      const stretches = places.slice(1).map((to, i) => ({at, from: places[i]!, to}))
      const pieced = stretches.filter(
        stretch =>
          stretch.to - stretch.from >= LOWEST * dpi &&
          isPieced(evidence, innerOf(stretch, dpi), tell, {
            most,
            isWhole: isWholeBeside(stretch, stops, tell, dpi),
          }),
      )
      // Letters of a few rows may stand below each other.
      if (known.length === 0 && lengthOf(pieced) < THROUGHOUT * (end - start)) return []
      return pieced
        .flatMap(stretch => gapsOf(stretch, known))
        .filter(({from, to}) => to - from >= WORTH * dpi)
    })
  })
}

function lengthOf(edges: readonly Edge[]): number {
  return edges.reduce((sum, {from, to}) => sum + to - from, 0)
}

/** The pieces that are long, and those near others of their line that are or that are known. */
function anchored(pieces: readonly Edge[], known: readonly Edge[], dpi: number): Edge[] {
  const long = pieces.filter(({from, to}) => to - from >= SHORTEST * dpi)
  const taken = [...long]
  for (let count = -1; count !== taken.length; ) {
    count = taken.length
    for (const piece of pieces) {
      if (taken.includes(piece)) continue
      const isNear = [...known, ...taken].some(
        other =>
          Math.abs(other.at - piece.at) <= STRAIGHT * dpi &&
          Math.max(other.from - piece.to, piece.from - other.to) <= APART * dpi,
      )
      if (isNear) taken.push(piece)
    }
  }
  return taken
}

/** Whether a line is drawn without gaps before or behind a stretch: such a rule does not break for a single cell. */
function isWholeBeside({at, from, to}: Edge, stops: readonly number[], tell: Teller, dpi: number): boolean {
  const before = Math.max(...stops.filter(stop => stop < from - REACH * dpi))
  const behind = Math.min(...stops.filter(stop => stop > to + REACH * dpi))
  const beside = [
    {at, from: before, to: from},
    {at, from: to, to: behind},
  ]
  return beside.some(stretch => {
    if (!Number.isFinite(stretch.to - stretch.from)) return false
    const inner = innerOf(stretch, dpi)
    let seen = 0
    for (let x = inner.from; x < inner.to; x++) if (tell(x, Math.floor(at)) === SEEN) seen++
    return inner.to > inner.from && seen >= WHOLE * (inner.to - inner.from)
  })
}

/**
 * Whether there are pieces between two rules across, towards both of them, and hardly any other ink.
 * @param most share that other ink may cover
 * @param isWhole whether the line is whole before or behind it
 */
function isPieced(
  evidence: Evidence,
  {at, from, to}: Edge,
  tell: Teller,
  {most, isWhole}: {most: number; isWhole: boolean},
): boolean {
  let [seen, covered, first, last] = [0, 0, to, from]
  for (let x = from; x < to; x++) {
    const what = tell(x, Math.floor(at))
    if (what === OTHER) covered++
    else if (what === SEEN) {
      seen++
      first = Math.min(first, x)
      last = x
    }
  }
  const room = [first - from, to - last]
  if (Math.max(...room) > ROOM.share * (to - from)) return false
  if (isWhole && Math.min(...room) > ROOM.least * evidence.dpi) return false
  if (covered > most * (to - from) || seen < PIECES * (to - from - covered)) return false
  const {own, foreign} = partsOf(evidence, {at, from, to}, [])
  return foreign <= FOREIGN * (own + foreign)
}

/** How far a rule goes on from the end of its last piece to the next that crosses it. */
function onwards(end: number, direction: 1 | -1, stops: readonly number[], dpi: number): number {
  const ways = stops.map(stop => Math.round((stop - end) * direction))
  if (ways.some(way => Math.abs(way) <= REACH * dpi)) return 0
  const next = Math.min(...ways.filter(way => way > 0))
  return next <= ON * dpi ? next : 0
}

function withFills(evidence: Evidence, fills: readonly Edge[], peak: number): Evidence {
  if (fills.length === 0) return evidence
  const {width, height, page} = evidence
  const data = Uint8Array.from(page.data)
  for (const {at, from, to} of fills) {
    const y = Math.floor(at)
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let x = Math.max(0, from); x < Math.min(width, to); x++)
        data[row * width + x] = Math.min(data[row * width + x]!, 255 - peak)
    }
  }
  const hidden = evidence.hidden && {...page, data: evidence.hidden}
  return evidenceOf({...page, data}, hidden)
}

/**
 * What of the rules told once pieces are whole was not known before, where pieces were. Elsewhere what is told stays as it was: rules
 * that are whole may look like strokes of letters that were none before.
 */
export function withMended(
  known: readonly Edge[],
  told: readonly Edge[],
  fills: readonly Edge[],
  dpi: number,
): Edge[] {
  const news = told
    .flatMap(edge => gapsOf(edge, alongside(edge, known, dpi)))
    .filter(edge => edge.to - edge.from >= WORTH * dpi)
    .filter(edge => lengthOf(gapsOf(edge, alongside(edge, fills, dpi))) <= BARE * (edge.to - edge.from))
  return [...known, ...news]
}

/** Those of one line with an edge. */
function alongside(edge: Edge, others: readonly Edge[], dpi: number): Edge[] {
  return others.filter(({at}) => Math.abs(at - edge.at) < SAME * dpi)
}

/** What of a stretch lies beside others. */
function gapsOf({at, from, to}: Edge, others: readonly Edge[]): Edge[] {
  const gaps: Edge[] = []
  let reached = from
  for (const other of [...others].sort((a, b) => a.from - b.from)) {
    if (other.from > reached) gaps.push({at, from: reached, to: Math.min(to, Math.floor(other.from))})
    reached = Math.max(reached, Math.ceil(other.to))
    if (reached >= to) return gaps
  }
  gaps.push({at, from: reached, to})
  return gaps
}
