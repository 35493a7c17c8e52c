import type {Frame} from './frames.ts'
import type {LaidTable} from './tables.ts'
import type {LayoutOptions, LayoutProblem, Line} from './types.ts'

/** Tables without upright rules, found by alignment. */
export function unruledTables(
  lines: Line[],
  _frames: readonly Frame[],
  _page: number,
  _options: LayoutOptions,
): {tables: LaidTable[]; rest: Line[]; problems: LayoutProblem[]} {
  return {tables: [], rest: lines, problems: []}
}
