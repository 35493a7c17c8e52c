import type {Box} from '../../../../pipeline/model/place.ts'
import {boxOfItem, type LaidLine, type LaidPage} from '../laid.ts'

type Role = 'header' | 'footer'

/** Share of the page's height in which running heads and page numbers stand. */
const ZONE = 0.12
/** Most lines of a running head or foot. */
const MAX_LINES = 3
/** Share of pages a running head must stand on, and fewest pages. */
const MIN_SHARE = 0.4
const MIN_PAGES = 2

/** A page number as offices print it: 3, -3-, — 3 —, 第3页, 第3页 共6页, 3/6, Page 3 of 6. */
const PAGE_NUMBER =
  /^(?:[-—–－―·.~～_\s]*([0-9０-９]{1,4})[-—–－―·.~～_\s]*|第([0-9]{1,4})页[，,、/\s]*(?:[（(]?共[0-9]{1,4}页[）)]?)?|([0-9]{1,4})\s*[/／]\s*[0-9]{1,4}|page([0-9]{1,4})(?:of[0-9]{1,4})?|[-—–－\s]*([IVXivx]{1,6})[-—–－\s]*)$/i

/** What is written over the part of a table that stands on a further page: 续表, （续上表）, 接上页. */
const CONTINUED =
  /^[（(【〔]?(?:续(?:上|前)?表|接上(?:表|页)|上接.{1,6}页|表续)[0-9一二三四]{0,2}[:：]?[)）】〕]?$/

/**
 * Page numbers, running heads and feet: lines at the outer edge of the page that are a page number which counts with
 * the pages, or that stand with the same words at the same height on several pages; and the words that a
 * table goes on.
 */
export function markFurniture(pages: readonly LaidPage[]): Map<LaidLine, Role> {
  const edges = pages.flatMap(page => edgeLines(page).map(edge => ({...edge, page})))
  const roles = new Map<LaidLine, Role>()
  for (const {line, role, page} of edges) {
    const number = pageNumberOf(line.text)
    if (number === null) continue
    const bare = /^[0-9０-９]+$/.test(line.text.trim())
    const counts = edges.some(
      other =>
        other.page !== page &&
        other.role === role &&
        pageNumberOf(other.line.text) === number + other.page.page - page.page,
    )
    if (counts || !bare || (pages.length === 1 && number === 1)) roles.set(line, role)
  }
  const repeated = new Map<string, typeof edges>()
  for (const edge of edges) {
    const key = `${edge.role}|${edge.line.text.replace(/[0-9０-９]+/g, '#').replace(/\s+/g, '')}`
    repeated.set(key, [...(repeated.get(key) ?? []), edge])
  }
  for (const group of repeated.values()) {
    const onPages = new Set(group.map(edge => edge.page))
    if (onPages.size < MIN_PAGES || onPages.size < MIN_SHARE * pages.length) continue
    const heights = group.map(edge => edge.line.line.box[1] / edge.page.height)
    if (Math.max(...heights) - Math.min(...heights) > 0.02) continue
    for (const edge of group) roles.set(edge.line, edge.role)
  }
  for (const page of pages.slice(1)) {
    const above = page.items.find(item => item.kind !== 'line' || !roles.has(item))
    if (above?.kind === 'line' && CONTINUED.test(above.text.replace(/\s+/g, ''))) roles.set(above, 'header')
  }
  return roles
}

/** The number of a line that is a page number; null for any other line. Roman numerals count as 0. */
function pageNumberOf(text: string): number | null {
  const match = PAGE_NUMBER.exec(text.replace(/\s+/g, '').normalize('NFKC'))
  if (!match) return null
  const digits = match[1] ?? match[2] ?? match[3] ?? match[4]
  return digits === undefined ? 0 : Number(digits)
}

/** Whether a line stands where running heads and page numbers do. */
export function isAtEdge(item: LaidLine, page: LaidPage): boolean {
  return isInZone(item.line.box, page)
}

/** Whether a box lies where running heads and page numbers stand. */
export function isInZone(box: Box, {height}: {height: number}): boolean {
  return box[3] <= ZONE * height || box[1] >= (1 - ZONE) * height
}

/** Lines before the first and after the last block of a page, within the zones at its edges. */
function edgeLines(page: LaidPage): {line: LaidLine; role: Role}[] {
  const isLine = (item: LaidPage['items'][number] | undefined): item is LaidLine => item?.kind === 'line'
  const edges: {line: LaidLine; role: Role}[] = []
  const byHeight = [...page.items].sort((a, b) => boxOfItem(a)[1] - boxOfItem(b)[1])
  for (const item of byHeight.slice(0, MAX_LINES)) {
    if (!isLine(item) || item.line.box[3] > ZONE * page.height) break
    edges.push({line: item, role: 'header'})
  }
  for (const item of byHeight.slice(-MAX_LINES).reverse()) {
    if (!isLine(item) || item.line.box[1] < (1 - ZONE) * page.height) break
    edges.push({line: item, role: 'footer'})
  }
  return edges
}
