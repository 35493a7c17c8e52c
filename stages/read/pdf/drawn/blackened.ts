import type {Glyph} from '../../layout/index.ts'
import {applyToBox, type Matrix} from '../../layout/matrix.ts'
import {centreOf} from '../../layout/types.ts'
import type {Area} from './paths.ts'

type Box = [number, number, number, number]

/** A box in a colour as dark as this, of 255, and no larger than a word, points, may stand where a figure stood. */
const DARK = 100
const LARGEST = {width: 60, height: 24}
/** More such boxes are a chart or a pattern. */
const MANY = 200

/** Dark boxes as small as a word on which nothing is printed: what stood there has been blackened, or is drawn so. */
export function blackened(areas: readonly Area[], glyphs: readonly Glyph[], view: Matrix): Box[] {
  const boxes = areas.flatMap(({opaque, colour, box}): Box[] => {
    if (!opaque || !colour || Math.max(...colour) > DARK) return []
    const at = applyToBox(view, box)
    return at[2] - at[0] <= LARGEST.width && at[3] - at[1] <= LARGEST.height ? [at] : []
  })
  if (boxes.length > MANY) return []
  return boxes.filter(
    ([left, top, right, bottom]) =>
      !glyphs.some(({box}) => {
        const [x, y] = centreOf(box)
        return x > left && x < right && y > top && y < bottom
      }),
  )
}
