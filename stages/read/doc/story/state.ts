import type {ParagraphData} from '../../../../pipeline/model/ast.ts'
import type {CellNotes} from '../../word/cellNotes.ts'
import type {Flow} from '../../word/flow.ts'
import type {Line} from '../../word/line.ts'
import type {WordDocument} from '../document.ts'
import type {Properties} from './properties.ts'

/** What is met on the way that is no text: counted for findings, or asked for. */
export interface Encounters {
  deleted(offset: number, text: string): void
  hidden(offset: number, text: string): void
  struck(offset: number, text: string): void
  /** A paragraph in a frame outside tables. */
  framed(text: string, offset: number): void
  brokenField(offset: number): void
  /** A field ended; `instruction` is its code without the result. */
  field(instruction: string, offset: number, line: Line): void
  /** `location` is the place in the Data stream; null where it is not said, or is that of an object. */
  picture(offset: number, location: number | null): void
  /** A drawn object is anchored here. @returns why a cell it stands in is doubtful: a Chinese clause, or null */
  shape(offset: number, depth: number): string | null
  /** The character to show for one of a symbol font. */
  symbol(code: number): string
  /** The pieces hold more characters than the file could: reading stops. */
  exhausted(offset: number): void
}

/** What the stories of a document share. */
export interface Shared {
  document: WordDocument
  properties: Properties
  /** Characters that may still be read. */
  budget: number
}

/** A story being read. */
export interface Story {
  shared: Shared
  role: ParagraphData['role']
  flow: Flow
  met: Encounters
  line: Line
  /** Character position at which the paragraph began. */
  start: number
  /** What is known of the paragraph besides its text. */
  notes: CellNotes
}
