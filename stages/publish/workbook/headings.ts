/** A heading in its place above the columns it covers; rows and columns count from 0. */
export interface Heading {
  label: string
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  /** 0 for a table's title. */
  level: number
}

interface Node {
  label: string
  first: number
  last: number
  children: Node[]
}

/** Number of heading rows that paths need. */
export function headingDepth(paths: string[][]): number {
  return Math.max(...paths.map(path => path.length))
}

/**
 * Lays headings out over `depth` rows. Neighbours with the same headings share one; titles and the level below them
 * stand at the top, deeper levels at the bottom, and what lies between stretches.
 */
export function layHeadings(paths: string[][], depth: number): Heading[] {
  const headings: Heading[] = []
  const place = (node: Node, level: number, row: number) => {
    const below = level === 0 ? 1 : depth - Math.max(0, ...node.children.map(heightOf))
    const end = node.children.length ? below : depth
    headings.push({
      label: node.label,
      row,
      column: node.first,
      rowSpan: end - row,
      columnSpan: node.last - node.first + 1,
      level,
    })
    for (const child of node.children) place(child, level + 1, end)
  }
  for (const node of treeOf(paths)) place(node, 0, 0)
  return headings
}

function treeOf(paths: string[][]): Node[] {
  const roots: Node[] = []
  paths.forEach((path, column) => {
    let nodes = roots
    path.forEach((label, level) => {
      const previous = nodes.at(-1)
      const leaf = level === path.length - 1
      if (!leaf && previous?.label === label && previous.children.length) {
        previous.last = column
        nodes = previous.children
        return
      }
      const node: Node = {label, first: column, last: column, children: []}
      nodes.push(node)
      nodes = node.children
    })
  })
  return roots
}

function heightOf(node: Node): number {
  return 1 + Math.max(0, ...node.children.map(heightOf))
}

/** Parts headings at the columns given and says them again, so that each page (and screen) shows what it is under. */
export function splitHeadings(headings: Heading[], columns: number[]): Heading[] {
  return headings.flatMap(heading => {
    const end = heading.column + heading.columnSpan
    const starts = [heading.column, ...columns.filter(column => column > heading.column && column < end)]
    return starts.map((column, i) => ({...heading, column, columnSpan: (starts[i + 1] ?? end) - column}))
  })
}

/** Widths of the characters of a text, in characters of the normal font: wide ones take two. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += character.codePointAt(0)! > 0x2e7f || '“”‘’—…'.includes(character) ? 2 : 1.1
  return width
}

/** Heights of the heading rows, in points, so that every heading is read whole in the widths given. */
export function headingHeights(
  headings: Heading[],
  widths: number[],
  depth: number,
  {lineHeight, least}: {lineHeight: number; least: number},
): number[] {
  const heights = new Array<number>(depth).fill(least)
  const bySpan = [...headings].sort((a, b) => a.rowSpan - b.rowSpan)
  for (const heading of bySpan) {
    const {row, rowSpan, column, columnSpan} = heading
    const width = widths.slice(column, column + columnSpan).reduce((sum, one) => sum + one, 0)
    // Columns folded away are not read.
    if (width === 0) continue
    // A line break never falls before a closing mark, so lines are a little shorter than their column.
    const lines = Math.ceil(textWidth(heading.label) / Math.max(2, Math.floor((width - 1) / 2) * 2))
    const need = lines * lineHeight + 4
    const have = heights.slice(row, row + rowSpan).reduce((sum, one) => sum + one, 0)
    if (need > have) heights[row + rowSpan - 1]! += need - have
  }
  return heights
}
