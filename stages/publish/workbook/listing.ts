import type {CheckedReport} from '../../../pipeline/model/corpus.ts'
import type {Observation, Region, Report} from '../../../pipeline/model/report.ts'
import {sheetReference} from '../xlsx/address.ts'
import type {Words} from './settings.ts'
import {placeInWords} from './words.ts'

/** A report of 明细 as other sheets speak of it. */
export interface Listed {
  agency: string | null
  year: number | null
  format: string
  status: Report['status']
  region: Region
  /** Reference to the report's cell of an observation key, or to its first cell: '明细'!AB12. */
  reference(key: string | undefined): string
  /** What the report prints under a key that a finding of its own speaks of. */
  figure(key: string): ListedFigure | undefined
}

/** What the report prints in a cell, and where the cell stands, in words. */
export type ListedFigure = Pick<Observation, 'raw' | 'corrected'> & {place: string}

/** By observation key. */
type Figures = Record<string, ListedFigure | undefined>

/** Where each report of 明细 stands, by id, and what it prints where something was found. */
export interface Listing {
  add(checked: CheckedReport, sheet: string, row: number): void
  get(report: string): Listed | undefined
  all(): Iterable<Listed>
  /** Further sources that give one of these reports once more. */
  repeated(): number
}

/** Kept of one report: a hundred thousand of these stand in memory. */
interface Kept {
  agency: string | null
  year: number | null
  format: string
  status: Report['status']
  region: Region
  sheet: string
  row: number
  /** The figures spoken of, as JSON. */
  figures: string
}

/** @param columns letters of the column of each observation key */
export function startListing(columns: ReadonlyMap<string, string>, words: Words): Listing {
  const kept = new Map<string, Kept>()
  const regions = new Map<string, Region>()
  let repeated = 0
  // Findings come report by report and ask for each of their figures: those of the last report are kept unpacked.
  let unpacked: {text: string; figures: Figures} = {text: '{}', figures: {}}
  const unpack = (text: string) => {
    if (text !== unpacked.text) unpacked = {text, figures: JSON.parse(text)}
    return unpacked.figures
  }
  const listed = ({figures, sheet, row, ...told}: Kept): Listed => ({
    ...told,
    reference: key => `${sheetReference(sheet)}!${(key && columns.get(key)) || 'A'}${row + 1}`,
    figure: key => unpack(figures)[key],
  })
  return {
    add({report, findings}, sheet, row) {
      const {id, agency, year, format, status, observations} = report
      repeated += report.alsoIn.length
      if (kept.has(id)) throw new Error(`two reports have the id ${id}`)
      const figures: Figures = {}
      for (const key of new Set(findings.flatMap(({keys}) => keys))) {
        const observation = observations[key]
        if (!observation) continue
        const {raw, corrected, place} = observation
        figures[key] = {raw, corrected, place: placeInWords(place, words)}
      }
      const name = Object.values(agency.region).join('/')
      const region = regions.get(name) ?? agency.region
      regions.set(name, region)
      const text = JSON.stringify(figures)
      kept.set(id, {agency: agency.name, year, format, status, region, sheet, row, figures: text})
    },
    get(report) {
      const found = kept.get(report)
      return found && listed(found)
    },
    *all() {
      for (const one of kept.values()) yield listed(one)
    },
    repeated: () => repeated,
  }
}
