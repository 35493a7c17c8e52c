import type {Format} from '../../../pipeline/model/format.ts'
import type {Words} from '../workbook/settings.ts'
import {cellNames} from '../workbook/words.ts'
import type {SummarySettings} from './settings.ts'

/** Gives the Chinese names of the keys of the roll-up: those of the form, and of subtotals the form does not have. */
export function summedNames(formats: Record<string, Format>, words: Words, {words: own}: SummarySettings) {
  const ofCells = cellNames(formats, words)
  return (key: string): string => {
    const match = /^(.*)\.([^.]+)\.sum\.([^.]+)$/.exec(key)
    if (!match) return ofCells([key], undefined)
    const [, above, group, column] = match
    const told = ofCells([`${above}.total.${column}`], undefined)
      .split(words.keys.times)
      .at(-1)!
    return [own.sums[group!] ?? group!, told].join(words.keys.times)
  }
}
