import {type Collector, flat} from '../collector.ts'
import type {MapConfig} from '../settings.ts'
import {saysAnother} from '../tables/stray.ts'
import type {Found, Panel} from './found.ts'

type FoundRow = Extract<Found, {kind: 'row'}>

/**
 * Of tables with the same rows of the form those that are the report's: the one under a heading of its year and not that under
 * another year's, and the one filled in, not the blank form beside it. What is left out is said (S13). Where nothing tells them
 * apart all stay, and contradict one another.
 */
export function chosenPanels(
  panels: Panel[],
  year: number | null,
  config: MapConfig,
  add: Collector['add'],
): Panel[] {
  if (panels.length < 2) return panels
  const isStray = ({years}: Panel) => saysAnother(years?.years ?? [], year)
  const isOwn = ({years}: Panel) => year !== null && (years?.years.every(said => said === year) ?? false)
  const own = shownBy(panels.filter(isOwn))
  const left = new Set<Panel>()
  for (const panel of panels) {
    const named = isStray(panel) ? rowsOf(panel).map(row => own.get(keyOf(row))) : []
    if (named.length === 0 || !named.every(Boolean)) continue
    left.add(panel)
    say(panel, 'chosenTable', named[0]!.panel.years!.text, add)
  }
  const filled = shownBy(panels.filter(panel => !left.has(panel) && !isStray(panel)).filter(isFilled))
  for (const panel of panels) {
    const rows =
      left.has(panel) || !isLeftBlank(panel) ? [] : rowsOf(panel).map(row => filled.get(keyOf(row)))
    if (rows.length === 0 || !rows.every(row => row && isFormOf(panel, row.panel, config))) continue
    left.add(panel)
    say(panel, 'blankTable', '', add)
  }
  return left.size === 0 ? panels : panels.filter(panel => !left.has(panel))
}

function rowsOf({found}: Panel): FoundRow[] {
  return found.flatMap(item => (item.kind === 'row' ? [item] : []))
}

function keyOf({match}: FoundRow): string {
  return match.form.keys[match.row]!.join()
}

/** Rows of the form by the panel that shows them first. */
function shownBy(panels: Panel[]): Map<string, {panel: Panel}> {
  const shown = new Map<string, {panel: Panel}>()
  for (const panel of panels)
    for (const row of rowsOf(panel)) if (!shown.has(keyOf(row))) shown.set(keyOf(row), {panel})
  return shown
}

/** Whether a panel holds figures, none of them in doubt: those of a sample are. */
function isFilled(panel: Panel): boolean {
  return (
    !isLeftBlank(panel) && rowsOf(panel).every(({row}) => row.cells.every(({doubt}) => doubt === undefined))
  )
}

/** Whether no cell behind a label holds anything, nor may hold what was not read; nor is there any other figure. */
function isLeftBlank({found}: Panel): boolean {
  return found.every(item => {
    const cells = item.kind === 'unknown' ? item.row.cells : item.row.cells.slice(item.at + 1)
    return cells.every(({kind, doubt}) => kind === 'blank' && doubt === undefined)
  })
}

/** Whether a blank table can be the form of a filled one: nothing above them says that they are two bodies' or two scopes'. */
function isFormOf(blank: Panel, filled: Panel, config: MapConfig): boolean {
  const [a, b] = [blank.title, filled.title].map(title =>
    title.replace(/[\s\d（）()一二三四五六七八九十、.．]/g, ''),
  )
  const scoped = [a, b].some(title =>
    [...config.ownColumns, ...config.wholeColumns].some(word => title!.includes(word)),
  )
  return !scoped && (a === '' || b === '' || a === b || config.blankTables.some(word => a!.includes(word)))
}

function say(panel: Panel, variant: string, official: string, add: Collector['add']): void {
  const rows = rowsOf(panel)
  const [first] = rows
  const values = {
    table: first!.match.form.table.title,
    printed: flat(panel.years?.text ?? ''),
    official: flat(official),
  }
  const keys = rows.flatMap(({match}) => match.form.keys[match.row]!)
  add('S13', {variant, severity: 'info', values, keys, place: first!.row.table.place})
}
