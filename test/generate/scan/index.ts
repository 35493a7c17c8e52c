import {createRequire} from 'node:module'
import {printWithBrowser} from '../files/browser.ts'
import {type Document, documentOf, rootOf} from '../form/tree.ts'
import {randomOf} from '../random.ts'
import {cleanReport} from '../report/model.ts'
import {COPIES} from './copies.ts'
import {degrade, type Wear, wearOf} from './degrade.ts'
import {SHAPES} from './distort.ts'
import {type Sheet, scannedPdf} from './pdf.ts'
import {pageOf, type Typing, typingOf} from './print.ts'
import {type Picture, rasterise} from './raster.ts'

/** A report that went through a printer and a scanner, with the truth it carries. */
export interface Scan {
  seed: number
  document: Document
  typing: Typing
  wear: Wear
  /** The print, before it was scanned: a PDF whose rules and letters are still drawn. */
  printed: Uint8Array
  /** The file. */
  pdf: Uint8Array
  sheets: Sheet[]
}

type Sharp = (data: Uint8Array, options: {raw: {width: number; height: number; channels: 3}}) => SharpPicture

interface SharpPicture {
  toColourspace(name: 'b-w' | 'srgb'): SharpPicture
  jpeg(options: {quality: number}): SharpPicture
  toBuffer(): Promise<Buffer>
}

const scanSet = createRequire(new URL('../../../stages/read/scan/models/package.json', import.meta.url))

/**
 * Scans of clean reports, one for each seed. Needs a browser and the optional set for scans (its JPEG writer).
 * @param shape how the pages lie or were copied, a name of SHAPES or COPIES; flat and scanned once where left out
 */
export async function* scans(
  seeds: readonly number[],
  change: (wear: Wear, seed: number) => Wear = wear => wear,
  shape?: string,
): AsyncGenerator<Scan> {
  const shapes = {...SHAPES, ...COPIES}
  const shaped = shape === undefined ? undefined : shapes[shape]
  if (shape !== undefined && !shaped) throw new Error(`${shape} is none of ${Object.keys(shapes).join(', ')}`)
  const reports = seeds.map(seed => {
    const document = documentOf(cleanReport(randomOf(seed)))
    return {seed, document, typing: typingOf(randomOf(seed).fork('typing'))}
  })
  const printed = await printWithBrowser(
    reports.map(({document, typing}) => pageOf(rootOf(document), typing)),
  )
  for (const [i, report] of reports.entries()) {
    const random = randomOf(report.seed).fork('wear')
    const wear = change(wearOf(random), report.seed)
    const sheets: Sheet[] = []
    for (const page of await rasterise(printed[i]!, wear.dpi)) {
      const worn = degrade(page, wear, random)
      sheets.push(await sheetOf(shaped ? shaped(worn, wear.dpi, random.fork('shape')) : worn, wear))
    }
    yield {...report, wear, sheets, printed: printed[i]!, pdf: scannedPdf(sheets)}
  }
}

async function sheetOf({width, height, data}: Picture, {dpi, grey, quality}: Wear): Promise<Sheet> {
  const sharp = scanSet('sharp') as Sharp
  const picture = sharp(data, {raw: {width, height, channels: 3}})
  const jpeg = await picture
    .toColourspace(grey ? 'b-w' : 'srgb')
    .jpeg({quality})
    .toBuffer()
  return {jpeg, width, height, dpi, grey}
}
