import {type PDFiumDocument, PDFiumLibrary, type PDFiumPage} from '@hyzyla/pdfium'
import type {Image} from '../../../../pipeline/model/ast.ts'
import {flatten} from '../flat/flatten.ts'
import {withoutSeals} from '../flat/seal/index.ts'
import {inkAndSealsOf} from './colour.ts'
import type {PagePicture, PageSource} from './source.ts'

/**
 * Resolutions worth reading at, dots an inch: more tells nothing new, less is made up to it. Below grey seals dots made up blur
 * what tells print from the seal: such pages are made up to less.
 */
const FINEST = 300
const COARSEST = 200
const SEALED = 150
const USUAL = 200
const POINTS = 72

/** The pages of a PDF as pictures, at about the resolution they were scanned with. */
export async function openPdf(bytes: Uint8Array, maxDots: number): Promise<PageSource> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  return {
    picture: (page, image) => pictureOf(document, page, image, maxDots),
    close() {
      document.destroy()
      library.destroy()
    },
  }
}

async function pictureOf(
  document: PDFiumDocument,
  number: number,
  image: Image,
  maxDots: number,
): Promise<PagePicture | null> {
  const opened = document.getPage(number - 1)
  const {originalWidth, originalHeight} = opened.getOriginalSize()
  const across = image.place?.box ? image.place.box[2] - image.place.box[0] : 0
  const own = image.width && across > 0 ? (image.width / across) * POINTS : USUAL
  // A page drawn is closed.
  const madeAt = async (page: PDFiumPage, dpi: number): Promise<PagePicture | null> => {
    const dots = (originalWidth * originalHeight * dpi * dpi) / (POINTS * POINTS)
    if (!(dots <= maxDots)) return null
    const {width, height, data} = await page.render({scale: dpi / POINTS, render: 'bitmap'})
    const {ink, hidden} = inkAndSealsOf({data, channels: 4, width, height, dpi})
    const lifted = hidden ? {width, height, data: hidden, dpi} : undefined
    return {raster: {width, height, data: ink, dpi}, lifted, unitsPerDot: POINTS / dpi, scanned: own}
  }
  const plain = await madeAt(opened, Math.min(Math.max(own, SEALED), FINEST))
  if (!plain || own >= COARSEST || withoutSeals(flatten(plain.raster), own).hidden) return plain
  return (await madeAt(document.getPage(number - 1), COARSEST)) ?? plain
}
