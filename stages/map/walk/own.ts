import {isKnown} from '../columns/columns.ts'
import type {OpenRow} from '../columns/settle.ts'
import type {RowMatch} from '../rows/match.ts'
import type {Form} from '../texts/form.ts'
import type {Panel} from './found.ts'

/** Rows from which a table without any heading of the form is taken for the form's all the same. */
const FEWEST_ROWS = 8

/** Whether headings stand above a row and are others than the form's, but for one: 合计 beside 一季度, 二季度 …. */
function isOtherwiseHeaded({match, map}: OpenRow & {match: RowMatch}): boolean {
  const known = map.columns.filter(({column, grade}) => column !== null && grade !== 'position')
  return match.form.columns.length > 2 && !map.supposed && known.length < 2
}

/**
 * Statistics in the narrative share words with the form (行政许可, 其他, 总计). A small table without any heading of the form, and a
 * list of figures behind their labels, is not the form's where all that it shows of the form stands in tables that are.
 */
export function ownPanels(panels: Panel[]): Panel[] {
  const rows = ({found}: Panel) => found.flatMap(item => (item.kind === 'row' ? [item] : []))
  const isOwn = (panel: Panel) =>
    panel.captioned ||
    rows(panel).length === 0 ||
    (!panel.listed &&
      ((rows(panel).length >= FEWEST_ROWS && !rows(panel).every(isOtherwiseHeaded)) ||
        rows(panel).some(row => isKnown(row.map) && !isOtherwiseHeaded(row))))
  const own = new Set(panels.filter(isOwn))
  const shown = new Map<Form, Set<number>>()
  for (const {match} of [...own].flatMap(rows))
    shown.set(match.form, (shown.get(match.form) ?? new Set()).add(match.row))
  return panels.filter(
    panel => own.has(panel) || !rows(panel).every(({match}) => shown.get(match.form)?.has(match.row)),
  )
}
