import type {Raster} from '../../dots/raster.ts'
import {type Cleaned, withSealsCut} from './cut.ts'
import {withSealsLifted} from './lift.ts'

/** A page whose grey seals have become paper, and where they were: 0 there, else 255. Null where it had none. */
export interface Bare {
  page: Raster
  hidden: Raster | null
}

/** Dots an inch from which on strokes of print are more than one dot thick: thinner ones below a seal are a seal's grey in part. */
const FINE = 190

/**
 * The page without seals in grey, which copies make of red ones. They are lifted off where print is scanned finely and
 * stands out from them, else cut away: then nothing can be said of what they cover.
 * @param scanned dots an inch with which the page was made, which may be less than it has now
 */
export function withoutSeals(page: Raster, scanned = page.dpi): Bare {
  const cut = withSealsCut(page)
  const lifted = scanned >= FINE ? withSealsLifted(page) : null
  if (!lifted) return {page: cut?.page ?? page, hidden: cut?.hidden ?? null}
  return {page: lifted.page, hidden: cut ? eitherHidden(cut, lifted) : lifted.hidden}
}

/** What one of both takes for a seal: a figure there is doubtful. */
function eitherHidden(a: Cleaned, b: Cleaned): Raster {
  return {...a.hidden, data: a.hidden.data.map((value, at) => Math.min(value, b.hidden.data[at]!))}
}
