import type {Image} from '../../../pipeline/model/ast.ts'
import type {Relationship} from '../ooxml/package.ts'
import type {Attributes} from '../ooxml/xml.ts'

/** What drawings bring to the place they stand at. */
export interface DrawingSink {
  image(image: Image): void
  /** An object that is not read; a complete Chinese clause. */
  embedded(what: string): void
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

export function createDrawings(sink: DrawingSink): Drawings {
  const frames: Frame[] = []

  function image(id: string | undefined): void {
    const frame = frames.at(-1)
    const node: Image = {type: 'image'}
    if (frame?.alt) node.alt = frame.alt
    const target = id === undefined ? undefined : sink.relationship(id)?.target
    if (target) node.url = target.startsWith('data:') ? target.slice(0, target.search(/[;,]/)) : target
    if (frame?.width) node.width = frame.width
    if (frame?.height) node.height = frame.height
    if (frame) frame.shown = true
    sink.image(node)
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
          break
        case 'v:textpath':
          if (attributes.string?.trim()) sink.text(attributes.string)
          break
        case 'o:OLEObject':
          // The picture of the object stands in a shape beside it.
          if (frame) frame.shown = true
          sink.embedded(`嵌入的对象（${attributes.ProgID || '类型不明'}）没有读出，其中的数字未计入`)
      }
    },
    close(name) {
      if (frames.at(-1)?.name === name) frames.pop()
    },
  }
}

function pixels(emu: string | undefined): number | undefined {
  const value = Number(emu)
  return value > 0 ? Math.round(value / EMU_PER_PIXEL) : undefined
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
