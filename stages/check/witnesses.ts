import type {Report, Testimony} from '../../pipeline/model/report.ts'
import {fold} from '../../pipeline/model/text.ts'
import {nameIn} from './context.ts'

/**
 * The witnesses of a year that a reader would believe, one for each year named, in the order of testimony. A number that
 * is not called a year (2024-01-18 城管局年报.doc) may be that of the publication and convinces nobody.
 */
export function strongYears(report: Report, strong: string[]): Testimony[] {
  const seen = new Set<string>()
  return report.testimony.filter(item => {
    if (item.fact !== 'year' || !strong.includes(item.source) || isBare(item) || seen.has(item.value))
      return false
    seen.add(item.value)
    return true
  })
}

/** Whether the year stands in the text as digits that 年 does not follow. */
function isBare({value, raw}: Testimony): boolean {
  const text = fold(raw)
  return text.includes(value) && !text.includes(`${value}年`)
}

/** What each witness says, for a sentence: 标题为“2023”，文件名为“2022”. */
export function statements(witnesses: Testimony[], names: string[]): string {
  return [...new Set(witnesses.map(item => `${nameIn(names, item.source)}为“${item.value}”`))].join('，')
}
