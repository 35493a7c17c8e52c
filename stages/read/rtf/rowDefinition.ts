import type {CellShape, RowShape} from '../word/row.ts'
import type {Colours} from './colours.ts'

/** The cells of the row being defined (\trowd ... \cellx); stays in force until the next \trowd. */
export interface RowDefinition {
  /** Takes a control word. @returns whether it belongs to row definitions */
  word(name: string, parameter: number | null): boolean
  /** @returns null before the first \cellx */
  shape(): RowShape | null
}

const MAX_CELLS = 1000

/** \clshdng of a cell that its foreground colour fills, hundredths of a percent. */
const SOLID = 10_000

/** The definition of a row (\trowd), nothing in it yet. */
export function createRowDefinition({colour}: Colours): RowDefinition {
  let left = 0
  let header = false
  let edges: number[] = []
  let cells: CellShape[] = []
  let next: CellShape = {horizontal: 'none', vertical: 'none'}
  let shade = 0
  let front: number | null = null
  const startCell = () => {
    next = {horizontal: 'none', vertical: 'none'}
    shade = 0
    front = null
  }
  return {
    word(name, parameter) {
      switch (name) {
        case 'trowd':
          left = 0
          header = false
          edges = []
          cells = []
          startCell()
          return true
        case 'clcbpat':
          next.ground = colour(parameter)
          return true
        case 'clcfpat':
          front = parameter
          return true
        case 'clshdng':
          shade = parameter ?? 0
          return true
        case 'trleft':
          left = parameter ?? 0
          return true
        case 'trhdr':
          header = parameter !== 0
          return true
        case 'clmgf':
          next.horizontal = 'first'
          return true
        case 'clmrg':
          next.horizontal = 'continued'
          return true
        case 'clvmgf':
          next.vertical = 'first'
          return true
        case 'clvmrg':
          next.vertical = 'continued'
          return true
        case 'cellx':
          if (shade > 0) next.ground = shade >= SOLID ? (colour(front) ?? 0) : 'pattern'
          if (cells.length < MAX_CELLS) {
            edges.push(parameter ?? 0)
            cells.push(next)
          }
          startCell()
          return true
        default:
          return false
      }
    },
    shape: () => (cells.length === 0 ? null : {edges: [left, ...edges], cells, header}),
  }
}
