import {cellsOf} from '../../../pipeline/model/format.ts'
import {type Document, documentOf} from '../form/tree.ts'
import type {Random} from '../random.ts'
import type {Figure} from '../report/figures.ts'
import {formatOf, type ReportModel, type ReportOptions, withFigures} from '../report/model.ts'

/** A report with a mistake in it, and what a checker has to say of it. */
interface Planted {
  document: Document
  /** Cells that a finding of the rule has to name; none where the mistake is not in a cell. */
  keys: string[]
}

export interface Defect {
  /** Id of the rule that has to report it. */
  rule: string
  name: string
  /** Other rules that the same mistake breaks, or may break. */
  also: string[]
  /** The kind of report the mistake can be planted in. */
  report: ReportOptions
  /** Null where this report does not allow the mistake. */
  plant(model: ReportModel, random: Random): Planted | null
}

/** A mistake in the figures. `wrong` gives the printed texts by key; `keys` defaults to theirs. */
export function inFigures(
  rule: string,
  name: string,
  report: ReportOptions,
  wrong: (model: ReportModel, random: Random) => Record<string, string> | null,
  more: {keys?: string[]; also?: string[]} = {},
): Defect {
  return {
    rule,
    name,
    report,
    also: more.also ?? [],
    plant: (model, random) => {
      const texts = wrong(model, random)
      if (!texts) return null
      const figures = Object.entries(texts).map(([key, raw]) => [key, understood(raw)])
      const document = documentOf(withFigures(model, Object.fromEntries(figures)))
      return {document, keys: more.keys ?? Object.keys(texts)}
    },
  }
}

/** A mistake in the words or the order of the report. */
export function inDocument(
  rule: string,
  name: string,
  report: ReportOptions,
  plant: (document: Document, random: Random) => Document | null,
  also: string[] = [],
): Defect {
  return {
    rule,
    name,
    report,
    also,
    plant: (model, random) => {
      const document = plant(documentOf(model), random)
      return document && {document, keys: []}
    },
  }
}

/** A mistake in the facts around the report: title, dates, metadata. */
export function inFacts(
  rule: string,
  name: string,
  report: ReportOptions,
  change: (model: ReportModel) => ReportModel | null,
  also: string[] = [],
): Defect {
  return {
    rule,
    name,
    report,
    also,
    plant: model => {
      const changed = change(model)
      return changed && {document: documentOf(changed), keys: []}
    },
  }
}

/** How a printed text has to be understood: the grammar of value cells, written down a second time on purpose. */
export function understood(raw: string): Figure {
  // The mark of a note behind a figure is no part of it; raised digits may be anything.
  const bare = raw.replace(/(?<=\d)[①-⑳]$/, '')
  if (/[\u2070-\u2089\u2460-\u24ff²³¹]/.test(bare)) return {value: null, state: 'text', raw}
  const text = bare
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
  if (text === '') return {value: null, state: 'blank', raw}
  if (/^(\/|—|——|-|无)$/.test(text)) return {value: null, state: 'notApplicable', raw}
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(件|条|项|个|元|万元|亿元)?$/.exec(text)
  if (!match) return {value: null, state: 'text', raw}
  const scale = {元: 1e-4, 亿元: 1e4}[match[4] ?? ''] ?? 1
  const size = Number(`${match[2]!.replace(/,/g, '')}${match[3] ?? ''}`)
  const value = Number(((match[1] === '-' && size > 0 ? -size : size) * scale).toPrecision(15))
  return {value, state: value === 0 ? 'zero' : 'value', raw}
}

/** The figure of a clean report at a key. */
export function valueAt(model: ReportModel, key: string): number {
  const value = model.observations[key]?.value
  if (value === undefined || value === null) throw new Error(`no figure at ${key}`)
  return value
}

/** Texts for cells raised by an amount each. */
export function raised(model: ReportModel, amounts: Record<string, number>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(amounts).map(([key, amount]) => [key, String(valueAt(model, key) + amount)]),
  )
}

/** Keys of one row of table 3, or of every row in one column. */
export function rowKeys(model: ReportModel, row: string): string[] {
  return cellsOf(formatOf(model))
    .filter(cell => cell.table === 'applications' && cell.row.key === row)
    .map(cell => cell.key)
}
