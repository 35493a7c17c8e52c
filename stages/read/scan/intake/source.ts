import type {Image} from '../../../../pipeline/model/ast.ts'
import type {Raster} from '../dots/raster.ts'

/** The picture of a page, and how much of the document's units one of its dots is. */
export interface PagePicture {
  raster: Raster
  unitsPerDot: number
  /** Where seals in colour were lifted off: 0 there, else 255; left out where there were none. */
  lifted?: Raster | undefined
  /** Dots an inch with which it was made, which may be less than it has now: dots made up tell nothing new. */
  scanned: number
}

/** Where pictures of pages come from. */
export interface PageSource {
  /** The picture of a page; `image` is the node that stands for it. Null where it is larger than the limit. */
  picture(page: number, image: Image): Promise<PagePicture | null>
  close(): void
}

/** Pictures of one page to read: the page itself, or one picture on it. */
export interface Scan {
  page: number
  whole: boolean
  images: Image[]
}
