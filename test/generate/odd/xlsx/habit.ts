import type {Random} from '../../random.ts'
import type {XlsxFile} from './file.ts'

/** A way in which a figure stands in a workbook. */
export interface XlsxHabit {
  name: string
  /** Which figures it can write; all where left out. */
  fits?(raw: string): boolean
  /** What stands for the cell. */
  cell(place: string, raw: string, file: XlsxFile, random: Random): string
}

/** Something done to a sheet. */
export interface SheetHabit {
  name: string
  /** @param places of some figures that are numbers, and the figures */
  change(file: XlsxFile, places: {place: string; raw: string}[]): void
}

export const isWhole = (raw: string) => /^\d+$/.test(raw)
export const isNumber = (raw: string) => /^\d+(\.\d+)?$/.test(raw)
/** A cell that holds a number, in a style. */
export const number = (place: string, value: string | number, style = 0) =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`
