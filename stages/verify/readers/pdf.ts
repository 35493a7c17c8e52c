import type {Piece} from '../reading.ts'
import {type SecondReader, SecondReadingError} from './reader.ts'

/** pdf-parse (PDF.js) gives the text of each page line by line; which cell a figure stands in is not asked. */
export const pdf: SecondReader = {
  program: 'pdf-parse',
  version: '1',
  of: ['pdf'],
  async read(bytes, {pages}) {
    // Loaded when first needed: it takes most of a second.
    const {PDFParse} = await import('pdf-parse')
    // PDF.js takes the buffer over: it gets a copy.
    const parser = new PDFParse({data: bytes.slice(), verbosity: 0, isEvalSupported: false})
    try {
      const text = await parser.getText({first: pages, pageJoiner: ''})
      return text.pages.flatMap(({text}): Piece[] => [
        ...text.split('\n').map((line): Piece => ({kind: 'line', text: line})),
        {kind: 'pageEnd'},
      ])
    } catch (error) {
      throw new SecondReadingError(`打不开这个文件（${(error as Error).message.slice(0, 100)}）`)
    } finally {
      await parser.destroy()
    }
  },
}
