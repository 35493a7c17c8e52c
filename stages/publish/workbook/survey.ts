import type {CheckedReport, Corpus} from '../../../pipeline/model/corpus.ts'
import type {Skipped} from '../../../pipeline/model/finding.ts'
import {effectiveOf, type Observation} from '../../../pipeline/model/report.ts'
import {textWidth} from './headings.ts'

/** Characters the widest figure of an observation key needs; a key nobody reported is missing. */
export type Widths = ReadonlyMap<string, number>

/** What has to be known of the whole corpus before the first row is written. */
export interface Survey {
  widths: Widths
  /** Inputs that gave no report, by reason. */
  reasons: Map<Skipped['reason'], number>
}

/**
 * Takes the widths of figures while reports pass by. Reading a report costs more than writing it, so this goes along with
 * whatever reads them all first; reports that are later found to be in another one are then among them.
 */
export function startWidths(): {widths: Widths; report(checked: CheckedReport): void} {
  const widths = new Map<string, number>()
  return {
    widths,
    report({report}) {
      for (const key in report.observations) {
        const width = figureWidth(effectiveOf(report.observations[key]!))
        if (width > (widths.get(key) ?? -1)) widths.set(key, width)
      }
    },
  }
}

/** Widths of the figures of a corpus, by a pass of its own. */
export function widthsOf(corpus: Corpus): Widths {
  const {widths, report} = startWidths()
  for (const checked of corpus.reports()) report(checked)
  return widths
}

/** The survey of a corpus whose widths are known. */
export function surveyOf(corpus: Corpus, widths: Widths): Survey {
  const reasons: Survey['reasons'] = new Map()
  for (const {reason} of corpus.skipped()) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  return {widths, reasons}
}

/** Characters of a figure as it is shown, thousands separators and two decimals counted in. */
function figureWidth({value, raw, state}: Observation): number {
  if (value === null) return state === 'text' ? Math.ceil(textWidth(raw)) : 1
  const [whole, decimals = ''] = String(Math.abs(value)).split('.')
  const separators = Math.floor((whole!.length - 1) / 3)
  return whole!.length + separators + (value < 0 ? 1 : 0) + (decimals ? Math.max(3, decimals.length + 1) : 0)
}
