import type {Report, Testimony} from '../../pipeline/model/report.ts'
import {nameIn} from './context.ts'

/** The witnesses of a year that a reader would believe, one for each year named, in the order of testimony. */
export function strongYears(report: Report, strong: string[]): Testimony[] {
  const seen = new Set<string>()
  return report.testimony.filter(item => {
    if (item.fact !== 'year' || !strong.includes(item.source) || seen.has(item.value)) return false
    seen.add(item.value)
    return true
  })
}

/** What each witness says, for a sentence: 标题为“2023”，文件名为“2022”. */
export function statements(witnesses: Testimony[], names: string[]): string {
  return [...new Set(witnesses.map(item => `${nameIn(names, item.source)}为“${item.value}”`))].join('，')
}
