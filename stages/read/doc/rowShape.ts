import type {Ground} from '../word/ink.ts'
import type {CellShape, Merge, RowShape} from '../word/row.ts'
import {LONG_SHADE, longShade, SHORT_SHADE, shortShade} from './shading.ts'
import {SPRM} from './sprm.ts'

/** A row's definition while its properties are applied one after the other. */
export interface RowProperties {
  edges: number[]
  cells: {horizontal: number; vertical: number; ground?: Ground | null}[]
  header: boolean
  /** Half the gap between cells, twips. */
  gap: number
}

const CELL_SIZE = 20
/** Word allows 63 cells in a row; one byte counts them. */
const MAX_CELLS = 255

/** A row about which nothing is said. */
export function emptyRow(): RowProperties {
  return {edges: [], cells: [], header: false, gap: 0}
}

/** Properties that shade cells one after the other, and the cell the first shading belongs to. */
const SHADES: Record<number, number> = {[SPRM.T_SHADES]: 0, [SPRM.T_SHADES_2]: 22, [SPRM.T_SHADES_3]: 44}

/** Applies one table property ([MS-DOC] 2.6.3); those that do not move edges, merge or shade cells change nothing. */
export function applyTableProperty(row: RowProperties, code: number, operand: DataView) {
  const first = operand.byteLength > 0 ? operand.getUint8(0) : 0
  const limit = operand.byteLength > 1 ? operand.getUint8(1) : 0
  switch (code) {
    case SPRM.T_DEFINE:
    case SPRM.T_DEFINE_10:
      define(row, operand)
      break
    case SPRM.T_HEADER:
      row.header = first !== 0
      break
    case SPRM.T_LEFT:
      shift(row, operand.getInt16(0, true) - ((row.edges[0] ?? 0) + row.gap))
      break
    case SPRM.T_GAP: {
      const gap = operand.getInt16(0, true)
      if (row.edges.length > 0) row.edges[0] = row.edges[0]! + row.gap - gap
      row.gap = gap
      break
    }
    case SPRM.T_INSERT:
      insert(row, first, limit, operand.getInt16(2, true))
      break
    case SPRM.T_DELETE:
      remove(row, first, limit)
      break
    case SPRM.T_WIDTH:
      setWidth(row, first, limit, operand.getInt16(2, true))
      break
    case SPRM.T_MERGE:
      row.cells.slice(first, limit).forEach((cell, i) => {
        cell.horizontal = i === 0 ? 2 : 1
      })
      break
    case SPRM.T_SPLIT:
      for (const cell of row.cells.slice(first, limit)) cell.horizontal = 0
      break
    case SPRM.T_SHADES_80:
      row.cells.slice(0, Math.floor(operand.byteLength / SHORT_SHADE)).forEach((cell, i) => {
        cell.ground = shortShade(operand, i * SHORT_SHADE)
      })
      break
    case SPRM.T_SHADES:
    case SPRM.T_SHADES_2:
    case SPRM.T_SHADES_3: {
      const from = SHADES[code]!
      row.cells.slice(from, from + Math.floor(operand.byteLength / LONG_SHADE)).forEach((cell, i) => {
        cell.ground = longShade(operand, i * LONG_SHADE)
      })
      break
    }
    case SPRM.T_SHADE_80:
      for (const cell of row.cells.slice(first, limit)) cell.ground = shortShade(operand, 2)
      break
    case SPRM.T_SHADE:
      for (const cell of row.cells.slice(first, limit)) cell.ground = longShade(operand, 2)
      break
    case SPRM.T_SHADE_TABLE:
      for (const cell of row.cells) cell.ground ??= longShade(operand)
      break
    case SPRM.T_VERTICAL: {
      const cell = row.cells[first]
      if (cell) cell.vertical = limit & 3
      break
    }
  }
}

/** sprmTDefTable: the number of cells, their edges, and a descriptor (TC80) for each or for the first few. */
function define(row: RowProperties, operand: DataView) {
  if (operand.byteLength < 1) return
  const count = Math.min(operand.getUint8(0), Math.floor((operand.byteLength - 3) / 2))
  row.edges = []
  row.cells = []
  for (let i = 0; i <= count; i++) row.edges.push(operand.getInt16(1 + i * 2, true))
  const descriptors = 1 + (count + 1) * 2
  for (let i = 0; i < count; i++) {
    const at = descriptors + i * CELL_SIZE
    const flags = at + 2 <= operand.byteLength ? operand.getUint16(at, true) : 0
    row.cells.push({horizontal: flags & 3, vertical: (flags >> 5) & 3})
  }
}

function shift(row: RowProperties, by: number) {
  row.edges = row.edges.map(edge => edge + by)
}

/** sprmTInsert: `count` cells of one width before cell `first`; those after it move to the right. */
function insert(row: RowProperties, first: number, count: number, width: number) {
  if (row.edges.length === 0) row.edges.push(0)
  while (row.cells.length < first && row.cells.length < MAX_CELLS) {
    row.edges.push(row.edges.at(-1)! + width)
    row.cells.push({horizontal: 0, vertical: 0})
  }
  const added = Math.min(count, MAX_CELLS - row.cells.length)
  const left = row.edges[first]!
  const edges = Array.from({length: added}, (_, i) => left + width * (i + 1))
  const after = row.edges.slice(first + 1).map(edge => edge + width * added)
  row.edges = [...row.edges.slice(0, first + 1), ...edges, ...after]
  row.cells.splice(first, 0, ...edges.map(() => ({horizontal: 0, vertical: 0})))
}

/** sprmTDelete: cells from `first` to before `limit` go; those after them move to the left. */
function remove(row: RowProperties, first: number, limit: number) {
  const end = Math.min(limit, row.cells.length)
  if (first >= end) return
  const width = row.edges[end]! - row.edges[first]!
  row.edges = [...row.edges.slice(0, first + 1), ...row.edges.slice(end + 1).map(edge => edge - width)]
  row.cells.splice(first, end - first)
}

/** sprmTDxaCol: gives cells one width; those after them move along. */
function setWidth(row: RowProperties, first: number, limit: number, width: number) {
  const end = Math.min(limit, row.cells.length)
  let change = 0
  for (let i = first; i < row.cells.length; i++) {
    if (i < end) change = row.edges[i]! + width - row.edges[i + 1]!
    row.edges[i + 1] = row.edges[i + 1]! + change
  }
}

/** @returns null where nothing defined the row's cells */
export function shapeOf(row: RowProperties | null): RowShape | null {
  if (!row || row.cells.length === 0) return null
  return {edges: row.edges, cells: mergesOf(row.cells), header: row.header}
}

/**
 * Writers disagree which of the two bits marks the first of horizontally merged cells: [MS-DOC] 2.9.317 says the higher,
 * Word 97's own description the lower. Both put the first cell first, so the leader of a run shows which was meant.
 */
function mergesOf(cells: RowProperties['cells']): CellShape[] {
  let leader = 0
  return cells.map(cell => {
    let horizontal: Merge = 'none'
    if (cell.horizontal === 0) leader = 0
    else if (leader === 0 || cell.horizontal === leader) {
      leader = cell.horizontal
      horizontal = 'first'
    } else horizontal = 'continued'
    const vertical: Merge = cell.vertical === 1 ? 'continued' : cell.vertical === 0 ? 'none' : 'first'
    return {horizontal, vertical, ground: cell.ground ?? null}
  })
}
