import {piecesOf} from './html.ts'
import {type SecondReader, SecondReadingError} from './reader.ts'

/** mammoth turns a document into plain HTML. It knows nothing of gridBefore and hMerge: where cells stand is not asked. */
export const docx: SecondReader = {
  program: 'mammoth',
  version: '1',
  of: ['docx'],
  async read(bytes) {
    // Loaded when first needed: most runs have no use for it.
    const {default: mammoth} = await import('mammoth')
    const noPictures = mammoth.images.imgElement(async () => ({src: ''}))
    try {
      const {value} = await mammoth.convertToHtml({buffer: Buffer.from(bytes)}, {convertImage: noPictures})
      return piecesOf(value)
    } catch (error) {
      throw new SecondReadingError(`打不开这个文件（${(error as Error).message.slice(0, 100)}）`)
    }
  },
}
