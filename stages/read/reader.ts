import type {Block, Image, Root} from '../../pipeline/model/ast.ts'
import type {FindingDetails, Skipped} from '../../pipeline/model/finding.ts'
import type {Box} from '../../pipeline/model/place.ts'

/**
 * A reader turns the bytes of one kind of file into a tree. It reads what is there and interprets nothing: no label, no
 * figure, no rule of the form is known here. What it cannot read surely it reports.
 */
export interface Reader {
  id: string
  /** Raised when the same bytes would now give another tree. */
  version: string
  /**
   * Whether the bytes are this reader's kind, decided by content. `head` is the first 64 KiB (the whole file when
   * smaller). The name may break a tie between two kinds that bytes cannot tell apart, nothing more.
   */
  sniff(head: Uint8Array, name: string): boolean
  /** Usual extensions, lower case without the dot: another extension on these bytes is a finding. */
  extensions: string[]
  read(bytes: Uint8Array, context: ReadContext): Promise<Root> | Root
}

/** What a reader is given besides the bytes. */
export interface ReadContext {
  limits: ReadLimits
  /** Adds a finding; `place` lacks `file`, which the kernel fills in. */
  report(rule: string, details?: FindingDetails): void
  /** Says that a page of a picture has been recognised, which takes long. */
  advance?(): void
  /**
   * Hands over the picture an image node of the tree stands for, so that a table in it can be read. Absent where nobody
   * reads pictures.
   */
  picture?(node: Image, picture: EmbeddedPicture): void
  /**
   * Hands over the text that a recognising program laid under the picture of a page; null where there is other text, too.
   * Absent where nobody reads pictures.
   */
  layer?(page: number, glyphs: readonly LayerGlyph[] | null): void
  /**
   * Reads a document that is part of this one, whatever its kind; null where it is none that can be read. Absent inside such
   * a part: documents are not taken apart any deeper.
   */
  inner?(bytes: Uint8Array, name: string): Block[] | null
}

/** A character of the text under a picture, in the units of the page. */
export interface LayerGlyph {
  text: string
  box: Box
}

/** A picture inside a document, as it lies there. */
export interface EmbeddedPicture {
  /** The file of the picture; null where it is lost, which has been reported. */
  bytes(): Uint8Array | null
  /** What of it is not shown: shares of its width and height cut away at the left, top, right and bottom. */
  crop?: readonly [left: number, top: number, right: number, bottom: number]
  /** Quarter turns clockwise by which it is shown; by its own word (Exif) where left out. */
  turns?: number
  /** Part of the document it lies in. */
  part?: string
}

/** From config/read.yaml. */
export interface ReadLimits {
  /** Largest file read, bytes. */
  maxBytes: number
  /** Largest part inside a container after unpacking, bytes. */
  maxUnpackedBytes: number
  /** Unpacked to packed, beyond which a container counts as hostile. */
  maxRatio: number
  /** Most cells in one table. */
  maxCells: number
  /** Most nodes in one tree. */
  maxNodes: number
  /** Most pages read of one document. */
  maxPages: number
  /** Deepest nesting of elements or groups followed. */
  maxDepth: number
}

/** A file that cannot become a tree: it ends in skipped.jsonl with this reason and a Chinese sentence. */
export class UnreadableError extends Error {
  constructor(
    readonly reason: Extract<
      Skipped['reason'],
      'empty' | 'unreadable' | 'encrypted' | 'unsupported' | 'tooLarge' | 'archive'
    >,
    /** A complete Chinese sentence: what is wrong and what the operator can do. */
    readonly detail: string,
  ) {
    super(detail)
    this.name = 'UnreadableError'
  }
}
