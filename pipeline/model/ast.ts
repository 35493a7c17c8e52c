import {z} from 'zod'
import {type Place, placeSchema} from './place.ts'

/**
 * The one intermediate tree every reader writes and every later stage reads: plain unist nodes (`type`, `children` or
 * `value`, `data`) with a `place` instead of unist's `position`, because half of the sources have no lines.
 * A tree is JSON: it survives a round trip through the cache unchanged.
 */
export interface Root {
  type: 'root'
  children: Block[]
  data: RootData
}

/** What a reader knows of the document as a whole. */
export interface RootData {
  /** Id of the reader that made the tree (`html`, `docx` ...). */
  reader: string
  /** `<title>`, document properties: never part of the visible text. */
  title?: string
  /** Named facts outside the text: meta tags, document properties. In document order, names as printed. */
  metadata: {name: string; value: string}[]
  /** Encoding the bytes were decoded with, as a WHATWG label. */
  encoding?: string
  pages?: number
}

/** Block-level content in reading order. */
export type Block = Paragraph | Table | Image | Attachment

/** One paragraph (or heading, or line) of text. `value` keeps line breaks as \n; whitespace is otherwise collapsed. */
export interface Paragraph {
  type: 'paragraph'
  value: string
  data?: ParagraphData
  place?: Place
}

/** What a paragraph is besides its text, as far as the source says it. */
export interface ParagraphData {
  /** Heading depth 1..9 where the source marks it as a heading (h1..h6, outline level of a Word style). */
  depth?: number
  /** Characters at the start of `value` that the source does not hold as text but shows (automatic numbering). */
  numbering?: string
  align?: 'left' | 'center' | 'right'
  /** Set on text that repeats outside the body: header, footer, footnote. */
  role?: 'header' | 'footer' | 'footnote' | 'navigation'
}

/**
 * A table whose cells are addressed, not counted. `rows` and `columns` are the extent of the grid.
 * `addressing` is `grid` where rows and columns were given by the source (or by geometry), and `sequence` where only
 * the order of cells within a row is known (pipes or tabs in plain text): there `column` is an ordinal, spans are 1, and
 * nothing may be concluded from two cells having the same `column`.
 */
export interface Table {
  type: 'table'
  rows: number
  columns: number
  addressing: 'grid' | 'sequence'
  children: TableCell[]
  data?: TableData
  place?: Place
}

/** What a table is besides its cells. */
export interface TableData {
  caption?: string
  /** Whether the grid was drawn with ruling lines; false where it was found by alignment. */
  ruled?: boolean
  /** Cells stood one on a line: a blank cell left no trace, and any figure may be its neighbour's. */
  bare?: boolean
}

/** A cell by its place in the grid: rows and columns count from 0, spans from 1. */
export interface TableCell {
  type: 'tableCell'
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  children: Block[]
  data?: CellData
  place?: Place
}

/** What a cell is besides its content. */
export interface CellData {
  header?: boolean
  /** Why its text, or its being empty, is not certain: a Chinese clause. Every figure read from it is named in a finding. */
  doubt?: string
  /** Set where the text was recognised in a picture: that part of it, a PNG in base64. Nothing vouches for the text yet. */
  picture?: string
  /** Set where a number came out the same however its picture was looked at. */
  agreed?: true
}

/** A picture in the content; `url` as written in the source (data: URLs shortened to their media type). */
export interface Image {
  type: 'image'
  alt?: string
  url?: string
  width?: number
  height?: number
  place?: Place
}

/** A link to a file that belongs to the document (doc, pdf, xls ...); `value` is the link text. */
export interface Attachment {
  type: 'attachment'
  value: string
  url: string
  place?: Place
}

const paragraphSchema: z.ZodType<Paragraph> = z.strictObject({
  type: z.literal('paragraph'),
  value: z.string(),
  data: z
    .strictObject({
      depth: z.number().int().min(1).max(9).optional(),
      numbering: z.string().optional(),
      align: z.enum(['left', 'center', 'right']).optional(),
      role: z.enum(['header', 'footer', 'footnote', 'navigation']).optional(),
    })
    .optional(),
  place: placeSchema.optional(),
})

const imageSchema: z.ZodType<Image> = z.strictObject({
  type: z.literal('image'),
  alt: z.string().optional(),
  url: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  place: placeSchema.optional(),
})

const attachmentSchema: z.ZodType<Attachment> = z.strictObject({
  type: z.literal('attachment'),
  value: z.string(),
  url: z.string(),
  place: placeSchema.optional(),
})

const tableCellSchema: z.ZodType<TableCell> = z.strictObject({
  type: z.literal('tableCell'),
  row: z.number().int().nonnegative(),
  column: z.number().int().nonnegative(),
  rowSpan: z.number().int().positive(),
  columnSpan: z.number().int().positive(),
  children: z.array(z.lazy(() => blockSchema)),
  data: z
    .strictObject({
      header: z.boolean().optional(),
      doubt: z.string().optional(),
      picture: z.base64().optional(),
      agreed: z.literal(true).optional(),
    })
    .optional(),
  place: placeSchema.optional(),
})

const tableSchema: z.ZodType<Table> = z.strictObject({
  type: z.literal('table'),
  rows: z.number().int().nonnegative(),
  columns: z.number().int().nonnegative(),
  addressing: z.enum(['grid', 'sequence']),
  children: z.array(tableCellSchema),
  data: z
    .strictObject({
      caption: z.string().optional(),
      ruled: z.boolean().optional(),
      bare: z.boolean().optional(),
    })
    .optional(),
  place: placeSchema.optional(),
})

export const blockSchema: z.ZodType<Block> = z.union([
  paragraphSchema,
  tableSchema,
  imageSchema,
  attachmentSchema,
])

export const rootSchema: z.ZodType<Root> = z.strictObject({
  type: z.literal('root'),
  children: z.array(blockSchema),
  data: z.strictObject({
    reader: z.string(),
    title: z.string().optional(),
    metadata: z.array(z.strictObject({name: z.string(), value: z.string()})),
    encoding: z.string().optional(),
    pages: z.number().int().positive().optional(),
  }),
})

/** All text of a block, paragraphs parted by \n, nested tables included cell by cell. */
export function textOf(block: Block | TableCell): string {
  switch (block.type) {
    case 'paragraph':
    case 'attachment':
      return block.value
    case 'image':
      return ''
    default:
      // Nearly all cells hold one paragraph.
      return block.children.length === 1 ? textOf(block.children[0]!) : block.children.map(textOf).join('\n')
  }
}

/** A cell that holds one piece of text: what most readers make of most cells. An empty text gives no paragraph. */
export function textCell(
  row: number,
  column: number,
  text: string,
  more: {rowSpan?: number; columnSpan?: number; header?: boolean; place?: Place} = {},
): TableCell {
  const cell: TableCell = {
    type: 'tableCell',
    row,
    column,
    rowSpan: more.rowSpan ?? 1,
    columnSpan: more.columnSpan ?? 1,
    children: text === '' ? [] : [{type: 'paragraph', value: text}],
  }
  if (more.header) cell.data = {header: true}
  if (more.place) cell.place = more.place
  return cell
}
