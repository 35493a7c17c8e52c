import type {Draft} from '../form/draft.ts'
import type {Document, Item} from '../form/tree.ts'
import type {Random} from '../random.ts'

/**
 * A way offices lay the form out. It moves, merges and rewords cells; the figures stay in the document and can be told
 * apart by a careful person. Seeded, and without effect on the document it is given.
 */
export interface Layout {
  name: string
  /** Findings that a clean report in this layout has to raise. */
  must: string[]
  /** Findings it may raise. */
  may: string[]
  /** Null where the document offers nothing to work on. */
  apply(document: Document, random: Random): Document | null
}

/** Rules that say a label or place was not as printed in the form: any layout may raise these. */
const NOTES = ['S12', 'S13']

/** A layout that changes tables one by one; `change` gives null for tables it leaves alone. */
export function onTables(
  name: string,
  change: (draft: Draft, random: Random, document: Document) => Item[] | Draft | null,
  rules: {must?: string[]; may?: string[]} = {},
): Layout {
  return {
    name,
    must: rules.must ?? [],
    may: [...NOTES, ...(rules.may ?? [])],
    apply: (document, random) => {
      let changed = false
      const items = document.items.flatMap(item => {
        if (item.type !== 'table') return [item]
        const result = change(item, random, document)
        if (result === null) return [item]
        changed = true
        return Array.isArray(result) ? result : [result]
      })
      return changed ? {...document, items} : null
    },
  }
}

/** Rows of a draft that belong together: a caption, its headings and its figures. */
export function blocksOf(draft: Draft): {from: number; to: number}[] {
  const starts = draft.cells.filter(cell => cell.role === 'caption').map(cell => cell.row)
  const from = starts.length ? starts : [0]
  return from.map((row, i) => ({from: row, to: from[i + 1] ?? draft.rows}))
}
