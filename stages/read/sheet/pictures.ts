import type {Image} from '../../../pipeline/model/ast.ts'
import {type OfficePackage, openPackage} from '../ooxml/package.ts'
import type {XmlHandler} from '../ooxml/xml.ts'
import {openZip} from '../ooxml/zip.ts'
import {type EmbeddedPicture, type ReadContext, UnreadableError} from '../reader.ts'

/** Where packages keep pictures. */
const PICTURE = /^(?:xl\/media|pictures)\/.+\.(?:png|jpe?g|gif|bmp|dib|tiff?|webp|[ew]mf)$/i

/** The pictures of a workbook: those on sheets by the sheet's name, in their order; WPS keeps those in cells apart. */
export interface SheetPictures {
  onSheet: ReadonlyMap<string, EmbeddedPicture[]>
  inCells: EmbeddedPicture[]
}

const NONE: SheetPictures = {onSheet: new Map(), inCells: []}

/**
 * Finds the pictures of an Office Open XML workbook (ECMA-376, 20.5: drawings of sheets). What is wrong with the package has
 * been said of its cells.
 */
export function sheetPictures(bytes: Uint8Array, context: ReadContext): SheetPictures {
  let parts: OfficePackage
  try {
    parts = openPackage(bytes, {...context, report() {}})
  } catch (error) {
    if (error instanceof UnreadableError) return NONE
    throw error
  }
  const onSheet = new Map<string, EmbeddedPicture[]>()
  const links = parts.relationships(parts.main)
  parts.parse(
    parts.main,
    opened((name, attributes) => {
      const part = name === 'sheet' ? links.find(({id}) => id === attributes['r:id'])?.target : undefined
      if (part && attributes.name !== undefined) {
        const drawings = parts.relationships(part).filter(({type}) => type === 'drawing')
        const pictures = drawings.flatMap(({target}) => picturesIn(parts, target))
        if (pictures.length > 0) onSheet.set(attributes.name, pictures)
      }
    }),
  )
  const inCells = links
    .filter(({type}) => type === 'cellImage')
    .flatMap(({target}) => picturesIn(parts, target))
  return {onSheet, inCells}
}

/** Nodes of pictures, handed over to whoever reads them. */
export function handOver(pictures: readonly EmbeddedPicture[], part: string, context: ReadContext): Image[] {
  return pictures.map(picture => {
    const node: Image = {type: 'image', place: {part}}
    context.picture?.(node, picture)
    return node
  })
}

/** How many pictures lie in a package, whether anything shows them or not. */
export function countPictures(bytes: Uint8Array): number {
  return openZip(bytes)?.entries.filter(({name}) => PICTURE.test(name)).length ?? 0
}

/** The pictures of a drawing in its order; one that is shown twice is one. */
function picturesIn(parts: OfficePackage, drawing: string): EmbeddedPicture[] {
  const links = parts.relationships(drawing).filter(({type, external}) => type === 'image' && !external)
  const shown = new Set<string>()
  parts.parse(
    drawing,
    opened((name, attributes) => {
      const link = name === 'blip' ? links.find(({id}) => id === attributes['r:embed']) : undefined
      if (link) shown.add(link.target)
    }),
  )
  return [...shown].map(target => ({bytes: () => parts.bytes(target), part: target}))
}

function opened(open: (name: string, attributes: Parameters<XmlHandler['open']>[1]) => void): XmlHandler {
  return {
    // Names of spreadsheets and their drawings have no prefix of ours.
    open: (name, attributes) => open(name.replace(/^.*[?:]/, ''), attributes),
    close() {},
  }
}
