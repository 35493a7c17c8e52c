import type {Reading} from './reading.ts'
import {lacking, type Ours, type Row} from './rows.ts'
import type {Grounds, VerifySettings} from './settings.ts'

/** What two readings disagree about. */
export type Disagreement =
  /** A cell holds one figure here, and another in the same row there. */
  | {kind: 'differs'; cell: Ours; other: string}
  /** The second reading does not have this figure as often; one of the cells is concerned. */
  | {kind: 'absent'; cells: Ours[]; figure: string}
  /** The second reading has a figure in a row of which cells are without one here. */
  | {kind: 'lost'; row: Row; figures: string[]}
  /** The same figures, in another row. */
  | {kind: 'moved'; row: Row; figures: string[]}

type Limits = Pick<VerifySettings, 'sameRows' | 'enoughRows'>

/** Share of the report's figures that the second reading gives as often; 1 where the report has none. */
export function agreementOf(ours: Ours[], {counts}: Reading): number {
  const missing = [...excessOf(ours, counts).values()].reduce((sum, excess) => sum + excess, 0)
  return ours.length === 0 ? 1 : 1 - missing / ours.length
}

/**
 * Compares two readings: first how often each figure occurs, then, where that leaves a doubt, what follows the label of each
 * row. Second readers lose the places of cells, letters and whole tables; a disagreement needs a figure that is missing, or
 * rows of equally many figures, so that what they are bad at accuses nobody.
 * @param lines whether the second reading knows lines only, no cells: there a figure counts as missing only where its row
 * was found
 */
export function compare(
  ours: Ours[],
  rows: Row[],
  reading: Reading,
  grounds: Grounds,
  limits: Limits,
  lines: boolean,
): Disagreement[] {
  const excess = excessOf(ours, reading.counts)
  const surplus = grounds.several ? new Map<string, number>() : surplusOf(ours, reading.counts)
  const states = rows.map(row => ({row, ...stateOf(row)}))
  const confirmed = new Set(states.flatMap(({row, same}) => (same ? row.ours.map(({key}) => key) : [])))
  const found: Disagreement[] = []
  const blamed = new Set<string>()

  for (const {row, same, paired, more, less} of states) {
    if (same || !paired) continue
    const real = less.some(figure => excess.has(figure)) || more.every(figure => surplus.has(figure))
    if (!real) continue
    if (less.length !== 1) {
      for (const figure of new Set(less)) {
        found.push({kind: 'absent', figure, cells: row.ours.filter(item => item.figure === figure)})
        blamed.add(figure)
      }
      continue
    }
    const cells = row.ours.filter(({figure}) => figure === less[0])
    if (cells.length === 1) found.push({kind: 'differs', cell: cells[0]!, other: more[0]!})
    else found.push({kind: 'absent', figure: less[0]!, cells})
    blamed.add(less[0]!)
  }
  for (const figure of excess.keys()) {
    if (lines || blamed.has(figure)) continue
    const cells = ours.filter(item => item.figure === figure && !confirmed.has(item.key))
    if (cells.length > 0) found.push({kind: 'absent', figure, cells})
  }
  const trusted = rowsAgree(states, limits)
  const unblamed = states.filter(({row}) => !row.ours.some(({figure}) => blamed.has(figure)))
  found.push(...movedRows(unblamed, trusted))
  if (!grounds.hidden && trusted) found.push(...lostFigures(states, surplus))
  return found
}

interface State {
  /** Both readings have the same figures in the row, or the same digits. */
  same: boolean
  /** As many figures in both, and not the same. */
  paired: boolean
  /** Figures that only the second reading has, and that only we have. */
  more: string[]
  less: string[]
}

function stateOf({ours, theirs}: Row): State {
  if (!theirs) return {same: false, paired: false, more: [], less: []}
  const own = ours.map(({figure}) => figure)
  const more = lacking(theirs.figures, own)
  const less = lacking(own, theirs.figures)
  const same = (more.length === 0 && less.length === 0) || digits(more) === digits(less)
  return {same, paired: !same && own.length === theirs.figures.length, more, less}
}

/** The digits of figures in order of size: a figure broken over lines has the same. */
function digits(figures: string[]): string {
  return [...figures.join('').replace(/\D/g, '')].sort().join('')
}

/**
 * Rows that hold each other's figures: together they have the same in both readings. A single such row is enough where
 * nearly all others agree: the other one was not found.
 */
function movedRows(states: (State & {row: Row})[], trusted: boolean): Disagreement[] {
  const paired = states.filter(({paired}) => paired)
  const more = paired.flatMap(({more}) => more)
  const less = paired.flatMap(({less}) => less)
  const exchanged = paired.length > 1 && lacking(more, less).length === 0 && lacking(less, more).length === 0
  if (!exchanged && !(paired.length === 1 && trusted)) return []
  return paired.map(({row}) => ({kind: 'moved', row, figures: row.theirs!.figures}))
}

/** Whether so many rows agree that a single one that does not means something: else something stands between the labels. */
function rowsAgree(states: (State & {row: Row})[], {sameRows, enoughRows}: Limits): boolean {
  const known = states.filter(({row}) => row.theirs)
  const same = known.filter(({same}) => same).length
  return same >= enoughRows && same >= sameRows * known.length
}

/** Rows that lack figures here which the second reading has nowhere else to take from. */
function lostFigures(states: (State & {row: Row})[], surplus: Map<string, number>): Disagreement[] {
  return states.flatMap(({row, same, more, less}): Disagreement[] => {
    if (!row.theirs || row.theirs.cut || same) return []
    const fits = less.length === 0 && more.length <= row.keys.length - row.ours.length
    return fits && more.every(figure => surplus.has(figure)) ? [{kind: 'lost', row, figures: more}] : []
  })
}

/** Figures that the report has more often than the second reading, with how much more often. */
function excessOf(ours: Ours[], counts: Map<string, number>): Map<string, number> {
  return differences(countsOf(ours), counts)
}

/** Figures that the second reading has more often than the report. */
function surplusOf(ours: Ours[], counts: Map<string, number>): Map<string, number> {
  return differences(counts, countsOf(ours))
}

function countsOf(ours: Ours[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {figure} of ours) counts.set(figure, (counts.get(figure) ?? 0) + 1)
  return counts
}

function differences(counts: Map<string, number>, others: Map<string, number>): Map<string, number> {
  const more = [...counts].map(([figure, count]) => [figure, count - (others.get(figure) ?? 0)] as const)
  return new Map(more.filter(([, count]) => count > 0))
}
