import type {Area, Cells, Value} from './expression.ts'

/** Cells of an area beyond which it is not looked through. */
const LARGEST = 200_000

/** A place within an area, counted from its corner. */
export interface Place {
  row: number
  column: number
}

/** Places of an area, counted from its corner, in reading order; null for one larger than any form. */
export function placesIn({top, left, bottom, right}: Area): Place[] | null {
  if ((bottom - top + 1) * (right - left + 1) > LARGEST) return null
  const places: Place[] = []
  for (let row = 0; row <= bottom - top; row++)
    for (let column = 0; column <= right - left; column++) places.push({row, column})
  return places
}

/** Whether areas have the same number of rows and columns. */
export function isSame(a: Area, b: Area): boolean {
  return a.bottom - a.top === b.bottom - b.top && a.right - a.left === b.right - b.left
}

/** An area without the rows and columns behind the last cell of its sheet. */
export function clip(area: Area, cells: Cells): Area {
  const {rows, columns} = cells.extent(area.sheets[0])
  const bottom = Math.max(area.top, Math.min(area.bottom, rows - 1))
  const right = Math.max(area.left, Math.min(area.right, columns - 1))
  return {...area, bottom, right}
}

/** The values of an area in reading order, clipped as `like` would be; null for one over several sheets. */
export function valuesIn(area: Area, cells: Cells, like = area): (Value | undefined)[] | null {
  if (area.sheets[0] !== area.sheets[1]) return null
  const places = placesIn(clip(like, cells))
  const {sheets, top, left} = area
  return places?.map(({row, column}) => cells.value(sheets[0], top + row, left + column)) ?? null
}
