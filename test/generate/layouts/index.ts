import type {Document} from '../form/tree.ts'
import type {Random} from '../random.ts'
import {groups} from './groups.ts'
import {labelShapes, wordings} from './labels.ts'
import type {Layout} from './layout.ts'
import {lines} from './lines.ts'
import {parts} from './parts.ts'

/** Layouts that move cells; each begins at the official layout, so that no two of them follow one another. */
const shapes: readonly Layout[] = [...parts, ...lines, ...labelShapes, ...groups]

/** Every known way of laying out the three tables. */
export const layouts: readonly Layout[] = [...shapes, ...wordings]

/** A document laid out by chance: at most one shape and one wording; `names` says which. */
export function layOut(document: Document, random: Random): {document: Document; names: string[]} {
  const names: string[] = []
  let out = document
  for (const list of [shapes, wordings]) {
    if (random.chance(0.4)) continue
    const layout = random.pick(list)
    const changed = layout.apply(out, random)
    if (!changed) continue
    out = changed
    names.push(layout.name)
  }
  return {document: out, names}
}
