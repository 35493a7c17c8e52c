import {checkReport} from '../../../../stages/check/index.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport, formatOf} from '../../../generate/report/model.ts'
import {aReport, settingsOf} from '../builder.ts'
import {type At, type Grid, gridOf, keyAt} from './tables.ts'

/** The application table of a clean generated report of a small or middling office. */
export function cleanGrid(seed: number): {grid: Grid; format: string} {
  const model = cleanReport(randomOf(seed), {size: seed % 3 === 0 ? 'small' : 'medium'})
  const format = formatOf(model)
  return {grid: gridOf(format, key => model.observations[key]!.value), format: format.id}
}

/** What the rule says of a table: keys with the figures that would heal them, or the candidates where none is claimed. */
export function located(
  grid: Grid,
  format: string,
): {claimed: [string, string][] | null; keys: string[]} | null {
  const cells = grid.rows.flatMap((_, r) => grid.columns.map((_, c): At => [r, c]))
  const values = Object.fromEntries(cells.map(at => [keyAt(grid, at), grid.figures[at[0]]![at[1]]!]))
  const settings = settingsOf(format)
  const rules = {A14: settings.rules.A14!}
  const [finding] = checkReport(aReport({format, values}), {...settings, rules})
  if (!finding) return null
  const {keys, expected} = finding
  return {
    claimed: expected === null ? null : expected.split('、').map((value, i) => [keys[i]!, value]),
    keys,
  }
}
