import {type PDFiumDocument, PDFiumLibrary} from '@hyzyla/pdfium'
import type {Image} from '../../../../pipeline/model/ast.ts'
import {inkOf} from './colour.ts'
import type {PagePicture, PageSource} from './source.ts'

/** Resolutions worth reading at, dots an inch: more tells nothing new, less is made up to it. */
const FINEST = 300
const COARSEST = 150
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
  const page = document.getPage(number - 1)
  const {originalWidth, originalHeight} = page.getOriginalSize()
  const across = image.place?.box ? image.place.box[2] - image.place.box[0] : 0
  const own = image.width && across > 0 ? (image.width / across) * POINTS : USUAL
  const dpi = Math.min(Math.max(own, COARSEST), FINEST)
  const dots = (originalWidth * originalHeight * dpi * dpi) / (POINTS * POINTS)
  if (!(dots <= maxDots)) return null
  const {width, height, data} = await page.render({scale: dpi / POINTS, render: 'bitmap'})
  const ink = inkOf({data, channels: 4, width, height, dpi})
  return {raster: {width, height, data: ink, dpi}, unitsPerDot: POINTS / dpi}
}
