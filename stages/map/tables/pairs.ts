import {type Table, type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import {gridOf} from '../../../pipeline/model/grid.ts'
import {fold, unnumbered} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'
import {type Form, labelsOf} from '../texts/form.ts'
import {isLabel} from '../texts/labels.ts'
import {
  type Above,
  type FormPlace,
  headsColumn,
  headsGroup,
  headsRow,
  isOutside,
  labelsIn,
  placeNamed,
} from '../texts/path.ts'
import {type Printed, printedCell, printedOf} from '../texts/printed.ts'
import {formTable} from './formTable.ts'

/** Fewest figures that say themselves which row and which column of the form they are of. */
const FEWEST = 3
/** Share of the figures of a table that must say so. */
const SHARE = 0.3
/** Why a cell stays empty for which the list may have a figure. */
const UNPLACED = '数字按名称逐项列出，其中有的名称与统一格式不符，这一格是否另有数字不能确定'
/** How many lines of words above a figure may be labels of its row or column. */
const NEAR = 4

type PlacedPair = Pair & {at: FormPlace | null}

/** A figure, the words it stands behind, and those above them that may say more, nearest first. */
interface Pair {
  figure: TableCell
  label: TableCell
  words: Printed[]
  above: Above[]
  /** The groups of columns named last before it. */
  groups: Printed[]
  /** The label of a column left blank stands before it that a row is called, too (其他, 总计): nobody can tell which it is. */
  lost: boolean
}

/**
 * A table that lists each figure behind its own labels (规章：本年制发件数 3，本年废止件数 0; 一、本年新收…（自然人） | 5; cards, a row of
 * the form each) as tables of the form. Where a name of the list is none of the form, their empty cells are doubtful. Other
 * tables are returned as they are: those where figures stand beside figures, and those whose words are labels of rows alone.
 * @param title the short text directly above the table, which may name its row
 */
export function withPairsPlaced(
  table: Table,
  title: Printed | null,
  forms: Form[],
  config: MapConfig,
): Table[] {
  const pairs = pairsOf(table, title, forms, config)
  if (pairs === null || pairs.length === 0 || hasHoles(table, pairs)) return [table]
  const placed = withoutRivals(pairs.map(pair => ({...pair, at: placeOf(pair, forms)})))
  const told = placed.filter(({at}) => at !== null)
  if (told.length < pairs.length || told.some(({at}) => !at!.both)) {
    if (told.filter(({at}) => at!.both && at!.form.columns.length > 1).length < FEWEST) return [table]
    if (told.length < pairs.length * SHARE) return [table]
  }
  const byForm = new Map<Form, typeof told>()
  for (const pair of told) byForm.set(pair.at!.form, [...(byForm.get(pair.at!.form) ?? []), pair])
  const blankWhy = told.length < placed.length ? UNPLACED : null
  return forms.flatMap(form => {
    const figures = byForm.get(form)?.map(({figure, label, at}) => ({...at!, figure, label}))
    return figures ? [formTable(table, form, figures, blankWhy)] : []
  })
}

/**
 * Where a figure stands by its words. A label that several groups have (结果维持) is of the group named last: where blanks or a
 * heading over several of them leave another, nobody can tell.
 */
function placeOf({words, above, groups, lost}: Pair, forms: Form[]): FormPlace | null {
  const at = lost ? null : placeNamed(words, above, forms)
  return at && isOutside(at, groups) ? null : at
}

/** The same without the places that several figures are said to have; the same figure twice is one. */
function withoutRivals(pairs: PlacedPair[]): PlacedPair[] {
  const figures = new Map<string, string>()
  const rivals = new Set<string>()
  const again = new Set<PlacedPair>()
  for (const pair of pairs) {
    if (!pair.at) continue
    const key = pair.at.form.keys[pair.at.row]![pair.at.column]!
    const text = textOf(pair.figure)
    if (!figures.has(key)) figures.set(key, text)
    else if (figures.get(key) === text) again.add(pair)
    else rivals.add(key)
  }
  const isRival = ({at}: PlacedPair) => at !== null && rivals.has(at.form.keys[at.row]![at.column]!)
  return pairs.filter(pair => !again.has(pair)).map(pair => (isRival(pair) ? {...pair, at: null} : pair))
}

/** Whether a grid has holes or overlaps, which move labels beside figures of other rows; a title may stand alone in the first row. */
function hasHoles(table: Table, pairs: Pair[]): boolean {
  if (table.addressing !== 'grid') return false
  const first = pairs.some(({figure}) => figure.row === 0) ? 0 : 1
  return gridOf(table).problems.some(({row}) => row >= first)
}

/** Every figure of a table with the words before it; null where one stands behind another figure, or behind nothing. */
function pairsOf(table: Table, title: Printed | null, forms: Form[], config: MapConfig): Pair[] | null {
  const rows = rowsIn(table).map(row =>
    row.flatMap(one => partedCell(one, config)).map(cell => ({cell, printed: printedCell(cell, config)})),
  )
  // Told before words are looked up, which takes longest: nearly all tables have figures behind figures.
  if (rows.some(hasBareFigure)) return null
  const pairs: Pair[] = []
  let lines: Above[] = title ? aboveOf(labelsIn(title, forms, config), false) : []
  let headed = false
  let leftOpen: Printed | null = null
  let groups: Printed[] = []
  let goesOn = false
  const name = (said: readonly Printed[]): readonly Printed[] => {
    for (const word of said) {
      const isGroup = headsGroup(word, forms)
      if (isGroup) groups = goesOn ? [...groups, word] : [word]
      goesOn = isGroup
    }
    return said
  }
  if (title) name(labelsIn(title, forms, config))
  for (const row of rows) {
    let words: Printed[] = []
    let beside: Above[] | null = null
    let label: TableCell | null = null
    let lost = false
    for (const {cell, printed} of row) {
      if (printed.kind === 'words') {
        words.push(...name(labelsIn(printed, forms, config)))
        label = cell
      } else if (printed.kind === 'value') {
        if (words.some(word => tellsRow(word, forms))) leftOpen = null
        lost =
          isLost(words, beside !== null, lost, forms) ||
          (leftOpen !== null && isBehind(leftOpen, words, forms))
        pairs.push({figure: cell, label: label!, words, above: [...(beside ?? []), ...lines], groups, lost})
        beside = beside ? [...leading(words), ...beside] : rowWords(words, forms)
        goesOn = false
        words = []
        label = null
      }
    }
    if (beside !== null) headed = false
    else if (words.length > 0) {
      lines = [...aboveOf(words, headed), ...lines].slice(0, NEAR)
      const last = words.findLast(word => !headsGroup(word, forms))
      if (last && headsColumn(last, forms) && headsRow(last, forms) && !isNumbered(last)) leftOpen = last
      else if (words.some(word => tellsRow(word, forms))) leftOpen = null
      headed = true
    }
  }
  return pairs
}

/** Whether a figure of a row stands behind another, or behind nothing. */
function hasBareFigure(row: readonly {printed: Printed}[]): boolean {
  let labelled = false
  for (const {printed} of row) {
    if (printed.kind === 'words') labelled = true
    else if (printed.kind === 'value') {
      if (!labelled) return true
      labelled = false
    }
  }
  return false
}

/**
 * Whether the words before a figure no longer tell its row: behind a column's label or a figure, the label of a blank column comes that
 * is a row's, too. The label of a row alone tells it again.
 */
function isLost(words: Printed[], behindFigure: boolean, before: boolean, forms: Form[]): boolean {
  let lost = before
  let columns = behindFigure
  for (const word of words.slice(0, -1)) {
    const [column, row] = [headsColumn(word, forms) || headsGroup(word, forms), headsRow(word, forms)]
    if (column && row && columns) lost = true
    else if (row && !column) lost = false
    columns ||= column && !row
  }
  return lost
}

/** Whether a word is the label of a row, and of no column unless it is numbered (3.其他): columns have no numbers. */
function tellsRow(word: Printed, forms: Form[]): boolean {
  return headsRow(word, forms) && (!headsColumn(word, forms) || isNumbered(word))
}

function isNumbered({text}: Printed): boolean {
  const folded = fold(text)
  return unnumbered(folded) !== folded
}

/**
 * Whether a figure is of a column behind another that stands on a line above without a figure and is the label of a row, too: 其他 on
 * its own line and 总计 0 on the next may be two columns of the row before, the first left blank, or the first figure of the row 其他.
 */
function isBehind(open: Printed, words: Printed[], forms: Form[]): boolean {
  const at = ({columns}: Form, {letters}: Printed) =>
    columns.findIndex(leaf => isLabel(letters, labelsOf(leaf)))
  return forms.some(form => {
    const before = at(form, open)
    return before >= 0 && words.some(word => at(form, word) > before)
  })
}

/** A cell with its label above its figure (本年制发件数 / 3) as two; others as they are. */
function partedCell(cell: TableCell, config: MapConfig): TableCell[] {
  const text = cell.children.map(textOf).join('\n').trim()
  const at = text.lastIndexOf('\n')
  if (at < 0) return [cell]
  const [label, figure] = [text.slice(0, at), text.slice(at + 1)]
  if (printedOf(figure, config).kind !== 'value' || printedOf(label, config).kind !== 'words') return [cell]
  const part = (value: string): TableCell => ({...cell, children: [{type: 'paragraph', value}]})
  return [part(label), part(figure)]
}

function aboveOf(words: readonly Printed[], headed: boolean): Above[] {
  return words.toReversed().map(word => ({word, alone: words.length === 1 && !headed}))
}

/** Of the words before the first figure of a line those that hold for the others, too: 规章 of 规章：本年制发件数 3，…. */
function rowWords(words: Printed[], forms: Form[]): Above[] {
  const row = words.length > 1 || headsColumn(words[0]!, forms) ? words.slice(0, -1) : words
  return row.toReversed().map(word => ({word, alone: false}))
}

/** Of the words before a later figure of a line those in front of its own label: they hold for the figures behind it (未经复议直接起诉：结果维持). */
function leading(words: Printed[]): Above[] {
  return words
    .slice(0, -1)
    .toReversed()
    .map(word => ({word, alone: false}))
}

/** Cells by the row they begin in; one that reaches down stands in each row it covers, as its label. */
function rowsIn(table: Table): TableCell[][] {
  const rows: TableCell[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children)
    for (let r = cell.row; r < Math.min(cell.row + cell.rowSpan, table.rows); r++) rows[r]!.push(cell)
  return rows.map(row => row.sort((a, b) => a.column - b.column))
}
