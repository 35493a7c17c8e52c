import type {Attributes} from '../../ooxml/xml.ts'
import {empty, type Sink} from './sink.ts'

/** Frames of OpenDocument (ODF 1.3 part 3, 10) as drawings: pictures, boxes of text, embedded objects. */
export interface Frames {
  /**
   * Takes a drawing element. Gives what is to be done at its end.
   * @param bare whether no paragraph is open that could hold a drawing
   */
  open(sink: Sink, name: string, attributes: Attributes, bare: boolean): (() => void) | null
  /** Takes text that describes a picture, or is one (base64); false where it is neither. */
  text(text: string): boolean
}

interface FrameContext {
  link(type: string, target: string, external: boolean): string
  isClipped(style: string | undefined): boolean
  /** Takes the bytes of a picture that stands in the document itself. */
  store(part: string, bytes: Uint8Array): void
}

interface Frame {
  attributes: Attributes
  alt: string
  /** Where its pictures lie: several are one in several kinds of file. */
  pictures: string[]
  isObject: boolean
}

const BOXES = /^draw:(?:text-box|custom-shape|rect|ellipse|circle|polygon|path|caption)$/
const OBJECTS = /^draw:(?:object|object-ole|plugin|applet|floating-frame)$/
const READABLE = /\.(?:png|jpe?g|gif|tiff?|webp|bmp)$/i
const EMU: Record<string, number> = {cm: 360_000, mm: 36_000, in: 914_400, pt: 12_700, pc: 152_400, px: 9525}

/** Frames and shapes of a body, none open. */
export function createFrames({link, isClipped, store}: FrameContext): Frames {
  const frames: Frame[] = []
  let taking: ((text: string) => void) | null = null
  let stored = 0

  function box(sink: Sink, bare: boolean): () => void {
    const names = bare ? ['w:p', 'w:txbxContent'] : ['w:txbxContent']
    for (const name of names) sink.open(name, {})
    return () => {
      for (const name of names.toReversed()) sink.close(name)
    }
  }

  function picture(sink: Sink, {attributes, alt, pictures, isObject}: Frame, bare: boolean): void {
    if (pictures.length === 0 && !isObject) return
    const target = pictures.find(name => READABLE.test(name)) ?? pictures[0]
    const names = [...(bare ? ['w:p'] : []), 'w:r', ...(isObject ? ['w:object'] : ['w:drawing', 'wp:inline'])]
    for (const name of names) sink.open(name, {})
    const [cx, cy] = [emu(attributes['svg:width']), emu(attributes['svg:height'])]
    if (cx && cy) empty(sink, 'wp:extent', {cx, cy})
    if (alt !== '') empty(sink, 'wp:docPr', {descr: alt})
    if (isObject) empty(sink, 'o:OLEObject', {ProgID: 'OpenDocument'})
    // Of a picture that is shown in part nobody must read the rest.
    const shown = target !== undefined && !isClipped(attributes['draw:style-name'])
    const external = target !== undefined && /^(?:[a-z][\w+.-]*:|\/|\.\.\/)/i.test(target)
    empty(sink, 'a:blip', shown ? {'r:embed': link('image', target, external)} : {})
    for (const name of names.toReversed()) sink.close(name)
  }

  /** What stands between an element's tags goes to `use` at its end. */
  function take(use: (text: string) => void): () => void {
    const pieces: string[] = []
    taking = text => void pieces.push(text)
    return () => {
      taking = null
      use(pieces.join(''))
    }
  }

  return {
    open(sink, name, attributes, bare) {
      const frame = frames.at(-1)
      if (name === 'draw:frame') {
        const own: Frame = {attributes, alt: '', pictures: [], isObject: false}
        frames.push(own)
        return () => {
          frames.pop()
          picture(sink, own, bare)
        }
      }
      if (BOXES.test(name)) return box(sink, bare)
      if (!frame) return null
      if (OBJECTS.test(name)) frame.isObject = true
      else if (name === 'draw:image' && attributes['xlink:href'])
        frame.pictures.push(attributes['xlink:href'])
      else if (name === 'svg:desc') return take(text => (frame.alt = text.replace(/\s+/g, ' ').trim()))
      else if (name === 'office:binary-data') {
        return take(text => {
          const part = `Pictures/${++stored}.png`
          store(part, Buffer.from(text, 'base64'))
          frame.pictures.push(part)
        })
      }
      return null
    },
    text(text) {
      taking?.(text)
      return taking !== null
    },
  }
}

function emu(length: string | undefined): string | null {
  const match = /^(\d{1,6}(?:\.\d+)?)(cm|mm|in|pt|pc|px)$/.exec(length ?? '')
  return match ? String(Math.round(Number(match[1]) * EMU[match[2]!]!)) : null
}
