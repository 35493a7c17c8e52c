import {type Block, type Table, textOf} from '../../../pipeline/model/ast.ts'
import type {MapConfig} from '../settings.ts'
import {bannerOf, titleYears} from './stray.ts'

/** Longest line that may head tables. */
const LONGEST_HEADING = 40

/** The line that says of which year a table is, and the years it names. */
export interface YearHeading {
  text: string
  years: number[]
}

/** For each table the heading with a year it stands under: in its own first row, else the last one above with no narrative between. */
export function yearHeadings(blocks: Block[], config: MapConfig): Map<Table, YearHeading> {
  const headings = new Map<Table, YearHeading>()
  let above: YearHeading | null = null
  for (const block of blocks) {
    if (block.type === 'table') {
      const own = headingOf(block.data?.caption ?? '', config) ?? headingOf(bannerOf(block), config)
      const heading: YearHeading | null = own ?? above
      if (heading) headings.set(block, heading)
    } else if (block.type === 'paragraph') {
      const text = textOf(block)
      if (text.length > LONGEST_HEADING) above = null
      else above = headingOf(text, config) ?? above
    }
  }
  return headings
}

function headingOf(line: string, config: MapConfig): YearHeading | null {
  const years = titleYears(line, config)
  return years.length > 0 ? {text: line.trim(), years} : null
}
