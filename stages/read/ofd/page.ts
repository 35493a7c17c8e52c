import type {Box} from '../../../pipeline/model/place.ts'
import {type Edge, type Glyph, markCrossed, type PageContent, struckGlyphs} from '../layout/index.ts'
import {IDENTITY, multiply, translation} from '../layout/matrix.ts'
import {withoutDoubles} from '../layout/text/doubles.ts'
import type {PartSource} from '../ooxml/package.ts'
import type {ReadContext} from '../reader.ts'
import {addResources, areaOf, located, type OfdDocument, type PageParts} from './container.ts'
import {childOf, childrenOf, type Element, numbers, readElement} from './element.ts'
import {markOtherwise} from './glyphIds.ts'
import {
  collectObjects,
  type DrawnPicture,
  noObjects,
  type PageObjects,
  pageMatrix,
  points,
  type RawGlyph,
} from './objects.ts'
import {isOpaqueFile} from './opaque.ts'
import {type Unseen, unseenOf} from './visibility.ts'

/** What a person should know of a page besides its content. */
export interface PageNotes {
  page: number
  glyphs: number
  /** Characters without meaning of their own. */
  unmapped: number
  /** Text left out, by reason. */
  left: Record<Unseen | 'struck' | 'oblique' | 'watermark', string>
  /** Whether the text seems to be drawn as outlines. */
  outlined: boolean
  cut: boolean
}

/** Letter body above and below the baseline, in letter sizes. */
const ASCENT = 0.85
const DESCENT = 0.15
/** Text leaning by more than this is a stamp or watermark, degrees. */
const MAX_SKEW = 3
/** A page with this many curved shapes and hardly a glyph is text drawn as outlines. */
const OUTLINES = 150
const FEW_GLYPHS = 20
/** Smallest picture worth a node, share of the page; and how many letters on a picture make it a background. */
const MIN_PICTURE = 0.002
const BACKGROUND_GLYPHS = 150

/** Reads one page (7.7): templates below and above it, its own layers, its annotations. Null where it is absent or damaged. */
export function readPage(
  source: PartSource,
  common: OfdDocument,
  index: number,
  page: number,
  context: ReadContext,
): {content: PageContent; notes: PageNotes; pictures: (DrawnPicture & {part: string | undefined})[]} | null {
  const parts = common.pages[index]!
  const root = readElement(source, parts.content, context)
  if (!root) return null
  const document = withOwnResources(source, common, root, parts.content, context)
  const area = areaOf(childOf(root, 'Area')) ?? parts.area
  const objects = objectsOf(source, document, root, area, context)
  const notes: PageNotes = {
    page,
    glyphs: 0,
    unmapped: 0,
    left: {
      invisible: '',
      covered: '',
      clipped: '',
      struck: '',
      oblique: '',
      watermark: annotate(source, document, index, area, objects, context),
    },
    outlined: objects.curved > OUTLINES && objects.glyphs.length < FEW_GLYPHS,
    cut: objects.cut,
  }
  const [width, height] = [points(area[2]), points(area[3])]
  const edges = edgesOf(objects)
  const glyphs = visibleGlyphs(objects, edges, notes, opacityIn(source, document))
  const content: PageContent = {
    page,
    width,
    height,
    glyphs,
    ...edges,
    pictures: picturesOf(objects, glyphs, [0, 0, width, height], notes.outlined),
  }
  const pictures = objects.pictures.map(picture => ({
    ...picture,
    part: document.media.get(picture.resource),
  }))
  return {content, notes, pictures}
}

/** The document as a page sees it that has resources of its own (PageRes, 7.7). */
function withOwnResources(
  source: PartSource,
  document: OfdDocument,
  root: Element,
  part: string,
  context: ReadContext,
): OfdDocument {
  const own = childrenOf(root, 'PageRes')
  if (own.length === 0) return document
  const {composites, media, parameters} = document
  const page = {
    ...document,
    composites: new Map(composites),
    media: new Map(media),
    parameters: new Map(parameters),
  }
  for (const {text} of own) addResources(source, page, located(source, part, text.trim()), context)
  return page
}

function objectsOf(
  source: PartSource,
  document: OfdDocument,
  root: Element,
  area: PageParts['area'],
  context: ReadContext,
): PageObjects {
  const objects = noObjects()
  const matrix = pageMatrix(area)
  const templates = childrenOf(root, 'Template').map(({attributes}) => {
    const part = document.templates.get(attributes.TemplateID ?? '')
    if (part === undefined || !source.has(part))
      document.missing.add(part ?? `模板 ${attributes.TemplateID ?? ''}`)
    return {part, above: attributes.ZOrder === 'Foreground'}
  })
  const add = (element: Element | null | undefined) => {
    for (const content of childrenOf(element, 'Content')) collectObjects(content, matrix, objects, document)
  }
  const addTemplates = (above: boolean) => {
    for (const template of templates) {
      if (template.above === above && template.part) add(readElement(source, template.part, context))
    }
  }
  addTemplates(false)
  add(root)
  addTemplates(true)
  return objects
}

/** Adds what annotations show (15) and returns the text of those that are watermarks. */
function annotate(
  source: PartSource,
  document: OfdDocument,
  index: number,
  area: PageParts['area'],
  objects: PageObjects,
  context: ReadContext,
): string {
  const part = document.annotations.get(document.ids[index] ?? '')
  if (!part) return ''
  if (!source.has(part)) document.missing.add(part)
  let watermark = ''
  for (const annotation of childrenOf(readElement(source, part, context), 'Annot')) {
    const {Type, Visible} = annotation.attributes
    const appearance = childOf(annotation, 'Appearance')
    if (!appearance || Visible === 'false') continue
    const [x = 0, y = 0] = numbers(appearance.attributes.Boundary)
    const matrix = multiply(translation(x, y), pageMatrix(area))
    if (Type === 'Watermark') {
      const apart = noObjects()
      collectObjects(appearance, matrix, apart, document)
      watermark += apart.glyphs.map(({text}) => text).join('')
    } else collectObjects(appearance, matrix, objects, document)
  }
  return watermark
}

function visibleGlyphs(
  objects: PageObjects,
  edges: {horizontal: Edge[]; vertical: Edge[]},
  notes: PageNotes,
  isOpaque: (picture: DrawnPicture) => boolean,
): Glyph[] {
  const quarters = objects.glyphs.map(({angle}) => Math.round(angle / 90))
  const all = objects.glyphs.map((raw, order) =>
    glyphOf(raw, (((quarters[order]! % 4) + 4) % 4) as Glyph['turn'], order),
  )
  markOtherwise(objects.glyphs, all)
  const unseen = unseenOf(objects, all, isOpaque)
  const glyphs: Glyph[] = []
  for (const [i, raw] of objects.glyphs.entries()) {
    notes.glyphs++
    if (/[\ufffd\ue000-\uf8ff]/.test(raw.text)) notes.unmapped++
    const reason = unseen[i]
    if (reason) notes.left[reason] += raw.text
    else if (Math.abs(raw.angle - quarters[i]! * 90) > MAX_SKEW) notes.left.oblique += raw.text
    else glyphs.push(all[i]!)
  }
  markCrossed(
    glyphs,
    objects.slants.map(([x0, y0, x1, y1]) => ({x0, y0, x1, y1})),
    IDENTITY,
  )
  const struck = struckGlyphs(glyphs, edges.horizontal, edges.vertical)
  for (const {text} of struck) notes.left.struck += text
  return withoutDoubles(glyphs.filter(glyph => !struck.has(glyph)))
}

/** Whether nothing shows through a picture: told by its file, each looked at once. */
function opacityIn(source: PartSource, {media}: OfdDocument): (picture: DrawnPicture) => boolean {
  const known = new Map<string, boolean>()
  return ({resource, thin}) => {
    if (thin) return false
    let opaque = known.get(resource)
    if (opaque === undefined) {
      const part = media.get(resource)
      const bytes = part === undefined ? null : source.bytes(part)
      opaque = bytes !== null && isOpaqueFile(bytes)
      known.set(resource, opaque)
    }
    return opaque
  }
}

function glyphOf({text, x, y, advance, size, spaced}: RawGlyph, turn: Glyph['turn'], order: number): Glyph {
  const [above, below] = [ASCENT * size, DESCENT * size]
  const box: Box[] = [
    [x, y - above, x + advance, y + below],
    [x - below, y, x + above, y + advance],
    [x - advance, y - below, x, y + above],
    [x - above, y - advance, x + below, y],
  ]
  return {text, box: box[turn]!, size, order, spaced, turn}
}

function edgesOf({rules}: PageObjects): {horizontal: Edge[]; vertical: Edge[]} {
  const horizontal: Edge[] = []
  const vertical: Edge[] = []
  for (const [x0, y0, x1, y1] of rules) {
    const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)]
    if (width >= height) horizontal.push({at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1)})
    else vertical.push({at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1)})
  }
  return {horizontal, vertical}
}

function picturesOf(
  {pictures}: PageObjects,
  glyphs: readonly Glyph[],
  page: Box,
  outlined: boolean,
): PageContent['pictures'] {
  const boxes = pictures.map(({box}) => box)
  const worth = boxes.filter(box => {
    if (!((box[2] - box[0]) * (box[3] - box[1]) >= MIN_PICTURE * page[2] * page[3])) return false
    const inside = glyphs.filter(
      g => g.box[0] >= box[0] && g.box[2] <= box[2] && g.box[1] >= box[1] && g.box[3] <= box[3],
    ).length
    return inside < BACKGROUND_GLYPHS
  })
  return (outlined ? [...worth, page] : worth).map(box => ({box, width: 0, height: 0}))
}
