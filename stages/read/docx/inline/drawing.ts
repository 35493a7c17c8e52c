import type {Image} from '../../../../pipeline/model/ast.ts'
import type {Relationship} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import type {EmbeddedPicture} from '../../reader.ts'

/** What drawings bring to the place they stand at. */
export interface DrawingSink {
  /** @param picture where the file lies in the document */
  image(image: Image, picture: EmbeddedPicture | undefined): void
  /** The bytes of a part; null where they cannot be had. */
  bytes(part: string): Uint8Array | null
  /** An object that is not read; a complete Chinese clause. */
  embedded(what: string): void
  /** A document of another program, by its relationship; `program` as the file names it. */
  object(id: string | undefined, program: string | undefined): void
  /** Text painted as WordArt. */
  text(value: string): void
  relationship(id: string): Relationship | undefined
}

/** Follows pictures, charts and embedded objects (DrawingML, VML); one for each story. */
export interface Drawings {
  open(name: string, attributes: Attributes): void
  close(name: string): void
}

interface Frame {
  /** Element that opened the frame. */
  name: string
  alt?: string
  width?: number
  height?: number
  shown: boolean
}

const EMU_PER_PIXEL = 9525

type Crop = [left: number, top: number, right: number, bottom: number]
/** Shares cut off in DrawingML are in thousandths of a percent, turns in sixty thousandths of a degree (ECMA-376, 20.1.10). */
const SIDES = ['l', 't', 'r', 'b']
const PERCENT = 100_000
const QUARTER = 90 * 60_000
/** Shares cut off in VML: 0.25, 25% or 16384f, which are 65,536th (ECMA-376 part 4, 19.1.2.11). */
const CROPPED = ['cropleft', 'croptop', 'cropright', 'cropbottom']

/** Drawings of a story, none open. */
export function createDrawings(sink: DrawingSink): Drawings {
  const frames: Frame[] = []
  /** The picture that was opened last: what is cut off and how it is turned follows. */
  let picture: EmbeddedPicture | undefined
  let turning: EmbeddedPicture | undefined

  function image(id: string | undefined): void {
    const frame = frames.at(-1)
    const node: Image = {type: 'image'}
    if (frame?.alt) node.alt = frame.alt
    const link = id === undefined ? undefined : sink.relationship(id)
    const target = link?.target
    picture = target && !link.external ? {part: target, bytes: () => sink.bytes(target)} : undefined
    if (target) node.url = target.startsWith('data:') ? target.slice(0, target.search(/[;,]/)) : target
    if (frame?.width) node.width = frame.width
    if (frame?.height) node.height = frame.height
    if (frame) frame.shown = true
    sink.image(node, picture)
  }

  function object(what: string): void {
    sink.embedded(what)
    if (!frames.at(-1)?.shown) image(undefined)
  }

  return {
    open(name, attributes) {
      const frame = frames.at(-1)
      switch (name) {
        case 'wp:inline':
        case 'wp:anchor':
          frames.push({name, shown: false})
          break
        case 'w:object':
          frames.push({name, shown: false})
          break
        case 'wp:extent':
          if (frame) {
            frame.width = pixels(attributes.cx)
            frame.height = pixels(attributes.cy)
          }
          break
        case 'wp:docPr':
          if (frame) frame.alt = attributes.descr || attributes.title || undefined
          break
        case 'a:blip':
          image(attributes['r:embed'] || attributes['r:link'])
          break
        case 'a:srcRect':
          if (picture) picture.crop = SIDES.map(side => Number(attributes[side] ?? 0) / PERCENT) as Crop
          break
        case 'pic:spPr':
          turning = picture
          break
        case 'a:xfrm':
          // Of the picture itself, which stands before its shape; groups have one, too.
          if (turning && Number(attributes.rot) % QUARTER === 0)
            turning.turns = (Number(attributes.rot) / QUARTER) & 3
          break
        case 'c:chart':
          object('图表没有读出，图中的数字未计入')
          break
        case 'dgm:relIds':
          object('SmartArt 图形没有读出，其中的文字未计入')
          break
        case 'v:shape':
        case 'v:rect':
        case 'v:roundrect':
          frames.push({name, shown: false, alt: attributes.alt || undefined, ...cssSize(attributes.style)})
          break
        case 'v:imagedata':
          image(attributes['r:id'] || attributes['r:pict'] || attributes['o:relid'])
          if (picture) picture.crop = CROPPED.map(name => fraction(attributes[name])) as Crop
          break
        case 'v:textpath':
          if (attributes.string?.trim()) sink.text(attributes.string)
          break
        case 'o:OLEObject':
          // The picture of the object stands in a shape beside it.
          if (frame) frame.shown = true
          sink.object(attributes['r:id'], attributes.ProgID)
      }
    },
    close(name) {
      if (name === 'pic:spPr') turning = undefined
      if (frames.at(-1)?.name === name) frames.pop()
    },
  }
}

function pixels(emu: string | undefined): number | undefined {
  const value = Number(emu)
  return value > 0 ? Math.round(value / EMU_PER_PIXEL) : undefined
}

function fraction(value: string | undefined): number {
  const number = Number.parseFloat(value ?? '')
  if (Number.isNaN(number)) return 0
  return value!.endsWith('f') ? number / 65_536 : value!.endsWith('%') ? number / 100 : number
}

const PIXELS: Record<string, number> = {px: 1, pt: 96 / 72, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, pc: 16}

/** Width and height of a VML shape in CSS pixels. */
function cssSize(style: string | undefined): {width?: number; height?: number} {
  const size: {width?: number; height?: number} = {}
  for (const declaration of style?.split(';') ?? []) {
    const match = /^\s*(width|height)\s*:\s*(\d{1,6}(?:\.\d+)?)(px|pt|in|cm|mm|pc)?\s*$/.exec(declaration)
    if (match) size[match[1] as 'width'] = Math.round(Number(match[2]) * PIXELS[match[3] ?? 'px']!)
  }
  return size
}
