import {fold} from '../../../pipeline/model/text.ts'
import type {Heading} from '../columns/headings.ts'
import type {MapConfig} from '../settings.ts'
import {inChinese} from '../texts/labels.ts'
import type {AnyHit} from '../walk/found.ts'

/** A unit in brackets behind a label: 采购总金额（元）, 本年收费金额（单位：万元）. */
const IN_BRACKETS = /\((单位:?)?([^()]*)\)$/
/** 单位：件、万元, in a cell above the figures. */
const ANNOUNCED = /单位:([^()]*)/
/** Parts a list of units: 件、万元. */
const BETWEEN_UNITS = /[,/;.]|和|或/

/**
 * The unit printed for an amount: by the heading, in a cell of the row (the column 单位), behind the row's label, or in a cell
 * above it, in this order. A unit nobody knows is returned as printed, so that the figure is not taken for 万元. Null where
 * none is printed; the form's own then holds only where no heading was read at all.
 */
export function printedUnit(hit: AnyHit & {kind: 'row'}, heading: Heading, config: MapConfig): string | null {
  const {row, match} = hit
  const inHeading = heading.path.map(({text}) => inBrackets(text, config)).findLast(unit => unit !== null)
  if (inHeading) return inHeading
  const words = row.cells.filter(({kind}) => kind === 'words')
  const alone = words.map(({text}) => wholeUnit(text, config)).find(unit => unit !== null)
  if (alone) return alone
  const behind = words.map(({text}) => inBrackets(text, config)).findLast(unit => unit !== null)
  return behind ?? inBrackets(match.printed, config) ?? unitAbove(hit, config)
}

/** The unit a cell above announces for the part of the table the row stands in: the nearest one that speaks of money. */
function unitAbove({row}: AnyHit, config: MapConfig): string | null {
  const above = row.table.children.filter(cell => cell.row < row.index && cell.row >= 0)
  for (const cell of above.toReversed()) {
    const text = cell.children.map(block => (block.type === 'paragraph' ? block.value : '')).join('')
    if (!text.includes('位')) continue
    const [, listed] = ANNOUNCED.exec(fold(text)) ?? []
    const units = (listed ?? '').split(BETWEEN_UNITS).flatMap(part => moneyUnit(part, config) ?? [])
    if (units.length > 0) return units.length === 1 ? units[0]! : listed!
  }
  return null
}

function inBrackets(text: string, config: MapConfig): string | null {
  const [, announced, inside] = IN_BRACKETS.exec(inChinese(fold(text))) ?? []
  if (inside === undefined || inside === '') return slashed(text, config)
  return moneyUnit(inside, config) ?? (announced === undefined ? null : inside)
}

/** 本年收费金额/万元 */
function slashed(text: string, config: MapConfig): string | null {
  const [, unit] = /\/([^/()]+)$/.exec(fold(text)) ?? []
  return unit !== undefined && unit in config.moneyUnits ? unit : null
}

/** A cell that holds nothing but a unit of money, known or not (元, 美元). */
function wholeUnit(text: string, config: MapConfig): string | null {
  const unit = fold(text).replace(/^\(?(?:单位:)?|\)$/g, '')
  return unit in config.moneyUnits || /^.{0,3}元(?:[,/].*)?$/.test(unit) ? moneyUnit(unit, config) : null
}

/** 万元，保留两位小数 is 万元; 万元/元 is no unit anybody can be sure of and stays as printed. Null: nothing of money. */
function moneyUnit(text: string, config: MapConfig): string | null {
  const currency = Object.keys(config.currencies).find(mark => text.startsWith(mark)) ?? ''
  const named = text.slice(currency.length)
  const known = Object.keys(config.moneyUnits).filter(unit => named.startsWith(unit))
  const [unit] = known.sort((a, b) => b.length - a.length)
  if (unit === undefined) return named.includes('元') ? text : null
  return /元|[万亿](?!位)/.test(named.slice(unit.length)) ? text : unit
}
